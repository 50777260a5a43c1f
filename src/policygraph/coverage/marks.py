"""Where in a text the printed forms stand that statements carry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policygraph.identifiers.folding import fold
from policygraph.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Reach", "evened", "places"]

_ALIKE = str.maketrans("“”‘’«»\n\r", '""\'\'""  ')
_ENDS_IN_DIGIT, _STARTS_WITH_DIGIT = re.compile(r"\d\Z"), re.compile(r"\A\d")
_MORE_DIGITS_BEFORE, _MORE_DIGITS_BEHIND = re.compile(r"\d[.,]?\Z"), re.compile(r"[.,]?\d")
_LEAST_OF_A_WORD = 3
"""So many letters of a glued word must be carried."""


def evened(text: str) -> str:
    """Give a text in which case, the kinds of quotation marks, spaces, brackets and widths no longer differ.

    One character stays one character, so that offsets stay.
    """
    plain = fold(text).translate(_ALIKE)
    low = plain.lower()
    return low if len(low) == len(plain) else "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)


def places(text: str, span: Span, form: str) -> Iterator[Span]:
    """Find a printed form within a stretch of an evened text; a number is not found within a longer one.

    Args:
        text: The evened text.
        span: The stretch.
        form: The evened form, without white space at its ends.
    """
    start = text.find(form, span.start, span.end) if form else -1
    while start >= 0:
        end = start + len(form)
        cut_before = _STARTS_WITH_DIGIT.search(form) and _MORE_DIGITS_BEFORE.search(text, max(0, start - 2), start)
        cut_behind = _ENDS_IN_DIGIT.search(form) and _MORE_DIGITS_BEHIND.match(text, end)
        if not cut_before and not cut_behind:
            yield Span(start, end)
        start = text.find(form, start + 1, span.end)


class Reach:
    """Which stretches of a text lie within at least one of many places."""

    def __init__(self, text: str, found: Iterable[Span]) -> None:
        self._text = text
        self._reach = [0] * (len(text) + 1)
        for span in found:
            self._reach[span.start] = max(self._reach[span.start], span.end)
        furthest = 0
        for at, end in enumerate(self._reach):
            furthest = max(furthest, end)
            self._reach[at] = furthest

    def holds(self, span: Span) -> bool:
        """Tell whether one place holds a whole stretch.

        Of a word glued to the next one, as in `Northsand` for `North`, it is enough that three letters are held.
        """
        reached = self._reach[span.start]
        rest = self._text[reached : span.end]
        return reached >= span.end or (
            reached - span.start >= _LEAST_OF_A_WORD
            and rest.isalpha()
            and rest.islower()
            and span.of(self._text).isalpha()
        )
