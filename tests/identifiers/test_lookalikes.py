"""What is no document number, with the reason, written by hand."""

from __future__ import annotations

import pytest

from policygraph.errors import UsageError
from policygraph.identifiers import Reason, find_lookalikes, find_numbers, parse

# printed | reason
NON_FORMS = """
000014349/2018-00222 | index-number
11140000MB0U63562R/2022-00123 | index-number
GB 3095-2012 | standard
GB/T 2260—2007 | standard
HJ 2.2-2018 | standard
DB14/ 2270-2021 | standard
DB14/T 1234-2020 | standard
ISO 14001:2015 | standard
T/CAEPI 12-2020 | standard
晋环发〔2022〕×号 | masked
晋环发〔2022〕XX号 | masked
晋环发〔2022〕**号 | masked
晋环发〔20××〕43号 | masked
JHF [2022] No. XX | masked
某政办发〔2026〕15号 | masked
×政办发〔2025〕9号 | masked
国务院令第×号 | masked
晋环发〔2022〕号 | no-serial
晋环发〔2022〕 号 | no-serial
JHF [2022] No. | no-serial
晋环发43号 | no-year
国发第23号 | no-year
晋环发〔〕43号 | no-year
Guo Ban Fa No. 38 | no-year
晋环发〔1022〕43号 | implausible-year
晋环发〔2202〕43号 | implausible-year
国发〔93〕12号 | implausible-year
Guo Fa [1021] No. 23 | implausible-year
晋环发〔2022〕0号 | implausible-serial
晋环发〔2022〕12345678号 | implausible-serial
财建〔2021〕12、13号 | several-serials
财建〔2021〕12-13号 | several-serials
〔2022〕43号 | no-code
深龙华检刑诉〔2019〕1247号 | unknown-code
Circular [2023] No. 12 | unknown-code
（2021）京0105民初12345号 | court-case
省政府令第290号 | no-issuer
部令第11号 | no-issuer
命令第3号 | unknown-issuer
0351-6371234 | telephone
13800138000 | telephone
91140000MA0GXXXX1X | credit-code
"""
ROWS = [[cell.strip(" ") for cell in line.split(" | ")] for line in NON_FORMS.strip("\n").split("\n")]


def test_the_table_holds_at_least_twenty_five_non_forms() -> None:
    assert len({row[0] for row in ROWS}) == len(ROWS) >= 25


@pytest.mark.parametrize(("printed", "reason"), ROWS)
def test_a_look_alike_has_a_reason_and_is_no_number(printed: str, reason: str) -> None:
    text = f"见 {printed}。"
    assert find_numbers(text) == ()
    assert [(item.printed, item.start, item.reason.value) for item in find_lookalikes(text)] == [(printed, 2, reason)]


@pytest.mark.parametrize(("printed", "reason"), ROWS)
def test_parse_refuses_a_look_alike_and_says_why(printed: str, reason: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse(printed)
    assert caught.value.remedy.startswith(Reason(reason).explanation.removesuffix("."))


def test_a_postcode_is_told_by_the_word_before_it() -> None:
    assert [(item.printed, item.reason) for item in find_lookalikes("邮编：030024")] == [("030024", Reason.POSTCODE)]


@pytest.mark.parametrize(
    "text", ["规划（2021—2025年）", "（2022年）", "Baichuan [200], Phi [68]", "第43号", "Smith (2020) 43"]
)
def test_ordinary_text_is_neither_number_nor_look_alike(text: str) -> None:
    assert find_numbers(text) == ()
    assert find_lookalikes(text) == ()


def test_every_reason_has_a_sentence() -> None:
    assert all(reason.explanation.endswith(".") for reason in Reason)
