"""Numbers and dates in running text, as printed: in digits, in words, in Roman and in Chinese numerals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from policygraph.model.evidence import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["dates", "is_number_word", "numbers"]

_MONTH: Final = (
    "(?:January|February|March|April|June|July|August|September|October|November|December"
    r"|May(?=,?\s+\d)|(?<=\d )May|Jan\.|Feb\.|Mar\.|Apr\.|Jun\.|Jul\.|Aug\.|Sept?\.|Oct\.|Nov\.|Dec\.)"
)
_YEAR: Final = r"(?:19|20)\d\d"
_DATE = re.compile(
    rf"(?<!\d)\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?(?!\d)"  # 3 March 2024
    rf"|{_MONTH}(?:\s+\d{{1,2}}(?:st|nd|rd|th)?(?!\d))?(?:,?\s+{_YEAR}(?!\d))?"  # March 3, 2024
    rf"|(?<!\d){_YEAR}([-./])\d{{1,2}}\1\d{{1,2}}(?!\d)"  # 2024-03-03
    rf"|(?<![\d.,]){_YEAR}\s?[-–—~～至到]\s?{_YEAR}(?!\d)年?"  # 2021-2025
    rf"|(?<!\d){_YEAR}年(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?"  # 2024年3月3日
    r"|(?<!\d)\d{1,2}月(?:\d{1,2}日)?"
    rf"|(?<![\d.,%]){_YEAR}(?![\d%]|[.,]\d)"  # a year by itself
)

_UNITS: Final = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
)
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_LARGE: Final = "hundreds? thousands? millions? billions? dozens?"
_ORDINALS: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth thirtieth fortieth fiftieth hundredth twice thrice"
)
_PLAIN: Final = "|".join((_UNITS + "eighteen nineteen " + _TENS + " " + _LARGE).split())
_WORDS: Final = rf"(?:(?:{'|'.join(_TENS.split())})-(?:one|{_PLAIN}|{'|'.join(_ORDINALS.split())}))"
_NUMBER_WORD: Final = rf"(?:{_WORDS}|(?:{'|'.join(_ORDINALS.split())})(?:ly)?|{_PLAIN})"

# A word may be glued to the one before it, as translations print it: its capital shows where it begins.
_START: Final = r"(?:(?<![A-Za-z])|(?<=[a-z])(?=[A-Z]))"
# An ordinal that ends a clause is an adverb ("the pilot first,"), and a third party is nobody's number three.
_ADVERB: Final = r"first(?=\s*[,.;:)])|third[\s-]part(?:y|ies)\b"
_HAN: Final = "〇零一二三四五六七八九十百千万亿两"
_LONGEST: Final = 24  # characters of a Chinese numeral
_COUNTED: Final = "个项条次家类批部所处座级轮方种名户人亩吨年月日天位件台套份点市县区省"
_NUMBER = re.compile(
    r"\d+(?:[.,]\d+)*(?:\s?[-–—~～]\s?\d+(?:[.,]\d+)*)?(?:(?:st|nd|rd|th)(?![a-z])|[万亿千百]+)?"
    rf"|{_START}(?!{_ADVERB})(?i:{_NUMBER_WORD})(?![a-z])"
    r"|(?<=\bClass )[IVX]+\b"
    r"|(?<=〔)[IVX]+(?=〕)|^[IVX]+(?=\.)|\b(?:I[IVX]|V?I{2,3}|VI|XI{0,3}V?)\b"
    r"|^〔[a-z]〕|[Ⅰ-ⅿ]+"
    rf"|第[{_HAN}]+|百分之[{_HAN}]+|[{_HAN}]{{2,{_LONGEST}}}(?=[{_COUNTED}])|[二三四五六七八九十两](?=[{_COUNTED}])",
    re.MULTILINE,
)
_ONE_WORD = re.compile(rf"(?i:{_NUMBER_WORD})\Z")


def dates(folded: str) -> Iterator[Span]:
    """Find dates, months, years and spans of years in a folded text, as exact as they are printed."""
    return (Span(*match.span()) for match in _DATE.finditer(folded))


def numbers(folded: str) -> Iterator[Span]:
    """Find numbers in a folded text.

    In digits with decimals, ranges and ordinal endings, as the text has them, glued ones too; in words from two and
    first up; Roman numerals of sections and classes; labels such as (a) at the head of a line; Chinese numerals where
    they count or order. A percent sign belongs to no number, since it is its unit.
    """
    return (Span(*match.span()) for match in _NUMBER.finditer(folded))


def is_number_word(word: str) -> bool:
    """Tell whether a word is a number in words, such as `four` or `Fourthly`."""
    return _ONE_WORD.match(word) is not None
