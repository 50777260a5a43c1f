"""A trace in GraphML, which Gephi, yEd and networkx read."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from policygraph.trace.drawing.picture import picture
from policygraph.visible import in_xml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policygraph.things import Evidence
    from policygraph.trace.drawing.picture import Arrow, Box
    from policygraph.trace.drawing.words import Words
    from policygraph.trace.model import Basis, Trace

__all__ = ["draw_graphml"]

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"
_BASIS = ("basis", "rule", "reason", "certainty")
_EVIDENCE = ("source", "anchor", "start", "end", "passage", "passages")
_BOX = ("label", "label_zh", "type", "iri", *_BASIS, *_EVIDENCE)
_ARROW = ("label", "property", "way", *_BASIS, *_EVIDENCE)
_NUMBERS = frozenset({"start", "end", "passages"})

_Values = dict[str, str | int | None]


def draw_graphml(trace: Trace, words: Words) -> str:
    """Write a trace as a directed graph in GraphML 1.0 with typed attributes.

    `basis` of a node or edge is `printed`, `inferred`, `derived`, `defined`, `not-stated` or `omitted`; `source`,
    `anchor`, `start`, `end` and `passage` are those of its first passage, `passages` tells how many there are.
    """
    drawn = picture(trace)
    root = ET.Element("graphml", {"xmlns": _NAMESPACE})
    _keys(root, "node", _BOX)
    _keys(root, "edge", _ARROW)
    graph = ET.SubElement(root, "graph", {"id": "trace", "edgedefault": "directed"})
    for box in drawn.boxes:
        _write(ET.SubElement(graph, "node", {"id": box.key}), "node", _box(box, words, trace.passages))
    for place, arrow in enumerate(drawn.arrows):
        ends = {"id": f"e{place}", "source": arrow.start, "target": arrow.end}
        _write(ET.SubElement(graph, "edge", ends), "edge", _arrow(arrow, words, trace.passages))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _box(box: Box, words: Words, passages: Mapping[str, Evidence]) -> _Values:
    if box.node is None:
        label = words.more(box.omission.count) if box.omission else words.phrase("not-stated")
        return {"label": label, "basis": box.look}
    node = box.node
    said: _Values = {"label": node.label, "label_zh": node.label_zh, "type": node.type, "iri": node.iri}
    return said | _known(node.basis, words) | _evidence(node.evidence, passages)


def _arrow(arrow: Arrow, words: Words, passages: Mapping[str, Evidence]) -> _Values:
    said: _Values = {"label": words.name(arrow.property), "property": arrow.property}
    if arrow.hop is None:
        return said | {"basis": arrow.look}
    known = _known(arrow.hop.basis, words) | {"basis": arrow.look}
    return said | {"way": arrow.hop.way} | known | _evidence(arrow.hop.evidence, passages)


def _known(basis: Basis, words: Words) -> _Values:
    reason = "\n".join(dict.fromkeys(map(words.reasoning, basis.reasons))) or None
    return {"basis": basis.kind, "rule": basis.rule, "reason": reason, "certainty": basis.certainty}


def _evidence(evidence: tuple[str, ...], passages: Mapping[str, Evidence]) -> _Values:
    found = [passages[iri] for iri in evidence if iri in passages]
    if not found:
        return {}
    first = found[0]
    place: _Values = {"source": first.source, "anchor": first.anchor, "start": first.start, "end": first.end}
    return place | {"passage": first.passage, "passages": len(found)}


def _keys(root: ET.Element, domain: str, names: tuple[str, ...]) -> None:
    for name in names:
        kind = "int" if name in _NUMBERS else "string"
        declared = {"id": f"{domain}_{name}", "for": domain, "attr.name": name, "attr.type": kind}
        ET.SubElement(root, "key", declared)


def _write(element: ET.Element, domain: str, values: _Values) -> None:
    for name, value in values.items():
        if value is not None:
            ET.SubElement(element, "data", {"key": f"{domain}_{name}"}).text = in_xml(str(value))
