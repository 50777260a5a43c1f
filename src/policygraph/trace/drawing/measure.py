"""How much room a text takes, and where it may be broken. No text is ever cut."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["cells", "ems", "wrap"]

_OPENING = "（《〈「『【〔［“‘"
_CLOSING = "，。、；：！？）》〉」』】〕］”’…—"
_WIDE = "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
_PIECE = re.compile(rf"\s+|[{_OPENING}]*(?:[{_WIDE}]|[^\s{_WIDE}]+)[{_CLOSING}]*")
_NARROW = frozenset("ijlIftr.,;:'|!()[]{}/\\- \u2018\u2019")
_BROAD = frozenset("mwMW%@\u2014\u2026")
_DOUBLE = ("W", "F")


def cells(text: str) -> float:
    """Give the width in columns of a terminal: 2 for a full-width character, 0 for a combining mark, else 1."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in _DOUBLE else 1 for char in text
    )


def ems(text: str) -> float:
    """Estimate the width in a proportional sans serif, in units of its size; rather too much than too little."""
    return sum(map(_em, text))


def _em(char: str) -> float:
    if unicodedata.combining(char):
        return 0
    if unicodedata.east_asian_width(char) in _DOUBLE:
        return 1
    if char in _NARROW:
        return 0.34
    if char in _BROAD:
        return 0.92
    return 0.7 if char.isupper() or not char.isascii() else 0.57


def wrap(text: str, width: float, measure: Callable[[str], float] = cells) -> list[str]:
    """Break a text into lines of at most a width, at spaces and between Chinese characters, else within a word.

    A Chinese closing mark does not begin a line, and an opening one does not end it.
    """
    lines: list[str] = []
    line = ""
    for piece in _pieces(text, width, measure):
        if line.strip() and measure((line + piece).rstrip()) > width:
            lines.append(line.strip())
            line = ""
        line += piece
    return [*lines, line.strip()] if line.strip() or not lines else lines


def _pieces(text: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    for piece in _PIECE.findall(text):
        yield from [piece] if measure(piece) <= width else _broken(piece, width, measure)


def _broken(word: str, width: float, measure: Callable[[str], float]) -> Iterator[str]:
    part = ""
    for char in word:
        if part and measure(part + char) > width:
            yield part
            part = ""
        part += char
    yield part
