"""Statistics of repeated measurements."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Spread", "percentile", "ratio", "spread"]


class Spread(NamedTuple):
    """The median of some numbers, the least and the greatest of them."""

    median: float
    least: float
    greatest: float


def spread(numbers: Sequence[float]) -> Spread:
    """Give the median and the range of at least one number."""
    return Spread(statistics.median(numbers), min(numbers), max(numbers))


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> Spread:
    """Give the spread of the ratios round by round, so that what slowed a whole round falls out.

    Where one side took part in fewer rounds than the other, the rounds that both have count.
    """
    return spread([mine / other for mine, other in zip(ours, theirs, strict=False)])


def percentile(ordered: Sequence[float], share: float) -> float:
    """Give the number below which a share of some sorted numbers lies, the nearest rank above."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
