"""Reading Turtle: fast, strict, and with the place of every fault."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef

from policygraph.errors import DataError, HostError, Location
from policygraph.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from rdflib.term import Node

    from policygraph.model.files import Triple

__all__ = ["as_graph", "node", "read_text", "triples_of", "write_text"]

_PLACE = re.compile(r"\AParser error (?:at|between) [^:]*: ")


def read_text(path: Path) -> str:
    """Read a text file as UTF-8.

    Raises:
        DataError: It can't be read or is not UTF-8.
    """
    try:
        return path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise DataError(
            f"byte {error.start} (0x{error.object[error.start]:02x}) is not UTF-8",
            remedy="save the file as UTF-8",
            location=Location(path, line),
        ) from error
    except OSError as error:
        raise DataError(
            f"the file can't be read: {error.strerror}", remedy="check the file", location=Location(path)
        ) from error


def write_text(path: Path, text: str) -> None:
    """Write a text file as UTF-8, making its folder; the old content stays until the new one is complete.

    Raises:
        HostError: It can't be written.
    """
    fresh = path.with_name(f"{path.name}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(text, encoding="utf-8", newline="")
        fresh.replace(path)
    except OSError as error:
        raise HostError(
            f"the file can't be written: {error.strerror}",
            remedy="check the folder and its permissions",
            location=Location(path),
        ) from error


def triples_of(path: Path, text: str) -> Iterator[Triple]:
    """Parse a Turtle text into rdflib triples.

    Args:
        path: Where the text comes from; its IRI is the base and its name stands in errors.
        text: The Turtle.

    Raises:
        DataError: The text is not Turtle; the message has line and column.
    """
    try:
        for quad in ox.parse(text.encode(), format=ox.RdfFormat.TURTLE, base_iri=path.resolve().as_uri()):
            yield node(quad.subject), node(quad.predicate), node(quad.object)
    except SyntaxError as error:
        raise DataError(
            f"this is not Turtle: {_PLACE.sub('', error.msg or '')}",
            remedy="mend the syntax at that place; nothing of the file was read",
            location=Location(path, error.lineno, error.offset),
        ) from error


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
