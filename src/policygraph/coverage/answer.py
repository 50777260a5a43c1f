"""A comparison as plain values for JSON, with keys that stay: the schema is that of docs/coverage.md."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from policygraph.sources.tokens import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygraph.coverage.model import Coverage, Exclusion, Item, SentenceCover, Tally
    from policygraph.model.evidence import SourceText, Span

__all__ = ["CONTEXT", "LONGEST_SHOWN", "answer", "context", "line_at", "line_ends", "meets", "shown"]

CONTEXT = 40
"""So many characters are given on either side of what is listed."""
LONGEST_SHOWN = 120
"""So many characters of a stretch are given at most; its offsets have the rest."""


def answer(source: SourceText, found: Coverage, window: Span) -> dict[str, object]:
    """Give a comparison as dictionaries and lists; figures are of the whole text, lists of the window."""
    text = source.text
    ends = line_ends(text)
    figures = {"sentence": _figures(found.of_sentences()), "word": _figures(found.of_words())}
    figures |= {str(kind): _figures(found.of_kind(kind)) for kind in KINDS}
    return {
        "source": found.source,
        "file": source.record.file,
        "length": len(text),
        "window": _place(window),
        "statements": found.nodes,
        "passages": found.passages,
        "wide_passages": [_place(span) for span in found.wide if meets(span, window)],
        "figures": figures,
        "sentences": [_sentence(text, ends, sentence) for sentence in found.sentences if meets(sentence.span, window)],
        "items": [_item(text, ends, item) for item in found.items if meets(item.span, window)],
        "exclusions": [_exclusion(text, left) for left in found.exclusions if meets(left.span, window)],
    }


def context(text: str, span: Span) -> tuple[str, str]:
    """Give the words before and behind a stretch, white space evened."""
    before, behind = text[max(0, span.start - CONTEXT) : span.start], text[span.end : span.end + CONTEXT]
    return " ".join(before.split()), " ".join(behind.split())


def shown(text: str, span: Span) -> str:
    """Give the words of a stretch, white space evened and the middle of a long one left out."""
    words = " ".join(span.of(text).split())
    half = LONGEST_SHOWN // 2
    return words if len(words) <= LONGEST_SHOWN else f"{words[:half]} … {words[-half:]}"


def line_ends(text: str) -> tuple[int, ...]:
    """Give the offsets of the line feeds of a text."""
    return tuple(match.start() for match in re.finditer("\n", text))


def line_at(ends: Sequence[int], offset: int) -> int:
    """Give the 1-based line of an offset, from what `line_ends` gives."""
    return bisect_left(ends, offset) + 1


def meets(span: Span, window: Span) -> bool:
    """Tell whether two stretches have a character in common."""
    return span.start < window.end and window.start < span.end


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


def _place(span: Span) -> dict[str, object]:
    return {"start": span.start, "end": span.end}


def _sentence(text: str, ends: Sequence[int], sentence: SentenceCover) -> dict[str, object]:
    return {
        **_place(sentence.span),
        "line": line_at(ends, sentence.span.start),
        "state": sentence.state,
        "words": sentence.words.total,
        "open_words": sentence.words.open,
        "open": [{**_place(s.span), "words": s.words, "text": shown(text, s.span)} for s in sentence.open],
    }


def _item(text: str, ends: Sequence[int], item: Item) -> dict[str, object]:
    before, behind = context(text, item.span)
    return {
        "kind": item.kind,
        "state": item.state,
        **_place(item.span),
        "line": line_at(ends, item.span.start),
        "text": shown(text, item.span),
        "before": before,
        "behind": behind,
        "missing": [shown(text, part) for part in item.open],
        "excluded_as": item.within,
    }


def _exclusion(text: str, left: Exclusion) -> dict[str, object]:
    return {**_place(left.span), "kind": left.kind, "reason": left.reason, "text": shown(text, left.span)}
