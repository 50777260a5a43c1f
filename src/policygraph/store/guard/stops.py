"""Where the pass over a query stops, as regular expressions that read all up to there in one piece."""

from __future__ import annotations

import re
from functools import cache

from policygraph.store.guard.terminals import (
    BASE_CHARACTER,
    BLANK,
    CHARACTER,
    COMMENT,
    IRI,
    LABEL,
    LANGUAGE,
    LOCAL,
    NUMBER,
    STRING,
    VARIABLE,
    VARIABLE_CHARACTER,
    WORD,
)

__all__ = [
    "ANGLE",
    "BLANKS",
    "CLOSE",
    "DATA",
    "ODD_NAME",
    "ONE_IRI",
    "OPEN",
    "OPERATOR",
    "STRAY",
    "WORDS",
    "next_stops",
    "prepare",
    "terms",
]

_SERVICE = "[sS][eE][rR][vV][iI][cC][eE]"
# Only behind `scheme://` can a `<` be nothing but the beginning of an IRI.
_SURE_IRI = rf"<[A-Za-z][A-Za-z0-9+.\-]*+:(?=//){IRI.removeprefix('<')}"
# A prefix with a hyphen or dots in it may be several things at once: `true-true-e:a`.
_NAME = rf"[{BASE_CHARACTER}][{VARIABLE_CHARACTER}]*+{LOCAL}"
_OTHER_NAME = rf"(?=[{BASE_CHARACTER}])(?!(?=[{CHARACTER}]*+:)[{CHARACTER}]*?{_SERVICE}){_NAME}"
_SKIPPED = (_SURE_IRI, VARIABLE, LOCAL, LABEL, STRING, LANGUAGE, NUMBER)
_REST = rf"[ \t\r\n]++|{COMMENT}|\^\^|a(?![{CHARACTER}.:])|!=|&(?!&)|[^(){{}}\[\]<\"'\\|*+\-/!^~.;,&#{BASE_CHARACTER}_]"
_STOPS = rf"([({{\[])|([)}}\]])|({WORD})({LOCAL})|({WORD})|(\|\||&&|[|*+\-/!^~.;,])|(<)|([\"'\\])"
OPEN, CLOSE, ODD_NAME, WORDS, OPERATOR, ANGLE, STRAY = 1, 2, 4, 5, 6, 7, 8
"""The groups of the expressions below that tell what was stopped at; that of an odd name is its local part."""


def _next_stop(*skipped: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join((*skipped, *_SKIPPED, _REST))})*+(?:{_STOPS})?+")


@cache
def next_stops(*, careful: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Give what finds the next stop, outside an expression and in one, where commas separate no patterns.

    Args:
        careful: Whether names with the word SERVICE before the colon are stops too.
    """
    name = _OTHER_NAME if careful else _NAME
    return _next_stop(name), _next_stop(name, ",")


@cache
def terms() -> re.Pattern[str]:
    """Give what finds each term in what was skipped, and nothing for each comment."""
    return re.compile(rf"{COMMENT}|({'|'.join((IRI, *_SKIPPED[1:], _NAME))}|a(?![{CHARACTER}.:]))")


def prepare() -> None:
    """Make the expressions that take long to make: a quarter of a second for all."""
    for careful in (False, True):
        next_stops(careful=careful)
    terms()


BLANKS = re.compile(BLANK)
ONE_IRI = re.compile(IRI)
DATA = re.compile(rf"(?:[^{{}}<\"'#\\]++|{IRI}|{STRING}|{COMMENT}|\\[^\"])*+")
