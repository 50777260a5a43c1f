"""Comparing a text with its statements: sentence by sentence, and value by value."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from policygraph.coverage.carried import Carried
from policygraph.coverage.model import Coverage, Item, SentenceCover, Stretch, Tally
from policygraph.coverage.statements import read_statements
from policygraph.model.evidence import Span
from policygraph.sources.locate import sentences
from policygraph.sources.tokens import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from policygraph.coverage.model import Exclusion, State
    from policygraph.model.evidence import SourceText
    from policygraph.model.files import TurtleFile
    from policygraph.sources.tokens import Kind, Token

__all__ = ["EXCUSES", "MOST_SENTENCES", "cover"]

MOST_SENTENCES = 2
"""A passage that reaches over more sentences accounts for none of them and carries nothing of what stands in it."""

EXCUSES: Mapping[str, frozenset[Kind]] = {
    "section-number": frozenset({"number"}),
    "page-furniture": frozenset({"number", "date", "document-number", "title", "name"}),
}
"""What an exclusion may leave out besides words, by the slug of its kind; of every other kind it is words only."""

_WORD = re.compile(r"[^\W\u3400-\u9fff]+(?:['’.,-][^\W\u3400-\u9fff]+)*|[\u3400-\u9fff]")


def cover(source: SourceText, files: Sequence[TurtleFile]) -> Coverage:
    """Compare a text with what files say of it.

    Args:
        source: The text.
        files: The files of the source, and those of the reference data that speak of its passages.
    """
    said = read_statements(files, source.record.id)
    cut = _Cut(source.text)
    narrow = [(node, [span for span in node.spans if cut.touched(span) <= MOST_SENTENCES]) for node in said.nodes]
    spans = {span for node in said.nodes for span in node.spans}
    bearing = [span for node, kept in narrow if node.bears for span in kept]
    carried = Carried.of(source.text, narrow)
    return Coverage(
        source=source.record.id,
        nodes=sum(node.bears for node in said.nodes),
        passages=len(spans),
        wide=tuple(sorted(span for span in spans if cut.touched(span) > MOST_SENTENCES)),
        exclusions=said.exclusions,
        sentences=tuple(_sentences(source.text, cut.sentences, bearing, said.exclusions)),
        items=tuple(_item(token, carried, said.exclusions) for token in tokens(source.text)),
    )


class _Cut:
    """A text cut into sentences."""

    def __init__(self, text: str) -> None:
        self.sentences = sentences(text)
        self._starts = [span.start for span in self.sentences]
        self._ends = [span.end for span in self.sentences]

    def touched(self, span: Span) -> int:
        """Count the sentences that a stretch reaches into."""
        return bisect_left(self._starts, span.end) - bisect_right(self._ends, span.start)


def _item(token: Token, carried: Carried, exclusions: Sequence[Exclusion]) -> Item:
    state, missing = carried.state(token)
    within = [left.kind for left in exclusions if _holds(left.span, token.span)] if missing else []
    excused = next((kind for kind in within if token.kind in EXCUSES.get(kind, ())), None)
    if excused:
        return Item(token.kind, token.span, "excluded", within=excused)
    return Item(token.kind, token.span, state, missing, next(iter(within), None))


def _sentences(
    text: str, cut: Sequence[Span], bearing: Sequence[Span], exclusions: Sequence[Exclusion]
) -> Iterator[SentenceCover]:
    said = _mask(text, bearing)
    left = _mask(text, [exclusion.span for exclusion in exclusions])
    for span in cut:
        words = [Span(*match.span()) for match in _WORD.finditer(text, span.start, span.end)]
        states = [_state(word, said, left) for word in words]
        tally = Tally.of(states)
        whole: State = "accounted" if tally.own else "open" if tally.open else "excluded"
        if words:
            yield SentenceCover(span, whole, tally, tuple(_stretches(words, states)))


def _state(word: Span, said: bytearray, left: bytearray) -> State:
    return "accounted" if said[word.start] else "excluded" if left[word.start] else "open"


def _stretches(words: Sequence[Span], states: Sequence[State]) -> Iterator[Stretch]:
    """Join neighbouring open words."""
    for state, group in groupby(zip(words, states, strict=True), key=itemgetter(1)):
        row = [word for word, _ in group]
        if state == "open":
            yield Stretch(Span(row[0].start, row[-1].end), len(row))


def _mask(text: str, spans: Iterable[Span]) -> bytearray:
    mask = bytearray(len(text))
    for span in spans:
        mask[span.start : span.end] = b"\1" * len(mask[span.start : span.end])
    return mask


def _holds(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
