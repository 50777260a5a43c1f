"""Moving passages in data files: new names, offsets and digests, and every mention of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from rdflib import RDF, Literal, URIRef

from policygraph.graph.canonical import canonical_text
from policygraph.vocab import PG

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from rdflib.term import Node

    from policygraph.model.evidence import Passage, TextAtHand
    from policygraph.model.files import Triple, TurtleFile

__all__ = ["relocated"]

_PASSAGE = (RDF.type, URIRef(PG + "Passage"))
_CORE = {RDF.type, *(URIRef(PG + name) for name in ("inSource", "startOffset", "endOffset", "passageDigest"))}
_ANCHOR = URIRef(PG + "anchorPhrase")


def relocated(files: Iterable[TurtleFile], moves: Mapping[str, Passage], text: TextAtHand) -> dict[Path, str]:
    """Write the files anew that describe a passage which moves, or mention one, or register the text.

    Passages that move to the same place become one, described where the first of them is and with its anchor phrase.

    Args:
        files: The files of data that may be changed.
        moves: New passages by the IRI of the old one.
        text: The text that they lie in, to be registered with the source of its record.

    Returns:
        The canonical text of each file whose text changes.
    """
    files = tuple(files)
    rewrite = _Rewrite(moves, _homes(files, moves), text)
    changed = {}
    for file in files:
        if any(rewrite.concerns(triple) for triple in file.triples):
            fresh = canonical_text(file.path, file.text, partial(rewrite.of, file.path))
            if fresh != file.text:
                changed[file.path] = fresh
    return changed


def _homes(files: Iterable[TurtleFile], moves: Mapping[str, Passage]) -> dict[str, tuple[Path, Passage]]:
    """Give the file that is to describe each new passage, and the passage as it is to be described."""
    homes: dict[str, tuple[Path, Passage]] = {}
    for file in files:
        for subject, predicate, value in file.triples:
            if (predicate, value) == _PASSAGE and str(subject) in moves:
                new = moves[str(subject)]
                homes.setdefault(new.iri, (file.path, new))
    return homes


@dataclass(frozen=True, slots=True)
class _Rewrite:
    moves: Mapping[str, Passage]
    homes: Mapping[str, tuple[Path, Passage]]
    text: TextAtHand

    def concerns(self, triple: Triple) -> bool:
        """Tell whether a triple mentions a passage that moves, or the source."""
        return any(str(term) in self.moves for term in triple) or str(triple[0]) == self.text.record.iri

    def of(self, path: Path, triples: Iterable[Triple]) -> Iterator[Triple]:
        """Give the triples of a file with every passage in its new place."""
        for subject, predicate, value in triples:
            if str(subject) in self.moves and isinstance(subject, URIRef):
                home, passage = self.homes.get(self.moves[str(subject)].iri, (path, self.moves[str(subject)]))
                if home == path or predicate not in {*_CORE, _ANCHOR}:
                    yield URIRef(passage.iri), predicate, _described(passage, predicate, value)
            elif str(subject) == self.text.record.iri:
                yield subject, predicate, self._registered(predicate, value)
            else:
                yield subject, predicate, self._named(value)

    def _named(self, value: Node) -> Node:
        moved = self.moves.get(str(value)) if isinstance(value, URIRef) else None
        return URIRef(moved.iri) if moved else value

    def _registered(self, predicate: Node, value: Node) -> Node:
        fresh: dict[str, str | int] = {
            "textFile": self.text.path.name,
            "textDigest": self.text.digest,
            "textLength": len(self.text.text),
        }
        return _replaced(predicate, value, fresh)


def _described(passage: Passage, predicate: Node, value: Node) -> Node:
    if predicate == _ANCHOR and isinstance(value, Literal):
        return Literal(passage.anchor, lang=value.language)
    fresh: dict[str, str | int] = {
        "startOffset": passage.span.start,
        "endOffset": passage.span.end,
        "passageDigest": passage.digest,
    }
    return _replaced(predicate, value, fresh)


def _replaced(predicate: Node, value: Node, fresh: Mapping[str, str | int]) -> Node:
    name = str(predicate).removeprefix(PG)
    return Literal(fresh[name]) if name in fresh else value
