"""How much room a text takes, and where it may be broken. No text is ever cut."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["cells", "ems", "wrap"]

_OPENING = "(（《〈「『【〔［“‘"
_CLOSING = ")，。、；：！？）》〉」』】〕］”’…—"
_WIDE = "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6"
_PIECE = re.compile(rf"\s+|[{_OPENING}]*(?:[{_WIDE}]|[^\s{_WIDE}]+)[{_CLOSING}]*")
_NARROW = "ijlIftr.,;:'|!()[]{}/\\- \u2018\u2019"
_BROAD = "mwMW%@\u2014\u2026"
_DOUBLE = ("W", "F")


def cells(text: str) -> float:
    """Give the width in columns of a terminal: 2 for a full-width character, 0 for a combining mark, else 1."""
    return len(text) if text.isascii() else sum(map(_cell, text))


def _cell(char: str) -> int:
    return 0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in _DOUBLE else 1


def ems(text: str) -> float:
    """Estimate the width in a proportional sans serif, in units of its size; rather too much than too little."""
    return sum(_EMS[char] if char in _EMS else _em(char) for char in text)


def _em(char: str) -> float:
    if char in _NARROW:
        return 0.34
    if char in _BROAD:
        return 0.92
    if char.isascii():
        return 0.7 if char.isupper() else 0.57
    return {0: 0.0, 1: 0.7, 2: 1.0}[_cell(char)]


_EMS = {chr(code): _em(chr(code)) for code in range(0x80)}


def wrap(text: str, width: float, measure: Callable[[str], float] = cells) -> list[str]:
    """Break a text into lines of at most a width, at spaces and between Chinese characters, else within a word.

    A Chinese closing mark does not begin a line, and an opening one does not end it.
    """
    if measure(text) <= width:
        return [text.strip()]
    lines: list[str] = []
    line, used = "", 0.0
    for piece in _pieces(text, width, measure):
        wide = measure(piece)
        if line and not piece.isspace() and used + wide > width:
            lines.append(line.rstrip())
            line, used = "", 0.0
        if line or not piece.isspace():
            line, used = line + piece, used + wide
    return [*lines, line.rstrip()] if line or not lines else lines


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
