"""What looks like a document number without a bracketed year: index numbers, standards, telephone numbers, no year."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from policygraph.identifiers.findings import Lookalike, Reason
from policygraph.identifiers.grammar import read_han
from policygraph.identifiers.han_code import known_code_before
from policygraph.identifiers.latin_code import latin_code_before

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["lookalikes"]

_BODIES: Final = (
    "GBZ|GBJ|GB|HJ|DB[0-9]{2,6}|ISO|IEC|ITU|EN|ASTM|JJG|JJF|NY|CJJ|CJ|JGJ|JG|SL|DZ|AQ|JTG|JT|YY|YD|SY|SH|HG|QB|LY|TD|CH|"
    "WS|SB|SN|SC|DL|NB|MT|YC|GA|GY|HY|QX|RB|TSG|LB|T[/]?[A-Z]{2,10}|Q[/][A-Z0-9]{2,10}"
)
_PATTERNS: Final[tuple[tuple[Reason, re.Pattern[str]], ...]] = (
    (Reason.INDEX_NUMBER, re.compile(r"(?<![0-9A-Z])[0-9A-Z]{8,18}[/][0-9]{4}-[0-9]{3,8}(?![0-9])")),
    (
        Reason.STANDARD,
        re.compile(
            rf"(?<![A-Za-z0-9/])(?:{_BODIES})(?:[ ]?[/][ ]?[TZJ]?)?[ -]{{0,2}}[0-9]{{1,6}}(?:[.][0-9]{{1,3}}){{0,3}}"
            r"[ ]?[-—–:][ ]?(?:[0-9]{4}|[0-9]{2})(?![0-9])"
        ),
    ),
    (Reason.CREDIT_CODE, re.compile(r"(?<![0-9A-Z])[0-9ANY][0-9][0-9]{6}[0-9A-HJ-NP-RTUW-Y]{10}(?![0-9A-Z/])")),
    (Reason.TELEPHONE, re.compile(r"(?<![0-9-])(?:〔?0[0-9]{2,3}〕?[ -]?[2-9][0-9]{6,7}|1[3-9][0-9]{9})(?![0-9])")),
    (
        Reason.POSTCODE,
        re.compile(r"(?:邮编|邮政编码|(?i:post ?code|zip code))[ ]?[:：]?[ ]?(?P<core>[0-9]{6})(?![0-9])"),
    ),
)
_YEARLESS: Final = re.compile(
    r"(?<=[发函字办电规])[ ]{0,2}(?:第|(?i:no\.?))?[ ]{0,2}(?:〔[ ]?〕)?[ ]{0,2}[0-9]{1,6}[ ]{0,2}号"
)
_YEARLESS_LATIN: Final = re.compile(
    r"(?<=[A-Za-z])[ ]{1,2}(?:No\.?|№)[ ]{0,2}[0-9]{1,6}(?![0-9])(?![ ]{0,2}〔[ ]{0,2}[0-9])(?! of [0-9]{4})"
)


def lookalikes(folded: str, text: str) -> Iterator[Lookalike]:
    """Give every look-alike of these kinds; several of them can cover one place."""
    for reason, pattern in _PATTERNS:
        for match in pattern.finditer(folded):
            start = match.start("core") if "core" in pattern.groupindex else match.start()
            yield Lookalike(text[start : match.end()], start, match.end(), reason)
    yield from _yearless(folded, text)


def _yearless(folded: str, text: str) -> Iterator[Lookalike]:
    """Give known codes that a serial follows without a year: 国发23号, `Guo Ban Fa No. 38`."""
    for match in _YEARLESS.finditer(folded):
        code = known_code_before(folded, match.start())
        reading = read_han(code[1]) if code else None
        if code and reading and reading.marks:
            yield Lookalike(text[code[0] : match.end()], code[0], match.end(), Reason.NO_YEAR)
    for match in _YEARLESS_LATIN.finditer(folded):
        latin = latin_code_before(folded, match.start(), numbered=False)
        if latin:
            yield Lookalike(text[latin[0] : match.end()], latin[0], match.end(), Reason.NO_YEAR)
