"""Statistics, against values worked out by hand."""

from __future__ import annotations

import pytest
from benchmarks.ratios import Spread, percentile, ratio, spread


def test_a_spread_is_the_median_with_the_least_and_the_greatest() -> None:
    assert spread([4.0, 1.0, 9.0]) == Spread(4.0, 1.0, 9.0)
    assert spread([4.0, 1.0, 9.0, 5.0]) == Spread(4.5, 1.0, 9.0)


def test_a_ratio_is_taken_round_by_round() -> None:
    assert ratio([10.0, 30.0, 40.0], [20.0, 30.0, 20.0]) == Spread(1.0, 0.5, 2.0)


def test_rounds_that_one_side_sat_out_do_not_count() -> None:
    assert ratio([10.0, 30.0, 40.0], [20.0]) == Spread(0.5, 0.5, 0.5)


@pytest.mark.parametrize(("share", "expected"), [(0.5, 51.0), (0.99, 100.0), (1.0, 100.0), (0.0, 1.0)])
def test_a_percentile_of_a_hundred_numbers(share: float, expected: float) -> None:
    assert percentile([float(number) for number in range(1, 101)], share) == expected
