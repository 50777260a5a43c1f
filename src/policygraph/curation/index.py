"""What the files of the graph say, arranged for the checks."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from rdflib import OWL, RDF, RDFS, SKOS, BNode, URIRef

from policygraph.vocab import CONCEPT, GRAPH, ID, PG

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rdflib.term import Node

    from policygraph.model.files import TurtleFile

__all__ = ["Index"]

_TERM_TYPES = {
    OWL.Class,
    OWL.ObjectProperty,
    OWL.DatatypeProperty,
    OWL.AnnotationProperty,
    OWL.NamedIndividual,
    RDFS.Datatype,
}


@dataclass(frozen=True)
class Index:
    """All files of a graph, and what the checks ask of them."""

    files: Sequence[TurtleFile]

    @cached_property
    def data_files(self) -> tuple[TurtleFile, ...]:
        """The files of concepts, reference data and sources: all but the ontology."""
        return tuple(file for file in self.files if file.graph != f"{GRAPH}ontology")

    @cached_property
    def terms(self) -> frozenset[Node]:
        """IRIs of the classes, properties and datatypes that the ontology declares."""
        ontology = (file for file in self.files if file.graph == f"{GRAPH}ontology")
        return frozenset(s for file in ontology for s, p, o in file.triples if p == RDF.type and o in _TERM_TYPES)

    @cached_property
    def types(self) -> Mapping[Node, frozenset[Node]]:
        """The classes that each node is said to belong to."""
        found: defaultdict[Node, set[Node]] = defaultdict(set)
        for file in self.files:
            for subject, predicate, value in file.triples:
                if predicate == RDF.type:
                    found[subject].add(value)
        return {subject: frozenset(classes) for subject, classes in found.items()}

    @cached_property
    def schemes(self) -> frozenset[Node]:
        """IRIs of the concept schemes."""
        return frozenset(name for name, classes in self.types.items() if SKOS.ConceptScheme in classes)

    @cached_property
    def superclasses(self) -> Mapping[Node, frozenset[Node]]:
        """Every class of the ontology with itself and all classes above it."""
        above: defaultdict[Node, set[Node]] = defaultdict(set)
        for file in self.files:
            for subject, predicate, value in file.triples:
                if predicate == RDFS.subClassOf and not isinstance(value, BNode):
                    above[subject].add(value)
        return {name: frozenset(_closure(name, above)) for name in (*self.terms, *above)}

    def classes_of(self, subject: Node) -> frozenset[Node]:
        """Give the classes of a node, those above them included."""
        found: set[Node] = set()
        for name in self.types.get(subject, ()):
            found |= self.superclasses.get(name, frozenset({name}))
        return frozenset(found)

    def is_entity(self, subject: Node) -> bool:
        """Tell whether a node is something a source speaks of, and so needs evidence."""
        return URIRef(PG + "Entity") in self.classes_of(subject)


def _closure(name: Node, above: Mapping[Node, set[Node]]) -> set[Node]:
    found, waiting = {name}, [name]
    while waiting:
        fresh = above.get(waiting.pop(), set()) - found
        found |= fresh
        waiting.extend(fresh)
    return found


def subjects(triples: Iterable[tuple[Node, Node, Node]]) -> dict[Node, list[tuple[Node, Node]]]:
    """Group triples by their subject."""
    grouped: dict[Node, list[tuple[Node, Node]]] = {}
    for subject, predicate, value in triples:
        grouped.setdefault(subject, []).append((predicate, value))
    return grouped


def local(iri: Node, base: str = ID) -> tuple[str, str] | None:
    """Split an IRI of a thing or concept into kind (or scheme) and slug; None where it is not one."""
    rest = str(iri).removeprefix(base)
    kind, slash, slug = rest.partition("/")
    return (kind, slug) if rest != str(iri) and slash else None


def is_ours(iri: Node) -> bool:
    """Tell whether an IRI names a thing or a concept of the graph."""
    return isinstance(iri, URIRef) and str(iri).startswith((ID, CONCEPT))
