"""Numbers with a year in brackets, in both scripts: 晋环发〔2022〕43号, `JHF [2022] No.43`, 〔1986〕环管字第201号."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from policygraph.identifiers.findings import Lookalike, Occurrence, Reason
from policygraph.identifiers.folding import is_han
from policygraph.identifiers.grammar import read_han
from policygraph.identifiers.han_code import code_before, known_code_before, prose_end, run_before
from policygraph.identifiers.latin_code import latin_code_before
from policygraph.identifiers.marks import NAMED_SERIES
from policygraph.identifiers.number import FIRST_YEAR, LAST_YEAR, MOST_SERIAL, DocumentNumber, Script
from policygraph.identifiers.numerals import NUMERALS, numeral

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["bracketed"]

_MASK: Final = "×✕╳xX*＊某□_?…"
_YEAR: Final = re.compile(rf"〔[ ]{{0,3}}(?P<year>[0-9{NUMERALS}{_MASK}]{{0,6}})[ ]{{0,2}}年?[ ]{{0,3}}〕")
_SERIAL: Final = re.compile(
    r"[ \n]{0,3}(?P<sign>第|(?i:nos?\.?|number)|№|#)?[ \n]{0,3}"
    rf"(?P<serial>[0-9]{{1,12}}|[{NUMERALS}]{{1,9}}|[{_MASK}]{{1,6}})?(?P<mark>[ \n]{{0,3}}号|[ ]{{0,2}}[Hh]ao\b)?"
)
_MORE: Final = re.compile(r"(?:[ ]{0,2}[、,，和及至~-][ ]{0,2}[0-9]{1,6}){1,20}[ ]{0,2}号")
_SIGN_BEFORE: Final = re.compile(r"(?:(?i:nos?\.?|number)|№)[ ]{0,2}(?P<serial>[0-9]{1,6})?[ ]{0,3}\Z")
_YEAR_FIRST: Final = re.compile(
    r"[ ]{0,2}(?P<code>[一-鿿]{2,10}?字)[ ]{0,2}第?[ ]{0,2}(?P<serial>[0-9]{1,6})[ ]{0,2}号"
)
_COURT: Final = re.compile(r"[ ]{0,2}[一-鿿]{1,6}[0-9]{0,5}[一-鿿]{1,8}[0-9]{1,7}号")
_LAST_WORD: Final = re.compile(r"[A-Za-z]{1,30}\Z")
_YEAR_DIGITS: Final = 4
_WIDEST_GAP: Final = 3
_SIGN_WINDOW: Final = 17
_WORD_WINDOW: Final = 30


def bracketed(folded: str, text: str) -> Iterator[Occurrence | Lookalike]:
    """Give every number and look-alike whose year stands in brackets."""
    for match in _YEAR.finditer(folded):
        found = _found(folded, match)
        if found is not None:
            start, end, what = found
            printed = text[start:end]
            yield (
                Lookalike(printed, start, end, what)
                if isinstance(what, Reason)
                else Occurrence(printed, start, end, what)
            )


_Found = tuple[int, int, DocumentNumber | Reason]


def _found(folded: str, year: re.Match[str]) -> _Found | None:
    """Look to the left of the year for a code and to the right for a serial."""
    end = year.start()
    while end > 0 and folded[end - 1] in " \n" and year.start() - end < _WIDEST_GAP:
        end -= 1
    serial = _SERIAL.match(folded, year.end())
    if serial is None or end == 0:
        return _without_code(folded, year, serial) if serial else None
    if is_han(folded[end - 1]):
        return _with_han_code(folded, year, serial, end)
    return _with_latin_code(folded, year, serial, end) or _without_code(folded, year, serial)


def _with_han_code(folded: str, year: re.Match[str], serial: re.Match[str], end: int) -> _Found | None:
    if folded.endswith(tuple(NAMED_SERIES), 0, end):
        return None
    code = code_before(folded, end)
    digits = serial["serial"]
    if code is None:
        return _unreadable(folded, year, serial, end) or _without_code(folded, year, serial)
    masked = _masked_from(folded, code)
    if masked is not None:
        return (masked, serial.end(), Reason.MASKED) if serial["mark"] else None
    if serial["mark"] is None and (_several(folded, serial) or not (digits and _is_bounded(folded, serial.end()))):
        return _unfinished(folded, year, serial, code)
    if serial["mark"] is None and serial["sign"] is None and known_code_before(folded, end) is None:
        return None
    return code[0], serial.end(), _number(code[1], Script.HAN, year["year"], digits)


def _masked_from(folded: str, code: tuple[int, str]) -> int | None:
    """Give the offset of the placeholder that hides a part of a code (×政办发, 某政办发), if there is one."""
    start, characters = code
    if "某" in characters:
        return start
    while start > 0 and folded[start - 1] in _MASK and code[0] - start < _WIDEST_GAP:
        start -= 1
    return start if start < code[0] else None


def _with_latin_code(folded: str, year: re.Match[str], serial: re.Match[str], end: int) -> _Found | None:
    """Read a code in letters; the sign "No." and even the serial can stand before the year."""
    sign = _SIGN_BEFORE.search(folded, max(0, year.start() - _SIGN_WINDOW), year.start())
    numbered = sign is not None or bool(serial["sign"] or serial["mark"])
    end = sign.start() if sign else end
    while end > 0 and folded[end - 1] == " ":
        end -= 1
    code = latin_code_before(folded, end, numbered=numbered)
    if code is None:
        word = _LAST_WORD.search(folded, max(0, end - _WORD_WINDOW), end)
        unknown = word is not None and serial["sign"] and serial["serial"] and year["year"]
        return (word.start(), serial.end(), Reason.UNKNOWN_CODE) if word and unknown else None
    start, written, script = code
    if sign and sign["serial"]:
        return start, year.end(), _number(written, script, year["year"], sign["serial"])
    if serial["serial"] is None:
        return (start, serial.end(), Reason.NO_SERIAL) if numbered else None
    if not _is_bounded(folded, serial.end()):
        return None
    return start, serial.end(), _number(written, script, year["year"], serial["serial"])


def _number(code: str, script: Script, year: str, serial: str | None) -> DocumentNumber | Reason:
    """Put the parts together, or say which one does not do."""
    if any(character in _MASK for character in year + (serial or "")):
        return Reason.MASKED
    if not serial:
        return Reason.NO_SERIAL
    if not year:
        return Reason.NO_YEAR
    year_value, serial_value = numeral(year), numeral(serial)
    if len(year) != _YEAR_DIGITS or year_value is None or not FIRST_YEAR <= year_value <= LAST_YEAR:
        return Reason.IMPLAUSIBLE_YEAR
    if serial_value is None or not 1 <= serial_value <= MOST_SERIAL:
        return Reason.IMPLAUSIBLE_SERIAL
    return DocumentNumber(code, script, year_value, serial_value)


def _unfinished(folded: str, year: re.Match[str], serial: re.Match[str], code: tuple[int, str]) -> _Found | None:
    """Explain a code and a year without a readable serial; None where the bracket is ordinary prose."""
    more = _several(folded, serial)
    if more:
        return code[0], more.end(), Reason.SEVERAL_SERIALS
    reading = read_han(code[1])
    if serial["serial"] or reading is None or not reading.marks or year["year"] == "":
        return None
    return code[0], year.end(), Reason.NO_SERIAL


def _several(folded: str, serial: re.Match[str]) -> re.Match[str] | None:
    """Match what follows the first of several serials: 、13号 in 〔2021〕12、13号."""
    return _MORE.match(folded, serial.end()) if serial["serial"] else None


def _unreadable(folded: str, year: re.Match[str], serial: re.Match[str], end: int) -> _Found | None:
    """Explain words before a year and a serial that are no code."""
    more = None if serial["mark"] else _several(folded, serial)
    if not serial["serial"] or not (serial["mark"] or more):
        return None
    run = run_before(folded, end, spaced=False)
    begin = prose_end(run)
    if begin == len(run.text):
        return year.start(), (more or serial).end(), Reason.NO_CODE
    return run.places[begin], (more or serial).end(), Reason.UNKNOWN_CODE


def _without_code(folded: str, year: re.Match[str], serial: re.Match[str]) -> _Found | None:
    """Read what begins with the year: the older form with 字, a court case, or a number whose code is missing."""
    older = _YEAR_FIRST.match(folded, year.end())
    if older is not None and read_han(older["code"]):
        return year.start(), older.end(), _number(older["code"], Script.HAN, year["year"], older["serial"])
    court = _COURT.match(folded, year.end())
    if court is not None and year["year"]:
        return year.start(), court.end(), Reason.COURT_CASE
    if serial["mark"] and serial["serial"] and year["year"]:
        return year.start(), serial.end(), Reason.NO_CODE
    return None


def _is_bounded(folded: str, at: int) -> bool:
    """Say whether a serial without 号 ends here: not in letters, digits, Chinese words or a decimal."""
    rest = folded[at : at + 2]
    return not rest or not (rest[0].isalnum() or rest[0] in "-–/%年" or (rest[0] in ".," and rest[1:].isdigit()))
