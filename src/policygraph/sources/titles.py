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

    A mark without its partner quotes the words beside it, up to punctuation, a digit or the capital of a word that is
    glued on; where none of these comes within six words it is one word.
    """
    paired = list(_PAIRED.finditer(text))
    found = [_trimmed(text, *match.span(match.lastindex or 0)) for match in paired]
    marks = {edge for match in paired for edge in (match.start(), match.end() - 1)}
    stray = (mark for mark in _STRAY.finditer(text) if mark.start() not in marks)
    found += [_after(text, mark.end()) if mark[0] == "“" else _before(text, mark.start()) for mark in stray]
    return (span for span in sorted(found) if span.start < span.end)


def _after(text: str, start: int) -> Span:
    stop = _BREAK.search(text, start)
    end = stop.start() if stop else len(text)
    words = [start + match.end() for match in re.finditer(r"\S+", text[start:end])]
    return _trimmed(text, start, end if len(words) <= _STRAY_WORDS else words[0])


def _before(text: str, end: int) -> Span:
    begin = max(0, end - _LONGEST)
    start = max((match.end() for match in _BREAK.finditer(text, begin, end)), default=begin)
    words = [start + match.start() for match in re.finditer(r"\S+", text[start:end])]
    return _trimmed(text, start if len(words) <= _STRAY_WORDS else words[-1], end)


def _trimmed(text: str, start: int, end: int) -> Span:
    part = text[start:end]
    left = len(part) - len(part.lstrip(" \t,.;:，。；"))
    return Span(start + left, start + max(left, len(part.rstrip(" \t,.;:，。；"))))
