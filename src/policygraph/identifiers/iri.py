"""From the IRI of a document number back to the number."""

from __future__ import annotations

import re
from typing import Final

from policygraph.errors import UsageError
from policygraph.identifiers.number import BASE, DocumentNumber, Script
from policygraph.identifiers.slug import HEX_WIDTH

__all__ = ["from_iri"]

_SLUG: Final = re.compile(
    r"(?P<words>[a-z]{1,10}(?:-[a-z]{1,6}){0,60})(?:-(?P<year>\d{4}))?-(?P<serial>\d{1,6})(?:-(?P<points>[0-9a-f]{8,240}))?"
)


def from_iri(iri: str) -> DocumentNumber:
    """Give the number whose IRI this is; the exact inverse of `DocumentNumber.iri`.

    Raises:
        UsageError: It is no IRI of a document number, or its readable part does not belong to the code it ends in.
    """
    match = _SLUG.fullmatch(iri.removeprefix(BASE)) if iri.startswith(BASE) else None
    number = _decoded(match) if match else None
    if number is None:
        raise UsageError(
            f"{iri!r} is not the IRI of a document number",
            remedy=f"an IRI looks like {BASE}jin-huan-fa-2022-43-664b73af53d1; let `policygraph number parse` write it",
        )
    if number.iri != iri:
        raise UsageError(
            f"{iri!r} does not agree with the number it encodes", remedy=f"the IRI of {number} is {number.iri}"
        )
    return number


def _decoded(match: re.Match[str]) -> DocumentNumber | None:
    """Read the parts of a slug; None where they make no number."""
    words, year, points = match["words"], match["year"], match["points"]
    try:
        if points is not None:
            return DocumentNumber(_from_points(points), Script.HAN, int(year) if year else None, int(match["serial"]))
        if year is None:
            return None
        if "-" in words:
            return DocumentNumber(words.replace("-", " ").title(), Script.PINYIN, int(year), int(match["serial"]))
        return DocumentNumber(words.upper(), Script.INITIALS, int(year), int(match["serial"]))
    except UsageError:
        return None


def _from_points(points: str) -> str:
    """Read hexadecimal code points, four digits each; digits left over make a character that no code holds."""
    return "".join(chr(int(points[at : at + HEX_WIDTH], 16)) for at in range(0, len(points), HEX_WIDTH))
