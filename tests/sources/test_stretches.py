"""Which stretches hold or touch a place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.model.evidence import Span
from policygraph.sources.stretches import Stretches

SPAN = st.tuples(st.integers(0, 20), st.integers(1, 9)).map(lambda pair: Span(pair[0], sum(pair)))


@pytest.mark.parametrize(
    ("place", "held", "touched"),
    [
        (Span(10, 20), True, True),
        (Span(12, 15), True, True),
        (Span(9, 11), False, True),
        (Span(19, 21), False, True),
        (Span(5, 10), False, False),
        (Span(20, 25), False, False),
        (Span(30, 41), False, True),
        (Span(25, 30), False, False),
    ],
)
def test_a_place_is_held_or_touched(place: Span, *, held: bool, touched: bool) -> None:
    stretches = Stretches([Span(30, 40), Span(10, 20), Span(11, 13)])
    assert (stretches.hold(place), stretches.touch(place)) == (held, touched)


def test_of_no_stretches_none_holds_or_touches() -> None:
    assert not Stretches([]).hold(Span(0, 1))
    assert not Stretches([]).touch(Span(0, 1))


@given(st.lists(SPAN, max_size=8), SPAN)
def test_it_agrees_with_asking_each(spans: list[Span], place: Span) -> None:
    asked = Stretches(spans)
    assert asked.hold(place) == any(s.start <= place.start and place.end <= s.end for s in spans)
    assert asked.touch(place) == any(s.start < place.end and place.start < s.end for s in spans)
