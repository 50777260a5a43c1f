"""A trace as an SVG picture, drawn without any other program: an outline with the evidence of every row."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from policygraph.trace.drawing.outline import outline
from policygraph.trace.drawing.picture import LOOKS
from policygraph.trace.drawing.svg_rows import box_of, quoted, short_of, step_of
from policygraph.trace.drawing.svg_text import (
    FONTS,
    LABEL,
    LEGEND,
    NOTE,
    PLAIN,
    TITLE,
    Paragraph,
    height,
    length,
    set_lines,
    write_lines,
)
from policygraph.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policygraph.trace.drawing.outline import Outline, Quote, Row
    from policygraph.trace.drawing.picture import Look
    from policygraph.trace.drawing.svg_text import Line
    from policygraph.trace.drawing.words import Words
    from policygraph.trace.model import Trace

__all__ = ["draw_svg"]

_WIDTH = 1000
_MARGIN = 28
_INDENT = 30
_DEEPEST = 420
_PAD = 10
_GAP = 9
_DASHES = {"inferred": "7 4", "derived": "1.5 3", "not-stated": "7 4"}
_FILLS = {"defined": "#f3f3f3", "not-stated": "#fff3b0"}


def draw_svg(trace: Trace, words: Words) -> str:
    """Write a trace as an SVG picture of 1,000 units' width; it holds no style sheet, script or outside reference."""
    drawing = _Drawing(trace, words)
    drawing.header()
    rows = outline(trace)
    drawing.legend(_looks(rows))
    for row in rows.rows:
        drawing.row(row)
    drawing.passages([quote for quote in rows.quotes if quote.evidence.words])
    return drawing.finished()


def _looks(rows: Outline) -> list[Look]:
    found = {_look(row) for row in rows.rows} | {row.hop.basis.kind for row in rows.rows if row.hop and row.node}
    return [look for look in LOOKS if look in found and look != "omitted"]


def _look(row: Row) -> Look:
    if row.omission:
        return "omitted"
    return row.node.basis.kind if row.node else "not-stated"


