"""The passages behind things, with their words where the text is at hand."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from policygraph.errors import EvidenceError, NotFoundError
from policygraph.model.evidence import Span, digest
from policygraph.things.model import Evidence
from policygraph.things.refer import batches, refer, values_clause
from policygraph.vocab import ID, PG

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policygraph.model.inquiry import Inquiry
    from policygraph.model.terms import Row
    from policygraph.sources import Texts

__all__ = ["read_evidence", "read_passages"]


def read_evidence(things: Iterable[str], texts: Texts | None = None) -> Inquiry[Mapping[str, tuple[Evidence, ...]]]:
    """Read the passages in which things are stated, in the order of the texts; things with none are absent.

    Raises:
        UsageError: One of them is not an IRI.
    """
    places: dict[str, list[str]] = defaultdict(list)
    for part in batches(things):
        query = f"SELECT ?s ?passage {{ {values_clause('s', part)} ?s <{PG}statedIn> ?passage }}"
        for row in (yield query).rows:
            places[row["s"].value].append(row["passage"].value)
    passages = yield from read_passages((p for found in places.values() for p in found), texts)
    in_order = {
        thing: sorted((passages[p] for p in found if p in passages), key=_place) for thing, found in places.items()
    }
    return {thing: tuple(found) for thing, found in in_order.items() if found}


def read_passages(passages: Iterable[str], texts: Texts | None = None) -> Inquiry[Mapping[str, Evidence]]:
    """Read passages by their IRIs; what is not a passage, or lacks a part of one, is absent.

    Raises:
        UsageError: One of them is not an IRI.
    """
    found: dict[str, Evidence] = {}
    for part in batches(passages):
        numbered = " ".join(f"({number} {refer(iri)})" for number, iri in enumerate(part))
        query = f"""SELECT ?i ?source ?start ?end ?digest ?anchor ?graph {{ VALUES (?i ?passage) {{ {numbered} }}
          GRAPH ?graph {{ ?passage <{PG}inSource> ?source ; <{PG}startOffset> ?start ; <{PG}endOffset> ?end ;
            <{PG}passageDigest> ?digest ; <{PG}anchorPhrase> ?anchor }} }}"""
        for row in (yield query).rows:
            passage = part[int(row["i"].value)]
            found.setdefault(passage, _passage(passage, row, texts))
    return found


def _place(evidence: Evidence) -> tuple[str, int, int, str]:
    return evidence.source, evidence.start, evidence.end, evidence.passage


def _passage(passage: str, row: Row, texts: Texts | None) -> Evidence:
    source = row["source"].value.removeprefix(f"{ID}source/")
    span = Span(int(row["start"].value), int(row["end"].value))
    expected = row["digest"].value
    return Evidence(
        passage=passage,
        source=source,
        start=span.start,
        end=span.end,
        digest=expected,
        anchor=row["anchor"].value,
        words=_words(texts, source, span, expected) if texts else None,
        graph=row["graph"].value,
        language=row["anchor"].language,
    )


def _words(texts: Texts, source: str, span: Span, expected: str) -> str | None:
    try:
        text = texts.find(source)
    except (NotFoundError, EvidenceError):
        return None
    words = span.of(text.text) if text else None
    return words if words and digest(words) == expected else None
