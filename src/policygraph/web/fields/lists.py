"""The grammar that many header fields share: lists of elements with parameters (RFC 9110 §5.6)."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Element", "read_elements"]

# Possessive, so that a quote that nothing closes is read once and not over and over.
_QUOTED = r'"(?:[^"\\]++|\\.)*+"?'
_ELEMENT = re.compile(rf'(?:[^,"]++|{_QUOTED})++', re.DOTALL)
_PART = re.compile(rf'(?:[^;"]++|{_QUOTED})++', re.DOTALL)
MOST_ELEMENTS = 200
"""Elements of a list that are read; no honest client sends nearly as many."""
MOST_PARAMETERS = 20
"""Parameters of an element that are read, for the same reason."""
_SPACE = " \t"
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


class Element(NamedTuple):
    """One element of a list, such as `text/html;level=1;q=0.5`.

    Attributes:
        name: What stands before the first semicolon, in small letters.
        parameters: The names of the parameters in small letters, with their values as written but for the quotes.
    """

    name: str
    parameters: tuple[tuple[str, str], ...]


def read_elements(value: str) -> Iterator[Element]:
    """Read a comma-separated list: what stands in quotes separates nothing, and empty elements are left out."""
    for element in islice(_ELEMENT.finditer(value), MOST_ELEMENTS):
        parts = [part[0].strip(_SPACE) for part in islice(_PART.finditer(element[0]), 1 + MOST_PARAMETERS)]
        if parts and parts[0]:
            yield Element(parts[0].lower(), tuple(map(_parameter, parts[1:])))


def _parameter(part: str) -> tuple[str, str]:
    name, _, value = part.partition("=")
    value = value.strip(_SPACE)
    if value.startswith('"'):
        value = _ESCAPED.sub(r"\1", value[1:].removesuffix('"'))
    return name.strip(_SPACE).lower(), value
