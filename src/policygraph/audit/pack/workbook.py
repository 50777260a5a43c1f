"""The workbook: every table of a pack in full, a sheet each."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from policygraph.audit.pack.cells import heading, link, plain, value_of
from policygraph.audit.pack.sheets import sheets

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from policygraph.audit.pack.contents import Contents
    from policygraph.audit.pack.head import Head
    from policygraph.audit.pack.sheets import Sheet

__all__ = ["ROWS", "SheetLimits", "write_workbook"]

ROWS = 1_048_576
"""Rows that a sheet can hold, its heading among them (ECMA-376, as all spreadsheet programs implement it)."""
_LINKS = 65_530
"""Links that a sheet can hold; IRIs behind these are text."""
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
        page.append([heading(page, column.title.of(head.language)) for column in sheet.columns])
        for count, row in enumerate(part):
            page.append(
                [
                    link(page, str(value))
                    if column.leads and value and count < limits.links
                    else plain(page, value_of(value, head.language))
                    for column, value in zip(sheet.columns, row, strict=True)
                ]
            )
        page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.columns))}{len(part) + 1}"
        number += 1


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
