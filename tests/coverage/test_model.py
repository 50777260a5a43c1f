"""Counting what has become of a text."""

from __future__ import annotations

import pytest

from policygraph.coverage import Tally


def test_states_are_counted() -> None:
    tally = Tally.of(["own", "own", "linked", "excluded", "open", "accounted"])
    assert tally == Tally(3, 1, 1, 1)
    assert (tally.total, tally.accounted, tally.settled) == (6, 4, 83.33)


@pytest.mark.parametrize(
    ("tally", "settled"),
    [
        (Tally(9999, 0, 0, 1), 99.99),
        (Tally(99_999, 0, 0, 1), 99.99),
        (Tally(1, 1, 1, 0), 100.0),
        (Tally(0, 0, 0, 0), 100),
    ],
)
def test_only_all_are_a_hundred_per_cent(tally: Tally, settled: float) -> None:
    assert tally.settled == settled
