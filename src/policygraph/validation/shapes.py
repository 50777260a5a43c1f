"""Shapes as files and as a graph: reading them, counting them, finding their messages."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from rdflib import RDF, Graph, Literal, URIRef
from rdflib.namespace import SH

from policygraph.graph.files import read_text
from policygraph.graph.turtle import as_graph, triples_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from rdflib.term import Node

__all__ = ["message_of", "named", "path_text", "read_shapes"]

_UNARY = {
    SH.inversePath: "^{}",
    SH.zeroOrMorePath: "{}*",
    SH.oneOrMorePath: "{}+",
    SH.zeroOrOnePath: "{}?",
}


def read_shapes(files: Iterable[Path]) -> Graph:
    """Read SHACL files into one graph.

    Raises:
        DataError: A file can't be read or is not Turtle; the error names file and line.
    """
    return as_graph(chain.from_iterable(triples_of(path, read_text(path)) for path in files))


def named(shapes: Graph, kind: URIRef) -> set[URIRef]:
    """Give the IRIs of the shapes of a kind, `sh:NodeShape` or `sh:PropertyShape`."""
    return {shape for shape in shapes.subjects(RDF.type, kind) if isinstance(shape, URIRef)}


def message_of(shapes: Graph, shape: Node, language: str) -> str:
    """Give a shape's message in a language, or an empty text where it has none."""
    texts = (m for m in shapes.objects(shape, SH.message) if isinstance(m, Literal))
    return next((str(text) for text in texts if (text.language or "").lower() == language.lower()), "")


def path_text(shapes: Graph, path: Node) -> str:
    """Write a SHACL path: the bare IRI of a single property, else a property path in SPARQL's syntax (SHACL §2.3.1)."""
    return str(path) if isinstance(path, URIRef) else _step(shapes, path)


def _step(shapes: Graph, path: Node) -> str:
    if isinstance(path, URIRef):
        return f"<{path}>"
    for predicate, form in _UNARY.items():
        if (inner := shapes.value(path, predicate)) is not None:
            return form.format(_step(shapes, inner))
    alternatives = shapes.value(path, SH.alternativePath)
    steps = shapes.items(alternatives if alternatives is not None else path)
    return f"({('/' if alternatives is None else '|').join(_step(shapes, step) for step in steps)})"
