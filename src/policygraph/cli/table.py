"""How rows look in a terminal: a table where it fits, else a record a row."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import typer
from rich.markup import escape
from rich.measure import Measurement
from rich.table import Column, Table

from policygraph.cli.report import counted, output_console
from policygraph.vocab import shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from policygraph.catalogue import Catalogue

__all__ = ["show_catalogue", "show_rows", "show_table"]


def show_catalogue(catalogue: Catalogue) -> None:
    """List the saved queries with their questions."""
    table = Table(Column("name", no_wrap=True), "question", "kind", box=None, pad_edge=False)
    for saved in catalogue:
        table.add_row(saved.name, *(escape(part) for part in (saved.question, ", ".join(saved.tags))))
    output_console().print(table)


def show_rows(text: str) -> None:
    """Show a result of SELECT or ASK, given as CSV."""
    head, *rows = csv.reader(io.StringIO(text))
    if not rows and head in (["true"], ["false"]):
        typer.echo(head[0])
        return
    show_table(head, [[shorten(cell) for cell in row] for row in rows])
    typer.echo(counted(len(rows), "row"), err=True)


def show_table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Show rows of text under their heads; where a table would break words, each row as a record of lines."""
    shown = [[escape(cell) for cell in row] for row in rows]
    console = output_console()
    table = Table(*(Column(escape(name), overflow="fold") for name in head), box=None, pad_edge=False)
    for row in shown:
        table.add_row(*row)
    if len(head) > 1 and _least_width(table, console) > console.width:
        for row in shown:
            console.print(_record(head, row), "")
    else:
        console.print(table)


def _least_width(table: Table, console: Console) -> int:
    """Give the columns of a terminal that a table needs so that no word of it is broken."""
    unbounded = console.options.update(max_width=1_000_000)
    return Measurement.get(console, unbounded, table).minimum


def _record(head: Sequence[str], row: Sequence[str]) -> Table:
    grid = Table.grid(Column(style="dim", no_wrap=True), Column(overflow="fold"), padding=(0, 2, 0, 0), pad_edge=False)
    for name, cell in zip(head, row, strict=True):
        if cell:
            grid.add_row(escape(name), cell)
    return grid
