from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tools.division_names import HandName
from tools.division_records import Row, divisions_of, read_rows, slug_of

from policygraph.errors import DataError

if TYPE_CHECKING:
    from pathlib import Path

HEADER = "adcode,name,longitude,latitude\n"


def row(code: str, zh: str) -> Row:
    return Row(code, zh, "112.5", "37.8")


def tree(*rows: Row) -> dict[str, tuple[str, str]]:
    """Give slug and parent of each division by its code."""
    return {division.row.code: (division.slug, division.parent) for division in divisions_of(rows, {})}


def table(folder: Path, text: str) -> Path:
    path = folder / "adcodes.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_slugs_carry_the_names_of_the_parents() -> None:
    divisions = tree(row("370000", "山东省"), row("371300", "临沂市"), row("371311", "罗庄区"))

    assert divisions == {
        "370000": ("shandong", "china"),
        "371300": ("shandong-linyi", "shandong"),
        "371311": ("shandong-linyi-luozhuang", "shandong-linyi"),
    }


def test_a_unit_without_prefecture_belongs_to_its_province() -> None:
    assert tree(row("420000", "湖北省"), row("429004", "仙桃市"))["429004"] == ("hubei-xiantao", "hubei")


def test_siblings_of_one_name_are_told_apart_by_their_type() -> None:
    divisions = tree(
        row("620000", "甘肃省"), row("622900", "临夏回族自治州"), row("622901", "临夏市"), row("622921", "临夏县")
    )

    assert divisions["622901"][0] == "gansu-linxia-linxia-city"
    assert divisions["622921"][0] == "gansu-linxia-linxia-county"
    assert divisions["622900"][0] == "gansu-linxia"


def test_siblings_that_the_type_does_not_tell_apart_are_refused() -> None:
    with pytest.raises(DataError, match="would share the slug hebei-handan-wei-county"):
        tree(row("130000", "河北省"), row("130400", "邯郸市"), row("130434", "魏县"), row("130435", "威县"))


def test_a_division_without_any_above_is_refused() -> None:
    with pytest.raises(DataError, match="371311 has no division above it"):
        tree(row("371311", "罗庄区"))


def test_a_hand_name_for_no_division_is_refused() -> None:
    with pytest.raises(DataError, match="unknown codes: 150100"):
        divisions_of([row("370000", "山东省")], {"150100": HandName("呼和浩特市", "Hohhot")})


def test_rows_come_in_the_order_of_codes_without_headings_and_sea_areas(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        HEADER + "460321000000,西沙群岛,111.792944,16.204546\n"
        "429004000000,仙桃市,113.453974,30.364953\n"
        "429000000000,省直辖县级行政区划,,\n"
        "140101000000,市辖区,,\n"
        "139001000000,定州市,,\n",
    )

    assert read_rows(path) == [
        Row("139001", "定州市", "", ""),
        Row("429004", "仙桃市", "113.453974", "30.364953"),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("code,name\n", 1),
        (HEADER + "14010,太原市,112.5,37.8\n", 2),
        (HEADER + "140100000001,太原市,112.5,37.8\n", 2),
        (HEADER + "140100000000,太原市,112.5\n", 2),
        (HEADER + "140100000000,太原市,east,37.8\n", 2),
        (HEADER + "140100000000,太原市,112.5,37.8\n140100000000,太原市,112.5,37.8\n", 3),
    ],
)
def test_a_broken_table_is_refused_with_its_line(tmp_path: Path, text: str, line: int) -> None:
    with pytest.raises(DataError) as caught:
        read_rows(table(tmp_path, text))

    assert caught.value.location is not None
    assert caught.value.location.line == line


@pytest.mark.parametrize(
    ("name", "slug"), [("Xi'an", "xian"), ("Tumed Left", "tumed-left"), ("Shangri-La", "shangri-la")]
)
def test_a_slug_is_lower_case_with_hyphens(name: str, slug: str) -> None:
    assert slug_of(name) == slug
