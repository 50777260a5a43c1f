"""Reading Turtle: fast, strict, and with the place of every fault."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef

from policygraph.errors import DataError, Location
from policygraph.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from rdflib.term import Node

    from policygraph.model.files import Triple

__all__ = ["TOKEN", "as_graph", "node", "triples_of"]

# What may hold a sign that means something else outside comes first: IRIs, the four forms of string, escapes in names.
TOKEN = re.compile(
    r"""<[^<>\s]*>|\"{3}(?:[^"\\]|\\.|"(?!""))*\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*'{3}"""
    r"""|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\\.|(?P<comment>\#[^\n]*)|(?P<triple><<)""",
    re.DOTALL,
)
"""What a Turtle text has to be split into to find its comments and its triple terms."""

_PLACE = re.compile(r"\AParser error (?:at|between) [^:]*: ")


def triples_of(path: Path, text: str) -> Iterator[Triple]:
    """Parse a Turtle text into rdflib triples.

    Args:
        path: Where the text comes from; its IRI is the base and its name stands in errors.
        text: The Turtle.

    Raises:
        DataError: The text is not Turtle, or uses the triple terms of RDF 1.2; the message has the place.
    """
    _refuse_triple_terms(path, text)
    try:
        for quad in ox.parse(text.encode(), format=ox.RdfFormat.TURTLE, base_iri=path.resolve().as_uri()):
            yield node(quad.subject), node(quad.predicate), node(quad.object)
    except SyntaxError as error:
        raise DataError(
            f"this is not Turtle: {_PLACE.sub('', error.msg or '')}",
            remedy="mend the syntax at that place; nothing of the file was read",
            location=Location(path, error.lineno, error.offset),
        ) from error


def _refuse_triple_terms(path: Path, text: str) -> None:
    """Find `<<` outside strings and comments before the engine does: nested deeply it ends the process."""
    if "<<" not in text:
        return
    found = next((token for token in TOKEN.finditer(text) if token["triple"]), None)
    if found:
        raise DataError(
            "a triple term (<< … >>) is not part of RDF 1.1",
            remedy="name the statement as a thing of its own, such as an assignment or an observation",
            location=Location(path, text.count("\n", 0, found.start()) + 1),
        )


def node(term: object) -> Node:
    """Turn a term of the engine into one of rdflib, its written form unchanged.

    Raises:
        TypeError: It is a quoted triple, which RDF 1.1 does not have.
    """
    match term:
        case ox.NamedNode():
            return URIRef(term.value)
        case ox.BlankNode():
            return BNode(term.value)
        case ox.Literal():
            if term.language:
                return Literal(term.value, lang=term.language)
            plain = term.datatype.value == "http://www.w3.org/2001/XMLSchema#string"
            return Literal(term.value, datatype=None if plain else URIRef(term.datatype.value), normalize=False)
    raise TypeError(f"not an RDF 1.1 term: {term!r}")


def as_graph(triples: Iterable[Triple]) -> Graph:
    """Put triples into an rdflib graph in memory, with the project's prefixes bound."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace, override=True)
    for triple in triples:
        graph.add(triple)
    return graph
