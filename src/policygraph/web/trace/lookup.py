"""The inquiry behind a request for a trace."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policygraph.errors import NotFoundError
from policygraph.resolver import resolve_certain
from policygraph.things import describe
from policygraph.trace import trace
from policygraph.trace.drawing import Words, read_words
from policygraph.web.pages.trace.links import address_of

if TYPE_CHECKING:
    from policygraph.model.inquiry import Inquiry
    from policygraph.sources import Texts
    from policygraph.trace import Trace
    from policygraph.web.trace.request import TraceRequest

__all__ = ["Traced", "look_up"]

LONGEST = 300
"""Characters of the longest IRI for which others like it are looked for."""
MOST_NEAR = 5
LOOK_UP = "check the address, or look the thing up by its name with /resolve?q="


class Traced(NamedTuple):
    """A trace, and what the properties, classes and concepts in it are called where that was wanted."""

    trace: Trace
    words: Words


def look_up(asked: TraceRequest, release: str, texts: Texts | None, *, named: bool) -> Inquiry[Traced]:
    """Follow the thing that is asked for.

    Args:
        asked: The request.
        release: Id of the release.
        texts: The texts of which passages are shown.
        named: Whether it is wanted what properties, classes and concepts are called.

    Raises:
        NotFoundError: The graph says nothing about the thing; the error names others like it.
    """
    thing = asked.things[0]
    if len(asked.things) > 1:
        known = yield from describe(asked.things)
        thing = next((one for one in asked.things if one in known), thing)
    try:
        found = yield from trace(
            thing, release=release, direction=asked.direction, depth=asked.depth, limit=asked.limit, texts=texts
        )
    except NotFoundError as error:
        raise NotFoundError(error.message, remedy=(yield from _suggest(thing))) from None
    words = (yield from read_words(found, asked.language)) if named else Words(asked.language)
    return Traced(found, words)


def _suggest(thing: str) -> Inquiry[str]:
    """Say what may be meant instead."""
    if len(thing) > LONGEST:
        return LOOK_UP
    answer = yield from resolve_certain(thing, ())
    near = answer.near if answer else ()
    hints = [f"/{address_of(match.iri)}" for match in near[:MOST_NEAR]]
    return f"did you mean {' or '.join(hints)}?" if hints else LOOK_UP
