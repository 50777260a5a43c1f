"""How an agency code is built: region, body, internal parts and marks, in that order.

    晋 环 办 函      region, local body, mark, mark
    国 办 发 明电    national body, mark, mark, mark
    发改 办 环资     national body, mark, part of the body
    晋 发            region and mark: the Party committee of the province

One description serves three scripts. A code is a row of places, one for each character, and a test says whether a
character can stand in a place; so Han characters, syllables and initials are read by the same walk.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from policygraph.identifiers.bodies import LOCAL, NATIONAL, Body
from policygraph.identifiers.marks import FINAL, MARKS, USUAL, Kind
from policygraph.identifiers.regions import Region, regions_by_character
from policygraph.identifiers.romanisation import same_syllable, spelled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Reading", "local_tail", "read_han", "read_initials", "read_syllables"]

_MOST_MARKS_AND_PARTS: Final = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a code.

    Attributes:
        code: The code in Han characters.
        region: The province at its head, None for a national code.
        body: The body named, None where a mark follows the region at once (晋发, the province's Party committee).
        marks: The marks, in the order of the code.
        parts: The internal parts of the body, in the order of the code.
    """

    code: str
    region: Region | None = None
    body: Body | None = None
    marks: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """What the marks say, in the order of the code."""
        said = self.body.kinds if self.body else ()
        return (*said, *(MARKS[mark] for mark in self.marks))

    @property
    def is_complete(self) -> bool:
        """Whether a code can end here: 粤府, 发改 and 安委 can, 国, 晋 and 环 cannot."""
        whole = self.body is not None and (self.body in LOCAL or self.body.whole)
        bare = self.body is None or self.body.bare
        return whole or bool(self.parts or (self.marks and bare))


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of places: how many, which text can stand from a place on, and whether only usual compositions count."""

    length: int
    holds: Callable[[str, int], bool]
    strict: bool


def _readings(row: _Row) -> Iterator[Reading]:
    """Give every reading of the whole row."""
    for body in NATIONAL:
        if row.holds(body.code, 0):
            yield from _continued(row, Reading(body.code, body=body))
    for character, region in regions_by_character().items():
        if row.holds(character, 0):
            yield from _continued(row, Reading(character, region))
            yield from _local(row, Reading(character, region))


def _local(row: _Row, begun: Reading) -> Iterator[Reading]:
    """Go on with the name of a local body."""
    for body in LOCAL:
        if row.holds(body.code, len(begun.code)):
            yield from _continued(row, Reading(begun.code + body.code, begun.region, body))


def _continued(row: _Row, begun: Reading) -> Iterator[Reading]:
    """Go on with marks and with parts of the body, none of them twice."""
    if len(begun.code) == row.length:
        if begun.is_complete:
            yield begun
        return
    if len(begun.marks) + len(begun.parts) == _MOST_MARKS_AND_PARTS or (begun.marks and begun.marks[-1] in FINAL):
        return
    for mark in _next_marks(row, begun):
        if row.holds(mark, len(begun.code)):
            yield from _continued(
                row, Reading(begun.code + mark, begun.region, begun.body, (*begun.marks, mark), begun.parts)
            )
    for part in _next_parts(row, begun):
        if row.holds(part, len(begun.code)):
            yield from _continued(
                row, Reading(begun.code + part, begun.region, begun.body, begun.marks, (*begun.parts, part))
            )


def _next_marks(row: _Row, begun: Reading) -> Iterator[str]:
    """Give the marks that can follow; after 函 none can, after 发 only a telegram or a notice."""
    last = begun.code[-1] if begun.marks and begun.code.endswith(begun.marks[-1]) else ""
    for mark in MARKS:
        usual = not row.strict or mark in USUAL
        after = last not in ("发", "函") or (last == "发" and mark in ("电", "明电", "通"))
        if usual and after and mark not in begun.marks:
            yield mark


def _next_parts(row: _Row, begun: Reading) -> tuple[str, ...]:
    """Give the parts that can follow; strictly one at most, and behind 发 only for bodies of several characters."""
    if begun.body is None or len(begun.parts) == (1 if row.strict else 2):
        return ()
    behind_final = bool(begun.marks) and begun.marks[-1] in ("发", "函")
    if row.strict and behind_final and (len(begun.body.code) == 1 or begun.marks[-1] == "函"):
        return ()
    return tuple(part for part in _parts(begun.body) if part not in begun.parts)


@cache
def _parts(body: Body) -> tuple[str, ...]:
    """Give the parts of a body that are not marks already, longest first, so that 水体 is read before 水."""
    return tuple(sorted((part for part in body.parts.split() if part not in MARKS), key=len, reverse=True))


def _printed(code: str) -> _Row:
    return _Row(len(code), code.startswith, strict=False)


def _written(length: int, fits: Callable[[str, int], bool]) -> _Row:
    """Make a row of places from a test for one character in one place."""

    def holds(text: str, at: int) -> bool:
        return fits(text[0], at) and at + len(text) <= length and all(map(fits, text[1:], range(at + 1, length)))

    return _Row(length, holds, strict=True)


@lru_cache(maxsize=16384)
def read_han(code: str) -> Reading | None:
    """Read a simplified Han code; None where it is not built from the listed bodies, parts and marks."""
    return next(_readings(_printed(code)), None)


@lru_cache(maxsize=4096)
def local_tail(code: str) -> Reading | None:
    """Read what follows the name of a place in a local code (政办发, 环函, 发改); None where nothing known does."""
    return next(_local(_printed(code), Reading("")), None)


@lru_cache(maxsize=4096)
def read_syllables(code: tuple[str, ...]) -> tuple[Reading, ...]:
    """Give every Han code that lower-case syllables can stand for, in the order of the tables."""

    def fits(character: str, at: int) -> bool:
        return any(same_syllable(syllable, code[at]) for syllable in spelled(character))

    return _distinct(_written(len(code), fits))


@lru_cache(maxsize=4096)
def read_initials(code: str) -> tuple[Reading, ...]:
    """Give every Han code that upper-case initials can stand for, in the order of the tables."""

    def fits(character: str, at: int) -> bool:
        return code[at] in _letters(character)

    return _distinct(_written(len(code), fits))


@lru_cache(maxsize=4096)
def _letters(character: str) -> frozenset[str]:
    """Give the upper-case initials that a character can have."""
    return frozenset(syllable[0].upper() for syllable in spelled(character))


def _distinct(row: _Row) -> tuple[Reading, ...]:
    """Give the first reading of each code."""
    found: dict[str, Reading] = {}
    for reading in _readings(row):
        found.setdefault(reading.code, reading)
    return tuple(found.values())
