"""Chinese numerals, as orders print them: 第七三六号, 第七百三十六号."""

from __future__ import annotations

from typing import Final

__all__ = ["NUMERALS", "numeral"]

_DIGITS: Final[dict[str, int]] = {
    digit: value
    for value, digits in enumerate(("〇零", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for digit in digits
}
_UNITS: Final[dict[str, int]] = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}

NUMERALS: Final = "".join((*_DIGITS, *_UNITS))
"""Every character that can stand in a Chinese numeral below ten thousand."""


def numeral(text: str) -> int | None:
    """Give the whole number that ASCII digits or Chinese numerals write, or None where they write none.

    Both the place notation (七三六) and the spoken one (七百三十六) are read; the spoken one below ten thousand.
    """
    if text.isascii():
        return int(text) if text.isdigit() else None
    if all(character in _DIGITS for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    return _spoken(text)


def _spoken(text: str) -> int | None:
    """Read 七百三十六: digits before falling units, a missing digit before 十 being one."""
    total, digit, last_unit = 0, None, 10_000
    for character in text:
        unit = _UNITS.get(character)
        if unit is None:
            if character not in _DIGITS or digit:
                return None
            digit = _DIGITS[character]
            continue
        if unit >= last_unit or (digit in (None, 0) and unit != _UNITS["十"]):
            return None
        total, digit, last_unit = total + (digit or 1) * unit, None, unit
    return total + (digit or 0)
