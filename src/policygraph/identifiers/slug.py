"""The last part of a number's IRI: readable in front, exact at the end.

Han codes end in the code points of the code in hexadecimal, four digits each, so that 晋环发 and 津环发, which sound
alike, stay two things: `jin-huan-fa-2022-43-664b73af53d1`. The readable part is decoration. Codes in Latin letters need
no such ending: `jin-huan-fa-2022-43`, `jhf-2022-43`.
"""

from __future__ import annotations

from typing import Final

from policygraph.identifiers.romanisation import syllables

__all__ = ["HEX_WIDTH", "han_slug", "latin_slug"]

HEX_WIDTH: Final = 4


def han_slug(code: str, year: int | None, serial: int) -> str:
    """Give the slug of a number with a Han code: syllables, year if there is one, serial, code points."""
    figures = (str(figure) for figure in (year, serial) if figure is not None)
    points = "".join(f"{ord(character):0{HEX_WIDTH}x}" for character in code)
    return "-".join((*syllables(code), *figures, points))


def latin_slug(code: str, year: int, serial: int) -> str:
    """Give the slug of a number with a code in Latin letters: its words in lower case, year, serial."""
    return "-".join((*code.lower().split(), str(year), str(serial)))
