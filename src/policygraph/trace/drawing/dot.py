"""A trace in the DOT language of Graphviz."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.trace.drawing.captions import box_lines, concluded, place
from policygraph.trace.drawing.measure import wrap
from policygraph.trace.drawing.picture import picture
from policygraph.visible import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policygraph.things import Evidence
    from policygraph.trace.drawing.picture import Arrow, Box, Look
    from policygraph.trace.drawing.words import Words
    from policygraph.trace.model import Trace

__all__ = ["draw_dot"]

_WIDTH = 34
_BOXES: dict[Look, dict[str, str]] = {
    "printed": {},
    "inferred": {"style": "dashed", "color": "#7a3e9d"},
    "derived": {"style": "dotted", "color": "#1f5fa8"},
    "defined": {"style": "filled", "fillcolor": "#f4f4f4", "color": "#999999"},
    "not-stated": {"style": "filled,dashed", "fillcolor": "#fff3b0", "color": "#8a6d00"},
    "omitted": {"shape": "plaintext", "fontcolor": "#555555"},
}
_ARROWS: dict[Look, dict[str, str]] = {
    "printed": {},
    "inferred": {"style": "dashed", "color": "#7a3e9d"},
    "derived": {"style": "dotted", "color": "#1f5fa8"},
    "defined": {"color": "#999999"},
    "not-stated": {"style": "dashed", "color": "#8a6d00"},
    "omitted": {"color": "#bbbbbb", "arrowhead": "none"},
}
_HEAD = """digraph trace {
  graph [rankdir="LR", charset="UTF-8", fontname="sans-serif", fontsize="10"];
  node [shape="box", fontname="sans-serif", fontsize="11", margin="0.12,0.08"];
  edge [fontname="sans-serif", fontsize="9"];"""


def draw_dot(trace: Trace, words: Words) -> str:
    """Write a trace as a directed graph in DOT; boxes lead to the IRIs, and tell their passages as tooltips."""
    drawn = picture(trace)
    lines = [
        _HEAD,
        f"  label={_quoted(words.phrase('looks'))};",
        *(f"  {box.key} {_attributes(_box(box, words, trace.passages) | _focus(box))};" for box in drawn.boxes),
        *(
            f"  {arrow.start} -> {arrow.end} {_attributes(_arrow(arrow, words, trace.passages))};"
            for arrow in drawn.arrows
        ),
        "}",
    ]
    return "\n".join(lines) + "\n"


def _box(box: Box, words: Words, passages: Mapping[str, Evidence]) -> dict[str, str]:
    label = {"label": _label(box_lines(box, words, passages))}
    if box.node is None:
        return label | _BOXES[box.look]
    return label | _BOXES[box.look] | _link(box.node.iri, box.node.evidence, words, passages)


def _focus(box: Box) -> dict[str, str]:
    return {"penwidth": "2.5"} if box.key == "n0" else {}


def _arrow(arrow: Arrow, words: Words, passages: Mapping[str, Evidence]) -> dict[str, str]:
    lines = filter(None, (words.name(arrow.property), concluded(arrow.hop, words)))
    link = _link(arrow.property, arrow.hop.evidence if arrow.hop else (), words, passages)
    return {"label": _label(lines)} | _ARROWS[arrow.look] | link


def _link(iri: str, evidence: Iterable[str], words: Words, passages: Mapping[str, Evidence]) -> dict[str, str]:
    """Give where a thing leads, and its passages as what is shown under the pointer."""
    address = words.link(iri)
    found = (passages[passage] for passage in evidence if passage in passages)
    tooltip = "\n".join(f"{place(passage)} “{one_line(passage.anchor)}”" for passage in found) or " "
    return ({"URL": address} if address else {}) | {"tooltip": tooltip}


def _label(lines: Iterable[str]) -> str:
    return "\n".join(part for line in lines for part in wrap(one_line(line), _WIDTH))


def _attributes(attributes: Mapping[str, str]) -> str:
    return f"[{', '.join(f'{name}={_quoted(value)}' for name, value in attributes.items())}]"


def _quoted(text: str) -> str:
    """Write a string: a backslash begins an escape in it, and an ampersand an entity (Graphviz, escString)."""
    escaped = text.replace("\\", r"\\").replace('"', r"\"").replace("&", "&amp;").replace("\n", r"\n")
    return f'"{escaped}"'
