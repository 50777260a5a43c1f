"""The steps of a trace: breadth first, level by level, with a few questions for each level."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from policygraph.things import Name, Thing, describe
from policygraph.trace.model import Omission
from policygraph.trace.neighbours import forward, not_stated, read_backward, without_short_ways

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from policygraph.model.inquiry import Inquiry
    from policygraph.trace.neighbours import Mode, Neighbour

__all__ = ["Step", "Visit", "Walked", "walk"]

# Of the limit, for what lies below the focus and for what leads no further: issuers and basis must keep their place.
_SHARES = (0.75, 0.3)
_LEAF: frozenset[Mode] = frozenset(("leaf",))


@dataclass(slots=True)
class Visit:
    """A thing that is gone on from, with the steps from it.

    Attributes:
        thing: Its IRI.
        modes: How it is gone on from.
        below: Whether a step down has led here.
        steps: The steps from it, in order.
    """

    thing: str
    modes: frozenset[Mode]
    below: bool = False
    steps: list[Step] = field(default_factory=list)


@dataclass(slots=True)
class Step:
    """A step to a neighbour.

    Attributes:
        neighbour: The neighbour and how it is reached.
        visit: What goes on from there; None where nothing does, or where it stands elsewhere.
        seen: Whether the neighbour has been met before and nothing goes on from here.
    """

    neighbour: Neighbour
    visit: Visit | None = None
    seen: bool = False


@dataclass(slots=True)
class Walked:
    """What a walk has found.

    Attributes:
        start: The visit of the thing that it starts from.
        things: Every thing met, in that order.
        omitted: What is left out at a thing because of a limit.
    """

    start: Visit
    things: dict[str, Thing]
    omitted: dict[str, list[Omission]]


def walk(focus: Thing, modes: Iterable[Mode], *, depth: int, limit: int) -> Inquiry[Walked]:
    """Follow the routes from a thing.

    Args:
        focus: The thing.
        modes: How to go on from it.
        depth: How many levels of steps at most.
        limit: How many things at most.
    """
    walker = _Walker(focus, frozenset(modes), limit)
    for level in range(depth + 1):
        yield from walker.take(level, depth)
    return walker.walked


class _Walker:
    def __init__(self, focus: Thing, modes: frozenset[Mode], limit: int) -> None:
        start = Visit(focus.iri, modes)
        self.walked = Walked(start, {focus.iri: focus}, {})
        self._limit = limit
        self._frontier = [start]
        self._modes: dict[str, frozenset[Mode]] = {focus.iri: modes}
        self._told: set[tuple[str, str, str]] = set()
        self._taken = [0, 0]

    def take(self, level: int, depth: int) -> Inquiry[None]:
        """Take the steps from every thing of the frontier; beyond the depth, only count what they would lead to."""
        last = level == depth
        visits, self._frontier = [visit for visit in self._frontier if visit.modes != _LEAF], []
        things = self.walked.things
        incoming = yield from read_backward([(things[v.thing], v.modes, not level) for v in visits])
        for thing, crowds in incoming.crowds.items():
            self.walked.omitted.setdefault(thing, []).extend(crowds)
        groups = [group for visit in visits for group in self._groups(visit, incoming.neighbours, level, depth)]
        admitted = self._admit(groups, room=0 if last else self._limit - len(things))
        new = list(dict.fromkeys(n.other for _, group in groups for n in group if n.other and n.other in admitted))
        described = yield from describe(new)
        things |= {iri: described.get(iri) or Thing(iri, "Resource", Name(), ()) for iri in new}
        for visit, group in groups:
            self._step(visit, group, last=last)

    def _groups(
        self, visit: Visit, incoming: Mapping[str, Sequence[Neighbour]], level: int, depth: int
    ) -> list[tuple[Visit, list[Neighbour]]]:
        """Give the neighbours of a thing that are not told yet, property by property."""
        thing = self.walked.things[visit.thing]
        found = [*forward(thing, visit.modes, start=not level), *incoming.get(thing.iri, ())]
        found = [*without_short_ways(found, depth - level), *not_stated(thing)]
        fresh = [n for n in sorted(found, key=_order) if self._tell(n)]
        return [(visit, list(group)) for _, group in groupby(fresh, key=lambda n: (n.prop, n.inverse))]

    def _tell(self, neighbour: Neighbour) -> bool:
        statement = neighbour.statement
        known = statement in self._told
        self._told.add(statement)
        return not known

    def _admit(self, groups: Sequence[tuple[Visit, Sequence[Neighbour]]], room: int) -> set[str]:
        """Choose the new things that there is room for: the first of every property before the second of any."""
        ranked = [
            (rank, (visit.below or n.way == "down", n.modes == _LEAF), n.other)
            for visit, group in groups
            for rank, n in enumerate(n for n in group if n.other not in self._modes)
        ]
        admitted: set[str] = set()
        for rank, kinds, other in sorted(ranked, key=lambda choice: choice[0]):
            full = len(admitted) >= room or rank >= max(1, self._limit // 2)
            if other is None or other in admitted or full or not self._has_room(kinds):
                continue
            self._taken = [taken + of_kind for taken, of_kind in zip(self._taken, kinds, strict=True)]
            admitted.add(other)
        return admitted

    def _has_room(self, kinds: Sequence[bool]) -> bool:
        """Tell whether what lies below the focus, and what leads no further, leave enough room for the rest."""
        return all(
            not of_kind or taken < self._limit * share
            for of_kind, taken, share in zip(kinds, self._taken, _SHARES, strict=True)
        )

    def _step(self, visit: Visit, group: Sequence[Neighbour], *, last: bool) -> None:
        left = 0
        for neighbour in group:
            if last or (neighbour.other is not None and neighbour.other not in self.walked.things):
                left += 1
            else:
                visit.steps.append(self._to(visit, neighbour))
        if left:
            self.walked.omitted.setdefault(visit.thing, []).append(Omission(group[0].prop, group[0].inverse, left))

    def _to(self, visit: Visit, neighbour: Neighbour) -> Step:
        step = Step(neighbour)
        if neighbour.other is None:
            return step
        known = self._modes.get(neighbour.other)
        new = neighbour.modes if known is None else neighbour.modes - _covered(known)
        if known is None or new:
            self._modes[neighbour.other] = new | (known or frozenset())
            step.visit = Visit(neighbour.other, new, visit.below or neighbour.way == "down")
            self._frontier.append(step.visit)
        else:
            step.seen = True
        return step


def _covered(modes: frozenset[Mode]) -> frozenset[Mode]:
    """Give the modes that need no going on from a thing that has been gone on from in some."""
    return frozenset((*modes, "leaf", "detail")) if modes & {"up", "down"} else frozenset((*modes, "leaf"))


_RANK = {"detail": 0, "up": 2, "down": 3}


def _order(neighbour: Neighbour) -> tuple[int, int, bool, str]:
    rank = _RANK[neighbour.way] if neighbour.other else 1
    return rank, neighbour.place, neighbour.inverse, neighbour.other or neighbour.prop
