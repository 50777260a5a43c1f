"""The forms in which a trace is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from policygraph.trace import as_json, as_json_ld
from policygraph.trace.drawing import FORMS as DRAWINGS
from policygraph.web.exchange.forms import HTML, Forms
from policygraph.web.exchange.pieces import write_json
from policygraph.web.pages.trace.page import FormLink, write_trace_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygraph.trace import Trace
    from policygraph.trace.drawing import Form
    from policygraph.web.pages.trace.page import TracePlace
    from policygraph.web.trace.lookup import Traced

__all__ = ["CHOICE", "FORMS", "SUFFIXES", "TraceForm"]


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
CHOICE = Forms(
    {name: form.media_type for name, form in FORMS.items()},
    {other: name for name, form in FORMS.items() for other in (form.suffix, form.media_type)},
)
