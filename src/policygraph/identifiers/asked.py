"""Numbers as people type them to look one up: without brackets, without 号, in small letters, the serial first.

More lenient than `scan`, and so for texts that are a question from end to end only. In running text it would take any
word with two figures behind it for a number.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from policygraph.identifiers.folding import CLOSE, OPEN, fold
from policygraph.identifiers.numerals import NUMERALS, numeral
from policygraph.identifiers.scan import find_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygraph.identifiers.number import DocumentNumber

__all__ = ["read_asked"]

_LONGEST: Final = 200
_HAN: Final = "一-鿿〇"
_GAP: Final = r"[\W_]{0,4}"
_SIGN: Final = r"(?:第|no|number|numero|nr)?"
_YEAR: Final = rf"(?P<year>(?:19|20)[0-9]{{2}}|[{NUMERALS}]{{4}})"
_SERIAL: Final = rf"(?P<serial>[0-9]{{1,6}}|[{NUMERALS}]{{1,9}})"
_CODE: Final = rf"(?P<code>[{_HAN}]{{2,40}}?|[a-z][a-z .'’-]{{0,60}}?[a-z])"
_TAIL: Final = r"(?:号|hao)?"
_TAIL_WORDS: Final = re.compile(r"(?<=号)[ ]?文件?\Z")
_AROUND: Final = " \t\n\"'“”‘’《》〈〉.,;:。，；："
_ORDERS: Final = (
    re.compile(
        rf"{_CODE}{_GAP}{_SIGN}{_GAP}{_YEAR}{_GAP}年?{_GAP}{_SIGN}{_GAP}{_SERIAL}{_GAP}{_TAIL}{_GAP}", re.IGNORECASE
    ),
    re.compile(
        rf"{_CODE}{_GAP}{_SIGN}{_GAP}{_SERIAL}{_GAP}(?:号|hao)?{_GAP}(?:of)?{_GAP}{_YEAR}年?{_GAP}", re.IGNORECASE
    ),
)
_SERIES: Final = re.compile(
    rf"(?P<code>[{_HAN}]{{1,40}}?(?:令|公告|通告)){_GAP}(?:(?P<year>[0-9]{{4}}){_GAP}年?)?{_GAP}第?{_SERIAL}{_GAP}号?{_GAP}"
)
_SERIES_WORD: Final = re.compile(r"\b(decree|order|announcement|proclamation|notice)[ ]{1,3}(?=[0-9])", re.IGNORECASE)
_LABEL: Final = re.compile(
    r"\A(?:发?文件?字?号|编号|document(?: number| no\.?)?|doc\.?|number)[\W_]{0,4}(?=[^\W\d_])", re.IGNORECASE
)
_BETWEEN_HAN: Final = re.compile(rf"(?<=[{_HAN}])[ ]{{1,200}}(?=[{_HAN}0-9])|(?<=[0-9])[ ]{{1,200}}(?=[{_HAN}])")
_LETTERS: Final = re.compile(r"[A-Z]{2,10}|[a-z]{2,10}|(?:[A-Za-z][ .]{1,2}){1,9}[A-Za-z]")
_NEVER_INITIALS: Final = frozenset("IUV")


def read_asked(text: str) -> DocumentNumber | None:
    """Give the one document number that a text is, in a strict or in a loose spelling; None where it is none.

    Loose are `JHF 2022-43`, `jin huan fa 2022 no 43`, `晋环发2022 43号`, `jhf 43/2022` and `国务院令736`; a label in
    front (`文号：`) and quotation marks around it do not count. A text of more than 200 characters is none.
    """
    if len(text) > _LONGEST:
        return None
    plain = _BETWEEN_HAN.sub("", fold(unicodedata.normalize("NFKC", text)).strip(_AROUND))
    if plain.startswith(OPEN) and plain.endswith(CLOSE):
        plain = plain[1:-1].strip(_AROUND)
    plain = _TAIL_WORDS.sub("", _LABEL.sub("", plain, count=1))
    for spelling in (plain, *_stricter(plain)):
        for found in find_numbers(spelling):
            if found.printed == spelling:
                return found.number
    return None


def _stricter(folded: str) -> Iterator[str]:
    """Give the strict spellings of what is typed loosely, the likeliest first."""
    yield _SERIES_WORD.sub(r"\1 No. ", folded)
    named = _SERIES.fullmatch(folded)
    if named is not None:
        year = f"{named['year']}年" if named["year"] else ""
        yield f"{named['code']}{year}第{named['serial']}号"
    for pattern in _ORDERS:
        found = pattern.fullmatch(folded)
        if found is not None:
            yield from _spellings(found)


def _spellings(found: re.Match[str]) -> Iterator[str]:
    code, year, serial = found["code"], numeral(found["year"]), numeral(found["serial"])
    if year is None or serial is None:
        return
    if not code.isascii():
        yield f"{code}〔{year}〕{serial}号"
        return
    codes = [code, code.title()]
    if _LETTERS.fullmatch(code) and not _NEVER_INITIALS & set(code.upper()):
        codes.append("".join(filter(str.isalpha, code)).upper())
    yield from (f"{one} [{year}] No. {serial}" for one in codes)
