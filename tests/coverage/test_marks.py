"""Finding printed forms again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.coverage.marks import Reach, evened, places
from policygraph.model.evidence import Span


@given(st.text(max_size=60))
def test_evening_moves_no_offset(text: str) -> None:
    assert len(evened(text)) == len(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [("A “b”", 'a "b"'), ("１２\u3000（1）", "12 [1]"), ("Plan\nof", "plan of"), ("İA", "İa")],
)
def test_evening_leaves_out_what_makes_no_difference(one: str, other: str) -> None:
    assert evened(one) == evened(other)


@pytest.mark.parametrize(
    ("text", "form", "starts"),
    [
        ("12 of 12", "12", [0, 6]),
        ("112 and 12,5 and 0.12 and 12.", "12", [26]),
        ("x12y", "12", [1]),
        ("2022-12", "2022", [0]),
        ("aaa", "aa", [0, 1]),
        ("abc", "", []),
    ],
)
def test_a_form_is_found_but_no_number_within_a_longer_one(text: str, form: str, starts: list[int]) -> None:
    assert [span.start for span in places(text, Span(0, len(text)), form)] == starts


def test_a_form_must_end_within_the_stretch() -> None:
    assert list(places("a plan", Span(0, 5), "plan")) == []


def test_a_stretch_must_lie_within_one_place() -> None:
    reach = Reach("0123456789", [Span(1, 4), Span(4, 8), Span(2, 3)])
    assert [reach.holds(Span(*place)) for place in ((1, 4), (2, 4), (4, 8), (3, 5), (0, 2), (8, 9))] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("word", "held", "expected"),
    [
        ("Northsand", 5, True),
        ("Northsand", 2, False),
        ("NorthSand", 5, False),
        ("12345", 3, False),
        ("Nor1h", 3, False),
    ],
)
def test_of_a_glued_word_its_beginning_is_enough(word: str, held: int, *, expected: bool) -> None:
    assert Reach(word, [Span(0, held)]).holds(Span(0, len(word))) == expected
