"""English names of administrative divisions: from a list made by hand, else romanised by rule.

A Chinese name is a proper name, then the peoples of an autonomous unit, then a type word: 延边 朝鲜族 自治州. The
proper name comes from the hand list, else from pinyin without tone marks, `ü` written `u`; peoples and type word are
translated by tables.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pypinyin import lazy_pinyin
from tools.division_types import PEOPLES, DivisionType, division_type

from policygraph.errors import DataError, Location
from policygraph.graph.files import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["DivisionName", "HandName", "name_division", "read_hand_names", "romanise"]

_HEADER = ["code", "zh", "en", "note"]
_PLACE_READINGS = {"长": "chang", "都": "du"}
_NAMES_NO_PEOPLE = "内蒙古"


@dataclass(frozen=True, slots=True)
class HandName:
    """A line of the hand list: the Chinese name it is about, and the proper name in English without type word."""

    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class DivisionName:
    """The English name of a division, taken apart.

    Attributes:
        proper: The proper name, such as `Yanbian`.
        full: The whole name, such as `Yanbian Korean Autonomous Prefecture`.
        words: The English type word, such as `Autonomous Prefecture`.
        type: Slug of the division type.
        by_hand: Whether the proper name comes from the hand list.
    """

    proper: str
    full: str
    words: str
    type: str
    by_hand: bool


def read_hand_names(path: Path) -> dict[str, HandName]:
    """Read the hand list: CSV with the columns code, zh, en, note.

    Raises:
        DataError: It can't be read, or has another header, a code twice, or an empty cell.
    """
    names: dict[str, HandName] = {}
    rows = csv.reader(read_text(path).splitlines())
    if next(rows, []) != _HEADER:
        raise DataError(f"the header is not {','.join(_HEADER)}", remedy="restore it", location=Location(path, 1))
    for row in rows:
        if len(row) != len(_HEADER) or not all(row) or row[0] in names:
            raise DataError(
                f"{','.join(row)!r} has an empty or missing cell, or its code stands twice",
                remedy="give each code one line of four filled cells",
                location=Location(path, rows.line_num),
            )
        names[row[0]] = HandName(zh=row[1], en=row[2])
    return names


def name_division(code: str, zh: str, hand_names: Mapping[str, HandName]) -> DivisionName:
    """Name a division in English.

    Args:
        code: Its six-digit code.
        zh: Its Chinese name, such as 侯马市.
        hand_names: The hand list, by code.

    Raises:
        DataError: The name ends in no known type word, or the hand list gives the code to another name.
    """
    division = division_type(code, zh)
    stem, peoples = _split_peoples(division)
    hand = hand_names.get(code)
    if hand is not None and hand.zh != zh:
        raise DataError(
            f"the hand list has {hand.zh} under {code}, the library has {zh}",
            remedy="correct the code or the name in names.csv",
        )
    proper = hand.en if hand else romanise(zh, len(stem))
    parts = (proper, _join(peoples), division.words)
    return DivisionName(
        proper=proper,
        full=" ".join(part for part in parts if part),
        words=division.words,
        type=division.type,
        by_hand=hand is not None,
    )


def romanise(zh: str, length: int) -> str:
    """Romanise the first `length` characters of a Chinese name as one word: 西安市, 2 → `Xi'an`.

    The readings are those of pypinyin for the whole name, apart from 长 (chang) and 都 (du), which it often gets wrong.
    An apostrophe stands before a later syllable that begins with a, e or o.
    """
    syllables = [_PLACE_READINGS.get(char, syllable) for char, syllable in zip(zh, lazy_pinyin(zh), strict=True)]
    first, *rest = syllables[:length]
    word = first + "".join(f"'{syllable}" if syllable[0] in "aeo" else syllable for syllable in rest)
    return word.replace("v", "u").capitalize()


def _split_peoples(division: DivisionType) -> tuple[str, list[str]]:
    stem, peoples = division.stem, list[str]()
    while division.names_peoples and (people := _last_people(stem)):
        stem = stem.removesuffix(people)
        peoples.insert(0, PEOPLES[people])
    return stem, peoples


def _last_people(stem: str) -> str:
    """Give the longest name of a people that the stem ends with, unless it is the whole stem; else an empty text."""
    if stem == _NAMES_NO_PEOPLE:
        return ""
    fitting = (people for people in PEOPLES if stem.endswith(people) and stem != people)
    return max(fitting, key=len, default="")


def _join(names: list[str]) -> str:
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)
