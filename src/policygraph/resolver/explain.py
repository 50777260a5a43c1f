"""A resolution in words: what was not found, or why no choice was made, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policygraph.resolver.kinds import is_wanted
from policygraph.vocab import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from policygraph.resolver.model import CodeReading, Match, NumberReading, Resolution

__all__ = ["Explanation", "explain", "name_match"]

_SURE = 100.0
_MOST_NAMED = 5
_MOST_OFFERED = 3
_MOST_LISTED = 20


class Explanation(NamedTuple):
    """Why there is not exactly one thing.

    Attributes:
        message: What is wrong.
        remedy: What to do about it.
    """

    message: str
    remedy: str


def explain(found: Resolution, *, naming: bool = False) -> Explanation | None:
    """Say why a text does not lead to exactly one thing; None where it does.

    Args:
        found: What it was resolved to.
        naming: Whether the sentences name the candidates, for where these are not shown beside them.
    """
    if found.outcome == "found":
        return None
    if found.outcome == "deprecated":
        return _deprecated(found)
    if found.outcome == "ambiguous":
        said = _ambiguous(found)
        named = f"{said}: {_listed(found.matches, _MOST_LISTED)}" if naming else said
        return Explanation(named, "name one of them by its IRI")
    wrong = tuple(match for match in found.near if match.score == _SURE and not is_wanted(match.iri, found.kinds))
    if wrong:
        kinds = " or ".join(found.kinds)
        remedy = f"name a thing of the kind {kinds}" if naming else "ask for it without the kind"
        return Explanation(f"{found.asked!r} is no {kinds}, but {_listed(wrong)}", remedy)
    return Explanation(_unknown(found), _offer(found, naming=naming))


def name_match(match: Match) -> str:
    """Name a thing with its type and what tells it apart: `unit:a “Bureau” (Unit, Sample County)`."""
    telling = (context.name.best(context.iri) for context in match.context)
    return f"{shorten(match.iri)} “{match.name.best(match.iri)}” ({', '.join((match.what, *telling))})"


def _ambiguous(found: Resolution) -> str:
    count = len(found.matches) + found.omitted
    if not found.numbers:
        return f"{count} things are called {found.asked!r}"
    if all(match.matched == number.normal_form for number in found.numbers for match in found.matches):
        return f"{count} documents have the number {found.asked!r}"
    return f"{count} documents have numbers that can be written as {found.asked!r}"


def _unknown(found: Resolution) -> str:
    if found.numbers:
        return " ".join(map(_unknown_number, found.numbers))
    of_kind = f" of the kind {' or '.join(found.kinds)}" if found.kinds else ""
    return f"nothing{of_kind} in the graph is called {found.asked!r}"


def _deprecated(found: Resolution) -> Explanation:
    match = found.matches[0]
    what = f"{name_match(match)} is deprecated"
    if not match.successors:
        return Explanation(f"{what}, and nothing replaces it", "look for another thing by its name")
    successors = " and ".join(map(shorten, match.successors))
    return Explanation(f"{what}; it is replaced by {successors}", f"ask for {successors}")


def _offer(found: Resolution, *, naming: bool) -> str:
    if not found.near:
        return "give a name in full, a document number, an IRI, or kind and slug such as task/shanxi-2022-02"
    if not naming:
        return "see whether one of the things that come near is meant, and name it by its IRI"
    return f"did you mean {' or '.join(name_match(match) for match in found.near[:_MOST_OFFERED])}?"


def _listed(matches: Sequence[Match], most: int = _MOST_NAMED) -> str:
    named = [name_match(match) for match in matches[:most]]
    more = [f"{len(matches) - most} more"] if len(matches) > most else []
    return ", ".join([*named, *more])


def _unknown_number(reading: NumberReading) -> str:
    said = f"no document with the number {reading.normal_form} is in the graph"
    known = [code for code in reading.codes if code.units or code.held]
    return "; ".join([said, *map(_code, known)] if known else [said, *_meanings(reading.codes)])


def _meanings(codes: Sequence[CodeReading]) -> Iterator[str]:
    """Say what codes mean of which the graph has nothing."""
    if len(codes) == 1:
        yield f"the code {codes[0].code} is read as {codes[0].meaning}, and the graph has no number with it"
    elif codes:
        listed = ", ".join(code.code for code in codes[:_MOST_LISTED])
        yield f"its code can stand for {listed}, and the graph has no number with any of them"


def _code(reading: CodeReading) -> str:
    """Say who numbers with a code, and which numbers with it the graph has."""
    users = " and ".join(name.best(iri) for iri, name in reading.units.items())
    whose = f"the code {reading.code} is that of {users}" if users else f"of the code {reading.code}"
    held = ", ".join(reading.held[:_MOST_NAMED])
    more = f" and {len(reading.held) - _MOST_NAMED} more" if len(reading.held) > _MOST_NAMED else ""
    numbers = f"the graph has {held}{more}" if held else "the graph has no number with it"
    return f"{whose}{',' if users else ''} {'and ' if users else ''}{numbers}"
