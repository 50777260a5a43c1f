"""From the steps of a walk to a trace: names, facts, passages, and how each statement is known."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from policygraph.things import name_things, read_passages
from policygraph.trace.model import Basis, Fact, Hop, Node
from policygraph.trace.neighbours import NOT_STATED, is_fact
from policygraph.trace.reasons import read_reasons, rule_of
from policygraph.trace.routes import EXCLUDED, ROUTES
from policygraph.vocab import GRAPH, PG

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policygraph.model.inquiry import Inquiry
    from policygraph.sources import Texts
    from policygraph.things import Evidence, Name, Statement, Thing
    from policygraph.trace.reasons import Reasons
    from policygraph.trace.steps import Step, Visit, Walked

__all__ = ["Assembled", "assemble"]

_STATED_IN = PG + "statedIn"
_RESTS_ON = PG + "restsOn"
_OF_NO_SOURCE = frozenset(GRAPH + name for name in ("concepts", "inferences", "ontology", "reference"))

Assembled = tuple[dict[str, Node], dict[str, "Evidence"], tuple[Hop, ...]]


def assemble(walked: Walked, texts: Texts | None) -> Inquiry[Assembled]:
    """Give the nodes, the passages and the hops of a walk."""
    things = walked.things
    names = yield from name_things(
        {s.value.value for thing in things.values() for s in _facts(thing) if s.value.kind == "iri"}
    )
    stated = [s.value.value for thing in things.values() for s in thing.statements if s.property == _STATED_IN]
    passages = yield from read_passages([*stated, *(t.iri for t in things.values() if t.type == "Passage")], texts)
    rests = [s.value.value for thing in things.values() for s in thing.statements if s.property == _RESTS_ON]
    graphs = {s.graph for thing in things.values() for s in thing.statements}
    reasons = yield from read_reasons(rests, sorted(graphs))
    teller = _Teller(walked, passages, names, reasons)
    nodes = {iri: teller.node(thing) for iri, thing in things.items()}
    hops = teller.hops(walked.start)
    shown = {e for node in nodes.values() for e in node.evidence}
    return nodes, {iri: e for iri, e in passages.items() if iri in shown}, hops


def _facts(thing: Thing) -> Iterator[Statement]:
    """Give what is said of a thing that is told as its facts."""
    return (
        s
        for s in thing.statements
        if s.property not in EXCLUDED and (s.value.kind == "literal" or is_fact(s.property, s.value.value))
    )


class _Teller:
    def __init__(
        self, walked: Walked, passages: Mapping[str, Evidence], names: Mapping[str, Name], reasons: Reasons
    ) -> None:
        self._walked = walked
        self._names = names
        self._reasons = reasons
        self._evidence = {iri: self._places(thing, passages) for iri, thing in walked.things.items()}
        self._basis = {iri: self._known(thing) for iri, thing in walked.things.items()}
        self._graphs = _graphs_of(walked.things.values())

    def node(self, thing: Thing) -> Node:
        """Tell what a thing is."""
        name = thing.name
        return Node(
            iri=thing.iri,
            type=thing.type,
            label=name.best(thing.iri),
            label_zh=name.zh,
            reconstructed=name.reconstructed,
            facts=tuple(self._fact(s) for s in _distinct(_facts(thing))),
            basis=self._basis[thing.iri],
            evidence=self._evidence[thing.iri],
            omitted=tuple(self._walked.omitted.get(thing.iri, ())),
        )

    def hops(self, visit: Visit) -> tuple[Hop, ...]:
        """Tell the steps from a thing."""
        return tuple(self._hop(step) for step in visit.steps)

    def _hop(self, step: Step) -> Hop:
        to = step.neighbour
        subject, prop, value = to.statement
        graphs = self._graphs[subject, prop, value]
        return Hop(
            property=to.prop,
            inverse=to.inverse,
            way=to.way,
            node=to.other,
            graphs=graphs,
            source=next((g.removeprefix(GRAPH) for g in graphs if not rule_of(g) and g not in _OF_NO_SOURCE), None),
            evidence=self._shared(subject, value),
            basis=self._statement_basis(subject, prop, value, graphs),
            seen=step.seen,
            hops=self.hops(step.visit) if step.visit else (),
        )

    def _fact(self, said: Statement) -> Fact:
        graphs = (said.graph,)
        if said.value.kind == "literal":
            return Fact(said.property, said.value.value, None, None, said.value.datatype, said.value.language, graphs)
        name = self._names.get(said.value.value)
        label = name.best(said.value.value) if name else None
        return Fact(said.property, said.value.value, label, name.zh if name else None, graphs=graphs)

    def _places(self, thing: Thing, passages: Mapping[str, Evidence]) -> tuple[str, ...]:
        stated = {value.value for value in thing.values(_STATED_IN)} | {thing.iri}
        found = [passages[iri] for iri in stated if iri in passages]
        return tuple(e.passage for e in sorted(found, key=lambda e: (e.source, e.start, e.end, e.passage)))

    def _shared(self, subject: str, value: str) -> tuple[str, ...]:
        """Give the passages of both ends, else those of the subject."""
        own, other = self._evidence[subject], frozenset(self._evidence.get(value, ()))
        return tuple(iri for iri in own if iri in other) or own

    def _known(self, thing: Thing) -> Basis:
        rests = [value.value for value in thing.values(_RESTS_ON)]
        if rests:
            return self._reasons.basis("derived" if thing.type == "DerivedValue" else "inferred", rests)
        return Basis("printed" if self._evidence[thing.iri] else "defined")

    def _statement_basis(self, subject: str, prop: str, value: str, graphs: tuple[str, ...]) -> Basis:
        if graphs and all(map(rule_of, graphs)):
            return self._reasons.ruled(graphs[0])
        if prop == NOT_STATED:
            return Basis("inferred")
        route = ROUTES.get(prop)
        return self._basis[value if route and route.bearer == "object" else subject]


def _graphs_of(things: Iterable[Thing]) -> Mapping[tuple[str, str, str], tuple[str, ...]]:
    """Index the graphs of the statements about things, those of a source or of reference before those of rules."""
    found: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for thing in things:
        for s in thing.statements:
            if s.value.kind == "iri":
                found[thing.iri, s.property, s.value.value].append(s.graph)
    return {key: tuple(sorted(set(graphs), key=lambda g: (bool(rule_of(g)), g))) for key, graphs in found.items()}


def _distinct(said: Iterable[Statement]) -> Iterator[Statement]:
    """Give each pair of property and value once."""
    return iter({(s.property, s.value): s for s in said}.values())
