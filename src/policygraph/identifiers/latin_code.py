"""The agency code before a bracket in Latin letters: `Guo Fa` in "The Notice Guo Fa [2021] No. 23".

Words are taken from the right. The longest row of words whose syllables a known Han code can stand behind is the code.
Where there is none, words that are pinyin and end in a usual mark, or two to eight initials, are believed only next to
a "No.", because without it they can be any word or acronym.

Work per call is bounded: at most `_MOST_WORDS` words of at most `_LONGEST_WORD` letters are looked at.
"""

from __future__ import annotations

import re
from itertools import islice, product
from typing import TYPE_CHECKING, Final

from policygraph.identifiers.grammar import read_initials, read_syllables
from policygraph.identifiers.number import Script
from policygraph.identifiers.syllables import segmentations

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LatinCode", "latin_code_before"]

LatinCode = tuple[int, str, Script]

_MOST_WORDS: Final = 10
_LONGEST_WORD: Final = 30
_FEWEST_SYLLABLES: Final = 2
_MOST_SYLLABLES: Final = 10
_MOST_READINGS: Final = 16
_WINDOW: Final = 80
_WORD: Final = re.compile(rf"[A-Za-z]{{1,{_LONGEST_WORD}}}")
_CAMEL: Final = re.compile(r"[A-Z][a-z]{1,30}|[a-z]{1,30}")
_INITIALS: Final = re.compile(r"[A-Z]{2,8}")
_NEVER_INITIALS: Final = frozenset("IUV")
"""No syllable of pinyin begins with these letters."""

_MARK_SYLLABLES: Final = frozenset(("fa", "han", "zi", "gui", "ban", "ting", "dian", "lian"))
_NAMES: Final = frozenset(("wuhan", "china", "shanxi", "beijing", "tianjin", "shanghai", "henan", "hunan", "hainan"))
_ACRONYMS: Final = frozenset(("WHO", "OECD", "ASEAN", "NATO", "OPEC", "APEC", "LLC", "PLC", "GB", "HJ", "EC", "EEC"))


def latin_code_before(folded: str, end: int, *, numbered: bool) -> LatinCode | None:
    """Give offset, canonical form and script of the code that ends at an offset; None where there is none.

    Args:
        folded: The folded text.
        end: Offset behind the last letter of the code.
        numbered: Whether a "No." stands beside the year, which lets codes of unlisted bodies be believed.
    """
    words = _words_before(folded, end)
    if not words:
        return None
    known = next(_known(words), None)
    last = words[-1][1]
    if known is not None:
        return known
    if _INITIALS.fullmatch(last) and last not in _ACRONYMS and not _NEVER_INITIALS & set(last):
        start = words[-1][0]
        alone = len(words) == 1 or folded[start - 1] == " "
        believed = alone and (numbered or bool(read_initials(last)))
        return (start, last, Script.INITIALS) if believed else None
    return _unlisted(words) if numbered else None


def _words_before(folded: str, end: int) -> list[tuple[int, str]]:
    """Give the words that end at an offset with one space, hyphen or apostrophe between them, with their offsets."""
    window = max(0, end - _WINDOW)
    words = [(window + match.start(), match[0]) for match in _WORD.finditer(folded[window:end])][-_MOST_WORDS:]
    kept: list[tuple[int, str]] = []
    border = end
    for start, word in reversed(words):
        gap = folded[start + len(word) : border]
        if gap not in ("", " ", "-", "'", "’") or (gap == "" and kept):
            break
        kept.insert(0, (start, word))
        border = start
    return kept if not kept or kept[0][0] > window or window == 0 else kept[1:]


def _known(words: list[tuple[int, str]]) -> Iterator[LatinCode]:
    """Give the known codes that the last words write, the longest first."""
    spelt = [_syllables(word) for _, word in words]
    for first in range(len(words)):
        if not all(spelt[first:]):
            continue
        for way in islice(product(*spelt[first:]), _MOST_READINGS):
            syllables = tuple(syllable for word in way for syllable in word)
            if _FEWEST_SYLLABLES <= len(syllables) <= _MOST_SYLLABLES and read_syllables(syllables):
                yield words[first][0], _pinyin(syllables), Script.PINYIN


def _syllables(word: str) -> tuple[tuple[str, ...], ...]:
    """Give the ways in which a word falls into syllables; `GuoFa` shows them by its capitals."""
    parts = _CAMEL.findall(word)
    if len(parts) > 1 and "".join(parts) == word:
        ways = [segmentations(part.lower()) for part in parts]
        return (tuple(syllable for way in ways for syllable in way[0]),) if all(ways) else ()
    return segmentations(word.lower())


def _unlisted(words: list[tuple[int, str]]) -> LatinCode | None:
    """Give the capitalised pinyin words at the end, if they end in a usual mark."""
    syllables: tuple[str, ...] = ()
    begin = words[-1][0]
    for start, word in reversed(words):
        ways = _syllables(word)
        if (
            not ways
            or not word[0].isupper()
            or word.lower() in _NAMES
            or len(syllables) + len(ways[0]) > _MOST_SYLLABLES
        ):
            break
        syllables, begin = ways[0] + syllables, start
    if len(syllables) < _FEWEST_SYLLABLES or syllables[-1] not in _MARK_SYLLABLES:
        return None
    return begin, _pinyin(syllables), Script.PINYIN


def _pinyin(syllables: tuple[str, ...]) -> str:
    return " ".join(syllable.capitalize() for syllable in syllables)
