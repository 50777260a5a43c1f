"""Orders and announcements in Chinese: 国务院令第736号, 交通运输部令2021年第15号, 生态环境部2018年第48号公告.

The code of such a series is the issuer's full name and the word 令, 公告 or 通告. An announcement can stand without its
issuer (公告2018年第48号, as ministries print it on their own pages); an order cannot.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from policygraph.identifiers.findings import Lookalike, Occurrence, Reason
from policygraph.identifiers.han_code import run_before
from policygraph.identifiers.issuers import canonical_issuer, issuer_names
from policygraph.identifiers.number import FIRST_YEAR, LAST_YEAR, MOST_SERIAL, DocumentNumber, Script
from policygraph.identifiers.numerals import NUMERALS, numeral
from policygraph.identifiers.prose import SINGLE_WORDS, words_end
from policygraph.identifiers.regions import REGIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["series"]

_MASK: Final = "×✕╳xX*＊某□_?"
_SERIAL: Final = rf"(?P<serial>[0-9{NUMERALS}]{{1,9}}|[{_MASK}]{{1,4}})"
_AFTER: Final = re.compile(
    r"(?P<word>令|公告|通告)[ \n]{0,3}(?P<open>〔)?[ ]{0,2}(?:(?P<year>[0-9]{4})[ ]{0,2}(?:年|年?〕)[ ]{0,2})?"
    rf"第?[ ]{{0,2}}{_SERIAL}[ ]{{0,2}}号(?P<close>[ ]{{0,2}}〕)?"
)
_BEFORE: Final = re.compile(
    rf"(?:(?P<year>[0-9]{{4}})[ ]{{0,2}}年[ ]{{0,2}})?第[ ]{{0,2}}{_SERIAL}[ ]{{0,2}}号(?P<word>令|公告|通告)(?![ ]?第)"
)
_STATE: Final = "中华人民共和国"
_LONGEST_NAME: Final = 26
_MOST_ISSUERS: Final = 8
_BODY: Final = re.compile(r"[一-鿿]{2,17}(?:政府|委员会|委|厅|局|部|署|总局|办公室|银行|法院|检察院)")
_RELATIVE: Final = re.compile(r"(?:我|本|该|原|省|市|区|县|自治区|国家|人民|地方|政府|部|局|委|厅|总局|令|长|政){0,8}")
_SHORT_GOVERNMENT: Final = re.compile(r"(?<=[省市区县州盟旗])政府\Z")


def series(folded: str, text: str) -> Iterator[Occurrence | Lookalike]:
    """Give every order and announcement, and what looks like one without saying whose it is."""
    for pattern in (_AFTER, _BEFORE):
        for match in pattern.finditer(folded):
            start, what = _found(folded, match)
            end = match.end()
            if pattern is _AFTER and match["close"] and not (match["open"] and _stays_open(match)):
                end = match.start("close")
            printed = text[start:end]
            if isinstance(what, Reason):
                yield Lookalike(printed, start, end, what)
            else:
                yield Occurrence(printed, start, end, what)


def _stays_open(match: re.Match[str]) -> bool:
    """Say whether a bracket opened after the word is still open: in （2020年第1号 it is, in 〔2020〕第1号 not."""
    return "〕" not in match[0][: match.start("serial") - match.start()]


def _found(folded: str, match: re.Match[str]) -> tuple[int, DocumentNumber | Reason]:
    """Find the issuer before the match and put the number together."""
    start, issuer = _issuers_before(folded, match.start())
    if isinstance(issuer, Reason) and match["word"] == "令":
        return start, issuer
    if issuer is Reason.UNKNOWN_ISSUER:
        return start, issuer
    if isinstance(issuer, Reason):
        start, issuer = match.start(), ""
        if match["year"] is None:
            return start, Reason.NO_ISSUER
    return start, _number(issuer + match["word"], match["year"], match["serial"])


def _number(code: str, year: str | None, serial: str) -> DocumentNumber | Reason:
    if any(character in _MASK for character in serial):
        return Reason.MASKED
    value = numeral(serial)
    if value is None or not 1 <= value <= MOST_SERIAL:
        return Reason.IMPLAUSIBLE_SERIAL
    if year is not None and not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return Reason.IMPLAUSIBLE_YEAR
    return DocumentNumber(code, Script.HAN, None if year is None else int(year), value)


def _issuers_before(folded: str, end: int) -> tuple[int, str | Reason]:
    """Give the offset and the full name of the issuer that ends at an offset; joint issuers' names are joined."""
    while end > 0 and folded[end - 1] == " ":
        end -= 1
    names: list[str] = []
    start = end
    while len(names) < _MOST_ISSUERS:
        listed = _listed_before(folded, end)
        if listed is None:
            break
        start, name = listed
        names.insert(0, name)
        end = start
        if folded[end - 1 : end] in (" ", "、"):
            end -= 1
    return (start, "".join(names)) if names else _other_before(folded, end)


def _listed_before(folded: str, end: int) -> tuple[int, str] | None:
    """Give the offset and full name of the longest listed name that ends at an offset."""
    names = issuer_names()
    for length in range(min(_LONGEST_NAME, end), 0, -1):
        start = end - length
        name = folded[start:end]
        if name in names and (length > 1 or _begins_at(folded, start)):
            return (start - len(_STATE) if folded.endswith(_STATE, 0, start) else start), names[name]
    return None


def _begins_at(folded: str, start: int) -> bool:
    """Say whether a word begins at an offset: 国 in （国令第736号） does, in 德国令 it does not."""
    run = run_before(folded, start, spaced=False).text
    return not run or run[-1] in SINGLE_WORDS or words_end(run) == len(run)


def _other_before(folded: str, end: int) -> tuple[int, str | Reason]:
    """Read the name of an issuer that is not listed, such as a provincial government."""
    run = run_before(folded, end, spaced=False)
    begin = max(words_end(run.text), _province_in(run.text))
    name = run.text[begin:]
    start = run.places[begin] if name else end
    if _RELATIVE.fullmatch(name):
        return start, Reason.NO_ISSUER
    if run.is_cut and begin == 0:
        return end, Reason.UNKNOWN_ISSUER
    if not _BODY.fullmatch(name):
        return start, Reason.UNKNOWN_ISSUER
    name = _SHORT_GOVERNMENT.sub("人民政府", name)
    return start, canonical_issuer(name) or name


def _province_in(run: str) -> int:
    """Give the offset of the last province named in a run, 0 where there is none."""
    return max(0, *(run.rfind(region.name) for region in REGIONS))
