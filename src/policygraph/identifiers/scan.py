"""Find every document number in a text, and everything that only looks like one."""

from __future__ import annotations

from itertools import chain
from sys import maxsize
from typing import TYPE_CHECKING, Final, TypeVar

from policygraph.errors import UsageError
from policygraph.identifiers.bracketed import bracketed
from policygraph.identifiers.english_series import english_series
from policygraph.identifiers.findings import Findings, Lookalike, Occurrence
from policygraph.identifiers.folding import fold
from policygraph.identifiers.lookalikes import lookalikes
from policygraph.identifiers.series import series

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from policygraph.identifiers.number import DocumentNumber

__all__ = ["find_lookalikes", "find_numbers", "parse", "scan"]


def scan(text: str) -> Findings:
    """Find numbers and look-alikes in one pass.

    Offsets are 0-based character offsets into the text given, end exclusive. The time grows with the length of the text
    and nothing else: every pattern and every look to the left is bounded.
    """
    folded = fold(text)
    found = tuple(chain(bracketed(folded, text), series(folded, text), english_series(folded, text)))
    numbers = _apart(item for item in found if isinstance(item, Occurrence))
    others = chain((item for item in found if isinstance(item, Lookalike)), lookalikes(folded, text))
    return Findings(numbers, _apart(others, taken=numbers))


def find_numbers(text: str) -> tuple[Occurrence, ...]:
    """Give every document number in a text, in order."""
    return scan(text).numbers


def find_lookalikes(text: str) -> tuple[Lookalike, ...]:
    """Give everything in a text that looks like a document number and is none, in order, with the reason."""
    return scan(text).lookalikes


def parse(text: str) -> DocumentNumber:
    """Read a text that is exactly one document number, in any spelling; white space around it does not count.

    Raises:
        UsageError: The text is no number, holds more than one, or holds other words as well.
    """
    findings = scan(text)
    stripped = text.strip()
    for occurrence in findings.numbers:
        if occurrence.printed == stripped:
            return occurrence.number
    raise UsageError(f"{_shortened(stripped)} is not one document number", remedy=_remedy(findings))


_LONGEST_SHOWN: Final = 60


def _shortened(text: str) -> str:
    return repr(text) if len(text) <= _LONGEST_SHOWN else repr(text[:_LONGEST_SHOWN]) + " …"


def _remedy(findings: Findings) -> str:
    """Say what was found instead, or what a number looks like."""
    if findings.numbers:
        inside = ", ".join(occurrence.number.normal_form for occurrence in findings.numbers[:3])
        return f"give only the number: the text holds {inside}; to search a text use `policygraph number parse`"
    if findings.lookalikes:
        return (
            findings.lookalikes[0].reason.explanation.removesuffix(".") + "; give a number such as 晋环发〔2022〕43号"
        )
    return "give a number such as 晋环发〔2022〕43号, JHF [2022] No. 43 or 国务院令第736号"


_Found = TypeVar("_Found", Occurrence, Lookalike)


def _apart(found: Iterable[_Found], taken: Sequence[Occurrence] = ()) -> tuple[_Found, ...]:
    """Keep what overlaps nothing that is taken and nothing before it; of two at one place the longer one stays."""
    kept: list[_Found] = []
    blocks = iter((*((block.start, block.end) for block in taken), (maxsize, maxsize)))
    block = next(blocks)
    reached = 0
    for item in sorted(found, key=lambda item: (item.start, -item.end)):
        while block[1] <= item.start:
            block = next(blocks)
        if item.start >= reached and item.end <= block[0]:
            kept.append(item)
            reached = item.end
    return tuple(kept)
