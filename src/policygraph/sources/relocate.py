"""Finding passages again in another copy of their text.

A passage is kept as offsets, a digest and an anchor phrase, so that words of the same digest are proven to be the same
words. Which of several equal places is meant follows from what stands around it: places that both texts share where the
old text is at hand, the passages already found where it is not.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import takewhile
from operator import eq
from typing import TYPE_CHECKING

from policygraph.model.evidence import Passage, Span, digest
from policygraph.sources.landmarks import Landmarks, shared_places
from policygraph.sources.locate import anchor_fault, occurrences
from policygraph.sources.rewording import Closest, reworded
from policygraph.sources.spelling import SPELLINGS, Spelled, folded, respell

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    _Choice = Callable[["Passage", tuple["Span", ...]], "Span | None"]

__all__ = ["LONG", "Outcome", "Relocation", "relocate"]

LONG = 24
"""So many characters that stand once in both texts are the same place; shorter ones need what stands around them."""

_LONGER = 64
"""As many it takes where the old text is not at hand to tell that they stood in it once."""

_CONTEXT = 32
"""So many equal characters around a place, white space and typography apart, tell it from others."""
_WIDEST = 400


class Outcome(StrEnum):
    """What became of a passage."""

    EXACT = "exact"
    """The same words: the digest proves it."""
    RESPELLED = "respelled"
    """The same words in other white space or typography."""
    REWORDED = "reworded"
    """Other words in part, in the same place."""
    AMBIGUOUS = "ambiguous"
    """Several places come into question, or one that nothing confirms."""
    UNFOUND = "not-found"
    """No place comes into question."""


@dataclass(frozen=True, slots=True)
class Relocation:
    """Where a passage stands in the new text.

    Attributes:
        old: The passage as the data has it.
        outcome: What became of it.
        new: Its new place, digest and anchor phrase; None where it is ambiguous or not found.
        candidates: The places that come into question where it is ambiguous.
        likeness: Of a reworded passage, the share of characters that agree, from 0 to 1.
    """

    old: Passage
    outcome: Outcome
    new: Passage | None = None
    candidates: tuple[Span, ...] = ()
    likeness: float | None = None


def relocate(passages: Sequence[Passage], new: str, old: str | None = None) -> tuple[Relocation, ...]:
    """Find passages again.

    Args:
        passages: The passages of one source.
        new: The text to find them in.
        old: The text that they were taken from, if it is at hand.

    Returns:
        One entry a passage, in their order.
    """
    return _Search(new, old).run(passages)


class _Search:
    def __init__(self, new: str, old: str | None) -> None:
        self._new, self._old = new, old
        self._landmarks = shared_places(self._folded_old, self._folded) if old is not None else Landmarks()
        self._former: dict[Passage, tuple[Span, ...]] = {}
        self._cited: dict[str, tuple[Span, ...]] = {}

    @cached_property
    def _folded(self) -> Spelled:
        return folded(self._new)

    @cached_property
    def _folded_old(self) -> Spelled:
        return folded(self._old or "")

    def run(self, passages: Sequence[Passage]) -> tuple[Relocation, ...]:
        for passage in passages:
            self._cited[passage.digest] = _joined(self._cited.get(passage.digest, ()), [passage.span])
        places = {passage: self._exact(passage) for passage in passages}
        if self._old is not None:
            places = {passage: _joined(found, self._respelled(passage)) for passage, found in places.items()}
        decided = self._decide(places)
        waiting = [passage for passage in passages if passage not in decided]
        if self._old is None:
            for passage, found in self._spelled(waiting).items():
                places[passage] = _joined(places[passage], found)
            decided |= self._decide({passage: places[passage] for passage in waiting})
        return tuple(decided.get(passage) or self._doubtful(passage, places[passage]) for passage in passages)

    def _words(self, passage: Passage) -> str | None:
        """Give the words of a passage where the old text is at hand and has them."""
        words = passage.span.of(self._old or "")
        return words if digest(words) == passage.digest else None

    def _exact(self, passage: Passage) -> tuple[Span, ...]:
        """Find every place with the passage's digest."""
        words = self._words(passage)
        return tuple(_all(self._new, words) if words else _windows(self._new, passage))

    def _respelled(self, passage: Passage) -> tuple[Span, ...]:
        """Find every place whose words differ from those of the old text in white space and typography alone."""
        words = folded(self._words(passage) or "").text.strip()
        return tuple(self._folded.back(place) for place in _all(self._folded.text, words)) if words else ()

    def _spelled(self, passages: Iterable[Passage]) -> dict[Passage, tuple[Span, ...]]:
        """Find places whose words have the digest once they are written in another spelling."""
        waiting = list(passages)
        found: dict[Passage, tuple[Span, ...]] = {}
        for spelling in SPELLINGS if waiting else ():
            spelled = respell(self._new, spelling)
            here = {passage: tuple(map(spelled.back, _windows(spelled.text, passage))) for passage in waiting}
            found |= {passage: places for passage, places in here.items() if places}
            waiting = [passage for passage in waiting if passage not in found]
        return found

    def _decide(self, places: dict[Passage, tuple[Span, ...]]) -> dict[Passage, Relocation]:
        """Choose among the places of each passage; each choice is a landmark for those that are still open."""
        self._learn({passage: found[0] for passage, found in places.items() if self._is_certain(passage, found)})
        decided: dict[Passage, Relocation] = {}
        while True:
            waiting = {passage: found for passage, found in places.items() if passage not in decided and found}
            settled = self._settle(waiting, self._choose) or self._settle(waiting, self._by_context)
            if not settled:
                return decided
            decided |= settled
            self._learn({p: r.new.span for p, r in settled.items() if r.new})

    def _settle(self, places: dict[Passage, tuple[Span, ...]], choose: _Choice) -> dict[Passage, Relocation]:
        """Give the passages for which there is a choice, in their new places."""
        chosen = {passage: choose(passage, found) for passage, found in places.items()}
        settled = {passage: self._settled(passage, place) for passage, place in chosen.items() if place}
        return {passage: relocation for passage, relocation in settled.items() if relocation}

    def _learn(self, places: dict[Passage, Span]) -> None:
        pairs = [
            pair
            for passage, place in places.items()
            for pair in ((passage.span.start, place.start), (passage.span.end, place.end))
        ]
        self._landmarks = self._landmarks.plus(pairs)

    def _choose(self, passage: Passage, places: tuple[Span, ...]) -> Span | None:
        chosen = self._landmarks.choose(passage.span, places, self._formerly(passage))
        return places[0] if chosen is None and self._is_certain(passage, places) else chosen

    def _is_certain(self, passage: Passage, places: Sequence[Span]) -> bool:
        """Tell whether a passage can have but one place, whatever stands around it."""
        least = _LONGER if self._words(passage) is None else LONG
        return len(places) == len(self._formerly(passage)) == 1 and passage.span.length >= least

    def _formerly(self, passage: Passage) -> tuple[Span, ...]:
        """Give the places that had the words before, as far as they are known."""
        if passage not in self._former:
            words = folded(self._words(passage) or "").text.strip()
            hits = _all(self._folded_old.text, words) if words else iter(())
            self._former[passage] = tuple(map(self._folded_old.back, hits)) or self._cited[passage.digest]
        return self._former[passage]

    def _by_context(self, passage: Passage, places: Sequence[Span]) -> Span | None:
        """Choose the place around which most characters agree with those around the old one.

        A passage that was changed in its place is nowhere else. Many characters that are left in one place are enough:
        of two equal paragraphs one is gone.
        """
        if self._is_changed_in_place(passage):
            return None
        if len(places) == 1 and passage.span.length >= _LONGER:
            return places[0]
        if self._words(passage) is None:
            return None
        old = _sides(self._folded_old, passage.span)
        ranked = sorted(((_agreeing(old, _sides(self._folded, place)), place) for place in places), reverse=True)
        best, place = ranked[0]
        return place if best >= _CONTEXT and (len(ranked) == 1 or ranked[1][0] < best) else None

    def _is_changed_in_place(self, passage: Passage) -> bool:
        """Tell whether what stands between a passage's neighbours is about as long as before, or much like it."""
        if self._landmarks.missing(passage.span) < passage.span.length / 2:
            return True
        return self._closest(passage, self._between(passage)) is not None

    def _settled(self, passage: Passage, place: Span) -> Relocation | None:
        """Make the new passage; None where its anchor phrase is not in it, in whatever spelling."""
        words = place.of(self._new)
        anchor = _anchor_in(words, passage.anchor)
        if anchor is None:
            return None
        new = replace(passage, span=place, digest=digest(words), anchor=anchor)
        return Relocation(passage, Outcome.EXACT if new.digest == passage.digest else Outcome.RESPELLED, new)

    def _doubtful(self, passage: Passage, places: tuple[Span, ...]) -> Relocation:
        anchor = folded(passage.anchor).text.strip()
        hits = tuple(map(self._folded.back, _all(self._folded.text, anchor))) if anchor else ()
        regions = self._between(passage) or (() if places else self._around(passage, hits))
        closest = self._closest(passage, regions) if hits else None
        found = self._settled(passage, closest.place) if closest else None
        if closest and found:
            return replace(found, outcome=Outcome.REWORDED, likeness=closest.likeness)
        candidates = places or hits
        return Relocation(passage, Outcome.AMBIGUOUS if candidates else Outcome.UNFOUND, candidates=candidates)

    def _closest(self, passage: Passage, regions: Sequence[Span]) -> Closest | None:
        words = self._words(passage)
        return reworded(words, self._new, regions) if words else None

    def _between(self, passage: Passage) -> tuple[Span, ...]:
        """Give the part of the new text between a passage's neighbours, unless it is far longer than before."""
        before, after = self._landmarks.around(passage.span)
        if not before or not after:
            return ()
        longest = after[0] - before[0] + _reach(passage)
        return (Span(before[1], after[1]),) if 0 < after[1] - before[1] <= longest else ()

    def _around(self, passage: Passage, hits: Sequence[Span]) -> tuple[Span, ...]:
        """Give the parts of the new text around the places of an anchor phrase."""
        reach, end = _reach(passage), len(self._new)
        return tuple(Span(max(0, hit.end - reach), min(end, hit.start + reach)) for hit in hits)


