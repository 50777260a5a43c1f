"""Other spellings of the same words: white space, quotation marks, hyphens, widths and composition of characters.

A spelling keeps the way back to the offsets of the text as it is, so that a place found in it is a place in the text.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import partial
from itertools import product
from typing import TYPE_CHECKING

from policygraph.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["SPELLINGS", "Spelled", "Spelling", "folded", "respell"]

_QUOTES = str.maketrans(
    dict.fromkeys("“”„‟«»″＂〝〞", '"')
    | dict.fromkeys("‘’‚‛′＇`´", "'")
    | dict.fromkeys("‐‑‒–—―−﹣－", "-")
    | dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", "")  # soft hyphen, zero widths, byte order mark
)
_FORMS = ("<wide>", "<narrow>", "<noBreak>", "<small>", "<vertical>", "<compat>")
"""Compatibility forms that differ in shape alone; a superscript or a fraction says something else than its digits."""


@dataclass(frozen=True, slots=True)
class Spelled:
    """A text in another spelling.

    Attributes:
        text: The characters of the spelling.
        starts: For each of them, where what it stands for starts in the text as it is.
        ends: For each of them, where that ends.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def back(self, found: Span) -> Span:
        """Give the place in the text as it is of a stretch of at least one character of the spelling."""
        return Span(self.starts[found.start], self.ends[found.end - 1])


@dataclass(frozen=True, slots=True)
class Spelling:
    """A way of writing.

    Attributes:
        blank: What a run of white space becomes, given the run and the characters before and after it.
        letter: What a character with its combining marks becomes.
    """

    blank: Callable[[str, str, str], str]
    letter: Callable[[str], str]


def respell(text: str, spelling: Spelling) -> Spelled:
    """Write a text in another spelling."""
    written: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        part = text[start:end]
        if part.isspace():
            part = spelling.blank(part, text[start - 1 : start], text[end : end + 1])
        else:
            part = spelling.letter(part)
        written.append(part)
        starts += [start] * len(part)
        ends += [end] * len(part)
    return Spelled("".join(written), tuple(starts), tuple(ends))


def folded(text: str) -> Spelled:
    """Write a text so that those which differ in white space and typography alone become one.

    White space becomes one space, and none beside a full-width character, where a line may break without one.
    """
    return respell(text, Spelling(_none_beside_wide, _plain))


def _clusters(text: str) -> Iterator[tuple[int, int]]:
    """Cut a text into runs of white space and characters with their combining marks."""
    start = 0
    for place in range(1, len(text)):
        before, here = text[place - 1], text[place]
        joined = before.isspace() if here.isspace() else not before.isspace() and _combines(here)
        if not joined:
            yield start, place
            start = place
    if text:
        yield start, len(text)


def _combines(character: str) -> bool:
    return character > "\u02ff" and (unicodedata.combining(character) > 0 or "\u1160" <= character <= "\u11ff")


def _as_is(run: str, *_: str) -> str:
    return run


def _space(*_: str) -> str:
    return " "


def _lines(run: str, *_: str, end: str) -> str:
    return end if "\n" in run or "\r" in run else " "


def _none_beside_wide(_: str, before: str, after: str) -> str:
    return "" if _is_wide(before) or _is_wide(after) else " "


def _is_wide(character: str) -> bool:
    """Tell whether a line may break beside a character without white space: not beside a full-width letter or digit."""
    shape = _shape(character) if character.isalnum() else character
    return shape != "" and unicodedata.east_asian_width(shape[0]) in "WF"


def _straight(cluster: str) -> str:
    return cluster.translate(_QUOTES)


def _narrow(cluster: str) -> str:
    return "".join(map(_shape, cluster))


def _shape(character: str) -> str:
    form = unicodedata.decomposition(character).partition(" ")[0]
    return unicodedata.normalize("NFKC", character) if form in _FORMS else character


def _plain(cluster: str) -> str:
    if len(cluster) == 1 and "'" < cluster < "\x7f" and cluster != "`":
        return cluster  # most characters of most texts
    return unicodedata.normalize("NFC", _straight(_narrow(cluster)))


_LETTERS: tuple[Callable[[str], str], ...] = (
    _as_is,
    partial(unicodedata.normalize, "NFC"),
    partial(unicodedata.normalize, "NFD"),
    _straight,
    _narrow,
    _plain,
)
_BLANKS: tuple[Callable[[str, str, str], str], ...] = (
    _space,
    _as_is,
    partial(_lines, end="\n"),
    partial(_lines, end="\n\n"),
    _none_beside_wide,
)
SPELLINGS = tuple(
    Spelling(blank, letter) for letter, blank in product(_LETTERS, _BLANKS) if (letter, blank) != (_as_is, _as_is)
)
"""Spellings that a text may have been copied from, the likelier ones first."""
