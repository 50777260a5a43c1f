"""The data set while it is being built: named graphs in memory, queried by the same engine that will serve them."""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter
from typing import TYPE_CHECKING, Literal

import pyoxigraph as ox
from rdflib import Variable

from policygraph.graph.turtle import node
from policygraph.vocab import PG, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rdflib.term import Node

    from policygraph.model.files import Triple, TurtleFile

__all__ = ["Dataset", "Form", "content_id", "serialise"]

Form = Literal["trig", "turtle", "json-ld"]

_ID_LENGTH = 16
_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


class Dataset:
    """Named graphs of RDF triples in memory."""

    def __init__(self) -> None:
        self._store = ox.Store()

    @classmethod
    def of(cls, files: Iterable[TurtleFile]) -> Dataset:
        """Make a data set of files, each in its named graph."""
        dataset = cls()
        for file in files:
            dataset.load(file.text, file.graph, file.path.resolve().as_uri())
        return dataset

    def __len__(self) -> int:
        """Give the number of quads."""
        return len(self._store)

    def load(self, turtle: str, graph: str, base: str) -> None:
        """Add a Turtle text, known to be well formed, to a named graph."""
        self._store.load(turtle.encode(), format=ox.RdfFormat.TURTLE, base_iri=base, to_graph=ox.NamedNode(graph))

    def copy(self) -> Dataset:
        """Make a data set of the same quads, to which others can be added."""
        fresh = Dataset()
        fresh._store.extend(self._store)
        return fresh

    def construct(self, query: str, graph: str) -> int:
        """Run a CONSTRUCT query over the union of all graphs and put into a graph what no graph says yet.

        Returns:
            The number of triples that were new.

        Raises:
            SyntaxError: The query is not SPARQL.
            TypeError: It is not a CONSTRUCT query.
        """
        result = self._store.query(query, use_default_graph_as_union=True)
        if not isinstance(result, ox.QueryTriples):
            raise TypeError("not a CONSTRUCT query")
        found = {triple for triple in result if not self._says(triple)}
        target = ox.NamedNode(graph)
        self._store.extend(ox.Quad(t.subject, t.predicate, t.object, target) for t in found)
        return len(found)

    def select(self, query: str) -> list[dict[Variable, Node]]:
        """Answer a SELECT query over the union of all graphs; the prefixes of the project may be used undeclared.

        Returns:
            The rows, each without the variables that are unbound in it.

        Raises:
            SyntaxError: The query is not SPARQL.
            TypeError: It is not a SELECT query.
        """
        result = self._store.query(query, use_default_graph_as_union=True, prefixes=dict(PREFIXES))
        if not isinstance(result, ox.QuerySolutions):
            raise TypeError("not a SELECT query")
        names = [variable.value for variable in result.variables]
        return [{Variable(n): node(row[n]) for n in names if row[n] is not None} for row in result]

    def graphs(self) -> dict[str, int]:
        """Give the number of triples of each named graph, by IRI."""
        return dict(sorted(Counter(quad.graph_name.value for quad in self._store).items()))

    def classes(self) -> dict[str, int]:
        """Give the number of things of each class of the ontology, by the class's local name."""
        typed = self._store.quads_for_pattern(None, _TYPE, None, None)
        members = {(q.subject, q.object.value) for q in typed if isinstance(q.object, ox.NamedNode)}
        counted = Counter(iri.removeprefix(PG) for _, iri in members if iri.startswith(PG))
        return dict(sorted(counted.items()))

    def triples(self) -> Iterator[Triple]:
        """Give the triples of all graphs as rdflib terms; one that two graphs say comes twice."""
        return ((node(q.subject), node(q.predicate), node(q.object)) for q in self._store)

    def quads(self) -> Iterator[ox.Quad]:
        """Give the quads as the engine has them, from which a store is made."""
        return iter(self._store)

    def canonical_lines(self) -> list[bytes]:
        """Give the canonical N-Quads (RDFC-1.0) of the data set, a sorted line a quad."""
        dataset = ox.Dataset(self._store)
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        return sorted(f"{quad} .\n".encode() for quad in dataset)

    def _says(self, triple: ox.Triple) -> bool:
        return any(True for _ in self._store.quads_for_pattern(triple.subject, triple.predicate, triple.object, None))


def serialise(lines: Iterable[bytes], form: Form) -> bytes:
    """Write canonical N-Quads in another format, graph by graph; Turtle, which has no graphs, gets their union."""
    quads = list(ox.parse(b"".join(lines), format=ox.RdfFormat.N_QUADS))
    if form == "turtle":
        triples = dict.fromkeys(quad.triple for quad in quads)
        return _sorted_prefixes(ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=dict(PREFIXES)) or b"")
    quads.sort(key=lambda quad: str(quad.graph_name))
    if form == "trig":
        return _sorted_prefixes(ox.serialize(quads, format=ox.RdfFormat.TRIG, prefixes=dict(PREFIXES)) or b"")
    return ox.serialize(quads, format=ox.RdfFormat.JSON_LD) or b""


def _sorted_prefixes(text: bytes) -> bytes:
    """Sort the declarations at the head, which the engine writes in an order that changes from run to run."""
    lines = text.split(b"\n")
    head = list(itertools.takewhile(lambda line: line.startswith(b"@prefix "), lines))
    return b"\n".join([*sorted(head), *lines[len(head) :]])


def content_id(lines: Iterable[bytes]) -> str:
    """Give the id of a data set: the start of the SHA-256 of its canonical N-Quads, 16 hexadecimal digits."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line)
    return digest.hexdigest()[:_ID_LENGTH]
