"""What a request for a trace asks, read strictly: a parameter that is not known or out of bounds is said so."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, get_args

from policygraph.store import is_absolute_iri
from policygraph.trace import Direction
from policygraph.trace.drawing import Language
from policygraph.trace.inquire import DEPTH, LIMIT
from policygraph.vocab import expand
from policygraph.web.exchange.choices import check_names, choose, whole
from policygraph.web.exchange.parameters import read_fields, read_single
from policygraph.web.pages.trace.links import ROUTE
from policygraph.web.problems.kinds import BAD_REQUEST, NOT_FOUND
from policygraph.web.problems.problem import Problem
from policygraph.web.trace.address import EXAMPLE

if TYPE_CHECKING:
    from policygraph.settings import Settings
    from policygraph.web.trace.address import Named

__all__ = ["TraceRequest", "read_trace_request"]

PARAMETERS = ("direction", "depth", "limit", "lang", "format")
BY_IRI = "iri"


class TraceRequest(NamedTuple):
    """What is asked.

    Attributes:
        things: The IRIs that the address can stand for; the first of which the graph says something is meant.
        direction: Which way to follow it.
        depth: How many steps at most.
        limit: How many things at most.
        language: The language of a page and of a drawing.
        form: The form by its name, its suffix or its media type, as the address gives it; None where it does not.
        given: The parameters besides the thing, as they were given.
    """

    things: tuple[str, ...]
    direction: Direction
    depth: int
    limit: int
    language: Language
    form: str | None
    given: tuple[tuple[str, str], ...]

    @property
    def walk(self) -> tuple[tuple[str, str], ...]:
        """The parameters that were given, but for the form."""
        return tuple((name, value) for name, value in self.given if name != "format")


def read_trace_request(named: Named | None, query_string: bytes, settings: Settings) -> TraceRequest:
    """Read the parameters of a request.

    Args:
        named: The thing that the path names; None where the parameter `iri` does.
        query_string: What follows the question mark, as sent.
        settings: The bounds of a trace.

    Raises:
        Problem: 400 where a parameter is not known, given twice or wrong; 404 where no thing can have the name.
    """
    fields = read_fields(query_string)
    check_names(fields, PARAMETERS if named else (BY_IRI, *PARAMETERS))
    given = {name: value for name in fields if (value := read_single(fields, name)) is not None}
    things = named.spellings if named else (_thing(given.pop(BY_IRI, None)),)
    for thing in things:
        if not is_absolute_iri(thing):
            raise Problem(
                NOT_FOUND, f"there can be no {thing!r}: it is no IRI", "look the thing up by its name with /resolve?q="
            )
    form = given.get("format")
    if named and named.suffix:
        if form is not None:
            raise _bad(f"the format is given twice: as {named.suffix} and as {form!r}", "give it once")
        form = named.suffix
    return TraceRequest(
        things,
        choose(given, "direction", get_args(Direction), "both"),
        whole(given, "depth", 0, settings.trace_depth, min(DEPTH, settings.trace_depth)),
        whole(given, "limit", 1, settings.trace_limit, min(LIMIT, settings.trace_limit)),
        choose(given, "lang", get_args(Language), "en"),
        form,
        tuple(given.items()),
    )


def _thing(given: str | None) -> str:
    if given is None:
        raise _bad(
            f"/{ROUTE} names no thing",
            f"add `?{BY_IRI}=` and an IRI, or ask for /{ROUTE}/<kind>/<slug> such as {EXAMPLE}",
        )
    thing = expand(given.strip())
    if not is_absolute_iri(thing):
        raise _bad(f"`{BY_IRI}` is {given!r}, which is no absolute IRI", "name the thing by its whole IRI")
    return thing


def _bad(detail: str, remedy: str) -> Problem:
    return Problem(BAD_REQUEST, detail, remedy)
