"""Choosing between candidates by places that two texts share."""

from __future__ import annotations

import sys

import pytest

from policygraph.model.evidence import Span
from policygraph.sources.landmarks import GRAM, Landmarks, shared_places
from policygraph.sources.spelling import folded

PLACE = Span(50, 55)


@pytest.mark.parametrize(
    ("pairs", "candidates", "chosen"),
    [
        ([(40, 140)], [Span(20, 25), Span(150, 155)], Span(150, 155)),
        ([(60, 160)], [Span(20, 25), Span(150, 155)], Span(150, 155)),
        ([(40, 40), (60, 90)], [Span(20, 25), Span(60, 65), Span(95, 100)], Span(60, 65)),
        ([(40, 40), (60, 90)], [Span(45, 50), Span(60, 65)], None),
        ([(40, 40), (60, 90)], [Span(20, 25), Span(95, 100)], None),
        ([(40, 40), (60, 90)], [Span(50, 55), Span(80, 85)], None),
        ([], [Span(7, 12)], Span(7, 12)),
        ([], [Span(7, 12), Span(9, 14)], None),
        ([(40, 40)], [], None),
    ],
)
def test_distance_decides_and_then_order(
    pairs: list[tuple[int, int]], candidates: list[Span], chosen: Span | None
) -> None:
    assert Landmarks(tuple(pairs)).choose(PLACE, candidates) == chosen


@pytest.mark.parametrize(
    ("formerly", "candidates", "chosen"),
    [
        ([Span(42, 47), PLACE], [Span(48, 53), Span(61, 66)], Span(61, 66)),
        ([PLACE, Span(56, 60)], [Span(48, 53), Span(61, 66)], Span(48, 53)),
        ([PLACE, Span(56, 60)], [Span(61, 66)], None),
        ([PLACE, Span(70, 75)], [Span(61, 66)], Span(61, 66)),
    ],
)
def test_equal_phrases_between_landmarks_keep_their_order(
    formerly: list[Span], candidates: list[Span], chosen: Span | None
) -> None:
    assert Landmarks(((40, 40), (60, 90))).choose(PLACE, candidates, formerly) == chosen


def test_a_landmark_at_the_edge_of_a_place_counts() -> None:
    marks = Landmarks().plus([(50, 70), (55, 75), (52, 0)])
    assert marks.around(PLACE) == ((50, 70), (55, 75))


def test_shared_places_follow_a_part_that_has_moved() -> None:
    one, two = "The first part of the text, of some length. ", "A second and quite different part follows it. "
    marks = shared_places(folded(one + two), folded(two + one))
    assert (0, len(two)) in marks.pairs
    assert (len(one), 0) in marks.pairs


def test_what_stands_twice_is_no_landmark() -> None:
    part = "x" * (GRAM + 5)
    assert shared_places(folded(part), folded(part)).pairs == ()


@pytest.mark.parametrize(
    ("pairs", "missing"),
    [
        ([(40, 140), (60, 160)], 0),
        ([(40, 140), (60, 155)], 5),
        ([(40, 140), (60, 170)], -10),
        ([(60, 50)], 10),
        ([(40, 140)], sys.maxsize),
    ],
)
def test_what_is_missing_between_landmarks_is_counted(pairs: list[tuple[int, int]], missing: int) -> None:
    assert Landmarks(tuple(pairs)).missing(PLACE) == missing
