"""Names without what does not tell them apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.identifiers.traditional import SIMPLIFIED as OF_NUMBERS
from policygraph.resolver.characters import SIMPLIFIED
from policygraph.resolver.folding import fold_name, order_words


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Shanxi  Provincial\tDepartment", "shanxi provincial department"),
        ("Department of Ecology & Environment", "department of ecology and environment"),
        ("People's Bank of China", "peoples bank of china"),
        ("People’s Bank of China", "peoples bank of china"),
        ("Xing'an League", "xingan league"),
        ("14th Five-Year Plan", "14th five year plan"),
        ("“十四五”规划", "十四五规划"),
        ("山西省 生态环境厅", "山西省生态环境厅"),
        ("內蒙古自治區生態環境廳", "内蒙古自治区生态环境厅"),
        ("ＰＭ２．５", "pm2 5"),
        ("PM2.5", "pm2 5"),
        ("Lǜliáng", "lvliang"),
        ("GROẞ", "gross"),
        ("pilot_area", "pilot area"),
        ("？！…", ""),
    ],
)
def test_a_name_is_folded(name: str, folded: str) -> None:
    assert fold_name(name) == folded


@given(st.text(max_size=80))
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold_name(fold_name(name)) == fold_name(name)


@given(st.text(alphabet="aB é晉环厅発'’&-_.　 １Ａ", max_size=30))
def test_folding_twice_is_folding_once_for_what_names_are_made_of(name: str) -> None:
    assert fold_name(fold_name(name)) == fold_name(name)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Department of Finance of Shanxi", "Shanxi Finance Department"),
        ("the rivers and the lakes", "lakes, rivers"),
    ],
)
def test_small_words_and_the_order_of_words_do_not_count(one: str, other: str) -> None:
    assert order_words(fold_name(one)) == order_words(fold_name(other))


def test_small_words_stay_where_there_are_no_others() -> None:
    assert order_words("the of") == "of the"


def test_no_traditional_character_is_listed_twice_or_leads_on() -> None:
    assert set(SIMPLIFIED) & set(OF_NUMBERS) == set()
    assert set(SIMPLIFIED) & {*SIMPLIFIED.values(), *OF_NUMBERS.values()} == set()
