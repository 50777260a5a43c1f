"""What a comparison of a text with its statements gives."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policygraph.model.evidence import Span
    from policygraph.sources.tokens import Kind

__all__ = ["Coverage", "Exclusion", "Item", "SentenceCover", "State", "Stretch", "Tally"]

State = Literal["own", "linked", "accounted", "excluded", "open"]
"""What has become of a piece of text: carried by a node or its neighbour, accounted for, left out on purpose, open."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many pieces of a kind there are, and what has become of them.

    Attributes:
        own: Carried by a node whose passage they lie in; of sentences and words: accounted for.
        linked: Carried by something that such a node is linked to.
        excluded: Left out on purpose.
        open: In no statement.
    """

    own: int
    linked: int
    excluded: int
    open: int

    @classmethod
    def of(cls, states: Iterable[State]) -> Tally:
        """Count states."""
        counts = Counter(states)
        return cls(counts["own"] + counts["accounted"], counts["linked"], counts["excluded"], counts["open"])

    @property
    def total(self) -> int:
        """All pieces of the kind."""
        return self.accounted + self.excluded + self.open

    @property
    def accounted(self) -> int:
        """The pieces that statements account for."""
        return self.own + self.linked

    def percent(self, count: int) -> float:
        """Give a count as per cent of all, rounded down to two decimals so that 100 means all; of none it is 100."""
        return 100.0 if not self.total else count * 10_000 // self.total / 100

    @property
    def settled(self) -> float:
        """Per cent that is accounted for or excluded: what a threshold is held against."""
        return self.percent(self.total - self.open)


@dataclass(frozen=True, slots=True, order=True)
class Exclusion:
    """A stretch that is left out on purpose.

    Attributes:
        span: Where it stands.
        kind: Slug of the kind of exclusion.
        reason: Why, in English.
    """

    span: Span
    kind: str
    reason: str


@dataclass(frozen=True, slots=True)
class Item:
    """A number, date, document number, title or name of the text.

    Attributes:
        kind: What it is.
        span: Where it stands.
        state: `own`, `linked`, `excluded` or `open`.
        open: The parts that are not carried; empty unless open.
        within: Slug of the kind of an exclusion that it lies in; one that is open all the same may not be left out so.
    """

    kind: Kind
    span: Span
    state: State
    open: tuple[Span, ...] = ()
    within: str | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A row of neighbouring words in no passage and no exclusion, and how many they are."""

    span: Span
    words: int


@dataclass(frozen=True, slots=True)
class SentenceCover:
    """A sentence of the text.

    Attributes:
        span: Where it stands.
        state: `accounted`, `excluded` or `open`.
        words: What has become of its words.
        open: The rows of its words that are open.
    """

    span: Span
    state: State
    words: Tally
    open: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """A text compared with its statements.

    Attributes:
        source: Id of the source.
        nodes: Number of nodes whose passages account for sentences.
        passages: Number of passages of the source that some node is stated in.
        wide: The passages that reach over too many sentences to account for one.
        exclusions: What is left out on purpose.
        sentences: The sentences, in order.
        items: The numbers, dates, document numbers, titles and names, in order.
    """

    source: str
    nodes: int
    passages: int
    wide: tuple[Span, ...]
    exclusions: tuple[Exclusion, ...]
    sentences: tuple[SentenceCover, ...]
    items: tuple[Item, ...]

    def of_sentences(self) -> Tally:
        """Count the sentences."""
        return Tally.of(sentence.state for sentence in self.sentences)

    def of_words(self) -> Tally:
        """Count the words of all sentences."""
        every = [sentence.words for sentence in self.sentences]
        return Tally(sum(t.own for t in every), 0, sum(t.excluded for t in every), sum(t.open for t in every))

    def of_kind(self, kind: Kind) -> Tally:
        """Count the items of a kind."""
        return Tally.of(item.state for item in self.items if item.kind == kind)
