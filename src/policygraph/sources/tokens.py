"""What of a text a reader would look up: its numbers, dates, document numbers, quoted titles and names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from policygraph.identifiers import scan
from policygraph.identifiers.folding import fold
from policygraph.model.evidence import Span
from policygraph.sources.figures import dates, numbers
from policygraph.sources.locate import sentences
from policygraph.sources.names import names
from policygraph.sources.stretches import Stretches
from policygraph.sources.titles import titles

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["KINDS", "Kind", "Token", "tokens"]

Kind = Literal["number", "date", "document-number", "title", "name"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Token:
    """Something of a text that a reader would look up.

    Attributes:
        kind: What it is.
        span: Where it stands.
        parts: What of it must be found to find it: of a name its capitalised words, of all else the whole.
    """

    kind: Kind
    span: Span
    parts: tuple[Span, ...]


def tokens(text: str) -> tuple[Token, ...]:
    """Find the numbers, dates, document numbers, quoted titles and capitalised names of a text, in its order.

    What a document number holds is not found a second time, nor the numbers of a date, nor the names of a title; the
    numbers and dates of titles and names are. Offsets are 0-based characters, end exclusive.
    """
    return tuple(sorted(_all(text), key=lambda token: (token.span, token.kind)))


def _all(text: str) -> Iterator[Token]:
    folded = fold(text)
    serials = [Span(number.start, number.end) for number in scan(text).numbers]
    numbered = Stretches(serials)
    days = [span for span in dates(folded) if not numbered.touch(span)]
    quoted = list(titles(text))
    starts = [span.start for span in sentences(text)]
    named = list(names(text, starts, [*serials, *days, *quoted]))
    acronyms = [word for name in named for word in name.words if any(c.isdigit() for c in word.of(text))]
    taken = Stretches([*serials, *days, *acronyms])
    yield from (Token("document-number", span, (span,)) for span in serials)
    yield from (Token("date", span, (span,)) for span in days)
    yield from (Token("title", span, (span,)) for span in quoted)
    yield from (Token("number", span, (span,)) for span in numbers(folded) if not taken.touch(span))
    yield from (Token("name", name.span, name.words) for name in named)