def _reach(passage: Passage) -> int:
    return 2 * passage.span.length + _CONTEXT


def _all(text: str, words: str) -> Iterator[Span]:
    place = text.find(words)
    while place >= 0:
        yield Span(place, place + len(words))
        place = text.find(words, place + 1)


def _windows(text: str, passage: Passage) -> Iterator[Span]:
    """Give each stretch that has the passage's length and digest; its anchor phrase stands in every one."""
    length = passage.span.length
    starts = {
        start
        for hit in occurrences(text, passage.anchor)
        for start in range(max(0, hit.end - length), min(hit.start, len(text) - length) + 1)
    }
    return (Span(s, s + length) for s in sorted(starts) if digest(text[s : s + length]) == passage.digest)


def _joined(first: Iterable[Span], second: Iterable[Span]) -> tuple[Span, ...]:
    return tuple(sorted({*first, *second}))


def _sides(spelled: Spelled, span: Span) -> tuple[str, str]:
    """Give the characters before a stretch, backwards, and those after it."""
    start, end = bisect_left(spelled.starts, span.start), bisect_left(spelled.starts, span.end)
    return spelled.text[max(0, start - _WIDEST) : start][::-1], spelled.text[end : end + _WIDEST]


def _agreeing(one: tuple[str, str], other: tuple[str, str]) -> int:
    """Count the characters that agree on both sides, from the passage outwards."""
    return sum(sum(takewhile(bool, map(eq, *pair))) for pair in zip(one, other, strict=True))


def _anchor_in(words: str, anchor: str) -> str | None:
    """Give an anchor phrase as it is spelled in some words; None where it is not there, or too long so."""
    if " ".join(anchor.split()) in " ".join(words.split()):
        return anchor
    spelled = folded(words)
    place = next(_all(spelled.text, folded(anchor).text), None)
    found = " ".join(spelled.back(place).of(words).split()) if place else ""
    return found if anchor_fault(found) is None else None
