"""Where the agency code before a bracket begins: in 印发晋政发〔2021〕7号 it is 晋政发.

A code built from known parts begins as far to the left as its parts reach. What then stands before it decides: words of
prose, the name of a body or a boundary leave it as it is; one to three other characters are the name of a place that is
not listed (揭 before 环发), because dropping them would name another document. A code not built from known parts is
believed only where boundaries or words on its left and a usual mark on its right close it in.

Work per call is bounded: never more than `_WINDOW` characters are looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from policygraph.identifiers.folding import is_han
from policygraph.identifiers.grammar import local_tail, read_han
from policygraph.identifiers.marks import USUAL
from policygraph.identifiers.prose import NOT_CODES, ORGAN_ENDINGS, PLACE_ENDINGS, SINGLE_WORDS, words_end

__all__ = ["HanRun", "code_before", "known_code_before", "prose_end", "run_before"]

_WINDOW: Final = 26
_SHORTEST_CODE: Final = 2
_LONGEST_CODE: Final = 14
_LONGEST_OPEN: Final = 9
_LONGEST_PLACE: Final = 3
_SHORTEST_UNLISTED: Final = 3


@dataclass(frozen=True, slots=True)
class HanRun:
    """Han characters in a row, single spaces between them left out.

    Attributes:
        text: The characters.
        places: The offset of each in the folded text.
        is_cut: Whether the row goes on to the left of the window.
    """

    text: str
    places: tuple[int, ...]
    is_cut: bool

    def suffix(self, length: int) -> tuple[int, str]:
        """Give offset and text of the last characters."""
        return self.places[-length], self.text[-length:]


def run_before(folded: str, end: int, *, spaced: bool) -> HanRun:
    """Give the Han characters that end at an offset, with or without single spaces between them."""
    places: list[int] = []
    at = end - 1
    while at >= 0 and len(places) <= _WINDOW:
        if is_han(folded[at]):
            places.append(at)
        elif not (spaced and places and folded[at] == " " and is_han(folded[at - 1 : at] or " ")):
            break
        at -= 1
    kept = tuple(reversed(places[:_WINDOW]))
    return HanRun("".join(folded[place] for place in kept), kept, is_cut=len(places) > _WINDOW)


def known_code_before(folded: str, end: int) -> tuple[int, str] | None:
    """Give offset and text of the longest code of known parts that ends at an offset."""
    run = run_before(folded, end, spaced=True)
    for length in range(min(_LONGEST_CODE, len(run.text)), 1, -1):
        start, code = run.suffix(length)
        if code not in NOT_CODES and read_han(code) and not _begins_inside_word(run.text, length):
            return start, code
    return None


def _begins_inside_word(text: str, length: int) -> bool:
    """Say whether the first character of a code ends a word of prose: 新 in 最新财建 is not Xinjiang."""
    upto = text[: len(text) - length + 1]
    return words_end(upto) == len(upto)


def code_before(folded: str, end: int) -> tuple[int, str] | None:
    """Give offset and text of the agency code that ends at an offset; None where no code can be made out."""
    known = known_code_before(folded, end)
    run = run_before(folded, end, spaced=False)
    if known is None:
        return _open_code(run)
    _, code = known
    before = run.text[: -len(code)] if run.text.endswith(code) else ""
    place = before[words_end(before) :]
    if _belongs(place, code) and not (run.is_cut and place == before):
        return run.suffix(len(place) + len(code))
    return known


def _belongs(place: str, code: str) -> bool:
    """Say whether the characters before a known code are the name of a place that the code goes on from."""
    if not 0 < len(place) <= _LONGEST_PLACE + 1 or place[-1] in SINGLE_WORDS or place[0] in SINGLE_WORDS:
        return False
    reading = read_han(code)
    if reading is not None and reading.region is not None:
        # 铜川 and 合川 end in a character that stands for a province elsewhere.
        return len(place) == 1 and place not in ORGAN_ENDINGS
    if local_tail(code) is None:
        return False
    return place[-1] in PLACE_ENDINGS or (len(place) <= _LONGEST_PLACE and place[-1] not in ORGAN_ENDINGS)


def prose_end(run: HanRun) -> int:
    """Give the index of the first character behind the words of prose, the length where nothing is left."""
    begin = words_end(run.text)
    while begin < len(run.text) and run.text[begin] in SINGLE_WORDS:
        begin += 1
    return begin


def _open_code(run: HanRun) -> tuple[int, str] | None:
    """Give a code that is not built from known parts, where it is closed in on both sides."""
    begin = prose_end(run)
    if run.is_cut and not begin:
        return None
    code = run.text[begin:]
    if (
        not _SHORTEST_CODE <= len(code) <= _LONGEST_OPEN
        or code in NOT_CODES
        or not (_has_mark(code) or _has_local_tail(code))
    ):
        return None
    return run.suffix(len(code))


def _has_mark(code: str) -> bool:
    return len(code) >= _SHORTEST_UNLISTED and (code[-1] in USUAL or code[-2:] in USUAL)


def _has_local_tail(code: str) -> bool:
    tails = (local_tail(code[length:]) for length in range(1, min(_LONGEST_PLACE + 1, len(code) - 1) + 1))
    return any(tail is not None and tail.marks for tail in tails)
