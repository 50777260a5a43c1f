"""Folding and numerals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.identifiers.folding import fold
from policygraph.identifiers.numerals import numeral
from policygraph.identifiers.traditional import SIMPLIFIED


@given(st.text())
def test_folding_moves_no_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_simplified_form_is_no_traditional_one() -> None:
    assert not set(SIMPLIFIED) & set(SIMPLIFIED.values())


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("736", 736),
        ("043", 43),
        ("七三六", 736),
        ("七百三十六", 736),
        ("七十", 70),
        ("十一", 11),
        ("二〇二二", 2022),
        ("一百零八", 108),
        ("一千零一", 1001),
    ],
)
def test_a_numeral_is_read(written: str, value: int) -> None:
    assert numeral(written) == value


@pytest.mark.parametrize("written", ["", "十百", "七八百", "百", "第七", "1二", "x"])
def test_what_is_no_numeral_is_not(written: str) -> None:
    assert numeral(written) is None
