"""Orders and announcements in English: `Decree No. 736 of the State Council`, `MEE Announcement No. 48 of 2018`.

Only listed issuers are read, so that no word before or behind is taken for a part of the name.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from policygraph.identifiers.findings import Lookalike, Occurrence, Reason
from policygraph.identifiers.issuers import english_issuers
from policygraph.identifiers.number import FIRST_YEAR, LAST_YEAR, DocumentNumber, Script

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["english_series"]

_WORDS: Final[dict[str, str]] = {
    "decree": "令",
    "order": "令",
    "announcement": "公告",
    "proclamation": "公告",
    "public notice": "公告",
    "circular announcement": "通告",
}


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Build the three orders of words: number before issuer, issuer before number, issuer in front."""
    names = sorted(english_issuers(), key=len, reverse=True)
    issuer = "(?P<issuer>" + "|".join(re.escape(name).replace("'", "['’]") for name in names) + ")"
    word = "(?P<word>" + "|".join(_WORDS) + ")"
    state = r"(?: of the people['’]s republic of china| of the prc| of china)?"
    abroad = r"(?! of (?!the people|the prc|china)[a-z])(?![a-z])"
    number = r"(?:no\.?|number|№)[ ]{0,2}(?P<serial>[0-9]{1,6})(?![0-9.]{0,1}[0-9])"
    bracket = r"(?:[ ]?〔(?P<bracket>[0-9]{4})〕)?"
    year = r"(?:(?:,? of |, | 〔)(?P<year>[0-9]{4})\b〕?)?"
    sources = (
        rf"\b{word} {bracket}[ ]?{number}{year} (?:of|by|from) (?:the )?{issuer}{abroad}{state}",
        rf"\b{word} (?:of|by|from) (?:the )?{issuer}{abroad}{state},?[ ]?〔?{bracket}[ ]?{number}{year}",
        rf"\b{issuer}{state}(?:['’]s)? {word}{bracket}[ ]{{1,2}}{number}{year}",
    )
    return tuple(re.compile(source, re.IGNORECASE) for source in sources)


def english_series(folded: str, text: str) -> Iterator[Occurrence | Lookalike]:
    """Give every order and announcement of a listed issuer that is named in English."""
    for pattern in _patterns():
        for match in pattern.finditer(folded):
            printed = text[match.start() : match.end()]
            what = _number(match)
            if isinstance(what, Reason):
                yield Lookalike(printed, match.start(), match.end(), what)
            else:
                yield Occurrence(printed, match.start(), match.end(), what)


def _number(match: re.Match[str]) -> DocumentNumber | Reason:
    issuer = english_issuers()[match["issuer"].lower().replace("’", "'")]
    printed_year = match["bracket"] or match["year"]
    year, serial = int(printed_year) if printed_year else None, int(match["serial"])
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        return Reason.IMPLAUSIBLE_YEAR
    if serial == 0:
        return Reason.IMPLAUSIBLE_SERIAL
    return DocumentNumber(issuer + _WORDS[match["word"].lower()], Script.HAN, year, serial)
