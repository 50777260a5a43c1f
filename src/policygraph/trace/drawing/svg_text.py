"""Paragraphs of an SVG picture: type, room and lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from policygraph.trace.drawing.measure import ems, wrap
from policygraph.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["FONTS", "HEAD", "LABEL", "LEGEND", "NOTE", "PLAIN", "QUOTE", "SECOND", "SHORT", "STEP", "TITLE"]
__all__ += ["Line", "Paragraph", "Style", "height", "length", "set_lines", "write_lines"]

FONTS = (
    "'Noto Sans', 'Helvetica Neue', Helvetica, Arial, 'Noto Sans CJK SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
)
_CHINESE = re.compile("[\u4e00-\u9fff]")


class Style(NamedTuple):
    """How a paragraph is set: size in units of the picture, colour, weight, slope."""

    size: float
    fill: str = "#222"
    weight: str = "400"
    slope: str = "normal"

    def of(self, text: str) -> Style:
        """Give the style for a text: Chinese has no italics."""
        return self._replace(slope="normal") if _CHINESE.search(text) else self


TITLE = Style(21, "#111", "600")
SECOND = Style(13, "#333")
HEAD = Style(10.5, "#666")
LABEL = Style(14, "#111", "600")
PLAIN = Style(12)
NOTE = Style(12, "#333", slope="italic")
QUOTE = Style(11, "#555")
STEP = Style(11.5, "#444")
SHORT = Style(11.5, "#222")
LEGEND = Style(11, "#444")
_LEADING = 1.38


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text in one style, with the address that it links to and its language, where it has these."""

    text: str
    style: Style = PLAIN
    link: str | None = None
    language: str | None = None


class Line(NamedTuple):
    """A line of a paragraph."""

    text: str
    paragraph: Paragraph


def set_lines(paragraphs: Iterable[Paragraph], width: float) -> list[Line]:
    """Break paragraphs into lines of at most a width, in units of the picture."""
    return [
        Line(text, paragraph)
        for paragraph in paragraphs
        for part in visible(paragraph.text).split("\n")
        for text in wrap(part, width / paragraph.style.size, ems)
    ]


def height(lines: Iterable[Line]) -> float:
    """Give the height that lines take."""
    return sum(line.paragraph.style.size * _LEADING for line in lines)


def length(lines: Iterable[Line]) -> float:
    """Estimate the length of the longest line."""
    return max((ems(line.text) * line.paragraph.style.size for line in lines), default=0)


def write_lines(parent: ET.Element, lines: Iterable[Line], x: float, y: float) -> float:
    """Write lines below each other, the first with its top at y; gives where the last one ends."""
    for line in lines:
        paragraph, style = line.paragraph, line.paragraph.style.of(line.paragraph.text)
        y += style.size * _LEADING
        link = {"href": paragraph.link} if paragraph.link else None
        around = parent if link is None else ET.SubElement(parent, "a", link)
        look = {"font-weight": style.weight, "font-style": style.slope}
        plain = {"font-weight": "400", "font-style": "normal"}
        language = {"xml:lang": paragraph.language} if paragraph.language else {}
        place = {"x": f"{x:g}", "y": f"{y - style.size * 0.32:.1f}", "font-size": f"{style.size:g}", "fill": style.fill}
        differing = {name: value for name, value in look.items() if value != plain[name]}
        ET.SubElement(around, "text", place | differing | language).text = line.text
    return y
