"""Bring the many ways of writing one character to one, without moving a single offset.

Folding is one character for one character, so a place found in the folded text is the same place in the text given.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from policygraph.identifiers.traditional import SIMPLIFIED

__all__ = ["CLOSE", "OPEN", "fold", "is_han"]

OPEN: Final = "〔"
CLOSE: Final = "〕"

_OPENING = "[([{〔［（【﹝〖❲⟦｛{﹙﹛⦗"
_CLOSING = "])]}〕］）】﹞〗❳⟧｝}﹚﹜⦘"
_SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_TONES = {
    "a": "āáǎàăâ",
    "e": "ēéěèĕê",
    "i": "īíǐìĭ",
    "o": "ōóǒòŏ",
    "u": "ūúǔùŭ",
    "v": "üǖǘǚǜ",
}
_CIRCLES = {"○": "〇", "◯": "〇"}
_FULL_WIDTH_OFFSET = 0xFEE0


@cache
def _table() -> dict[int, str]:
    """Build the translation table: full-width forms, brackets, spaces, tone marks, traditional characters."""
    table = {code: chr(code - _FULL_WIDTH_OFFSET) for code in range(0xFF01, 0xFF5F)}
    table |= {ord(old): new for old, new in SIMPLIFIED.items()}
    table |= {ord(old): new for old, new in _CIRCLES.items()}
    table |= {ord(mark): plain for plain, marks in _TONES.items() for mark in marks}
    table |= {ord(mark.upper()): plain.upper() for plain, marks in _TONES.items() for mark in marks}
    table |= dict.fromkeys(map(ord, _SPACES), " ")
    return table | dict.fromkeys(map(ord, _OPENING), OPEN) | dict.fromkeys(map(ord, _CLOSING), CLOSE)


def fold(text: str) -> str:
    """Give the text with every variant of a character replaced by one; the length stays the same.

    Full-width letters and digits become ASCII, every kind of bracket around a year becomes 〔 or 〕, every kind of
    space becomes a space, tone marks go, and traditional characters of `SIMPLIFIED` become simplified ones.
    """
    return text.translate(_table())


def is_han(character: str) -> bool:
    """Say whether a character is a unified ideograph of the basic block, or the zero 〇 used among numerals."""
    return "\u4e00" <= character <= "\u9fff" or character == "〇"
