"""Places that are known to be the same in two texts, and choosing between candidates by them."""

from __future__ import annotations

import sys
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policygraph.model.evidence import Span
    from policygraph.sources.spelling import Spelled

__all__ = ["GRAM", "Landmarks", "shared_places"]

GRAM = 32
"""So many characters that stand once in each of two texts are the same place of both."""


@dataclass(frozen=True)
class Landmarks:
    """Pairs of offsets, into the old text and into the new one, of the same place; in order."""

    pairs: tuple[tuple[int, int], ...] = ()

    def plus(self, pairs: Iterable[tuple[int, int]]) -> Landmarks:
        """Add further places."""
        return Landmarks(tuple(sorted({*self.pairs, *pairs})))

    @cached_property
    def _olds(self) -> tuple[int, ...]:
        return tuple(old for old, _ in self.pairs)

    def around(self, span: Span) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
        """Give the last landmark before a stretch of the old text, and the first one after it."""
        before, after = bisect_right(self._olds, span.start), bisect_left(self._olds, span.end)
        return (
            self.pairs[before - 1] if before else None,
            self.pairs[after] if after < len(self.pairs) else None,
        )

    def missing(self, span: Span) -> int:
        """Give by how many characters the text between a stretch's landmarks has become shorter.

        Where no landmark follows, the end is unknown and everything may be missing: `sys.maxsize`.
        """
        before, after = self.around(span)
        start = before or (0, 0)
        return (after[0] - start[0]) - (after[1] - start[1]) if after else sys.maxsize

    def choose(self, span: Span, candidates: Sequence[Span], formerly: Sequence[Span] = ()) -> Span | None:
        """Choose where a stretch of the old text has gone.

        It is the one candidate at the same distance as before from the nearest landmark on either side. Else those
        between the two landmarks keep their order, if they are as many as before.

        Args:
            span: The stretch.
            candidates: Places of the new text, in order.
            formerly: The places of the old text that had the same words, where there were others than the stretch.

        Returns:
            The place; None where neither rule decides.
        """
        before, after = self.around(span)
        kept = [
            place
            for place in candidates
            if (before and place.start - before[1] == span.start - before[0])
            or (after and after[1] - place.end == after[0] - span.end)
        ]
        if len(kept) == 1:
            return kept[0]
        start, end = before or (0, 0), after or (sys.maxsize, sys.maxsize)
        then = [place for place in formerly if start[0] <= place.start and place.end <= end[0]] or [span]
        now = [place for place in candidates if start[1] <= place.start and place.end <= end[1]]
        rank = sum(place.start < span.start for place in then)
        return now[rank] if len(now) == len(then) else None


def shared_places(old: Spelled, new: Spelled) -> Landmarks:
    """Find the places of two texts that `GRAM` characters, standing once in each, prove to be the same."""
    there = _once(new.text)
    pairs = {
        pair
        for gram, i in _once(old.text).items()
        if i >= 0 and (j := there.get(gram, -1)) >= 0
        for pair in (
            (old.starts[i], new.starts[j]),
            (old.ends[i + GRAM - 1], new.ends[j + GRAM - 1]),
        )
    }
    return Landmarks(tuple(sorted(pairs)))


def _once(text: str) -> dict[str, int]:
    """Give the place of every run of characters, -1 where it stands more than once."""
    places: dict[str, int] = {}
    for place in range(len(text) - GRAM + 1):
        gram = text[place : place + GRAM]
        places[gram] = -1 if gram in places else place
    return places
