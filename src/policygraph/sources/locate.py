"""From a phrase to the place in a text: nobody counts characters."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Literal, get_args

from policygraph.errors import NotFoundError, UsageError
from policygraph.model.evidence import Passage, SourceText, Span, digest

__all__ = [
    "ANCHOR_HAN",
    "ANCHOR_WORDS",
    "EXTENTS",
    "Extent",
    "anchor_fault",
    "locate",
    "occurrences",
    "sentence",
    "sentences",
]

Extent = Literal["phrase", "sentence", "paragraph"]
EXTENTS: tuple[Extent, ...] = get_args(Extent)

ANCHOR_WORDS = 12
"""Longest anchor phrase, in words."""
ANCHOR_HAN = 40
"""Longest anchor phrase in Chinese, in characters."""

_LINE = re.compile(r"\S[^\n]*")
_HAN = re.compile(r"[\u3400-\u9fff]")
# A sentence ends at its stop where white space and a capital or a figure follow, or a capital glued to it; "No." and a
# line's own number ("1.", "12.") end none. U+3002, U+FF01 and U+FF1F are the Chinese stops, and U+FF1B, the semicolon
# that Chinese sets between the sentences of a list.
_BOUNDARY = re.compile(
    r"""(?<!\bNo)(?<!^\d)(?<!^\d\d)[.!?][”"’)]*(?=\s+["“(]?[A-Z0-9]|(?<=[a-z)”"][.])[A-Z]|\s*\Z)|[\u3002\uff01\uff1f\uff1b][”"]*""",
    re.MULTILINE,
)


def anchor_fault(anchor: str) -> str | None:
    """Say why a phrase can't be an anchor, or None where it can.

    An anchor is a name, a number or a title: at most 12 words, or 40 characters where it is Chinese.
    """
    if not anchor.strip():
        return "it is empty"
    han, words = len(_HAN.findall(anchor)), len(anchor.split())
    if han > ANCHOR_HAN:
        return f"it has {han} Chinese characters, more than {ANCHOR_HAN}"
    return f"it has {words} words, more than {ANCHOR_WORDS}" if words > ANCHOR_WORDS else None


def occurrences(text: str, phrase: str) -> tuple[Span, ...]:
    """Find every place of a phrase in a text, places that overlap included; white space matches any white space.

    Raises:
        UsageError: The phrase is empty.
    """
    words = phrase.split()
    if not words:
        raise UsageError("the anchor phrase is empty", remedy="give a few words that stand in the text")
    joined = r"\s+".join(map(re.escape, words))
    pattern = re.compile(f"(?=({joined}))")  # a lookahead takes up no text: the next match may begin inside this one
    return tuple(Span(*match.span(1)) for match in pattern.finditer(text))


def locate(source: SourceText, span: Span, extent: Extent = "sentence", *, to: Span | None = None) -> Passage:
    """Make the passage around an occurrence.

    Args:
        source: The text.
        span: Where the anchor phrase stands.
        extent: How far the passage reaches: the phrase alone, its sentence, or its paragraph (a line of the text).
        to: An occurrence that the passage must reach too, measured with the same extent.

    Raises:
        UsageError: The anchor phrase is too long, or `to` lies before it.
    """
    anchor = " ".join(span.of(source.text).split())
    if fault := anchor_fault(anchor):
        raise UsageError(f"the phrase can't be an anchor: {fault}", remedy="choose a shorter phrase of the passage")
    whole = _reach(source.text, span, extent)
    if to is not None:
        if to.end < span.start:
            raise UsageError(
                f"the passage would end at {to.end}, before its anchor at {span.start}",
                remedy="give as end a phrase that follows the anchor phrase",
            )
        whole = Span(whole.start, max(whole.end, _reach(source.text, to, extent).end))
    return Passage(source.record.id, whole, digest(whole.of(source.text)), anchor)


def first_after(text: str, phrase: str, start: int) -> Span:
    """Find the first place of a phrase at or after an offset.

    Raises:
        NotFoundError: It does not stand there.
    """
    for span in occurrences(text, phrase):
        if span.start >= start:
            return span
    raise NotFoundError(
        f"the text does not say {phrase!r} after character {start}",
        remedy="copy the end phrase from the text, after the anchor phrase",
    )


def sentence(text: str, span: Span) -> Span:
    """Widen a stretch to whole sentences, without the white space around them."""
    line = paragraph(text, span)
    stops = _stops(text, line)
    start = max((stop for stop in stops if stop <= span.start), default=line.start)
    end = min((stop for stop in stops if stop >= span.end), default=line.end)
    return _strip(text, Span(start, end))


def sentences(text: str) -> tuple[Span, ...]:
    """Cut a whole text into its sentences, in order, without the white space between them.

    Every sentence is what `sentence` gives for any of its words; no character but white space is left out.
    """
    found: list[Span] = []
    for match in _LINE.finditer(text):
        cuts = [match.start(), *_stops(text, Span(*match.span())), match.end()]
        found += [_strip(text, Span(start, end)) for start, end in pairwise(cuts)]
    return tuple(span for span in found if span.start < span.end)


def paragraph(text: str, span: Span) -> Span:
    """Widen a stretch to whole lines, without the white space around them."""
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    return _strip(text, Span(start, len(text) if end < 0 else end))


def _stops(text: str, line: Span) -> list[int]:
    """Give the offsets behind the stops of a line."""
    return [line.start + match.end() for match in _BOUNDARY.finditer(line.of(text))]


def _reach(text: str, span: Span, extent: Extent) -> Span:
    match extent:
        case "phrase":
            return span
        case "sentence":
            return sentence(text, span)
        case "paragraph":
            return paragraph(text, span)


def _strip(text: str, span: Span) -> Span:
    part = span.of(text)
    start = span.start + len(part) - len(part.lstrip())
    return Span(start, max(start, span.start + len(part.rstrip())))
