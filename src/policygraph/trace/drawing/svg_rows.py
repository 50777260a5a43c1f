"""What stands in the rows of an SVG picture, as paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.trace.drawing.captions import concluded, known, place, told
from policygraph.trace.drawing.svg_text import HEAD, LABEL, NOTE, PLAIN, QUOTE, SECOND, SHORT, STEP, Paragraph
from policygraph.vocab import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policygraph.trace.drawing.outline import Quote, Row
    from policygraph.trace.drawing.words import Words
    from policygraph.trace.model import Node

__all__ = ["box_of", "quoted", "short_of", "step_of"]

_SEPARATOR = "  ·  "


def step_of(row: Row, words: Words) -> list[Paragraph]:
    """Give what stands on the connector: the property with its direction, how it is known, and who says so."""
    step = row.hop or row.omission
    if step is None:
        return []
    arrow = "←" if step.inverse else "→"
    parts = filter(None, (f"{arrow} {words.name(step.property)}", concluded(row.hop, words)))
    numbers = f"  {_numbers(row.says)}" if row.says else ""
    return [Paragraph(_SEPARATOR.join(parts) + numbers, STEP, words.link(step.property))]


def short_of(row: Row, words: Words) -> Paragraph | None:
    """Give what stands on the connector's line, behind the step, where nothing more is to be told; else None."""
    if row.depth == 0 or row.quotes or known(row, words):
        return None
    if row.omission:
        return Paragraph(words.more(row.omission.count), SHORT)
    if row.node is None:
        return Paragraph(words.phrase("not-stated"), SHORT)
    said = _SEPARATOR.join((words.label(row.node), words.phrase("see-above")))
    return Paragraph(said, SHORT, words.link(row.node.iri)) if row.shown else None


def box_of(row: Row, words: Words) -> list[Paragraph]:
    """Give what stands in the box."""
    if row.omission:
        return [Paragraph(words.more(row.omission.count), SHORT)]
    if row.node is None:
        return [Paragraph(words.phrase("not-stated"), SHORT), *_basis(row, words), *_quotes(row.quotes)]
    return [
        *_names(row.node, words, repeated=row.shown),
        *_facts(row, words),
        *_basis(row, words),
        *_quotes(row.quotes),
        *_others(row, words),
    ]


def quoted(quote: Quote, text: str) -> str:
    """Write a passage's number, place and words or anchor phrase."""
    return f"[{quote.number}]  {place(quote.evidence)}  “{text}”"


def _names(node: Node, words: Words, *, repeated: bool) -> Iterator[Paragraph]:
    label, second = words.labels(node)
    said = words.phrase("see-above") if repeated else shorten(node.iri)
    yield Paragraph(_SEPARATOR.join((words.type(node), said)), HEAD)
    yield Paragraph(label, LABEL, words.link(node.iri))
    if second and not repeated:
        yield Paragraph(second, SECOND, language="zh-Hans" if words.language == "en" else "en")


def _facts(row: Row, words: Words) -> Iterator[Paragraph]:
    said = [words.fact(fact) for fact in told(row, words)]
    if said:
        yield Paragraph(_SEPARATOR.join(said), PLAIN)


def _basis(row: Row, words: Words) -> Iterator[Paragraph]:
    said = known(row, words)
    if said:
        yield Paragraph(said, NOTE)


def _quotes(quotes: Iterable[Quote]) -> Iterator[Paragraph]:
    yield from (Paragraph(quoted(quote, quote.evidence.anchor), QUOTE) for quote in quotes)


def _others(row: Row, words: Words) -> Iterator[Paragraph]:
    counted = words.more(row.more) if row.more else ""
    again = f"{words.phrase('also')} {_numbers(row.again)}" if row.again else ""
    if again or counted:
        yield Paragraph(" ".join(filter(None, (again, counted))), QUOTE)


def _numbers(numbers: Iterable[int]) -> str:
    return " ".join(f"[{number}]" for number in numbers)
