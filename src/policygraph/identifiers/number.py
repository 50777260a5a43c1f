"""The number of an official document, in canonical form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from policygraph.errors import UsageError
from policygraph.identifiers.folding import fold
from policygraph.identifiers.grammar import Reading, read_han, read_initials, read_syllables
from policygraph.identifiers.marks import MARKS, NAMED_SERIES, USUAL, Kind
from policygraph.identifiers.slug import han_slug, latin_slug
from policygraph.identifiers.syllables import is_syllable

__all__ = ["BASE", "FIRST_YEAR", "LAST_YEAR", "MOST_SERIAL", "DocumentNumber", "Script", "named_series", "readings"]

BASE: Final = "https://w3id.org/policygraph/id/document-number/"
FIRST_YEAR: Final = 1949
LAST_YEAR: Final = 2099
MOST_SERIAL: Final = 999_999

_HAN_CODE: Final = re.compile(r"[一-鿿〇]{2,60}")
_INITIALS: Final = re.compile(r"[A-Z]{2,10}")
_WORD: Final = re.compile(r"[A-Z][a-z]{0,5}")


class Script(StrEnum):
    """How an agency code is written."""

    HAN = "han"
    PINYIN = "pinyin"
    INITIALS = "initials"


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A number such as 晋环发〔2022〕43号: who numbers, in which series, in which year, which one.

    Two numbers are equal where their normal forms are. Numbers in different scripts are never equal, though they may
    denote the same document: see `candidates.may_denote_same`.

    Attributes:
        agency_code: Simplified Han characters (晋环发, 国务院令), pinyin words (`Jin Huan Fa`) or initials (`JHF`).
        script: Which of the three.
        year: Year of the series, 1949 to 2099; None for orders and announcements that are numbered through the years.
        serial: Place in the series, 1 to 999,999.

    Raises:
        UsageError: A part is not in canonical form or out of range.
    """

    agency_code: str
    script: Script
    year: int | None
    serial: int

    def __post_init__(self) -> None:
        """Refuse what has no normal form."""
        if not _is_canonical(self.agency_code, self.script):
            raise UsageError(
                f"{self.agency_code!r} is not an agency code in {self.script.value} form",
                remedy="write simplified Chinese characters (晋环发), spaced pinyin (Jin Huan Fa) or initials (JHF)",
            )
        if self.year is None and named_series(self.agency_code) is None:
            raise UsageError(
                f"a number with the code {self.agency_code} needs a year",
                remedy="give the year; only orders (令) and announcements (公告, 通告) do without",
            )
        if self.year is not None and not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise UsageError(
                f"the year {self.year} is not between {FIRST_YEAR} and {LAST_YEAR}",
                remedy="check the year in the source",
            )
        if not 1 <= self.serial <= MOST_SERIAL:
            raise UsageError(
                f"the serial {self.serial} is not between 1 and {MOST_SERIAL}", remedy="check the serial in the source"
            )

    def __str__(self) -> str:
        """Write the normal form."""
        return self.normal_form

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """What the code says the document is, in the order of the code.

        For a code in Latin letters: what all the Han codes agree on that it can stand for.
        """
        series = named_series(self.agency_code)
        if series is not None:
            return (NAMED_SERIES[series],)
        found = [reading.kinds for reading in readings(self.agency_code, self.script)]
        if not found:
            return _ending(self.agency_code) if self.script is Script.HAN else ()
        return tuple(kind for kind in found[0] if all(kind in kinds for kinds in found[1:]))

    @property
    def issuer(self) -> str | None:
        """The issuer that the code of an order or announcement names in full, None for any other code."""
        series = named_series(self.agency_code)
        return self.agency_code.removesuffix(series) or None if series else None

    @property
    def normal_form(self) -> str:
        """The one way to write it: 晋环发〔2022〕43号, 国务院令第736号, 财政部公告2021年第9号, JHF [2022] No. 43."""
        if named_series(self.agency_code):
            year = "" if self.year is None else f"{self.year}年"
            return f"{self.agency_code}{year}第{self.serial}号"
        if self.script is Script.HAN:
            return f"{self.agency_code}〔{self.year}〕{self.serial}号"
        return f"{self.agency_code} [{self.year}] No. {self.serial}"

    @property
    def slug(self) -> str:
        """The last part of the IRI, ASCII lower case; different numbers have different slugs."""
        if self.script is Script.HAN or self.year is None:
            return han_slug(self.agency_code, self.year, self.serial)
        return latin_slug(self.agency_code, self.year, self.serial)

    @property
    def iri(self) -> str:
        """The IRI of the number as a thing of the graph."""
        return BASE + self.slug


def named_series(code: str) -> str | None:
    """Give the word that ends the code of an order or announcement (令, 公告, 通告), None for other codes."""
    return next((word for word in NAMED_SERIES if code.endswith(word)), None)


def readings(code: str, script: Script) -> tuple[Reading, ...]:
    """Give the Han codes built from known parts that a code is or can stand for."""
    if script is Script.PINYIN:
        return read_syllables(tuple(code.lower().split()))
    if script is Script.INITIALS:
        return read_initials(code)
    reading = read_han(code)
    return (reading,) if reading else ()


def _ending(code: str) -> tuple[Kind, ...]:
    """Give the usual marks at the end of a code that is not built from known parts."""
    found: list[Kind] = []
    for width in (2, 1) * 3:
        mark = code[-width:]
        if mark in USUAL and len(code) > width:
            code = code[:-width]
            found.insert(0, MARKS[mark])
    return tuple(found)


def _is_canonical(code: str, script: Script) -> bool:
    if script is Script.HAN:
        return bool(_HAN_CODE.fullmatch(code)) and fold(code) == code
    if script is Script.INITIALS:
        return bool(_INITIALS.fullmatch(code))
    words = code.split(" ")
    return len(words) > 1 and all(_WORD.fullmatch(word) and is_syllable(word.lower()) for word in words)
