"""A trace as an outline: every step on a row of its own, every passage quoted once and then referred to by a number."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policygraph.things import Evidence
    from policygraph.trace.model import Basis, Hop, Node, Omission, Reason, Trace

__all__ = ["QUOTED_AT_ONCE", "Outline", "Quote", "Row", "outline"]

QUOTED_AT_ONCE = 5
"""Passages that a row quotes at most; of a unit named in every paragraph the others are counted."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage and the number by which the outline refers to it, from 1 in the order of the rows."""

    number: int
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Row:
    """A row of an outline: the focus, a step to a thing, a step to the answer that there is none, or an omission.

    Attributes:
        depth: How many steps it lies from the focus.
        last: For each of these steps, whether it is the last of its thing's.
        hop: The step; None for the focus and for an omission.
        node: The thing; None where none is stated and for an omission.
        omission: What is left out here; else None.
        shown: Whether the thing stands further up already, so that nothing but its name is to be repeated.
        reasons: Why the step or the thing is believed, where no row further up has said so.
        says: Numbers of the passages that say so of the step.
        quotes: Passages that are met for the first time here.
        again: Numbers of the thing's passages that are quoted further up and do not say so of the step.
        more: How many passages more there are.
    """

    depth: int
    last: tuple[bool, ...] = ()
    hop: Hop | None = None
    node: Node | None = None
    omission: Omission | None = None
    shown: bool = False
    reasons: tuple[Reason, ...] = ()
    says: tuple[int, ...] = ()
    quotes: tuple[Quote, ...] = ()
    again: tuple[int, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Outline:
    """The rows, the focus first, and every passage that they quote."""

    rows: tuple[Row, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a row will stand, and what it is for."""

    last: tuple[bool, ...]
    hop: Hop | None = None
    omission: Omission | None = None


def outline(trace: Trace) -> Outline:
    """Bring a trace into rows; no depth is too deep."""
    rows = _Rows(trace)
    waiting = [_Place(())]
    while waiting:
        place = waiting.pop()
        rows.add(place)
        waiting += reversed([*_below(trace, place)])
    return Outline(tuple(rows.rows), tuple(rows.quotes.values()))


def _below(trace: Trace, place: _Place) -> Iterator[_Place]:
    hop = place.hop
    if place.omission or (hop and (hop.node is None or hop.seen)):
        return
    node = trace.nodes[hop.node if hop and hop.node else trace.focus]
    hops: Sequence[Hop] = hop.hops if hop else trace.hops
    things = [*((further, None) for further in hops), *((None, omission) for omission in node.omitted)]
    for number, (further, omission) in enumerate(things, 1):
        yield _Place((*place.last, number == len(things)), further, omission)


class _Rows:
    """The rows so far, and what they have told already."""

    def __init__(self, trace: Trace) -> None:
        self.rows: list[Row] = []
        self.quotes: dict[str, Quote] = {}
        self._trace = trace
        self._told: set[str] = set()
        self._reasoned: set[str] = set()

    def add(self, place: _Place) -> None:
        """Add a row."""
        hop, depth = place.hop, len(place.last)
        if place.omission:
            self.rows.append(Row(depth, place.last, omission=place.omission))
            return
        iri = hop.node if hop else self._trace.focus
        node = self._trace.nodes[iri] if iri else None
        shown = iri in self._told
        own = node.evidence if node and not shown else ()
        said = hop.evidence if hop else ()
        old = self._numbers(iri for iri in own if iri not in said)
        fresh, left = self._quoted((*said, *own))
        more = left + len(old[QUOTED_AT_ONCE:])
        reasons = self._reasons(hop.basis if hop else None, None if shown or not node else node.basis)
        row = Row(depth, place.last, hop, node, None, shown, reasons, self._numbers(said), fresh)
        self.rows.append(replace(row, again=old[:QUOTED_AT_ONCE], more=more))
        if iri:
            self._told.add(iri)

    def _quoted(self, passages: Iterable[str]) -> tuple[tuple[Quote, ...], int]:
        """Quote the passages that are new, as many as a row may; tell how many are left."""
        unknown = [iri for iri in dict.fromkeys(passages) if iri in self._trace.passages and iri not in self.quotes]
        fresh = {
            iri: Quote(number, self._trace.passages[iri])
            for number, iri in enumerate(unknown[:QUOTED_AT_ONCE], len(self.quotes) + 1)
        }
        self.quotes |= fresh
        return tuple(fresh.values()), len(unknown) - len(fresh)

    def _reasons(self, *known: Basis | None) -> tuple[Reason, ...]:
        """Give the reasons that no row has told yet."""
        reasons = {reason.inference: reason for basis in known if basis for reason in basis.reasons}
        fresh = tuple(reason for iri, reason in reasons.items() if iri not in self._reasoned)
        self._reasoned |= reasons.keys()
        return fresh

    def _numbers(self, passages: Iterable[str]) -> tuple[int, ...]:
        return tuple(self.quotes[iri].number for iri in passages if iri in self.quotes)
