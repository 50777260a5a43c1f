"""What a release holds, as the start page shows it: its graphs and classes, each with a query that leads into it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from policygraph.vocab import GRAPH, PG, PREFIXES
from policygraph.web.pages.asked import AskedQuery

if TYPE_CHECKING:
    from policygraph.release import Manifest

__all__ = ["ClassCount", "GraphSize", "class_counts", "graph_sizes"]

INFERRED = "inferred-"
# The graphs that are there whatever the sources are, in the order in which a reader meets them.
_COMMON = ("ontology", "concepts", "reference", "inferences")


class GraphSize(NamedTuple):
    """A named graph.

    Attributes:
        name: Its name without the namespace of graphs.
        iri: Its IRI.
        triples: How many triples it holds.
        link: The address of its first triples.
        passages: How many passages of a source were held against its text when the release was built; absent where
            the text was not at hand.
    """

    name: str
    iri: str
    triples: int
    link: str
    passages: int | None


class ClassCount(NamedTuple):
    """A class of the ontology.

    Attributes:
        name: Its name in words.
        iri: Its IRI.
        things: How many things it has.
        link: The address of a list of them.
    """

    name: str
    iri: str
    things: int
    link: str


def graph_sizes(manifest: Manifest) -> tuple[list[GraphSize], list[GraphSize], list[GraphSize]]:
    """Give the graphs of the sources, those that every release has, and the inferred ones."""
    graphs = [_graph(iri, size, manifest) for iri, size in sorted(manifest.graphs.items())]
    others = [graph for name in _COMMON for graph in graphs if graph.name == name]
    inferred = [graph for graph in graphs if graph.name.startswith(INFERRED)]
    sources = [graph for graph in graphs if graph not in others and graph not in inferred]
    return sources, others, inferred


def class_counts(manifest: Manifest) -> list[ClassCount]:
    """Give the classes in the order of their names."""
    return [_class(name, things) for name, things in sorted(manifest.classes.items())]


def _graph(iri: str, size: int, manifest: Manifest) -> GraphSize:
    name = iri.removeprefix(GRAPH)
    query = f"SELECT ?subject ?predicate ?object\nWHERE {{\n  GRAPH <{iri}> {{ ?subject ?predicate ?object }}\n}}\n"
    link = AskedQuery(f"{query}LIMIT 100\n").address()
    return GraphSize(name, iri, size, link, manifest.evidence.get(name))


def _class(name: str, things: int) -> ClassCount:
    query = (
        f"PREFIX pg: <{PG}>\nPREFIX skos: <{PREFIXES['skos']}>\n\n"
        f"SELECT ?thing ?label\nWHERE {{\n  ?thing a pg:{name} .\n  OPTIONAL {{ ?thing skos:prefLabel ?label }}\n}}\n"
        "ORDER BY ?thing\nLIMIT 200\n"
    )
    first, *rest = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[^A-Z]+", name)
    return ClassCount(" ".join([first, *map(str.lower, rest)]), PG + name, things, AskedQuery(query).address())
