"""The line of a query in which a mistake stands, cut to what can be shown, and the mistake in it."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["QueryLine", "lines_around"]

SHOWN_BEFORE, SHOWN_AFTER = 80, 60
"""Characters of a long line that are shown before and behind the mistake."""
LINES_BEFORE = 2

_WORD = re.compile(r"<[^<>\s]*>|[?$:@\w][\w:.-]*|\S")


class QueryLine(NamedTuple):
    """A line of a query: its number, the text before the mistake, the mistake, and the text behind it."""

    number: int
    before: str
    mistake: str
    behind: str


def lines_around(query: str, line: int, column: int) -> list[QueryLine]:
    """Give the line of a mistake and up to two before it; nothing where the query has no such line.

    Args:
        query: The query.
        line: Line of the mistake, from 1.
        column: Its column in code points, from 1.
    """
    lines = query.split("\n")
    if not 1 <= line <= len(lines):
        return []
    context = [
        QueryLine(number, _cut(lines[number - 1].rstrip("\r"), SHOWN_BEFORE), "", "")
        for number in range(max(1, line - LINES_BEFORE), line)
    ]
    text = lines[line - 1].rstrip("\r")
    start = min(column - 1, len(text))
    word = _WORD.match(text, start)
    end = word.end() if word else start
    before = text[:start] if start <= SHOWN_BEFORE else f"…{text[start - SHOWN_BEFORE : start]}"
    return [*context, QueryLine(line, before, _cut(text[start:end], SHOWN_AFTER), _cut(text[end:], SHOWN_AFTER))]


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[:longest]}…"
