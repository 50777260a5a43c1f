"""Reading a page: its elements, and whether it is written as HTML wants it."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import NamedTuple

__all__ = ["Document", "Element", "downloads_of", "form_of"]

VOID = {"meta", "link", "input", "br", "wbr", "hr", "img", "rect", "path"}
"""Elements that have no end; those of SVG may be written so."""


class Element(NamedTuple):
    """An element: its name, its attributes, the text in it, and the names of the elements around it."""

    name: str
    attributes: dict[str, str]
    text: list[str]
    around: tuple[str, ...]


class Document(HTMLParser):
    """A page that has been read.

    Attributes:
        elements: Its elements, in order.
        faults: What is not written as it should be.
    """

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.faults: list[str] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()
        self.faults += [f"<{element.name}> is not closed" for element in self._open]

    def find(self, name: str) -> list[Element]:
        """Give the elements of a name."""
        return [element for element in self.elements if element.name == name]

    def values(self, attribute: str) -> list[str]:
        """Give the values of an attribute, wherever it stands."""
        return [element.attributes[attribute] for element in self.elements if attribute in element.attributes]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the beginning of an element."""
        attributes = {name: value or "" for name, value in attrs}
        if len(attributes) < len(attrs):
            self.faults.append(f"<{tag}> has an attribute twice")
        element = Element(tag, attributes, [], tuple(one.name for one in self._open))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take an element that ends where it begins."""
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        """Take the end of an element."""
        if tag in VOID:
            return
        if not self._open or self._open[-1].name != tag:
            self.faults.append(f"</{tag}> at {self.getpos()} ends nothing")
            return
        self._open.pop()

    def handle_data(self, data: str) -> None:
        """Take text, which belongs to every element that is open."""
        for element in self._open:
            element.text.append(data)


def form_of(html: str) -> str:
    """Give the query in the form of a page."""
    found = re.search(r"<textarea[^>]*>\n(.*?)</textarea>", html, re.DOTALL)
    assert found is not None
    return unescape(found[1])


def downloads_of(html: str) -> dict[str, str]:
    """Give the addresses of a result in other formats, by their names."""
    links = re.findall(r'<a href="([^"]+)" download="[^"]+">([^<]+)</a>', html)
    return {label: unescape(link) for link, label in links}
