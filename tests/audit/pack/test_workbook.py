"""The workbook."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from tests.audit.pack.conftest import HEAD

from policygraph.audit.pack.cells import LONGEST, fit, height
from policygraph.audit.pack.workbook import SheetLimits, write_workbook
from policygraph.vocab import ID

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.workbook import Workbook

    from policygraph.audit.pack import Contents
    from policygraph.store import EmbeddedStore

SHEETS = (
    *("Read me", "Findings", "Tasks", "Measures", "Documents", "Units", "Observations"),
    *("Designations", "Evidence", "Rules"),
)


@pytest.fixture
def book(sample: Contents, tmp_path: Path) -> Workbook:
    write_workbook(tmp_path / "audit.xlsx", sample, HEAD)
    return openpyxl.load_workbook(tmp_path / "audit.xlsx")


def by_title(book: Workbook, sheet: str, row: int = 2) -> dict[str, Cell | MergedCell]:
    page = book[sheet]
    return {str(page.cell(1, n).value): page.cell(row, n) for n in range(1, page.max_column + 1)}


def test_there_is_a_sheet_for_each_table(book: Workbook) -> None:
    assert tuple(book.sheetnames) == SHEETS


def test_a_row_has_its_iri_and_where_it_is_stated(book: Workbook) -> None:
    row = by_title(book, "Tasks")
    assert row["Name"].value == "Clean the rivers"
    assert row["Name in Chinese"].value == "清洁河流"
    assert row["IRI"].value == f"{ID}task/sample-clean-rivers"
    link = row["IRI"].hyperlink
    assert link is not None
    assert link.target == f"{ID}task/sample-clean-rivers"
    assert (row["Source"].value, row["Start"].value, row["End"].value) == ("example-notice", 0, 39)
    assert row["SHA-256"].value == "27c3f98106e361ae87db3c67f7e303581155f08b01971db9e9d1e815071c477f"
    assert row["Anchor phrase"].value == "Notice on Clean Rivers in Sample County"
    assert row["Passages"].value == "E1"


def test_numbers_are_numbers_and_what_is_printed_is_text(book: Workbook) -> None:
    page = book["Observations"]
    titles = [cell.value for cell in page[1]]
    printed, stored = titles.index("As printed"), titles.index("Stored")
    found = {row[0].value: (row[printed].value, row[stored].value) for row in page.iter_rows(min_row=2)}
    assert found["Share of outlets to be treated"] == ("80%", 80)
    assert found["Outlets surveyed by the end of June 2024"] == ("12", 12)


def test_a_finding_has_its_messages_in_both_languages(book: Workbook) -> None:
    row = by_title(book, "Findings")
    assert row["Finding"].value == "Clean the rivers of Notice on Clean Rivers has no number; it is in progress"
    assert row["In Chinese"].value == "关于清洁河流的通知的“清洁河流”没有编号，状态为推进中"
    assert str(row["Finding id"].value).startswith("task-without-number-")


@pytest.mark.parametrize("sheet", SHEETS)
def test_heads_stay_in_sight_and_every_column_can_be_filtered(book: Workbook, sheet: str) -> None:
    page = book[sheet]
    assert page.freeze_panes == "B2"
    assert page.auto_filter.ref == f"A1:{page.cell(page.max_row, page.max_column).coordinate}"
    assert all(page.cell(1, n).font.bold for n in range(1, page.max_column + 1))
    assert all((page.column_dimensions[get_column_letter(n)].width or 0) >= 7 for n in range(1, page.max_column + 1))


@pytest.mark.parametrize(
    "text", ["=1+1", '=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "#N/A", "TRUE", "2022-03-01", "007", "1e5"]
)
def test_text_is_never_taken_for_anything_else(
    text: str, store_of: Callable[..., EmbeddedStore], contents_of: Callable[..., Contents], tmp_path: Path
) -> None:
    literal = text.replace('"', '\\"')
    store = store_of(g=f'task:a a pg:Task ; pg:numberAsPrinted "{literal}" ; skos:prefLabel "{literal}"@en .')
    write_workbook(tmp_path / "a.xlsx", contents_of(store), HEAD)
    row = by_title(openpyxl.load_workbook(tmp_path / "a.xlsx"), "Tasks")
    for title in ("Name", "No."):
        cell = row[title]
        assert (cell.value, cell.data_type) == (text, "s")
        assert cell.quotePrefix == (text[0] in "=+-@")
    sheets = zipfile.ZipFile(tmp_path / "a.xlsx")
    assert not any(b"<f>" in sheets.read(name) for name in sheets.namelist())


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x00b", "a␀b"),
        ("\x1b[31m", "␛[31m"),
        ("a\tb\nc", "a\tb\nc"),
        ("\x7f", "␡"),
        ("\ufffe", "\ufffd"),
        ("\r", "␍"),
        ("a\u202eb\u2066c", "a\ufffdb\ufffdc"),
    ],
)
def test_control_characters_are_made_visible(text: str, shown: str) -> None:
    assert fit(text) == shown


def test_what_looks_like_an_escape_of_the_format_is_kept() -> None:
    assert fit("_x0041_") == "_x005F_x0041_"


def test_a_text_too_long_for_a_cell_says_that_it_is_cut() -> None:
    made = fit("a" * (LONGEST + 1))
    assert len(made) == LONGEST
    assert made.endswith("a … [cut: a cell holds no more]")
    assert fit("a" * LONGEST) == "a" * LONGEST


def test_more_rows_than_a_sheet_can_hold_go_on_the_next(sample: Contents, tmp_path: Path) -> None:
    write_workbook(tmp_path / "a.xlsx", sample, HEAD, SheetLimits(rows=3, links=1))
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    parts = [name for name in book.sheetnames if name.startswith("Evidence")]
    assert parts == ["Evidence", "Evidence 2", "Evidence 3"]
    assert sum(book[name].max_row - 1 for name in parts) == len(sample.evidence)
    assert [by_title(book, "Evidence", row)["IRI"].hyperlink is None for row in (2, 3)] == [False, True]
    assert book["Evidence 2"]["A1"].value == "No."


def test_the_same_contents_give_the_same_bytes(sample: Contents, tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_workbook(tmp_path / name, sample, HEAD)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert {info.date_time for info in zipfile.ZipFile(tmp_path / "a").infolist()} == {(1980, 1, 1, 0, 0, 0)}
    core = zipfile.ZipFile(tmp_path / "a").read("docProps/core.xml")
    assert core.count(b"2026-11-20T08:30:00Z") == 2


@pytest.mark.parametrize(
    ("values", "expected"),
    [(["short"], 16.0), (["x" * 25], 42.0), (["排" * 25], 81.0), (["a\nb"], 29.0), (["x" * 9999], 159.0), ([12], 16.0)],
)
def test_a_row_is_high_enough_for_its_longest_text(values: list[str | int], expected: float) -> None:
    assert height(values, [10]) == expected


def test_sheets_print_across_with_their_heading_on_every_page(book: Workbook) -> None:
    page = book["Findings"]
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.print_title_rows == "$1:$1"
    assert page.sheet_properties.pageSetUpPr is not None
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.row_dimensions[2].height or 0) > 16
