"""Room that texts take, and where they are broken."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.trace.drawing.measure import cells, ems, wrap


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("abc", 3), ("清洁河流", 8), ("（2022）", 8), ("e\u0301", 1), ("a清", 3)]
)
def test_a_full_width_character_takes_two_columns(text: str, width: float) -> None:
    assert cells(text) == width


def test_in_a_proportional_type_a_chinese_character_takes_its_size_and_an_i_far_less() -> None:
    assert ems("清洁") == 2
    assert ems("illi") < ems("name") < ems("MWMW") < 4


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 5, [""]),
        ("one two three", 7, ["one two", "three"]),
        ("one  two", 3, ["one", "two"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("ab cdefgh", 4, ["ab", "cdef", "gh"]),
        ("清洁河流工程", 4, ["清洁", "河流", "工程"]),
        ("清洁，河流", 4, ["清", "洁，", "河流"]),
        ("清洁《办法》", 6, ["清洁", "《办", "法》"]),
        ("清洁ABC，河", 5, ["清洁", "ABC，", "河"]),
        ("AB (清洁)", 5, ["AB", "(清", "洁)"]),
        ("（ABC）中", 8, ["（ABC）", "中"]),
    ],
)
def test_a_text_is_broken_where_its_script_allows(text: str, width: float, lines: list[str]) -> None:
    assert wrap(text, width) == lines


@given(st.text(alphabet="ab 清洁，。《》（）“”1x\u0301", max_size=60), st.integers(min_value=4, max_value=20))
def test_nothing_is_lost_and_no_line_is_too_long(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert max(map(cells, lines)) <= width
