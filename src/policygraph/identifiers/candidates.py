"""Which documents a number can denote when its code does not say it alone.

Initials and toneless pinyin leave open which characters they stand for: `JHF` is the code of the ecology departments of
five provinces. The expansion uses the listed regions, bodies, parts and marks; codes of cities and counties are not
listed, so a single candidate is the only listed one, not a proof.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from policygraph.errors import UsageError
from policygraph.identifiers.issuers import issuer_names
from policygraph.identifiers.marks import MARKS
from policygraph.identifiers.number import DocumentNumber, Script, named_series, readings
from policygraph.identifiers.regions import REGIONS, Region, region_of
from policygraph.identifiers.romanisation import same_syllable, spelled

if TYPE_CHECKING:
    from policygraph.identifiers.grammar import Reading

__all__ = ["Candidate", "candidates", "may_denote_same", "province"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number in Han characters that another number can stand for.

    Attributes:
        number: The number.
        region: The province whose body issues it, None for a national body.
        reason: What its code is made of, in one phrase.
    """

    number: DocumentNumber
    region: Region | None
    reason: str


def candidates(number: DocumentNumber, *, region: str | None = None) -> tuple[Candidate, ...]:
    """Give every number with a listed Han code that a number can denote; never one of several by a guess.

    A number that is in Han characters already is its own only candidate, except an announcement without issuer, which
    every listed issuer of announcements can have issued.

    Args:
        number: The number to expand.
        region: GB/T 2260 code of the province (two digits, or the code of a place inside it) where the issuer sits.
            It leaves only the codes of that province; if there is none among them, the codes of national bodies.

    Raises:
        UsageError: The region is no code of a province.
    """
    narrowed = None if region is None else province(region)
    found = _expanded(number)
    if narrowed is None or number.script is Script.HAN:
        return found
    inside = tuple(candidate for candidate in found if candidate.region == narrowed)
    return inside or tuple(candidate for candidate in found if candidate.region is None)


def province(code: str) -> Region:
    """Give the province with a GB/T 2260 code: two digits, or the code of a place inside it.

    Raises:
        UsageError: No province has the code.
    """
    region = region_of(code)
    if region is None:
        raise UsageError(
            f"{code!r} is not the GB/T 2260 code of a province",
            remedy="give one of " + ", ".join(f"{known.code} ({known.english})" for known in REGIONS),
        )
    return region


def _expanded(number: DocumentNumber) -> tuple[Candidate, ...]:
    series = named_series(number.agency_code)
    if series == number.agency_code:
        issuers = dict.fromkeys(issuer_names().values())
        return tuple(
            Candidate(replace(number, agency_code=issuer + series), None, f"{issuer} issues announcements")
            for issuer in issuers
        )
    known = readings(number.agency_code, number.script)
    if number.script is Script.HAN:
        reading = known[0] if known else None
        reason = _reason(reading) if reading else "written in Chinese characters"
        return (Candidate(number, reading.region if reading else None, reason),)
    return tuple(
        Candidate(replace(number, agency_code=reading.code, script=Script.HAN), reading.region, _reason(reading))
        for reading in known
    )


def _reason(reading: Reading) -> str:
    """Say what a code is made of: `晋 Shanxi, 环 the department of ecology and environment, 发 document`."""
    rest = reading.code
    said: list[str] = []
    if reading.region is not None:
        said.append(f"{rest[0]} {reading.region.english}")
        rest = rest[1:]
    if reading.body is not None:
        said.append(f"{reading.body.code} {reading.body.name}")
    said += [f"{mark} {MARKS[mark].value}" for mark in reading.marks]
    said += [f"{part} internal subject" for part in reading.parts]
    return ", ".join(said)


def may_denote_same(one: DocumentNumber, other: DocumentNumber) -> bool:
    """Say whether two numbers can be the same: same year and serial, and codes that one code can be written as.

    Two Han codes can only be the same where they are equal, or where one is an announcement without issuer; a Han code
    and a code in Latin letters where each character can be read so, whether the code is listed or not.
    """
    if (one.year, one.serial) != (other.year, other.serial):
        return False
    first, second = sorted((one, other), key=lambda number: list(Script).index(number.script))
    return _codes_agree(first, second)


def _codes_agree(first: DocumentNumber, second: DocumentNumber) -> bool:
    """Compare codes; the first is never in a later script than the second: Han, pinyin, initials."""
    if first.script is second.script is Script.HAN:
        bare = {first.agency_code, second.agency_code} & {
            named_series(first.agency_code),
            named_series(second.agency_code),
        }
        return first.agency_code == second.agency_code or (
            bool(bare) and named_series(first.agency_code) == named_series(second.agency_code)
        )
    if first.script is second.script is Script.INITIALS:
        return first.agency_code == second.agency_code
    heard = _syllable_sets(first)
    if second.script is Script.INITIALS:
        letters = second.agency_code.lower()
        return len(heard) == len(letters) and all(
            any(syllable[0] == letter for syllable in known) for known, letter in zip(heard, letters, strict=True)
        )
    written = second.agency_code.lower().split()
    return len(heard) == len(written) and all(
        any(same_syllable(syllable, word) for syllable in known) for known, word in zip(heard, written, strict=True)
    )


def _syllable_sets(number: DocumentNumber) -> list[tuple[str, ...]]:
    """Give for each character or word of a code the syllables it can be read as."""
    if number.script is Script.HAN:
        return [spelled(character) for character in number.agency_code]
    return [(word,) for word in number.agency_code.lower().split()]
