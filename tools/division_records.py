"""The tree of administrative divisions: rows of the library, parents, levels, names and stable slugs."""

from __future__ import annotations

import csv
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools.division_names import DivisionName, HandName, name_division
from tools.division_types import level_of

from policygraph.errors import DataError, Location
from policygraph.graph.files import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

__all__ = ["COUNTRY_SLUG", "Division", "Row", "divisions_of", "read_rows", "slug_of"]

COUNTRY_SLUG = "china"

_HEADER = ["adcode", "name", "longitude", "latitude"]
_LINE = re.compile(
    r"(?P<code>[1-9][0-9]{5})0{6},(?P<zh>[^,]+),(?P<longitude>[0-9]+\.[0-9]+|),(?P<latitude>[0-9]+\.[0-9]+|)"
)
_REMEDY = "use the table of cpca 0.5.5 as it is"

# Headings of the statistical list, not divisions: "districts of the city", "counties", "directly under the province".
_HEADINGS = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
# Island groups and sea areas that the library files under Sansha as if they were counties.
_NOT_DIVISIONS = frozenset({"460321", "460322", "460323"})


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the library: six-digit code, Chinese name, and degrees as written there, empty where it has none."""

    code: str
    zh: str
    longitude: str
    latitude: str


@dataclass(frozen=True, slots=True)
class Division:
    """A division with its place in the tree.

    Attributes:
        row: The line of the library it comes from.
        name: Its English name.
        level: province, prefecture or county.
        slug: Last segment of its IRI.
        parent: Slug of the division above it, or of the country.
    """

    row: Row
    name: DivisionName
    level: str
    slug: str
    parent: str


def read_rows(path: Path) -> list[Row]:
    """Read the library's table, in the order of codes, without headings and what is no division.

    Raises:
        DataError: It can't be read, or has another header, a malformed line, or a code twice.
    """
    rows: dict[str, Row] = {}
    lines = csv.reader(read_text(path).splitlines())
    if next(lines, []) != _HEADER:
        raise DataError(f"the header is not {','.join(_HEADER)}", remedy=_REMEDY, location=Location(path, 1))
    for line in lines:
        match = _LINE.fullmatch(",".join(line))
        if match is None or match["code"] in rows:
            raise DataError(
                f"{','.join(line)!r} is not code, name, longitude, latitude, or its code stands twice",
                remedy=_REMEDY,
                location=Location(path, lines.line_num),
            )
        rows[match["code"]] = Row(**match.groupdict())
    kept = (row for row in rows.values() if row.zh not in _HEADINGS and row.code not in _NOT_DIVISIONS)
    return sorted(kept, key=lambda row: row.code)


def divisions_of(rows: Sequence[Row], hand_names: Mapping[str, HandName]) -> list[Division]:
    """Name the rows and put them into a tree, parents before children.

    A unit whose prefecture is only a heading (469001 under 469000) belongs to its province.

    Raises:
        DataError: A parent is missing, a slug stands twice, a name has no known type, or the hand list does not fit.
    """
    _refuse_unused(hand_names, rows)
    names = {row.code: name_division(row.code, row.zh, hand_names) for row in rows}
    parents = {code: _parent_code(code, names) for code in names}
    taken = Counter((parents[code], slug_of(name.proper)) for code, name in names.items())
    slugs: dict[str, str] = {}
    for code, name in sorted(names.items(), key=lambda item: _depth(item[0])):
        own, parent = slug_of(name.proper), parents[code]
        if taken[parent, own] > 1:
            own = f"{own}-{slug_of(name.words)}"
        slugs[code] = f"{slugs[parent]}-{own}" if parent else own
    _refuse_twins(slugs)
    return [
        Division(row, names[row.code], level_of(row.code), slugs[row.code], slugs.get(parents[row.code], COUNTRY_SLUG))
        for row in rows
    ]


def slug_of(name: str) -> str:
    """Turn an English name into a segment: `Xi'an` → `xian`, `Tumed Left` → `tumed-left`."""
    return name.lower().replace("'", "").replace(" ", "-")


def _depth(code: str) -> int:
    return ("province", "prefecture", "county").index(level_of(code))


def _parent_code(code: str, codes: Mapping[str, DivisionName]) -> str:
    """Give the code of the nearest division above; empty for the province level, whose parent is the country."""
    if level_of(code) == "province":
        return ""
    above = [f"{code[:4]}00", f"{code[:2]}0000"]
    found = next((parent for parent in above if parent != code and parent in codes), None)
    if found is None:
        raise DataError(f"{code} has no division above it", remedy=_REMEDY)
    return found


def _refuse_unused(hand_names: Mapping[str, HandName], rows: Iterable[Row]) -> None:
    unused = sorted(hand_names.keys() - {row.code for row in rows})
    if unused:
        raise DataError(f"the hand list names unknown codes: {', '.join(unused)}", remedy="correct names.csv")


def _refuse_twins(slugs: Mapping[str, str]) -> None:
    owners: dict[str, str] = {COUNTRY_SLUG: "the country"}
    for code, slug in slugs.items():
        if slug in owners:
            raise DataError(
                f"{owners[slug]} and {code} would share the slug {slug}",
                remedy="tell them apart by a proper name in names.csv",
            )
        owners[slug] = code
