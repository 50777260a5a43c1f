"""Walking from a thing along the routes of a trace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from policygraph.trace.model import Hop, Trace
from policygraph.trace.read import Reader
from policygraph.trace.routes import DETAIL, DOWN, UP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygraph.sources import Texts
    from policygraph.store import EmbeddedStore
    from policygraph.trace.routes import Route

__all__ = ["DEPTH", "Direction", "trace"]

Direction = Literal["up", "down"]
DEPTH = 8
"""How many steps a trace takes from its start unless told."""


def trace(
    store: EmbeddedStore,
    thing: str,
    *,
    release: str,
    direction: Direction = "up",
    depth: int = DEPTH,
    texts: Texts | None = None,
) -> Trace:
    """Follow a thing to where it comes from, or to what comes of it.

    Args:
        store: The store of a release.
        thing: IRI of the thing to start from.
        release: Id of the release.
        direction: `up` to documents, tasks and reports; `down` to measures, documents, results.
        depth: How many steps to take at most.
        texts: The source texts at hand; passages are shown in full where they are.

    Raises:
        NotFoundError: The graph says nothing about the thing.
    """
    walker = _Walker(Reader(store, texts), direction)
    return Trace(release, walker.reader.node(thing), walker.hops(thing, depth, detail=False))


class _Walker:
    def __init__(self, reader: Reader, direction: Direction) -> None:
        self.reader = reader
        self._ways: tuple[tuple[Sequence[Route], bool], ...] = (
            ((DETAIL, True), (UP, False)) if direction == "up" else ((DOWN, False),)
        )
        self._expanded: set[str] = set()

    def hops(self, thing: str, depth: int, *, detail: bool) -> tuple[Hop, ...]:
        """Give the steps from a thing; a detail leads to further details only."""
        if depth <= 0:
            return ()
        self._expanded.add(thing)
        ways = ((DETAIL, True),) if detail else self._ways
        steps = [(step, deeper) for routes, deeper in ways for step in self.reader.steps(thing, routes)]
        return tuple(self._hop(step, depth, detail=deeper) for step, deeper in _first_of_each(steps, self._expanded))

    def _hop(self, step: _Step, depth: int, *, detail: bool) -> Hop:
        (name, inverse), graph, other = step
        seen = other in self._expanded
        hops = () if seen else self.hops(other, depth - 1, detail=detail)
        return Hop(name, inverse, graph, self.reader.node(other), hops, seen)


_Step = tuple["Route", str, str]


def _first_of_each(steps: Sequence[tuple[_Step, bool]], behind: set[str]) -> list[tuple[_Step, bool]]:
    """Keep one step a target, and none back to where the walk has come from."""
    kept: dict[str, tuple[_Step, bool]] = {}
    for step, deeper in steps:
        if step[2] not in behind or deeper:
            kept.setdefault(step[2], (step, deeper))
    return list(kept.values())
