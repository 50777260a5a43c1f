"""The page that reports a run: what stands between two markers is written, the rest is left alone."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from benchmarks.plot import draw
from benchmarks.table import tables

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.figures import Figures

__all__ = ["put_between", "write_page", "write_section"]

BEGIN: Final = "<!-- written by `make bench`: begin -->"
END: Final = "<!-- written by `make bench`: end -->"


def write_section(page: Path, name: str, written: str) -> None:
    """Put what a benchmark found between the markers that name it.

    Raises:
        SystemExit: The page has no such markers.
    """
    begin, end = (f"<!-- written by `python -m benchmarks {name}`: {place} -->" for place in ("begin", "end"))
    page.write_text(put_between(page.read_text(encoding="utf-8"), written, begin, end), encoding="utf-8")


def write_page(page: Path, figures: Figures) -> None:
    """Put the tables of a run between the markers of a page, and its plot beside the page.

    Raises:
        SystemExit: The page has no markers.
    """
    plot = page.with_suffix(".svg")
    picture = f"![Throughput of policygraph as a ratio to the Oxigraph server's, query by query]({plot.name})"
    text = put_between(page.read_text(encoding="utf-8"), f"{tables(figures)}\n{picture}\n")
    draw(figures, plot)
    page.write_text(text, encoding="utf-8")


def put_between(text: str, written: str, begins: str = BEGIN, ends: str = END) -> str:
    """Replace what stands between two markers.

    Raises:
        SystemExit: The text does not have both, in their order.
    """
    head, begin, rest = text.partition(begins)
    _, end, tail = rest.partition(ends)
    if not begin or not end:
        sys.exit(f"the page has no lines {begins} and {ends}: write them where the tables belong")
    return f"{head}{begins}\n\n{written}\n{ends}{tail}"
