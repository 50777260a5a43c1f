"""Why something is believed that no source prints: the inferences of a release, and how they weigh."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from policygraph.things import Statement, refer, values_clause
from policygraph.things.refer import batches
from policygraph.trace.model import Basis, Reason
from policygraph.vocab import GRAPH, PG, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from policygraph.model.inquiry import Inquiry
    from policygraph.trace.model import BasisKind

__all__ = ["Reasons", "read_reasons", "rule_of"]

_RULES = f"{GRAPH}inferred-"
_DEFINITION = PREFIXES["skos"] + "definition"
_NOTATION = PREFIXES["skos"] + "notation"
_RESTS_ON = PG + "restsOn"
_BASIS = PG + "hasBasis"
_CERTAINTY = PG + "hasCertainty"


def rule_of(graph: str) -> str | None:
    """Give the name of the rule that a graph holds the conclusions of; None for a graph of another kind."""
    return graph.removeprefix(_RULES) if graph.startswith(_RULES) else None


class Reasons:
    """Inferences and how sure they are.

    Attributes:
        statements: What is said of the inferences and of the graphs of rules, by subject.
    """

    def __init__(self, said: Mapping[str, tuple[Statement, ...]], order: Sequence[str]) -> None:
        self.statements = said
        self._reasons = {iri: _reason(iri, about) for iri, about in said.items()}
        self._order = order

    def basis(self, kind: BasisKind, inferences: Iterable[str], rule: str | None = None) -> Basis:
        """Give the basis of what rests on some inferences; where all are arithmetic, it is derived."""
        reasons = tuple(self._reasons[i] for i in sorted(set(inferences)) if i in self._reasons)
        if kind == "inferred" and reasons and all(reason.basis == "arithmetic" for reason in reasons):
            kind = "derived"
        return Basis(kind, rule, reasons, self._least(reasons))

    def ruled(self, graph: str) -> Basis:
        """Give the basis of what a rule concluded."""
        explained = (s.value.value for s in self.statements.get(graph, ()) if s.property == _RESTS_ON)
        return self.basis("inferred", explained, rule_of(graph))

    def _least(self, reasons: Iterable[Reason]) -> str | None:
        known = [reason.certainty for reason in reasons if reason.certainty]
        place = {name: number for number, name in enumerate(self._order)}
        return max(known, key=lambda name: place.get(name, len(place)), default=None)


def read_reasons(inferences: Iterable[str], graphs: Iterable[str]) -> Inquiry[Reasons]:
    """Read inferences, and those that explain the rules of some graphs."""
    ruled = yield from _read(graphs, (_RESTS_ON,))
    explained = (s.value.value for about in ruled.values() for s in about)
    said = yield from _read([*inferences, *explained], (_DEFINITION, _BASIS, _CERTAINTY))
    certainties = {s.value.value for about in said.values() for s in about if s.property == _CERTAINTY}
    order = yield from _order(sorted(certainties))
    return Reasons(ruled | said, order)


def _read(subjects: Iterable[str], properties: Sequence[str]) -> Inquiry[dict[str, tuple[Statement, ...]]]:
    """Read some statements of some subjects."""
    patterns = " UNION ".join(f"{{ GRAPH ?g {{ ?s {p} ?o }} BIND ({p} AS ?p) }}" for p in map(refer, properties))
    found: dict[str, list[Statement]] = defaultdict(list)
    for part in batches(subjects):
        for row in (yield f"SELECT ?s ?p ?o ?g {{ {values_clause('s', part)} {patterns} }}").rows:
            found[row["s"].value].append(Statement(row["p"].value, row["o"], row["g"].value))
    return {iri: tuple(sorted(about)) for iri, about in found.items()}


def _order(certainties: Sequence[str]) -> Inquiry[Sequence[str]]:
    """Give the names of certainties from the surest to the least sure, by the notations of the concepts."""
    place: dict[str, str] = {}
    if len(certainties) > 1:
        query = f"SELECT ?s ?o {{ {values_clause('s', certainties)} ?s <{_NOTATION}> ?o }}"
        place = {row["s"].value: row["o"].value for row in (yield query).rows}
    return [_local(iri) for iri in sorted(certainties, key=lambda iri: (place.get(iri, "~"), iri))]


def _reason(iri: str, said: Sequence[Statement]) -> Reason:
    text = {s.value.language: s.value.value for s in said if s.property == _DEFINITION}
    concept = {s.property: _local(s.value.value) for s in said if s.value.kind == "iri"}
    english = text.get("en") or text.get(None) or ""
    return Reason(iri, english, text.get("zh-hans"), concept.get(_BASIS), concept.get(_CERTAINTY))


def _local(iri: str) -> str:
    return iri.rpartition("/")[2]
