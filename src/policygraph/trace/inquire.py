"""A trace: from a thing to where it comes from, to what comes of it, and to the words that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.errors import NotFoundError, UsageError
from policygraph.things import describe
from policygraph.trace.assemble import assemble
from policygraph.trace.model import Trace
from policygraph.trace.walk import walk

if TYPE_CHECKING:
    from policygraph.model.inquiry import Inquiry
    from policygraph.sources import Texts
    from policygraph.trace.model import Direction

__all__ = ["DEEPEST", "DEPTH", "LARGEST", "LIMIT", "trace"]

DEPTH = 8
"""How many steps a trace takes from its start unless told."""
DEEPEST = 32
"""How many steps it can be told to take."""
LIMIT = 100
"""How many things a trace holds unless told."""
LARGEST = 2000
"""How many things it can be told to hold."""


def trace(
    thing: str,
    *,
    release: str,
    direction: Direction = "both",
    depth: int = DEPTH,
    limit: int = LIMIT,
    texts: Texts | None = None,
) -> Inquiry[Trace]:
    """Follow a thing to where it comes from and to what comes of it.

    Args:
        thing: IRI of the thing to start from.
        release: Id of the release that is asked.
        direction: `up` to documents, tasks and reports; `down` to measures, documents, results; or both.
        depth: How many steps to take at most, from 0 to 32.
        limit: How many things to hold at most, from 1 to 2000.
        texts: The source texts at hand; passages have their words where they are.

    Raises:
        NotFoundError: The graph says nothing about the thing.
        UsageError: The IRI is none, or a limit is out of its range.
    """
    _check("depth", depth, 0, DEEPEST)
    _check("limit", limit, 1, LARGEST)
    focus = (yield from describe([thing])).get(thing)
    if focus is None:
        raise NotFoundError(
            f"the graph says nothing about <{thing}>",
            remedy="check the IRI; `policygraph query` finds things by their labels",
        )
    walked = yield from walk(focus, ("up", "down") if direction == "both" else (direction,), depth=depth, limit=limit)
    assembled = yield from assemble(walked, texts)
    return Trace(
        release=release,
        focus=thing,
        direction=direction,
        depth=depth,
        limit=limit,
        complete=not walked.omitted,
        nodes=assembled.nodes,
        passages=assembled.passages,
        hops=assembled.hops,
        statements=assembled.statements,
    )


def _check(what: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise UsageError(f"the {what} {value} is out of range", remedy=f"give one from {least} to {most}")
