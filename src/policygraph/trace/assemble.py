"""From the steps of a walk to a trace: names, facts, passages, and how each statement is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policygraph.things import name_things, read_passages
from policygraph.trace.model import Basis, Fact, Hop, Node
from policygraph.trace.neighbours import NOT_STATED, is_fact
from policygraph.trace.reasons import read_reasons, rule_of
from policygraph.trace.routes import EXCLUDED, ROUTES
from policygraph.vocab import GRAPH, PG, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policygraph.model.inquiry import Inquiry
    from policygraph.sources import Texts
    from policygraph.things import Evidence, Name, Statement, Thing
    from policygraph.trace.reasons import Reasons
    from policygraph.trace.walk import Step, Visit, Walked

__all__ = ["Assembled", "assemble"]

_STATED_IN = PG + "statedIn"
_RESTS_ON = PG + "restsOn"
_REFERENCE = PREFIXES["dcterms"] + "source"
_OF_NO_SOURCE = frozenset(GRAPH + name for name in ("concepts", "inferences", "ontology", "reference"))


class Assembled(NamedTuple):
    """The parts of a trace, as its attributes of those names."""

    nodes: Mapping[str, Node]
    passages: Mapping[str, Evidence]
    hops: tuple[Hop, ...]
    statements: Mapping[str, tuple[Statement, ...]]


def assemble(walked: Walked, texts: Texts | None) -> Inquiry[Assembled]:
    """Give the nodes, the passages and the hops of a walk."""
    things = walked.things
    facts = {iri: tuple(_facts(thing)) for iri, thing in things.items()}
    names = yield from name_things({v.value for told in facts.values() for _, v, _ in told if v.kind == "iri"})
    said = [s for thing in things.values() for s in thing.statements]
    stated = [value.value for prop, value, _ in said if prop == _STATED_IN]
    passages = yield from read_passages([*stated, *(t.iri for t in things.values() if t.type == "Passage")], texts)
    rests = [value.value for prop, value, _ in said if prop == _RESTS_ON]
    reasons = yield from read_reasons(rests, sorted(set(_concluded(walked, walked.start))))
    teller = _Teller(walked, passages, names, reasons)
    nodes = {iri: teller.node(thing, facts[iri]) for iri, thing in things.items()}
    hops = teller.hops(walked.start)
    shown = {e for node in nodes.values() for e in node.evidence}
    statements = {iri: thing.statements for iri, thing in things.items()}
    return Assembled(
        nodes, {iri: e for iri, e in passages.items() if iri in shown}, hops, {**reasons.statements, **statements}
    )


def _facts(thing: Thing) -> Iterator[Statement]:
    """Give what is said of a thing that is told as its facts, each pair of property and value once."""
    before = None
    for said in thing.statements:
        prop, value, _ = said
        if (prop, value) == before or prop in EXCLUDED:
            continue
        before = prop, value
        if value.kind == "literal" or is_fact(prop, value.value):
            yield said


def _concluded(walked: Walked, visit: Visit) -> Iterator[str]:
    """Give the graphs of the steps that nothing but a rule states."""
    for step in visit.steps:
        graphs = _graphs(walked, step)
        if all(map(rule_of, graphs)):
            yield from graphs
        if step.visit:
            yield from _concluded(walked, step.visit)


def _graphs(walked: Walked, step: Step) -> tuple[str, ...]:
    """Give the graphs that state a step, those of a source or of reference before those of rules."""
    subject, prop, value = step.neighbour.statement
    said = walked.things[subject].statements
    return tuple(sorted((g for p, o, g in said if p == prop and o.value == value), key=lambda g: (bool(rule_of(g)), g)))


class _Teller:
    def __init__(
        self, walked: Walked, passages: Mapping[str, Evidence], names: Mapping[str, Name], reasons: Reasons
    ) -> None:
        self._walked = walked
        self._names = names
        self._reasons = reasons
        self._evidence = {iri: self._places(thing, passages) for iri, thing in walked.things.items()}
        self._basis = {iri: self._known(thing) for iri, thing in walked.things.items()}

    def node(self, thing: Thing, facts: Iterable[Statement]) -> Node:
        """Tell what a thing is."""
        name = thing.name
        return Node(
            iri=thing.iri,
            type=thing.type,
            label=name.best(thing.iri),
            label_zh=name.zh,
            reconstructed=name.reconstructed,
            facts=tuple(map(self._fact, facts)),
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
        graphs = _graphs(self._walked, step)
        return Hop(
            property=to.prop,
            inverse=to.inverse,
            way=to.way,
            node=to.other,
            graphs=graphs,
            source=next((g.removeprefix(GRAPH) for g in graphs if not rule_of(g) and g not in _OF_NO_SOURCE), None),
            evidence=self._shared(subject, prop, value),
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

    def _shared(self, subject: str, prop: str, value: str) -> tuple[str, ...]:
        """Give the passages of both ends, else of the end that bears the words; of a part without, of its whole."""
        own, other = self._evidence[subject], self._evidence.get(value, ())
        both = tuple(iri for iri in own if iri in other)
        return both or ((other or own) if _bearer(subject, prop, value) == value else own)

    def _known(self, thing: Thing) -> Basis:
        rests = [s.value.value for s in thing.statements if s.property == _RESTS_ON]
        if not self._evidence[thing.iri] and any(s.property == _REFERENCE for s in thing.statements):
            return self._reasons.basis("defined", rests)
        if rests:
            return self._reasons.basis("derived" if thing.type == "DerivedValue" else "inferred", rests)
        return Basis("printed" if self._evidence[thing.iri] else "defined")

    def _statement_basis(self, subject: str, prop: str, value: str, graphs: tuple[str, ...]) -> Basis:
        if graphs and all(map(rule_of, graphs)):
            return self._reasons.ruled(graphs[0])
        if prop == NOT_STATED:
            return Basis("inferred")
        basis = self._basis[_bearer(subject, prop, value)]
        # What reference data rests on is its names: whoever places a county in its city defines that.
        return Basis("defined") if basis.kind == "defined" else basis


def _bearer(subject: str, prop: str, value: str) -> str:
    """Give the end of a statement that its words and reasons stand on."""
    route = ROUTES.get(prop)
    return value if route and route.bearer == "object" else subject
