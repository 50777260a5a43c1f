"""Other spellings of the same words, and the way back to their offsets."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.model.evidence import Span
from policygraph.sources.spelling import SPELLINGS, folded, respell


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("one \n\n two", "one two"),
        ("one\u00a0two\u3000three", "one two three"),
        ("“one” ‘two’ «three»", '"one" \'two\' "three"'),
        ("2021–2025 re‑use", "2021-2025 re-use"),
        ("ref\u00adorm \ufeffone\u200btwo", "reform onetwo"),
        ("２０２２年", "2022年"),
        ("（２０２２）", "(2022)"),
        ("ﬁne…", "fine..."),
        ("cafe\u0301", "café"),
        ("生态\n环境 厅", "生态环境厅"),
        ("12 outlets", "12 outlets"),
        ("１２ outlets", "12 outlets"),
    ],
)
def test_texts_that_differ_in_white_space_and_typography_become_one(written: str, plain: str) -> None:
    assert folded(written).text == plain


@pytest.mark.parametrize(("one", "other"), [("12 outlets", "12outlets"), ("m³", "m3"), ("½", "1/2"), ("One", "one")])
def test_what_may_say_something_else_stays_apart(one: str, other: str) -> None:
    assert folded(one).text != folded(other).text


@pytest.mark.parametrize(
    ("text", "found", "back"),
    [
        ("a  b", Span(1, 3), "  b"),
        ("x…y", Span(1, 4), "…"),
        ("cafe\u0301 x", Span(3, 4), "e\u0301"),
        ("生态\n环境", Span(1, 3), "态\n环"),
        ("\u00ada", Span(0, 1), "a"),
    ],
)
def test_a_place_in_the_spelling_is_a_place_in_the_text(text: str, found: Span, back: str) -> None:
    assert folded(text).back(found).of(text) == back


@given(st.text(st.sampled_from("ab \n\t12１“”\"'e\u0301公。，…\u00ad"), max_size=40))
def test_every_spelling_keeps_the_way_back(text: str) -> None:
    for spelling in SPELLINGS:
        spelled = respell(text, spelling)
        assert len(spelled.starts) == len(spelled.ends) == len(spelled.text)
        assert list(spelled.starts) == sorted(spelled.starts)
        assert all(0 <= s < e <= len(text) for s, e in zip(spelled.starts, spelled.ends, strict=True))


@given(st.text(max_size=60))
def test_composition_makes_no_difference(text: str) -> None:
    composed, decomposed = (folded(unicodedata.normalize(form, text)).text for form in ("NFC", "NFD"))
    assert unicodedata.normalize("NFC", composed) == unicodedata.normalize("NFC", decomposed)
