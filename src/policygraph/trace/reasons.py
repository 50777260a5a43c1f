"""Why something is believed that no source prints: the inferences of a release, and how they weigh."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from policygraph.things import refer, values_clause
from policygraph.things.refer import batches
from policygraph.trace.model import Basis, Reason
from policygraph.vocab import CONCEPT, GRAPH, PG, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from policygraph.model.inquiry import Inquiry
    from policygraph.model.terms import Term
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
    """Inferences and how sure they are."""

    def __init__(self, reasons: Mapping[str, Reason], rules: Mapping[str, Sequence[str]], order: Sequence[str]) -> None:
        self._reasons = reasons
        self._rules = rules
        self._order = order

    def basis(self, kind: BasisKind, inferences: Iterable[str], rule: str | None = None) -> Basis:
        """Give the basis of what rests on some inferences; where all are arithmetic, it is derived."""
        reasons = tuple(self._reasons[i] for i in sorted(set(inferences)) if i in self._reasons)
        if kind == "inferred" and reasons and all(reason.basis == "arithmetic" for reason in reasons):
            kind = "derived"
        return Basis(kind, rule, reasons, self._least(reasons))

    def ruled(self, graph: str) -> Basis:
        """Give the basis of what a rule concluded."""
        return self.basis("inferred", self._rules.get(graph, ()), rule_of(graph))

    def _least(self, reasons: Iterable[Reason]) -> str | None:
        known = [reason.certainty for reason in reasons if reason.certainty]
        place = {name: number for number, name in enumerate(self._order)}
        return max(known, key=lambda name: place.get(name, len(place)), default=None)


def read_reasons(inferences: Iterable[str], graphs: Iterable[str]) -> Inquiry[Reasons]:
    """Read inferences, and those that explain the rules of some graphs."""
    rules: dict[str, list[str]] = defaultdict(list)
    for part in batches(graph for graph in graphs if rule_of(graph)):
        query = f"SELECT ?s ?i {{ {values_clause('s', part)} ?s <{_RESTS_ON}> ?i }}"
        for row in (yield query).rows:
            rules[row["s"].value].append(row["i"].value)
    wanted = [*inferences, *(i for found in rules.values() for i in found)]
    said: dict[str, list[tuple[str, Term]]] = defaultdict(list)
    said_of = " UNION ".join(f"{{ ?s {p} ?o BIND ({p} AS ?p) }}" for p in map(refer, (_DEFINITION, _BASIS, _CERTAINTY)))
    for part in batches(wanted):
        query = f"SELECT ?s ?p ?o {{ {values_clause('s', part)} {said_of} }}"
        for row in (yield query).rows:
            said[row["s"].value].append((row["p"].value, row["o"]))
    reasons = {iri: _reason(iri, sorted(pairs, key=str)) for iri, pairs in said.items()}
    order = yield from _order(sorted({r.certainty for r in reasons.values() if r.certainty}))
    return Reasons(reasons, rules, order)


def _order(certainties: Sequence[str]) -> Inquiry[Sequence[str]]:
    """Sort certainties from the surest to the least sure, by their notations."""
    if len(certainties) < 2:  # noqa: PLR2004 # one needs no order
        return certainties
    concepts = values_clause("s", (f"{CONCEPT}certainty/{name}" for name in certainties))
    rows = (yield f"SELECT ?s ?o {{ {concepts} ?s <{_NOTATION}> ?o }}").rows
    place = {row["s"].value.rpartition("/")[2]: row["o"].value for row in rows}
    return sorted(certainties, key=lambda name: (place.get(name, "~"), name))


def _reason(iri: str, said: Sequence[tuple[str, Term]]) -> Reason:
    text = {o.language: o.value for p, o in said if p == _DEFINITION}
    concept = {p: o.value.rpartition("/")[2] for p, o in said if o.kind == "iri"}
    return Reason(
        iri, text.get("en") or text.get(None) or "", text.get("zh-hans"), concept.get(_BASIS), concept.get(_CERTAINTY)
    )
