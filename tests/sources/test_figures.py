"""Numbers and dates as printed."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.identifiers.folding import fold
from policygraph.sources.figures import dates, is_number_word, numbers


def found_numbers(text: str) -> list[str]:
    return [span.of(text) for span in numbers(fold(text))]


def found_dates(text: str) -> list[str]:
    return [span.of(text) for span in dates(fold(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rose by 9.4%, 21 of 1,200", ["9.4", "21", "1,200"]),
        ("burning49.0910,000 households", ["49.0910,000"]),
        ("region10iron, them2home;16coking", ["10", "2", "16"]),
        ("decreased by 1. The second", ["1", "second"]),
        ("the 12th congress", ["12th"]),
        ("10-15 sites and 3 – 5", ["10-15", "3 – 5"]),
        ("four counties, twenty-three plots, a dozen", ["four", "twenty-three", "dozen"]),
        ("one section, one plan", []),
        ("The first is. Secondly, it. First, that", ["first", "Secondly", "First"]),
        ("promote the pilot first, and then", []),
        ("third-party services and third parties, the third plan", ["third"]),
        ("issued twice", ["twice"]),
        ("TwoIt is; controlThree Norths; someone; attend; Tenth", ["Two", "Three", "Tenth"]),
        ("often seconded", []),
        ("(I) Task, (VIII) Task, Class III and Class V water, I went", ["I", "VIII", "III", "V"]),
        ("(a)Accelerate\n(f)Promote (g) as well", ["(a)", "(f)"]),
        ("第十二次，百分之二十，三个、一些、统一", ["第十二", "百分之二十", "三"]),
        ("达到10.5万亩，共１２项，Ⅲ类", ["10.5万", "１２", "Ⅲ"]),
    ],
)
def test_numbers_are_found_as_printed(text: str, expected: list[str]) -> None:
    assert found_numbers(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On January 17, the", ["January 17"]),
        ("On 3 March 2024 and March 3, 2024", ["3 March 2024", "March 3, 2024"]),
        ("from October 2021 to March 2022", ["October 2021", "March 2022"]),
        ("at the end of November", ["November"]),
        ("it may be; in May 2022; 5 May", ["May 2022", "5 May"]),
        ("(2021-2025) and 2021–2022", ["2021-2025", "2021–2022"]),
        ("in 2022, 2022 households", ["2022", "2022"]),
        ("12022 or 2022.5 or 20221", []),
        ("by 9.4%2022 households", []),
        ("2024-03-03", ["2024-03-03"]),
        ("于2023年1月17日印发，4月底前，２０２２年", ["2023年1月17日", "4月", "２０２２年"]),
        ("marching in marchland", []),
    ],
)
def test_dates_are_found_as_exact_as_printed(text: str, expected: list[str]) -> None:
    assert found_dates(text) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [("Fourthly", True), ("two", True), ("Thirty-five", True), ("one", False), ("Five-Year", False), ("Tent", False)],
)
def test_a_number_word_is_told(word: str, *, expected: bool) -> None:
    assert is_number_word(word) == expected


@given(st.text(st.sampled_from("1 2.,-年月日第三(I)ab\nFirst MayClass%"), max_size=60))
def test_what_is_found_lies_in_order_and_apart(text: str) -> None:
    for found in (list(numbers(fold(text))), list(dates(fold(text)))):
        assert all(span.start < span.end for span in found)
        assert all(a.end <= b.start for a, b in pairwise(found))
