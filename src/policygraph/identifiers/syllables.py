"""The syllables of standard Chinese in pinyin, and how a word without spaces (`Jinhuanfa`) falls into them."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final

__all__ = ["is_syllable", "segmentations"]

_FINALS: Final[dict[str, str]] = {
    "": "a o e ai ei ao ou an en ang eng er",
    "b": "a o ai ei ao an en ang eng i ie iao ian in ing u",
    "p": "a o ai ei ao ou an en ang eng i ie iao ian in ing u",
    "m": "a o e ai ei ao ou an en ang eng i ie iao iu ian in ing u",
    "f": "a o ei ou an en ang eng u",
    "d": "a e ai ei ao ou an en ang eng ong i ie iao iu ian ing u uo ui uan un",
    "t": "a e ai ao ou an ang eng ong i ie iao ian ing u uo ui uan un",
    "n": "a e ai ei ao ou an en ang eng ong i ie iao iu ian in iang ing u uo uan v ve yu",
    "l": "a e ai ei ao ou an ang eng ong i ia ie iao iu ian in iang ing u uo uan un v ve yu",
    "g": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "k": "a e ai ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "h": "a e ai ei ao ou an en ang eng ong u ua uo uai ui uan un uang",
    "j": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "q": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "x": "i ia ie iao iu ian in iang ing iong u ue uan un",
    "zh": "a e ai ao ou an en ang eng ong i u ua uo uai ui uan un uang",
    "ch": "a e ai ao ou an en ang eng ong i u ua uo uai ui uan un uang",
    "sh": "a e ai ei ao ou an en ang eng i u ua uo uai ui uan un uang aan",
    "r": "e ao ou an en ang eng ong i u uo ui uan un",
    "z": "a e ai ei ao ou an en ang eng ong i u uo ui uan un",
    "c": "a e ai ao ou an en ang eng ong i u uo ui uan un",
    "s": "a e ai ao ou an en ang eng ong i u uo ui uan un",
    "y": "a e ao ou an ang i in ing o ong u ue uan un",
    "w": "a o ai ei an en ang eng u",
}
"""Finals by initial; `shaan`, `lyu` and `nyu` are spellings of documents in English."""

_LONGEST: Final = 6
_MOST: Final = 64


@cache
def _syllables() -> frozenset[str]:
    return frozenset(initial + final for initial, finals in _FINALS.items() for final in finals.split())


def is_syllable(text: str) -> bool:
    """Say whether lower-case ASCII letters are one syllable of pinyin."""
    return text in _syllables()


@lru_cache(maxsize=4096)
def segmentations(word: str) -> tuple[tuple[str, ...], ...]:
    """Give the ways in which a lower-case word falls into syllables, at most 64, the orthographic one first.

    Pinyin orthography lets a syllable inside a word begin with a vowel only after an apostrophe, so the reading with
    the fewest such syllables comes first, and of those the one with the fewest syllables.
    """
    reached: list[list[tuple[str, ...]]] = [[()]]
    for end in range(1, len(word) + 1):
        before = range(max(0, end - _LONGEST), end)
        ways = [(*way, word[start:end]) for start in before if is_syllable(word[start:end]) for way in reached[start]]
        reached.append(sorted(ways, key=_unlikely)[:_MOST])
    return tuple(reached[-1]) if word else ()


def _unlikely(way: tuple[str, ...]) -> tuple[int, int, tuple[str, ...]]:
    """Order readings of a word: fewest inner syllables that begin with a vowel, fewest syllables, then the alphabet."""
    return sum(syllable[0] in "aeo" for syllable in way[1:]), len(way), way
