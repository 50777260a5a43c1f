"""What holds for every number and every text."""

from __future__ import annotations

import ast
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import policygraph.identifiers
from policygraph.identifiers import DocumentNumber, Script, find_numbers, from_iri, may_denote_same, parse, scan
from policygraph.identifiers.romanisation import initials, syllables

if TYPE_CHECKING:
    from types import FrameType

HAN_CODES = (
    *(
        "晋环发",
        "国发",
        "国办函",
        "国办发明电",
        "发改环资",
        "发改办环资",
        "财建",
        "环办水体函",
        "晋政办发",
        "厅字",
        "中办发",
    ),
    *("建城", "沪府规", "内发规委字", "工信部联节", "粤府", "揭府规"),
)
SERIES_CODES = ("国务院令", "生态环境部令", "国家发展和改革委员会令", "财政部公告", "山西省人民政府令")
BRACKETS = ("〔〕", "[]", "()", "（）", "【】", "［］", "﹝﹞")
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")

years = st.integers(1949, 2099)
serials = st.integers(1, 999_999)
han_numbers = st.builds(DocumentNumber, st.sampled_from(HAN_CODES), st.just(Script.HAN), years, serials)
series_numbers = st.builds(
    DocumentNumber, st.sampled_from(SERIES_CODES), st.just(Script.HAN), st.none() | years, serials
)
pinyin = st.sampled_from([" ".join(word.capitalize() for word in syllables(code)) for code in HAN_CODES[:-1]])
latin_numbers = st.one_of(
    st.builds(DocumentNumber, pinyin, st.just(Script.PINYIN), years, serials),
    st.builds(
        DocumentNumber,
        st.sampled_from([initials(code) for code in HAN_CODES]),
        st.just(Script.INITIALS),
        years,
        serials,
    ),
)
numbers = st.one_of(han_numbers, series_numbers, latin_numbers)


@given(han_numbers, st.sampled_from(BRACKETS), st.sampled_from(["", " ", "　", "\u00a0"]), st.data())
def test_every_spelling_of_a_han_number_is_the_same_number(
    number: DocumentNumber, brackets: str, space: str, data: st.DataObject
) -> None:
    before, behind = brackets[0], brackets[1]
    code, ordinal = number.agency_code, data.draw(st.sampled_from(["", "第"]))
    serial = data.draw(st.sampled_from(["", "0", "00"])) + str(number.serial)
    spelt = f"{code}{space}{before}{number.year}{behind}{space}{ordinal}{serial}{space}号"
    assert parse(data.draw(st.sampled_from([spelt, spelt.translate(FULL_WIDTH)]))) == number


@given(latin_numbers, st.sampled_from(BRACKETS), st.sampled_from([" No. ", " No.", " No ", "No.", " № ", " "]))
def test_every_spelling_of_a_latin_number_is_the_same_number(number: DocumentNumber, brackets: str, sign: str) -> None:
    spelt = f"{number.agency_code} {brackets[0]}{number.year}{brackets[1]}{sign}{number.serial}"
    assert parse(spelt) == number


@given(numbers)
def test_the_normal_form_leads_back(number: DocumentNumber) -> None:
    assert parse(number.normal_form) == number


@given(numbers)
def test_the_iri_leads_back(number: DocumentNumber) -> None:
    assert from_iri(number.iri) == number
    assert number.slug.isascii()
    assert number.slug == number.slug.lower()


@given(numbers, numbers)
def test_different_numbers_have_different_iris_and_normal_forms(one: DocumentNumber, other: DocumentNumber) -> None:
    assert (one == other) == (one.iri == other.iri) == (one.normal_form == other.normal_form)


@given(han_numbers)
def test_a_han_number_may_denote_the_same_as_its_romanisations(number: DocumentNumber) -> None:
    code = number.agency_code
    spelt = DocumentNumber(" ".join(s.capitalize() for s in syllables(code)), Script.PINYIN, number.year, number.serial)
    short = DocumentNumber(initials(code), Script.INITIALS, number.year, number.serial)
    assert may_denote_same(number, spelt)
    assert may_denote_same(short, number)
    assert may_denote_same(spelt, short)


@given(st.lists(numbers, min_size=1, max_size=4), st.sampled_from(["，", "；见", ", see ", "\n", "。根据"]))
def test_every_number_in_a_row_is_found(row: list[DocumentNumber], between: str) -> None:
    assert [found.number for found in find_numbers(between.join(number.normal_form for number in row))] == row


ALPHABET = "国发晋环政办函字号令第公告年月财建的和〔〕[]（）()0123456789 \nNo.JHFfaguo×X、-/GB某"
FRAGMENTS = [
    "国发",
    "晋环发",
    "〔2022〕",
    "[2022]",
    "43号",
    "No. ",
    "JHF ",
    "Guo Fa ",
    "令第",
    "公告",
    "2018年",
    "Decree No. 7 of the ",
]


@given(st.text() | st.text(alphabet=ALPHABET) | st.lists(st.sampled_from([*FRAGMENTS, *ALPHABET])).map("".join))
@example("〔")
@example("号〔2022〕")
@settings(max_examples=300)
def test_any_text_is_searched_and_every_finding_is_where_it_says(text: str) -> None:
    findings = scan(text)
    places = [(item.start, item.end, item.printed) for item in findings.numbers]
    places += [(item.start, item.end, item.printed) for item in findings.lookalikes]
    assert all(text[start:end] == printed != "" for start, end, printed in places)
    assert all(before[1] <= after[0] for before, after in pairwise(sorted(places)))
    assert all(parse(occurrence.number.normal_form) == occurrence.number for occurrence in findings.numbers)


def calls_made(text: str) -> int:
    """Count the Python functions that a search enters."""
    count = 0

    def counted(_frame: FrameType, event: str, _argument: Any) -> None:  # noqa: ANN401
        nonlocal count
        count += event == "call"

    sys.setprofile(counted)
    try:
        scan(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "unit",
    [
        "国",
        "发发发发〔2022〕",
        "晋环发〔2022〕4",
        "财建环水政府办函〔2022〕1号",
        "A b [2022] ",
        "Guo Fa ",
        "令第1号公告",
        "〔〔〔",
        "某×〔×〕",
    ],
)
def test_the_work_grows_with_the_length_of_the_text_and_no_faster(unit: str) -> None:
    scan(unit * 40)
    once, fourfold = calls_made(unit * 200), calls_made(unit * 800)
    assert fourfold <= 4 * once + 100


def test_a_megabyte_of_brackets_and_codes_is_searched() -> None:
    text = "国发〔2022〕国国国国国国国国" * 70_000
    assert len(text) > 1_000_000
    assert find_numbers(text) == ()


def patterns() -> list[str]:
    """Give the text of every regular expression written in the package."""
    found: list[str] = []
    for module in Path(policygraph.identifiers.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "re.compile":
                found += [
                    part.value
                    for part in ast.walk(node)
                    if isinstance(part, ast.Constant) and isinstance(part.value, str)
                ]
    return found


def test_no_pattern_repeats_without_bound() -> None:
    assert len(patterns()) > 10
    for pattern in patterns():
        outside = "".join(part.split("]", 1)[-1] for part in pattern.replace("\\*", "").replace("\\+", "").split("["))
        assert "*" not in outside
        assert "+" not in outside
        assert ",}" not in outside
