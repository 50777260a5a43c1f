"""A trace as boxes and arrows: each thing once, each arrow in the direction of its property."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from policygraph.trace.drawing.steps import steps

if TYPE_CHECKING:
    from policygraph.trace.drawing.steps import Step
    from policygraph.trace.model import Hop, Node, Omission, Trace

__all__ = ["LOOKS", "Arrow", "Box", "Look", "Picture", "picture"]

Look = Literal["printed", "inferred", "derived", "defined", "not-stated", "omitted"]
LOOKS: tuple[Look, ...] = get_args(Look)
"""Every look, in the order of a legend."""


@dataclass(frozen=True, slots=True)
class Box:
    """Something that is drawn as a box.

    Attributes:
        key: A name for it within the picture: a letter and a number.
        look: How it is known, that it is not stated, or that it stands for things that are left out.
        node: The thing; None where it stands for none or for several.
        omission: What is left out, where it stands for that.
    """

    key: str
    look: Look
    node: Node | None = None
    omission: Omission | None = None


@dataclass(frozen=True, slots=True)
class Arrow:
    """A statement between two boxes.

    Attributes:
        start: Key of the subject's box.
        end: Key of the object's box.
        property: IRI of the property.
        look: As of a box.
        hop: The hop that it stands for; None where it leads to what is left out.
    """

    start: str
    end: str
    property: str
    look: Look
    hop: Hop | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """Boxes, the focus first, and the arrows between them."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def picture(trace: Trace) -> Picture:
    """Lay a trace out as boxes and arrows."""
    keys = {iri: f"n{place}" for place, iri in enumerate(trace.nodes)}
    boxes = [Box(keys[iri], node.basis.kind, node) for iri, node in trace.nodes.items()]
    arrows: dict[tuple[str, str, str], Arrow] = {}
    for step in steps(trace):
        boxes += [] if step.hop.node else [Box(f"m{len(boxes)}", "not-stated")]
        arrow = _arrow(keys[step.start], keys[step.hop.node] if step.hop.node else boxes[-1].key, step)
        arrows.setdefault((arrow.start, arrow.property, arrow.end), arrow)
    for iri, node in trace.nodes.items():
        for omission in node.omitted:
            boxes.append(Box(f"o{len(boxes)}", "omitted", omission=omission))
            arrow = _directed(keys[iri], boxes[-1].key, omission.property, "omitted", inverse=omission.inverse)
            arrows[arrow.start, arrow.property, arrow.end] = arrow
    return Picture(tuple(boxes), tuple(arrows.values()))


def _arrow(here: str, there: str, step: Step) -> Arrow:
    hop = step.hop
    look: Look = hop.basis.kind if hop.node else "not-stated"
    drawn = _directed(here, there, hop.property, look, inverse=hop.inverse)
    return Arrow(drawn.start, drawn.end, drawn.property, drawn.look, hop)


def _directed(here: str, there: str, prop: str, look: Look, *, inverse: bool) -> Arrow:
    return Arrow(there, here, prop, look) if inverse else Arrow(here, there, prop, look)
