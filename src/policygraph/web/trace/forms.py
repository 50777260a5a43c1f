"""The forms in which a trace is sent, and the choice between them."""

from __future__ import annotations

from textwrap import shorten
from typing import TYPE_CHECKING, Any, NamedTuple

from policygraph.trace import as_json, as_json_ld
from policygraph.trace.drawing import FORMS as DRAWINGS
from policygraph.web.exchange.pieces import write_json
from policygraph.web.fields.negotiation import negotiate
from policygraph.web.pages.trace.page import FormLink, write_trace_page
from policygraph.web.problems.kinds import BAD_REQUEST, NOT_ACCEPTABLE
from policygraph.web.problems.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygraph.trace import Trace
    from policygraph.trace.drawing import Form
    from policygraph.web.pages.trace.page import TracePlace
    from policygraph.web.trace.lookup import Traced

__all__ = ["FORMS", "HTML", "SUFFIXES", "TraceForm", "choose_form"]

HTML = "text/html"


class TraceForm(NamedTuple):
    """A form.

    Attributes:
        name: Its short name, as `format` gives it.
        media_type: What it is in HTTP.
        suffix: What an address ends with that asks for it.
        label: What a link to it says.
        write: Writes it; the second argument is where the page of the trace is seen from.
        named: Whether it says what properties, classes and concepts are called.
    """

    name: str
    media_type: str
    suffix: str
    label: str
    write: Callable[[Traced, TracePlace], str]
    named: bool = True

    @property
    def content_type(self) -> str:
        """The `Content-Type`: all are UTF-8, which goes without saying for JSON (RFC 8259 §8.1)."""
        return self.media_type if self.media_type.endswith("json") else f"{self.media_type}; charset=utf-8"

    @property
    def link(self) -> FormLink:
        """What a page says of it."""
        return FormLink(self.name, self.label, self.suffix)


def _drawing(name: str, form: Form) -> TraceForm:
    return TraceForm(
        name, form.media_type, form.suffix, _LABELS[name], lambda traced, _: form.draw(traced.trace, traced.words)
    )


def _document(write: Callable[[Trace], dict[str, Any]]) -> Callable[[Traced, TracePlace], str]:
    return lambda traced, _: write_json(write(traced.trace))


_LABELS = {"svg": "SVG", "mermaid": "Mermaid", "dot": "Graphviz", "graphml": "GraphML"}
FORMS: dict[str, TraceForm] = {
    "json": TraceForm("json", "application/json", ".json", "JSON", _document(as_json), named=False),
    "jsonld": TraceForm("jsonld", "application/ld+json", ".jsonld", "JSON-LD", _document(as_json_ld), named=False),
    "html": TraceForm("html", HTML, ".html", "HTML", lambda traced, place: write_trace_page(*traced, place)),
    **{name: _drawing(name, form) for name, form in DRAWINGS.items()},
}
"""Short name → form, in the order of preference."""
SUFFIXES: frozenset[str] = frozenset(form.suffix for form in FORMS.values())

_BY_MEDIA_TYPE = {form.media_type: form for form in FORMS.values()}
_OFFERS = {media_type: media_type for media_type in _BY_MEDIA_TYPE} | {"application/xhtml+xml": HTML}
_NAMED = FORMS | {form.suffix: form for form in FORMS.values()} | _BY_MEDIA_TYPE


def choose_form(wanted: str | None, accept: str | None) -> TraceForm:
    """Choose the form of an answer.

    Args:
        wanted: Short name, suffix or media type as the address gives it, which wins.
        accept: The `Accept` header.

    Raises:
        Problem: 400 where there is no such form, 406 where none is acceptable.
    """
    if wanted is not None:
        form = _NAMED.get(wanted.lower())
        if form is None:
            raise Problem(BAD_REQUEST, f"there is no format {wanted!r}", f"use one of {', '.join(FORMS)}")
        return form
    chosen = negotiate(accept, _OFFERS)
    if chosen is None:
        raise Problem(
            NOT_ACCEPTABLE,
            f"nothing here fits `Accept: {shorten(accept or '', 200, placeholder=' …')}`",
            f"accept one of {', '.join(_BY_MEDIA_TYPE)}, or add `format=` one of {', '.join(FORMS)}",
        )
    return _BY_MEDIA_TYPE[chosen]
