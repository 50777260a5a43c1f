"""Words that have changed in part: the stretch of another text that is most like them."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from policygraph.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["LIKENESS", "Closest", "reworded"]

LIKENESS = 0.6
"""Least share of characters that agree; below it two stretches are not called the same passage."""
_MARGIN = 0.05
_LEAST = 4
_WORD, _INK = re.compile(r"[^\W_]"), re.compile(r"\S")
_STRAY = 16
"""So much longer may the first or last words have become; what lies farther off is another sentence's."""


class Closest(NamedTuple):
    """The stretch most like some words, and the share of characters that agree."""

    place: Span
    likeness: float


def reworded(words: str, text: str, regions: Iterable[Span]) -> Closest | None:
    """Find the stretch of a text that is most like some words.

    Args:
        words: The words as they were.
        text: The text that they are looked for in.
        regions: The parts of it in which they may stand.

    Returns:
        The stretch; None where no stretch is like enough, or two are equally.
    """
    found: dict[Span, float] = {}
    for region in regions:
        place = _closest(words, text, region)
        if place:
            found[place] = SequenceMatcher(None, words, place.of(text), autojunk=False).ratio()
    ranked = sorted(((likeness, place) for place, likeness in found.items() if likeness >= LIKENESS), reverse=True)
    if not ranked or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _MARGIN):
        return None
    return Closest(ranked[0][1], round(ranked[0][0], 3))


def _closest(words: str, text: str, region: Span) -> Span | None:
    """Give the stretch of a region from where the words' first run stands to where their last one does."""
    blocks = SequenceMatcher(None, words, region.of(text), autojunk=False).get_matching_blocks()[:-1]
    runs = [block for block in blocks if block.size >= min(_LEAST, len(words))]
    if not runs:
        return None
    first, last = runs[0], runs[-1]
    if blocks[0].a == 0 and first.b - blocks[0].b <= first.a + _STRAY:
        first = blocks[0]
    tail = len(words) - last.a
    if blocks[-1].a + blocks[-1].size == len(words) and blocks[-1].b - last.b <= tail + _STRAY:
        last = blocks[-1]
    start = max(region.start, region.start + first.b - first.a)
    end = min(region.end, region.start + last.b + len(words) - last.a)
    part = text[start:end].rstrip()
    # What begins with a letter or digit begins with none of the stops and spaces before it.
    begun = _WORD.search(part) if words[0].isalnum() else _INK.search(part)
    return Span(start + begun.start(), start + len(part)) if begun else None
