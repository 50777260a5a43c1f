"""The stretch of a text that is most like some words."""

from __future__ import annotations

import pytest

from policygraph.model.evidence import Span
from policygraph.sources.rewording import reworded

WORDS = "The bureau surveys the outlets of the river."


@pytest.mark.parametrize(
    ("text", "closest"),
    [
        ("Before. The bureau surveys all outlets of the river. After.", "The bureau surveys all outlets of the river."),
        ("Before. The bureau surveys rivers. After.", "The bureau surveys rivers."),
        ("The river floods the town each spring.", None),
        (
            "The end of the year came, and with it the frost. A bureau surveys the outlets of the river.",
            "A bureau surveys the outlets of the river.",
        ),
        ("Quite another matter altogether, with nothing in common.", None),
        ("xx\n", None),
    ],
)
def test_the_closest_stretch_is_found_if_it_is_close(text: str, closest: str | None) -> None:
    found = reworded(WORDS, text, [Span(0, len(text))])
    assert (found.place.of(text) if found else None) == closest


def test_two_stretches_that_are_equally_close_are_none() -> None:
    part = "The bureau surveys all outlets of the river."
    regions = [Span(0, len(part)), Span(len(part) + 1, 2 * len(part) + 1)]
    assert reworded(WORDS, f"{part} {part}", regions) is None
