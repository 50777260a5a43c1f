"""The workbook: every table of a pack in full, a sheet each."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from policygraph.audit.pack.cells import heading, height, link, plain, value_of
from policygraph.audit.pack.sheets import sheets

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from decimal import Decimal
    from pathlib import Path

    from policygraph.audit.pack.contents import Contents
    from policygraph.audit.pack.head import Head
    from policygraph.audit.pack.sheets import Sheet

__all__ = ["ROWS", "SheetLimits", "write_workbook"]

ROWS = 1_048_576
"""Rows that a sheet can hold, its heading among them (ECMA-376, as all spreadsheet programs implement it)."""
_LINKS = 65_530
"""Links that a sheet can hold; IRIs behind these are text."""
_A4 = 9
_FIRST = 2
"""The row below the heading."""
_EARLIEST = (1980, 1, 1, 0, 0, 0)
_CORE = "docProps/core.xml"
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(<)")


class SheetLimits(NamedTuple):
    """How much a sheet can hold: rows, its heading among them, and links."""

    rows: int = ROWS
    links: int = _LINKS


def write_workbook(path: Path, contents: Contents, head: Head, limits: SheetLimits = SheetLimits()) -> None:  # noqa: B008 - immutable
    """Write the workbook; the same contents give the same bytes."""
    book = Workbook(write_only=True)
    book.properties.creator = f"policygraph {head.software}"
    book.properties.title = f"Audit, release {head.release}"
    book.properties.created = head.built.replace(tzinfo=None)
    for sheet in sheets(contents, head):
        _add(book, sheet, head, limits)
    made = io.BytesIO()
    book.save(made)
    path.write_bytes(_without_time(made.getvalue(), head.built))


def _add(book: Workbook, sheet: Sheet, head: Head, limits: SheetLimits) -> None:
    """Add a sheet, and numbered ones behind it where it has more rows than one can hold."""
    rows = iter(sheet.rows)
    number = 1
    while True:
        part = list(islice(rows, limits.rows - 1))
        if number > 1 and not part:
            return
        name = sheet.title.of(head.language)
        page = book.create_sheet(name if number == 1 else f"{name} {number}")
        page.freeze_panes = "B2"
        for place, column in enumerate(sheet.columns, 1):
            page.column_dimensions[get_column_letter(place)].width = column.width
        _lay_out_for_print(page)
        page.append([heading(page, column.title.of(head.language)) for column in sheet.columns])
        for count, row in enumerate(part):
            values = [value_of(cell, head.language) for cell in row]
            _add_row(page, count + _FIRST, sheet, values, links=count < limits.links)
        page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(part) + 1}"
        number += 1


def _lay_out_for_print(page: Any) -> None:  # noqa: ANN401 - the stubs lack what a sheet that is only written has
    """Print a sheet across on A4, as wide as the paper, its heading on every page."""
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.print_title_rows = "1:1"


def _add_row(page: Any, place: int, sheet: Sheet, values: Sequence[str | int | Decimal], *, links: bool) -> None:  # noqa: ANN401 - as above
    page.row_dimensions[place].height = height(values, (column.width for column in sheet.columns))
    page.append(
        [
            link(page, str(value)) if column.leads and value and links else plain(page, value)
            for column, value in zip(sheet.columns, values, strict=True)
        ]
    )
    del page.row_dimensions[place]


def _without_time(content: bytes, built: datetime) -> bytes:
    """Write an archive again with nothing in it that tells when it was made."""
    fresh = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(fresh, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            body = old.read(name)
            if name == _CORE:
                body = _MODIFIED.sub(rb"\g<1>" + built.strftime("%Y-%m-%dT%H:%M:%SZ").encode() + rb"\g<2>", body)
            info = zipfile.ZipInfo(name, _EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, body)
    return fresh.getvalue()
