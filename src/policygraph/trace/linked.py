"""A trace as linked data: the statements of the release that it is made of, in the named graphs that state them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from policygraph.model.terms import XSD_STRING, Term, iri, literal
from policygraph.things import Statement
from policygraph.trace.neighbours import NOT_STATED
from policygraph.vocab import GRAPH, ID, PG, PREFIXES, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policygraph.things import Evidence
    from policygraph.trace.model import Hop, Trace

__all__ = ["as_json_ld"]

_TYPE = PREFIXES["rdf"] + "type"
_INTEGER = PREFIXES["xsd"] + "integer"
_PREFIXES = {"graph": GRAPH, **PREFIXES}
_OF_EVERY_THING = frozenset(
    (
        *(_TYPE, PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel"),
        *(PG + "reconstructedName", PG + "statedIn", PG + "restsOn"),
    )
)


def as_json_ld(trace: Trace) -> dict[str, Any]:
    """Give the statements of a trace as JSON-LD 1.1: named graphs, and a context that needs nothing from elsewhere.

    They are the hops, the facts, types, labels and passages of the things, and what is said of the inferences that
    they rest on. Each is a statement of the release, in each graph that states it.
    """
    by_graph: dict[str, dict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for subject, said in dict.fromkeys(_statements(trace)):
        by_graph[said.graph][subject].append(said)
    names = _Names(trace, by_graph)
    graphs = [
        {"@id": names.short(graph), "@graph": [names.thing(subject, said) for subject, said in about.items()]}
        for graph, about in sorted(by_graph.items())
    ]
    return {"@context": names.context(), "@graph": graphs}


def _statements(trace: Trace) -> Iterator[tuple[str, Statement]]:
    """Give subject and statement of all that a trace tells."""
    hops = set(_steps(trace.focus, trace.hops))
    for subject, about in trace.statements.items():
        node = trace.nodes.get(subject)
        facts = {(fact.property, fact.value) for fact in node.facts} if node else set()
        for said in about:
            prop, value = said.property, said.value.value
            told = prop in _OF_EVERY_THING or (prop, value) in facts or (subject, prop, value) in hops
            if told or node is None:
                yield subject, said
    for passage in trace.passages.values():
        yield from ((passage.passage, said) for said in _place(passage))


def _steps(thing: str, hops: Iterable[Hop]) -> Iterator[tuple[str, str, str]]:
    """Give subject, property and object of all steps."""
    for hop in hops:
        if hop.node is None:
            yield thing, NOT_STATED, hop.property
        else:
            yield (hop.node, hop.property, thing) if hop.inverse else (thing, hop.property, hop.node)
            yield from _steps(hop.node, hop.hops)


def _place(passage: Evidence) -> Iterator[Statement]:
    """Give what is said of a passage."""
    source = passage.source if ":" in passage.source else f"{ID}source/{passage.source}"
    said = {
        "inSource": iri(source),
        "startOffset": literal(str(passage.start), datatype=_INTEGER),
        "endOffset": literal(str(passage.end), datatype=_INTEGER),
        "passageDigest": literal(passage.digest),
        "anchorPhrase": literal(passage.anchor, language=passage.language),
    }
    return (Statement(PG + name, value, passage.graph) for name, value in said.items() if passage.graph)


class _Names:
    """Short names for the IRIs of a document."""

    def __init__(self, trace: Trace, by_graph: dict[str, dict[str, list[Statement]]]) -> None:
        every = [s for about in by_graph.values() for said in about.values() for s in said]
        long = [*by_graph, *trace.statements, *trace.passages, *(s.value.value for s in every if s.value.kind == "iri")]
        # An IRI whose scheme is a prefix of ours could not be told from a short name.
        self._taken = {name for name in (entry.partition(":")[0] for entry in long) if name in _PREFIXES}
        self._used: set[str] = set()

    def short(self, name: str) -> str:
        """Give an IRI as prefix and local name where that is possible, else as it is."""
        found = f"graph:{name.removeprefix(GRAPH)}" if name.startswith(GRAPH) else shorten(name)
        prefix = found.partition(":")[0]
        if found == name or prefix in self._taken:
            return name
        self._used.add(prefix)
        return found

    def context(self) -> dict[str, str]:
        """Give the prefixes that were used."""
        return {name: _PREFIXES[name] for name in sorted(self._used)}

    def thing(self, subject: str, said: Sequence[Statement]) -> dict[str, Any]:
        """Give what one graph says of a subject."""
        node: dict[str, Any] = {"@id": self.short(subject)}
        for _, value, _ in (s for s in said if s.property == _TYPE):
            node.setdefault("@type", []).append(self.short(value.value))
        for prop, value, _ in (s for s in said if s.property != _TYPE):
            node.setdefault(self.short(prop), []).append(self._value(value))
        return node

    def _value(self, value: Term) -> dict[str, str] | str:
        if value.kind != "literal":
            return {"@id": self.short(value.value)}
        if value.language is not None:
            return {"@value": value.value, "@language": value.language}
        if value.datatype in {None, XSD_STRING}:
            return value.value
        return {"@value": value.value, "@type": self.short(value.datatype or XSD_STRING)}
