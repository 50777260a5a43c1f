"""The forms in which a trace is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from policygraph.trace.drawing.dot import draw_dot
from policygraph.trace.drawing.graphml import draw_graphml
from policygraph.trace.drawing.mermaid import draw_mermaid
from policygraph.trace.drawing.svg import draw_svg

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from policygraph.trace.drawing.words import Words
    from policygraph.trace.model import Trace

__all__ = ["FORMS", "Form"]


@dataclass(frozen=True, slots=True)
class Form:
    """A form in which a trace is drawn.

    Attributes:
        draw: Writes it: a pure function of a trace and the words for it.
        media_type: What it is in HTTP, without parameters; all are text in UTF-8.
        suffix: What the name of a file of it ends with.
        description: What it is for, in a line.
    """

    draw: Callable[[Trace, Words], str]
    media_type: str
    suffix: str
    description: str


FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "svg": Form(draw_svg, "image/svg+xml", ".svg", "a picture for a report: an outline with all evidence"),
        "mermaid": Form(draw_mermaid, "text/vnd.mermaid", ".mmd", "a flowchart for pages written in Markdown"),
        "dot": Form(draw_dot, "text/vnd.graphviz", ".dot", "a graph that Graphviz lays out"),
        "graphml": Form(draw_graphml, "application/graphml+xml", ".graphml", "a graph for Gephi, yEd and networkx"),
    }
)
"""Name of a form → the form."""
