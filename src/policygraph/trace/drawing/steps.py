"""The hops of a trace, one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from policygraph.trace.model import Hop, Trace

__all__ = ["Step", "steps"]


@dataclass(frozen=True, slots=True)
class Step:
    """A hop and where it is taken from.

    Attributes:
        start: IRI of the thing that it leads from.
        hop: The hop.
        depth: How many hops lead to its end, this one among them: 1 for those of the focus.
        last: For each of those hops, whether it is the last of its thing's.
    """

    start: str
    hop: Hop
    depth: int
    last: tuple[bool, ...]


def steps(trace: Trace) -> Iterator[Step]:
    """Give every hop of a trace, each before those that follow from it; no depth is too deep."""
    waiting = _from(trace.focus, trace.hops, ())
    while waiting:
        step = waiting.pop()
        yield step
        if step.hop.node is not None:
            waiting += _from(step.hop.node, step.hop.hops, step.last)


def _from(start: str, hops: tuple[Hop, ...], last: tuple[bool, ...]) -> list[Step]:
    return [
        Step(start, hop, len(last) + 1, (*last, place == len(hops) - 1)) for place, hop in reversed([*enumerate(hops)])
    ]
