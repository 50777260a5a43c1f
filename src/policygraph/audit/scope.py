"""What an audit is about: the things that belong to a plan, a report, a unit or a region."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policygraph.audit.belonging import ANY, AUDITED, PARTS, SHARED, Routes
from policygraph.errors import NotFoundError, UsageError
from policygraph.things import refer, values_clause
from policygraph.things.refer import batches
from policygraph.vocab import ID, PG, segment_of, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policygraph.audit.belonging import Stage
    from policygraph.model.inquiry import Inquiry

__all__ = ["KIND_OF", "Scope", "scope_of"]

KIND_OF = {
    "Plan": "plan",
    "Report": "report",
    "PolicyDocument": "document",
    "Task": "task",
    "RectificationTask": "task",
    "Unit": "unit",
    "AgentGroup": "unit",
    "Region": "region",
    "AdministrativeDivision": "region",
    "NaturalArea": "region",
    "SpecialArea": "region",
    "RegionGroup": "region",
}
"""Class of what can be audited → what it is audited as. Of several classes the first named here counts."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What an audit is about.

    Attributes:
        focus: IRI of what is audited.
        kind: What it is audited as: `plan`, `report`, `document`, `task`, `unit` or `region`.
        things: IRIs of what belongs to it, itself among them.
        mentioned: IRIs of what these name and share with others: regions, units, indicators, programmes, times.
    """

    focus: str
    kind: str
    things: frozenset[str]
    mentioned: frozenset[str] = frozenset()

    def holds(self, thing: str, related: Iterable[str] = ()) -> bool:
        """Tell whether a finding is in scope.

        It is where its thing belongs to the audit or is mentioned in it, or where a related thing belongs to it. A
        related thing that is only mentioned does not count: everything that shares it would be in scope.
        """
        return thing in self.things or thing in self.mentioned or any(other in self.things for other in related)


def scope_of(iri: str) -> Inquiry[Scope]:
    """Find out what belongs to a plan, report, other document, task, unit or region.

    Raises:
        UsageError: It is no IRI, or the IRI of something else.
        NotFoundError: The graph says nothing about it.
    """
    kind = yield from _kind(iri)
    growth = _Growth({iri})
    if kind == "report":
        yield from _stated(iri, growth)
    for stage in AUDITED[kind]:
        yield from _widen(growth, stage)
    yield from _complete(growth)
    return Scope(iri, kind, frozenset(growth.things), frozenset(growth.mentioned - growth.things))


@dataclass(slots=True)
class _Growth:
    """A scope while it grows."""

    things: set[str]
    mentioned: set[str] = field(default_factory=set)


def _kind(iri: str) -> Inquiry[str]:
    rows = (yield f"SELECT ?class {{ {refer(iri)} a ?class }}").rows
    classes = {row["class"].value.removeprefix(PG) for row in rows if row["class"].value.startswith(PG)}
    kind = next((kind for name, kind in KIND_OF.items() if name in classes), None)
    if kind:
        return kind
    if not rows:
        raise NotFoundError(
            f"the graph says nothing about <{iri}>",
            remedy="check the IRI; `policygraph query` finds things by their labels",
        )
    what = " and ".join(sorted(classes - {"Entity"})) or "no thing of the ontology"
    raise UsageError(
        f"{shorten(iri)} can't be audited: it is {what}",
        remedy="name a plan, a report or another document, a task, a unit or a region",
    )


def _stated(report: str, growth: _Growth) -> Inquiry[None]:
    """Add what the text that carries a report states."""
    query = f"""SELECT DISTINCT ?thing {{
      ?source <{PG}carriesReport> {refer(report)} . ?passage <{PG}inSource> ?source .
      ?thing <{PG}statedIn> ?passage }}"""
    for row in (yield query).rows:
        _add(growth, row["thing"].value)


def _widen(growth: _Growth, stage: Stage) -> Inquiry[None]:
    """Follow a stage's routes; what is found belongs to the scope, be it of a kind that is otherwise shared or not."""
    frontier = set(growth.things)
    while frontier:
        found: set[str] = set()
        for kind, things in _by_kind(frontier).items():
            if kind in stage.routes:
                found |= set((yield from _follow(things, stage.routes[kind]._replace(mentions=()))))
        frontier = {iri for iri in found if iri.startswith(ID)} - growth.things if stage.again else set()
        growth.things |= {iri for iri in found if iri.startswith(ID)}


def _complete(growth: _Growth) -> Inquiry[None]:
    """Add the parts of everything in a scope, level by level, until nothing new comes."""
    frontier = set(growth.things)
    while frontier:
        before = set(growth.things)
        for kind, things in _by_kind(frontier).items():
            own, common = PARTS.get(kind, Routes()), PARTS[ANY]
            routes = Routes(*(a + b for a, b in zip(common, own, strict=True)))
            for other, belongs in (yield from _follow(things, routes)).items():
                _add(growth, other, belongs=belongs)
        frontier = growth.things - before


def _add(growth: _Growth, iri: str, *, belongs: bool = True) -> None:
    kind = segment_of(iri)
    if kind and (belongs and kind not in SHARED):
        growth.things.add(iri)
    elif kind:
        growth.mentioned.add(iri)


def _follow(things: Iterable[str], routes: Routes) -> Inquiry[Mapping[str, bool]]:
    """Give where routes lead from things, and whether what stands there belongs to them."""
    mentions = {PG + name for name in routes.mentions}
    found: dict[str, bool] = defaultdict(bool)
    for part in batches(things):
        for names, pattern in (
            ((*routes.forward, *routes.mentions), "?thing ?property ?other"),
            (routes.inverse, "?other ?property ?thing"),
        ):
            if names:
                # A filter, since two VALUES clauses make the engine read every statement of the properties.
                wanted = ", ".join(f"<{PG}{name}>" for name in names)
                query = f"""SELECT DISTINCT ?property ?other {{ {values_clause("thing", part)}
                  {pattern} FILTER (?property IN ({wanted}) && ISIRI(?other)) }}"""
                for row in (yield query).rows:
                    found[row["other"].value] |= row["property"].value not in mentions
    return found


def _by_kind(things: Iterable[str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for iri in sorted(things):
        found[segment_of(iri)].append(iri)
    return found
