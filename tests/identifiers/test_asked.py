"""Numbers as people type them: every loose spelling is read, and nothing that is no number."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygraph.identifiers import DocumentNumber, Script, find_numbers, read_asked

PAGE = (Path(__file__).parents[2] / "docs" / "document-numbers.md").read_text("utf-8")
LOOSE = PAGE.split("## As people type them\n")[1].split("\n## ")[0]


def rows() -> list[tuple[str, str]]:
    lines = [line for line in LOOSE.split("\n") if line.startswith("| `")]
    cells = [re.findall(r"`([^`]+)`", line) for line in lines]
    return [(typed, row[-1]) for row in cells for typed in row[:-1]]


@pytest.mark.parametrize(("typed", "normal"), rows())
def test_a_loose_spelling_of_the_page_is_read(typed: str, normal: str) -> None:
    number = read_asked(typed)
    assert number is not None
    assert number.normal_form == normal


@pytest.mark.parametrize("typed", [typed for typed, _ in rows() if "〔" not in typed and "[" not in typed])
def test_a_text_is_not_searched_for_loose_spellings(typed: str) -> None:
    assert find_numbers(f"see {typed} and others") == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2022-43",
        "Shanxi 2022 43",
        "shanxi-2022-02",
        "Circular 2023 12",
        "PM2.5 2022 35",
        "14th Five-Year Plan",
        "国发23号",
        "晋环发2022",
        "晋环发〔2022〕×号",
        "晋环发〔22〕43号",
        "晋环发2022年0号",
        "JHF 1848 43",
        "JHF 2022 43 and JHF 2022 44",
        "根据晋环发〔2022〕43号",
        "J" * 201,
        "JHF 2022 43" + " " * 200,
    ],
)
def test_what_is_no_number_or_more_than_one_is_not_read(text: str) -> None:
    assert read_asked(text) is None


@given(
    st.sampled_from(["晋环发", "国发", "内发规委字", "财建", "晋政办发"]),
    st.integers(1949, 2099),
    st.integers(1, 999_999),
    st.sampled_from(
        ["{c}{y}-{s}", "{c} {y} {s}号", "{c}{y}年第{s}号", "{c}〔{y}〕{s}号", "{c}（{y}）{s}", "文号：{c} {y} {s}"]
    ),
)
def test_a_number_in_characters_is_read_from_any_loose_spelling(code: str, year: int, serial: int, form: str) -> None:
    typed = form.format(c=code, y=year, s=serial)
    assert read_asked(typed) == DocumentNumber(code, Script.HAN, year, serial)


@given(st.text(max_size=60))
def test_any_text_is_read_or_not_but_never_fails(text: str) -> None:
    number = read_asked(text)
    assert number is None or read_asked(number.normal_form) == number