class _Drawing:
    """The picture so far, from the top down."""

    def __init__(self, trace: Trace, words: Words) -> None:
        self._trace = trace
        self._words = words
        self._y = float(_MARGIN)
        self._root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "img"})
        self._root.set("xml:lang", {"en": "en", "zh": "zh-Hans"}[words.language])
        self._root.set("font-family", FONTS)
        self._ends: dict[int, float] = {}
        deepest = trace.depth if trace.depth > 0 else 1
        self._indent = min(_INDENT, _DEEPEST / deepest)

    def header(self) -> None:
        """Write what the picture is of."""
        words, trace = self._words, self._trace
        focus = trace.nodes[trace.focus]
        label, _ = words.labels(focus)
        release = f"{words.phrase('release')} {trace.release}"
        ET.SubElement(self._root, "title").text = visible(words.phrase("trace-of", label=label))
        ET.SubElement(self._root, "desc").text = visible(f"{words.type(focus)}, {focus.iri}, {release}")
        cut = [] if trace.complete else [Paragraph(words.phrase("shortened"), NOTE)]
        self._write(
            [
                Paragraph(words.phrase("trace-of", label=label), TITLE, words.link(focus.iri)),
                Paragraph(f"{words.phrase(trace.direction)}  ·  {release}", LEGEND),
                *cut,
            ]
        )
        self._y += _GAP

    def legend(self, looks: Iterable[Look]) -> None:
        """Explain the lines and fills that occur."""
        x = float(_MARGIN)
        for look in looks:
            self._rectangle(look, x, self._y, 26, 13)
            lines = set_lines([Paragraph(self._words.phrase(look), LEGEND)], _WIDTH)
            write_lines(self._root, lines, x + 33, self._y - 1)
            x += 170
        self._y += 13 + 2 * _GAP

    def row(self, row: Row) -> None:
        """Draw a row: the connector with its step, and the box."""
        left = _MARGIN + row.depth * self._indent
        room = _WIDTH - _MARGIN - left
        step = set_lines(step_of(row, self._words), room)
        if step:
            self._connect(row, left, self._y + height(step[:1]) / 2)
        if not self._shortly(row, left, room, step):
            self._y = write_lines(self._root, step, left, self._y) + 3 * bool(step)
            self._box(row, left, room)
        self._ends[row.depth] = self._y
        self._y += _GAP

    def _shortly(self, row: Row, left: float, room: float, step: list[Line]) -> bool:
        """Write a row with little to tell on the line of its step, if it has room there."""
        short = set_lines([said], room) if (said := short_of(row, self._words)) else []
        if len(step) != 1 or len(short) != 1 or length(step) + length(short) + 4 * _PAD > room:
            return False
        x = left + length(step) + 2 * _PAD
        if row.hop and row.node is None:
            self._rectangle("not-stated", x - _PAD * 0.7, self._y - 1, length(short) + _PAD * 1.4, height(short) + 3)
        write_lines(self._root, step, left, self._y)
        self._y = write_lines(self._root, short, x, self._y)
        return True

    def _box(self, row: Row, left: float, room: float) -> None:
        lines = set_lines(box_of(row, self._words), room - 2 * _PAD)
        tall = height(lines) + _PAD
        self._rectangle(_look(row), left, self._y, room if row.node else length(lines) + 2 * _PAD, tall)
        write_lines(self._root, lines, left + _PAD, self._y + _PAD / 2 - 1)
        self._y += tall

    def passages(self, quotes: Iterable[Quote]) -> None:
        """Write the passages in full."""
        found = [Paragraph(quoted(quote, " ".join(str(quote.evidence.words).split())), PLAIN) for quote in quotes]
        if found:
            self._y += _GAP
            self._write([Paragraph(self._words.phrase("passages"), LABEL)])
            for paragraph in found:
                self._y += 5
                self._write([paragraph])

    def finished(self) -> str:
        """Give the picture as text."""
        tall = f"{self._y + _MARGIN:.0f}"
        self._root.set("viewBox", f"0 0 {_WIDTH} {tall}")
        self._root.set("width", str(_WIDTH))
        self._root.set("height", tall)
        self._root.insert(2, ET.Element("rect", {"width": "100%", "height": "100%", "fill": "#fff"}))
        ET.indent(self._root)
        return ET.tostring(self._root, encoding="unicode") + "\n"

    def _write(self, paragraphs: Iterable[Paragraph]) -> None:
        lines = set_lines(paragraphs, _WIDTH - 2 * _MARGIN)
        self._y = write_lines(self._root, lines, _MARGIN, self._y)

    def _connect(self, row: Row, left: float, middle: float) -> None:
        rail = left - self._indent + min(12, self._indent / 2)
        above = row.depth - 1
        self._path(f"M{rail:g} {self._ends[above]:.1f}V{middle:.1f}", "defined")
        self._path(
            f"M{rail:g} {middle:.1f}H{left - 4:g}",
            (row.hop.basis.kind if row.node else "not-stated") if row.hop else "omitted",
        )
        self._ends[above] = middle

    def _path(self, path: str, look: Look) -> None:
        dashes = {"stroke-dasharray": _DASHES[look]} if look in _DASHES else {}
        stroke = {"fill": "none", "stroke": "#999" if look in {"defined", "omitted"} else "#333"}
        ET.SubElement(self._root, "path", {"d": path} | stroke | dashes)

    def _rectangle(self, look: Look, x: float, y: float, width: float, tall: float) -> None:
        if look == "omitted":
            return
        dashes = {"stroke-dasharray": _DASHES[look]} if look in _DASHES else {}
        place = {"x": f"{x:g}", "y": f"{y:.1f}", "width": f"{width:g}", "height": f"{tall:.1f}", "rx": "3"}
        stroke = "#aaa" if look == "defined" else "#333"
        ET.SubElement(self._root, "rect", place | {"fill": _FILLS.get(look, "#fff"), "stroke": stroke} | dashes)
