"""The cells of a workbook: whatever data says, it is never taken for a formula, and nothing in it is lost unseen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill

from policygraph.audit.pack.values import Missing
from policygraph.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable
    from decimal import Decimal

    from openpyxl.cell import _CellOrMergedCell as AnyCell
    from openpyxl.worksheet._write_only import WriteOnlyWorksheet

    from policygraph.audit.message import Language
    from policygraph.audit.pack.values import Cell

__all__ = ["LONGEST", "heading", "height", "link", "plain", "value_of"]

LONGEST = 32_767
"""Characters that a cell can hold."""

_CUT = " … [cut: a cell holds no more]"
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")  # ECMA-376 22.9.2.19 ST_Xstring: `_x0041_` would be read as `A`
_RISKY = ("=", "+", "-", "@", "\t", "\r")
_LINE, _MARGIN, _MOST_LINES = 13.0, 3.0, 12
_WIDE = "\u2e80"
"""From here on characters are about twice as wide: Chinese, its punctuation, full-width forms."""
_TOP = Alignment(vertical="top", wrap_text=True)
_HEAD = Alignment(vertical="center", wrap_text=True)
_HEAD_FONT = Font(bold=True, color="FFFFFF")
_HEAD_FILL = PatternFill("solid", start_color="1F4E79")
_LINK_FONT = Font(color="1F4E79", underline="single")


def value_of(cell: Cell, language: Language) -> str | int | Decimal:
    """Give what a cell of a table holds as text or number."""
    if isinstance(cell, Missing):
        return cell.value.of(language) if cell is Missing.NOT_STATED else ""
    if isinstance(cell, tuple):
        return "; ".join(reference.text(language) for reference in cell)
    return cell


def plain(sheet: WriteOnlyWorksheet, value: str | int | Decimal) -> AnyCell | None:
    """Make a cell of a number, or of a text that stays text whatever it begins with; none of an empty text."""
    return _filled(sheet, value) if value != "" else None


def _filled(sheet: WriteOnlyWorksheet, value: str | int | Decimal) -> AnyCell:
    cell = WriteOnlyCell(sheet)
    cell.value = fit(value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
        if value.startswith(_RISKY):
            cell.quotePrefix = True
    cell.alignment = _TOP
    return cell


def link(sheet: WriteOnlyWorksheet, iri: str) -> AnyCell:
    """Make a cell of an IRI that leads there."""
    cell = _filled(sheet, iri)
    cell.hyperlink = fit(iri)
    cell.font = _LINK_FONT
    return cell


def heading(sheet: WriteOnlyWorksheet, text: str) -> AnyCell:
    """Make a cell that heads a column."""
    cell = _filled(sheet, text)
    cell.font, cell.fill, cell.alignment = _HEAD_FONT, _HEAD_FILL, _HEAD
    return cell


def height(values: Iterable[str | int | Decimal], widths: Iterable[int]) -> float:
    """Give the height in points of a row in which every text can be read, up to a dozen lines.

    Programs do not agree on whether they work that out themselves.
    """
    lines = max(_lines(str(value), width) for value, width in zip(values, widths, strict=True))
    return _LINE * min(lines, _MOST_LINES) + _MARGIN


def _lines(text: str, width: int) -> int:
    """Count the lines that a text takes in a column; a Chinese character is as wide as two others."""
    return sum(1 + (len(part) + sum(character > _WIDE for character in part)) // width for part in text.split("\n"))


def fit(text: str) -> str:
    """Make a text fit for a cell: control characters as pictures, and no longer than a cell can hold."""
    made = _ESCAPE.sub("_x005F_", visible(text))
    return made if len(made) <= LONGEST else made[: LONGEST - len(_CUT)] + _CUT
