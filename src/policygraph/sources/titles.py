"""Titles and terms in quotation marks, also where a translation has mixed the marks up."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from policygraph.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["titles"]

_LONGEST = 300
_STRAY_WORDS = 6
"""So many words beside a mark that has lost its partner are taken for what it quoted."""

_PAIRED = re.compile(
    rf"“([^“”\n]{{1,{_LONGEST}}})”"
    rf'|(?<![\w"])"([^"\n]{{1,{_LONGEST}}})"'
    rf"|《([^《》\n]{{1,{_LONGEST}}})》|「([^「」\n]{{1,{_LONGEST}}})」|『([^『』\n]{{1,{_LONGEST}}})』"
)
_STRAY = re.compile("[“”]")
# Where a phrase whose other mark is lost can begin or end: at punctuation, a digit, or a capital glued to a word.
_BREAK = re.compile(r"[,.;:!?()“”\"\d\n，。；：、]|(?<=[a-z])(?=[A-Z])")


def titles(text: str) -> Iterator[Span]:
    """Find what stands in quotation marks or title brackets, the marks and white space at the edges left out.

    A mark without its partner quotes the words beside it, up to punctuation, a digit or a word that is glued on, and
    six words at most.
    """
    paired = list(_PAIRED.finditer(text))
    for match in paired:
        group = next(number for number in range(1, 6) if match[number] is not None)
        yield _trimmed(text, *match.span(group))
    marks = {edge for match in paired for edge in (match.start(), match.end() - 1)}
    for mark in _STRAY.finditer(text):
        if mark.start() not in marks:
            span = _after(text, mark.end()) if mark[0] == "“" else _before(text, mark.start())
            if span.start < span.end:
                yield span


def _after(text: str, start: int) -> Span:
    stop = _BREAK.search(text, start)
    end = stop.start() if stop else len(text)
    words = [start + match.end() for match in re.finditer(r"\S+", text[start:end])][:_STRAY_WORDS]
    return _trimmed(text, start, words[-1] if words else start)


def _before(text: str, end: int) -> Span:
    begin = max(0, end - _LONGEST)
    start = max((match.end() for match in _BREAK.finditer(text, begin, end)), default=begin)
    words = [start + match.start() for match in re.finditer(r"\S+", text[start:end])][-_STRAY_WORDS:]
    return _trimmed(text, words[0] if words else end, end)


def _trimmed(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    left = len(part) - len(part.lstrip(" \t,.;:，。；"))
    return Span(start + left, start + max(left, len(part.rstrip(" \t,.;:，。；"))))
