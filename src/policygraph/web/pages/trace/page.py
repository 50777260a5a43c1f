"""The page of a trace."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlencode

from policygraph.audit.scope import KIND_OF
from policygraph.vocab import shorten
from policygraph.web.pages.asked import AskedQuery
from policygraph.web.pages.templates import templates
from policygraph.web.pages.trace.box import make_cards
from policygraph.web.pages.trace.links import ROUTE, address_of, path_of
from policygraph.web.pages.trace.parts import Parts
from policygraph.web.pages.trace.phrases import PHRASES
from policygraph.web.pages.trace.tree import make_steps

if TYPE_CHECKING:
    from policygraph.trace import Trace
    from policygraph.trace.drawing import Words

__all__ = ["FormLink", "TracePlace", "write_trace_page"]


class FormLink(NamedTuple):
    """Another form of a trace: its name, what a link says, and the suffix of its address."""

    name: str
    label: str
    suffix: str


class TracePlace(NamedTuple):
    """Where the page of a trace stands.

    Attributes:
        home: The start page, as seen from the page.
        given: The parameters that were given besides the thing and the format.
        deepest: How many steps a trace may have.
        largest: How many things it may hold.
        shows_passages: Whether passages are shown in full where their text is at hand.
        forms: The other forms that there are.
    """

    home: str
    given: tuple[tuple[str, str], ...]
    deepest: int
    largest: int
    shows_passages: bool
    forms: tuple[FormLink, ...]


def write_trace_page(trace: Trace, words: Words, place: TracePlace) -> str:
    """Write the page of a trace; one of a hundred things takes some hundredths of a second.

    Args:
        trace: The trace.
        words: What the properties, classes and concepts in it are called, and the language of the page.
        place: Where the page stands.
    """
    parts = Parts(trace, words, place.home)
    said, steps = make_steps(parts)
    focus = parts.thing(trace.focus)
    return templates().render(
        "trace",
        home=place.home,
        local=place.home,
        language=words.language,
        phrases=PHRASES[words.language],
        phrase=words.phrase,
        trace=trace,
        release=trace.release,
        focus=focus,
        short=shorten(trace.focus),
        said=said,
        steps=steps,
        cards=make_cards(parts),
        passages=parts.passages(),
        place=place,
        action=place.home + (path_of(trace.focus) or ROUTE),
        by_iri=path_of(trace.focus) is None,
        forms=[(one, place.home + address_of(trace.focus, place.given, one.suffix)) for one in place.forms],
        query=place.home + AskedQuery(f"DESCRIBE <{trace.focus}>").address(),
        findings=_findings(trace, words, place.home),
    )


def _findings(trace: Trace, words: Words, home: str) -> str | None:
    """Give the address of the findings about what is traced; None where it is nothing that can be audited."""
    if trace.nodes[trace.focus].type not in KIND_OF:
        return None
    return f"{home}audit?{urlencode({'for': shorten(trace.focus), 'lang': words.language}, quote_via=quote)}"
