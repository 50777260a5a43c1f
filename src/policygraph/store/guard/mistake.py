"""Say where a query breaks the grammar, and how.

The engine names the place up to which it could read anything at all, which may lie a dozen characters behind the
mistake: it looks for OPTIONAL eight characters at a time. The mistake is the first token that no query goes on with.
Whether one does is asked of the engine itself: it is given the tokens up to there with something behind them that
fits nowhere. That takes few questions, since each one halves the tokens that are left.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph

from policygraph.store.guard.tokens import tokenise
from policygraph.vocab import BASE

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["UNKNOWN_FUNCTION", "describe_mistake"]

UNKNOWN_FUNCTION = "custom function"
"""What the engine says where a query calls a function that there is not; it says so before it evaluates anything."""

MARGIN = 16
LONGEST = 200_000
"""Characters of the longest query that is searched for its mistake; that takes less than a second."""

# Wide enough that the longest keyword which the engine looks for ends within it, then what nothing may hold.
_STOP = " " * 64 + "\x01"
_PLACE = re.compile(r"error at (\d+):(\d+)")
# Characters on both sides of a cut between tokens that the engine wants together.
_TOGETHER = re.compile(r"[&|^=<>!]{2}|[+-][0-9.]")

# What the engine says where a rule beside the grammar is broken.
_RULES = {
    "IRI parsing failed": "this is no valid IRI",
    "The VALUES clause rows": "a row of VALUES has more or fewer values than there are variables",
    "Repeated variables are not allowed": "VALUES names a variable twice",
    "BIND is overriding": "BIND gives a value to a variable that has one already",
    "Unexpected aggregate": "an aggregate cannot stand here",
    "The SELECT contains a": "SELECT names a variable that is neither grouped nor aggregated",
    "Duplicated variable name": "SELECT names a variable twice",
    "The SELECT overrides": "SELECT gives an expression the name of a variable that has a value already",
    "SELECT * is not authorized": "SELECT * cannot be grouped",
}


class _Piece(NamedTuple):
    """Tokens that belong together: from where to where, and the kind of the last one."""

    start: int
    end: int
    kind: str


def describe_mistake(text: str, message: str) -> str:
    """Describe the mistake in a query that the engine refused.

    Args:
        text: The query.
        message: What the engine said of it.

    Returns:
        `error at LINE:COLUMN: …`, both counted from 1 in code points; the engine's own message where the query is too
        long to be searched or the engine names no place.
    """
    named = _PLACE.match(message)
    if len(text) > LONGEST or not named:
        return message
    pieces = _pieces(text, _offset(text, int(named[1]), int(named[2])) + MARGIN)
    mistake = _first_wrong(text, pieces)
    if mistake is None:  # a rule beside the grammar may be broken further on
        pieces = _pieces(text, len(text))
        mistake = _first_wrong(text, pieces)
    if mistake is None:
        end = pieces[-1].end if pieces else 0
        return f"error at {_place(text, end)}: {_rule(message) or 'the query ends too early'}"
    word = text[mistake.start : mistake.end]
    said = _refusal(text[: mistake.end] + _STOP)
    reason = _undeclared(text, mistake) or _rule(said) or _rule(message) or f"`{word}` cannot stand here"
    if mistake.kind == "stray":
        reason = f"the string that `{word}` begins has no end" if word in "'\"" else "a backslash outside a string"
    return f"error at {_place(text, mistake.start)}: {reason}"


def _offset(text: str, line: int, column: int) -> int:
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    return start + column - 1


def _pieces(text: str, last: int) -> list[_Piece]:
    """Cut a text into pieces, up to the one that begins at an offset."""
    pieces: list[_Piece] = []
    for token in tokenise(text):
        if token.offset > last:
            break
        if token.kind == "comment":
            continue
        start, end = token.offset, token.offset + len(token.text)
        if pieces and pieces[-1].end == start and _together(text, start):
            start = pieces.pop().start
        pieces.append(_Piece(start, end, token.kind))
    return pieces


def _together(text: str, cut: int) -> bool:
    return _TOGETHER.match(text, cut - 1) is not None or text[cut - 2 : cut] == "^^"


def _first_wrong(text: str, pieces: Sequence[_Piece]) -> _Piece | None:
    """Find the first piece that no query goes on with; None where one goes on with all of them."""
    first, behind = 0, len(pieces)
    while first < behind:
        middle = (first + behind) // 2
        if pieces[middle].kind != "stray" and _goes_on(text[: pieces[middle].end]):
            first = middle + 1
        else:
            behind = middle
    return pieces[first] if first < len(pieces) else None


def _goes_on(beginning: str) -> bool:
    """Tell whether the engine reads a text to its end, were there only more of it."""
    found = _PLACE.match(_refusal(beginning + _STOP))
    if found is None:
        return False
    lines = beginning.split("\n")
    return (int(found[1]), int(found[2])) >= (len(lines), len(lines[-1]) + len(_STOP))


def _refusal(text: str) -> str:
    """Give what the engine says of a text that is no query."""
    try:
        pyoxigraph.Store().query(text, base_iri=BASE)
    except SyntaxError as fault:
        return str(fault.msg)
    return ""


def _undeclared(text: str, mistake: _Piece) -> str | None:
    prefix, colon, _ = text[mistake.start : mistake.end].partition(":")
    declared = re.search(rf"\bPREFIX\s+{re.escape(prefix)}:", text[: mistake.start], re.IGNORECASE)
    return None if declared or not colon or mistake.kind != "name" else f"the prefix {prefix}: is not declared"


def _rule(message: str) -> str | None:
    return next((rule for said, rule in _RULES.items() if said in message), None)


def _place(text: str, offset: int) -> str:
    before = text[:offset]
    return f"{before.count(chr(10)) + 1}:{offset - before.rfind(chr(10))}"
