"""Many stretches of a text, and which of them a place lies in or touches."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policygraph.model.evidence import Span

__all__ = ["Stretches"]


class Stretches:
    """Stretches of a text, in any order; they may overlap. Each question takes logarithmic time."""

    def __init__(self, spans: Iterable[Span]) -> None:
        ordered = sorted(spans)
        self._starts = [span.start for span in ordered]
        self._furthest = list(accumulate((span.end for span in ordered), max, initial=0))

    def hold(self, span: Span) -> bool:
        """Tell whether one of them holds a whole place."""
        return self._furthest[bisect_right(self._starts, span.start)] >= span.end

    def touch(self, span: Span) -> bool:
        """Tell whether one of them has a character in common with a place."""
        return self._furthest[bisect_left(self._starts, span.end)] > span.start
