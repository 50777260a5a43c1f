"""The values of parameters: one of several, a number within bounds, and no parameter that is not known."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, TypeVar

from policygraph.web.problems.kinds import BAD_REQUEST
from policygraph.web.problems.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

__all__ = ["check_names", "choose", "whole"]

_DIGITS = 9
"""Digits of the longest number that is read as one; what is longer is out of every bound."""
_LONGEST = 100
"""Characters of a name for which others like it are looked for."""

T = TypeVar("T", bound=str)


def check_names(names: Iterable[str], known: Sequence[str]) -> None:
    """See that all parameters are known.

    Raises:
        Problem: 400 where one is not; it names the one that comes near.
    """
    for name in names:
        if name not in known:
            near = get_close_matches(name[:_LONGEST], known, 1)
            hint = f"did you mean `{near[0]}`? " if near else ""
            raise _bad(f"there is no parameter {name!r}", f"{hint}The parameters are {', '.join(known)}")


def choose(given: Mapping[str, str], name: str, choices: Sequence[T], default: T) -> T:
    """Give the one of several words that a parameter has, whatever its case.

    Raises:
        Problem: 400 where it is none of them.
    """
    value = given.get(name)
    if value is None:
        return default
    chosen = next((one for one in choices if one == value.lower()), None)
    if chosen is None:
        raise _bad(f"`{name}` is {value!r}", f"use one of {', '.join(choices)}")
    return chosen


def whole(given: Mapping[str, str], name: str, least: int, most: int, default: int) -> int:
    """Give the whole number that a parameter has.

    Raises:
        Problem: 400 where it is none, or out of bounds.
    """
    value = given.get(name)
    if value is None:
        return default
    if value.isascii() and value.isdecimal() and len(value) <= _DIGITS and least <= int(value) <= most:
        return int(value)
    raise _bad(f"`{name}` is {value!r}", f"give a whole number from {least} to {most}")


def _bad(detail: str, remedy: str) -> Problem:
    return Problem(BAD_REQUEST, detail, remedy)
