"""A number holds canonical parts only."""

from __future__ import annotations

import pytest

from policygraph.errors import UsageError
from policygraph.identifiers import DocumentNumber, Kind, Script, parse


@pytest.mark.parametrize(
    ("code", "script", "year", "serial"),
    [
        ("晉環發", Script.HAN, 2022, 43),
        ("发", Script.HAN, 2022, 43),
        ("晋环发 ", Script.HAN, 2022, 43),
        ("JHF", Script.HAN, 2022, 43),
        ("jhf", Script.INITIALS, 2022, 43),
        ("Jin Huan  Fa", Script.PINYIN, 2022, 43),
        ("Jinhuanfa", Script.PINYIN, 2022, 43),
        ("晋环发", Script.HAN, None, 43),
        ("晋环发", Script.HAN, 1948, 43),
        ("晋环发", Script.HAN, 2100, 43),
        ("晋环发", Script.HAN, 2022, 0),
        ("晋环发", Script.HAN, 2022, 1_000_000),
    ],
)
def test_what_is_not_canonical_is_refused(code: str, script: Script, year: int | None, serial: int) -> None:
    with pytest.raises(UsageError):
        DocumentNumber(code, script, year, serial)


def test_a_number_is_written_in_its_normal_form() -> None:
    assert str(DocumentNumber("晋环发", Script.HAN, 2022, 43)) == "晋环发〔2022〕43号"


def test_an_order_names_its_issuer() -> None:
    assert parse("国令第736号").issuer == "国务院"


def test_an_announcement_can_leave_its_issuer_out() -> None:
    assert parse("公告2018年第48号").issuer is None


def test_other_codes_name_no_issuer() -> None:
    assert parse("晋环发〔2022〕43号").issuer is None


def test_an_unlisted_code_still_says_its_usual_marks() -> None:
    assert parse("示例办函〔2022〕4号").kinds == (Kind.OFFICE, Kind.LETTER)


def test_initials_say_only_what_all_candidates_agree_on() -> None:
    assert parse("YZBF [2022] No. 9").kinds == (Kind.OFFICE, Kind.DOCUMENT)
    assert parse("CS [2022] No. 9").kinds == ()
