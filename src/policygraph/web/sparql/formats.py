"""The formats a result is offered in, and the choice between them."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING

from policygraph.store.formats import GRAPH_FORMATS, SOLUTION_FORMATS
from policygraph.store.worker.encodings import ENCODINGS
from policygraph.web.fields.negotiation import negotiate, negotiate_encoding
from policygraph.web.problems.kinds import BAD_REQUEST, NOT_ACCEPTABLE
from policygraph.web.problems.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["HTML", "Formats", "choose_description", "content_type", "not_acceptable"]

HTML = "text/html"
"""The media type of pages. They are for browsers, so a client that takes anything gets another format."""

# What clients commonly ask for besides the registered types.
_SOLUTION_OFFERS = {sent: sent for sent in SOLUTION_FORMATS.values()} | {
    "application/json": SOLUTION_FORMATS["json"],
    "application/xml": SOLUTION_FORMATS["xml"],
    "text/xml": SOLUTION_FORMATS["xml"],
    HTML: HTML,
    "application/xhtml+xml": HTML,
}
_GRAPH_OFFERS = {sent: sent for sent in GRAPH_FORMATS.values()} | {
    "application/json": GRAPH_FORMATS["jsonld"],
    "application/xml": GRAPH_FORMATS["rdfxml"],
    "text/plain": GRAPH_FORMATS["ntriples"],
    HTML: HTML,
    "application/xhtml+xml": HTML,
}
# Other short names that clients send as `output`.
_SOLUTION_OUTPUTS = SOLUTION_FORMATS | _SOLUTION_OFFERS | {"html": HTML}
_GRAPH_OUTPUTS = (
    GRAPH_FORMATS
    | _GRAPH_OFFERS
    | {
        "html": HTML,
        "json": GRAPH_FORMATS["jsonld"],
        "json-ld": GRAPH_FORMATS["jsonld"],
        "n3": GRAPH_FORMATS["turtle"],
        "nq": GRAPH_FORMATS["nquads"],
        "nt": GRAPH_FORMATS["ntriples"],
        "rdf": GRAPH_FORMATS["rdfxml"],
        "rdf+xml": GRAPH_FORMATS["rdfxml"],
        "ttl": GRAPH_FORMATS["turtle"],
        "xml": GRAPH_FORMATS["rdfxml"],
    }
)
_GRAPH = True
_GRAPH_FORMS = frozenset({"CONSTRUCT", "DESCRIBE"})
_REMEMBERED = 256
_LONGEST_REMEMBERED = 512


class Formats:
    """Chooses formats and content codings, and remembers what was chosen for headers that come again and again."""

    def __init__(self) -> None:
        self._chosen: dict[tuple[bool, str | None], str] = {}
        self._encodings: dict[str, str] = {}

    def choose(self, form: str | None, output: str | None, accept: str | None) -> str:
        """Choose the media type of a result.

        Args:
            form: The form of the query.
            output: Short name or media type of a format, which wins over `accept`.
            accept: The `Accept` header.

        Raises:
            Problem: 400 where there is no such output, 406 where nothing is acceptable.
        """
        graph = form in _GRAPH_FORMS
        if output:
            return _named(graph, output, form)
        if (graph, accept) in self._chosen:
            return self._chosen[graph, accept]
        offers = _GRAPH_OFFERS if graph else _SOLUTION_OFFERS
        chosen = negotiate(accept, offers)
        if chosen is None:
            raise not_acceptable(accept, offers)
        if len(self._chosen) >= _REMEMBERED:
            self._chosen.clear()
        if accept is None or len(accept) <= _LONGEST_REMEMBERED:
            self._chosen[graph, accept] = chosen
        return chosen

    def choose_encoding(self, accept_encoding: str | None) -> str:
        """Choose the content coding of a result; `identity` where no other is welcome."""
        if accept_encoding is None:
            return "identity"
        known = self._encodings.get(accept_encoding)
        if known is not None:
            return known
        chosen = negotiate_encoding(accept_encoding, tuple(ENCODINGS))
        if len(self._encodings) >= _REMEMBERED:
            self._encodings.clear()
        if len(accept_encoding) <= _LONGEST_REMEMBERED:
            self._encodings[accept_encoding] = chosen
        return chosen


def choose_description(output: str | None, accept: str | None) -> str:
    """Choose the media type to describe the service in: an RDF format, or HTML where a client prefers it.

    Raises:
        Problem: 400 where there is no such output, 406 where nothing is acceptable.
    """
    if output:
        return _named(_GRAPH, output, "a description")
    chosen = negotiate(accept, _GRAPH_OFFERS)
    if chosen is None:
        raise not_acceptable(accept, _GRAPH_OFFERS)
    return chosen


def content_type(media_type: str) -> str:
    """Give the `Content-Type` of a media type: text says its charset."""
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def not_acceptable(accept: str | None, offers: Mapping[str, str]) -> Problem:
    """Say that nothing that is offered fits an `Accept` header."""
    return Problem(
        NOT_ACCEPTABLE,
        f"nothing here fits `Accept: {shorten(accept or '', 200, placeholder=' …')}`",
        f"accept one of {', '.join(dict.fromkeys(offers.values()))}",
    )


def _named(graph: bool, output: str, form: str | None) -> str:  # noqa: FBT001 - which of two tables
    formats, outputs = (GRAPH_FORMATS, _GRAPH_OUTPUTS) if graph else (SOLUTION_FORMATS, _SOLUTION_OUTPUTS)
    chosen = outputs.get(output.lower())
    if chosen is None:
        raise Problem(
            BAD_REQUEST,
            f"there is no output {output!r} for {form or 'this query'}",
            f"use one of {', '.join(formats)}, html",
        )
    return chosen
