"""What a number can stand for."""

from __future__ import annotations

import pytest

from policygraph.errors import UsageError
from policygraph.identifiers import candidates, may_denote_same, parse


def codes(text: str, region: str | None = None) -> list[str]:
    return [candidate.number.agency_code for candidate in candidates(parse(text), region=region)]


def test_initials_stand_for_every_province_that_sounds_alike() -> None:
    assert codes("JHF [2022] No.43") == ["交海发", "京环发", "津环发", "冀环发", "晋环发", "吉环发"]


def test_pinyin_stands_for_fewer() -> None:
    assert codes("Jin Huan Fa [2022] No. 43") == ["津环发", "晋环发"]


@pytest.mark.parametrize("region", ["14", "1401", "140000"])
def test_the_region_of_the_issuer_narrows(region: str) -> None:
    (candidate,) = candidates(parse("JHF [2022] No.43"), region=region)
    assert candidate.number.normal_form == "晋环发〔2022〕43号"
    assert candidate.region is not None
    assert candidate.region.english == "Shanxi"
    assert candidate.reason == "晋 Shanxi, 环 the department of ecology and environment, 发 document"


def test_inner_mongolia_is_found_by_its_region() -> None:
    assert codes("Nei Fa Gui Wei Zi [2023] No. 1", "15") == ["内发规委字"]


def test_national_codes_stand_where_no_code_of_the_region_fits() -> None:
    assert codes("Guo Fa [2021] No. 23", "14") == ["国发"]


def test_a_code_of_no_listed_body_has_no_candidates() -> None:
    assert codes("QAQ [2022] No. 4") == []


def test_a_han_number_is_its_own_candidate() -> None:
    (candidate,) = candidates(parse("揭府规〔2020〕1号"), region="14")
    assert candidate.number == parse("揭府规〔2020〕1号")


def test_an_announcement_without_issuer_can_be_any_listed_issuer_s() -> None:
    found = codes("公告2018年第48号")
    assert "生态环境部公告" in found
    assert len(found) > 50


@pytest.mark.parametrize("region", ["99", "", "Shanxi"])
def test_a_region_that_is_no_province_is_refused_with_the_list(region: str) -> None:
    with pytest.raises(UsageError) as caught:
        candidates(parse("JHF [2022] No.43"), region=region)
    assert "14 (Shanxi)" in caught.value.remedy


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("晋环发〔2022〕43号", "JHF [2022] No. 43"),
        ("津环发〔2022〕43号", "Jinhuanfa [2022] 43"),
        ("JHF [2022] No. 43", "Jin Huan Fa [2022] No. 43"),
        ("国发〔2021〕23号", "Guo Fa [2021] No. 23"),
        ("揭府规〔2020〕1号", "JFG [2020] No. 1"),
        ("陕环发〔2020〕1号", "Shaan Huan Fa [2020] No. 1"),
        ("内发规委字〔2023〕1号", "Nei Fa Gui Wei Zi [2023] No. 1"),
        ("公告2018年第48号", "生态环境部公告2018年第48号"),
        ("国令第736号", "Decree No. 736 of the State Council"),
    ],
)
def test_numbers_that_can_be_one(one: str, other: str) -> None:
    assert may_denote_same(parse(one), parse(other))
    assert may_denote_same(parse(other), parse(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("晋环发〔2022〕43号", "津环发〔2022〕43号"),
        ("晋环发〔2022〕43号", "晋环发〔2023〕43号"),
        ("晋环发〔2022〕43号", "JHF [2022] No. 44"),
        ("晋环发〔2022〕43号", "Jing Huan Fa [2022] No. 43"),
        ("国发〔2021〕23号", "国函〔2021〕23号"),
        ("生态环境部令第11号", "国务院令第11号"),
        ("生态环境部公告2018年第48号", "财政部公告2018年第48号"),
        ("JHF [2022] No. 43", "JHH [2022] No. 43"),
    ],
)
def test_numbers_that_cannot_be_one(one: str, other: str) -> None:
    assert not may_denote_same(parse(one), parse(other))
