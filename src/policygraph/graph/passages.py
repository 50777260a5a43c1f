"""Passages as triples."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rdflib import RDF, Graph, Literal, URIRef

from policygraph.graph.canonical import canonical_text
from policygraph.graph.files import read_text, write_text
from policygraph.graph.turtle import as_graph
from policygraph.vocab import ID, PG

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from policygraph.model.evidence import Passage

__all__ = ["add_passage", "holder_of", "passage_graph"]


def passage_graph(passages: Iterable[Passage]) -> Graph:
    """Describe passages as a graph: source, offsets, digest and anchor phrase of each."""
    return as_graph(triple for passage in passages for triple in _triples(passage))


def holder_of(passage: Passage, files: Iterable[Path]) -> Path | None:
    """Give the first of some canonical Turtle files that describes a passage already, or None."""
    subject = re.compile(rf"^passage:{re.escape(passage.iri.rsplit('/', 1)[1])}$", re.MULTILINE)
    return next((path for path in files if subject.search(read_text(path))), None)


def add_passage(path: Path, passage: Passage) -> None:
    """Add a passage to a Turtle file, in canonical form, making the file where there is none.

    Raises:
        DataError: The file is there, but is not Turtle.
        HostError: The file can't be written.
    """
    known = read_text(path) if path.exists() else ""
    added = passage_graph([passage]).serialize(format="turtle")
    write_text(path, canonical_text(path, f"{known}\n{added}"))


def _triples(passage: Passage) -> Iterable[tuple[URIRef, URIRef, URIRef | Literal]]:
    subject = URIRef(passage.iri)
    yield subject, RDF.type, URIRef(PG + "Passage")
    yield subject, URIRef(PG + "inSource"), URIRef(f"{ID}source/{passage.source}")
    yield subject, URIRef(PG + "startOffset"), Literal(passage.span.start)
    yield subject, URIRef(PG + "endOffset"), Literal(passage.span.end)
    yield subject, URIRef(PG + "passageDigest"), Literal(passage.digest)
    yield subject, URIRef(PG + "anchorPhrase"), Literal(passage.anchor, lang="en")
