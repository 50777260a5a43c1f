"""Agency codes in Latin letters: toneless pinyin (`Jin Huan Fa`) and initials (`JHF`)."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["initials", "same_syllable", "spelled", "syllables"]

_WORDS: Final[dict[str, tuple[str, ...]]] = {
    "银行": ("yin", "hang"),
    "会计": ("kuai", "ji"),
    "重装": ("zhong", "zhuang"),
    "重大": ("zhong", "da"),
    "重点": ("zhong", "dian"),
    "调查": ("diao", "cha"),
    "调度": ("diao", "du"),
    "成都": ("cheng", "du"),
    "都市": ("du", "shi"),
    "高检": ("gao", "jian"),
    "省长": ("sheng", "zhang"),
    "市长": ("shi", "zhang"),
    "河长": ("he", "zhang"),
    "林长": ("lin", "zhang"),
    "六安": ("lu", "an"),
    "台州": ("tai", "zhou"),
    "乐清": ("yue", "qing"),
    "蚌埠": ("beng", "bu"),
    "丽水": ("li", "shui"),
    "厦门": ("xia", "men"),
    "东莞": ("dong", "guan"),
    "朝阳": ("chao", "yang"),
    "番禺": ("pan", "yu"),
    "西藏": ("xi", "zang"),
    "单县": ("shan", "xian"),
}
"""Words in which a character is not read as `_READINGS` or the dictionary says."""

_READINGS: Final[dict[str, tuple[str, ...]]] = {
    "重": ("chong", "zhong"),
    "长": ("chang", "zhang"),
    "发": ("fa",),
    "会": ("hui", "kuai"),
    "行": ("xing", "hang"),
    "藏": ("zang", "cang"),
    "调": ("tiao", "diao"),
    "都": ("du", "dou"),
    "厦": ("xia", "sha"),
    "陕": ("shan", "shaan"),
    "旅": ("lv", "lu", "lyu"),
    "绿": ("lv", "lu", "lyu"),
    "律": ("lv", "lu", "lyu"),
    "传": ("chuan", "zhuan"),
    "区": ("qu",),
    "朝": ("chao", "zhao"),
    "单": ("dan", "shan"),
    "台": ("tai",),
    "种": ("zhong",),
    "系": ("xi",),
    "合": ("he",),
    "数": ("shu",),
    "石": ("shi",),
    "畜": ("xu", "chu"),
    "柏": ("bai", "bo"),
    "任": ("ren",),
    "令": ("ling",),
    "省": ("sheng",),
    "宁": ("ning",),
}
"""Readings of characters that have several, the usual one in codes first; pypinyin's dictionary has the others."""

_SPELLINGS: Final[dict[str, str]] = {"shaan": "shan", "lyu": "lv", "nyu": "nv"}
"""Spellings of one syllable that documents in English use, with the standard one."""


@lru_cache(maxsize=4096)
def spelled(character: str) -> tuple[str, ...]:
    """Give the syllables that can stand for one character, the usual one first, in ASCII lower case, ü written v."""
    return _READINGS.get(character) or _dictionary()(character)


@lru_cache(maxsize=4096)
def syllables(code: str) -> tuple[str, ...]:
    """Give the pinyin of a Han code, one ASCII lower-case syllable a character."""
    found: list[str] = []
    while len(found) < len(code):
        word = code[len(found) : len(found) + 2]
        found += _WORDS.get(word) or spelled(word[0])[:1] or ("x",)
    return tuple(found)


def initials(code: str) -> str:
    """Give the upper-case initials of a Han code: the first letter of each syllable."""
    return "".join(syllable[0] for syllable in syllables(code)).upper()


def same_syllable(one: str, other: str) -> bool:
    """Say whether two spellings can be one syllable (`shaan` and `shan`, `lyu` and `lv`)."""
    return _SPELLINGS.get(one, one) == _SPELLINGS.get(other, other)


@cache
def _dictionary() -> Callable[[str], tuple[str, ...]]:
    """Give the look-up of a character in pypinyin's dictionary, which takes tenths of a second to load."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - most uses of numbers and names need no dictionary

    return lambda character: tuple(lazy_pinyin(character, style=Style.NORMAL, errors="ignore"))
