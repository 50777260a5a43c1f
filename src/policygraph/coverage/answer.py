"""A comparison as plain values for JSON, with keys that stay: the schema is that of docs/coverage.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.sources.tokens import KINDS

if TYPE_CHECKING:
    from policygraph.coverage.model import Coverage, Item, SentenceCover, Tally
    from policygraph.model.evidence import SourceText, Span

__all__ = ["CONTEXT", "answer", "context", "line_at"]

CONTEXT = 40
"""So many characters are given on either side of what is listed."""


def answer(source: SourceText, found: Coverage, window: Span) -> dict[str, object]:
    """Give a comparison as dictionaries and lists; figures are of the whole text, lists of the window."""
    text = source.text
    figures = {"sentence": _figures(found.of_sentences()), "word": _figures(found.of_words())}
    figures |= {str(kind): _figures(found.of_kind(kind)) for kind in KINDS}
    return {
        "source": found.source,
        "file": source.record.file,
        "length": len(text),
        "window": {"start": window.start, "end": window.end},
        "nodes": found.nodes,
        "passages": found.passages,
        "wide_passages": [{"start": span.start, "end": span.end} for span in found.wide if _meets(span, window)],
        "figures": figures,
        "sentences": [_sentence(text, sentence) for sentence in found.sentences if _meets(sentence.span, window)],
        "items": [_item(text, item) for item in found.items if _meets(item.span, window)],
    }


def context(text: str, span: Span) -> tuple[str, str]:
    """Give the words before and behind a stretch, white space evened."""
    before, behind = text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]
    return " ".join(before.split()), " ".join(behind.split())


def line_at(text: str, offset: int) -> int:
    """Give the 1-based line of an offset."""
    return text.count("\n", 0, offset) + 1


def _figures(tally: Tally) -> dict[str, object]:
    return {
        "total": tally.total,
        "own": tally.own,
        "linked": tally.linked,
        "excluded": tally.excluded,
        "open": tally.open,
        "percent": {
            "accounted": tally.percent(tally.accounted),
            "excluded": tally.percent(tally.excluded),
            "open": tally.percent(tally.open),
            "settled": tally.settled,
        },
    }


def _sentence(text: str, sentence: SentenceCover) -> dict[str, object]:
    return {
        "start": sentence.span.start,
        "end": sentence.span.end,
        "line": line_at(text, sentence.span.start),
        "state": sentence.state,
        "words": sentence.words.total,
        "open_words": sentence.words.open,
        "stretches": [{"start": s.start, "end": s.end, "text": s.of(text)} for s in sentence.stretches],
    }


def _item(text: str, item: Item) -> dict[str, object]:
    before, behind = context(text, item.span)
    return {
        "kind": item.kind,
        "state": item.state,
        "start": item.span.start,
        "end": item.span.end,
        "line": line_at(text, item.span.start),
        "text": item.span.of(text),
        "before": before,
        "behind": behind,
        "missing": [part.of(text) for part in item.open],
    }


def _meets(span: Span, window: Span) -> bool:
    return span.start < window.end and window.start < span.end
