"""Lines of a trace in a terminal: texts from the data that steer nothing, wrapped and never cut; and its passages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from policygraph.cli.report import printable
from policygraph.trace.drawing.captions import place
from policygraph.trace.drawing.measure import wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console

    from policygraph.trace.drawing import Words
    from policygraph.trace.drawing.outline import Quote

__all__ = ["Part", "cited", "numbers", "show_passages", "text", "write_hanging"]

Part = tuple[str, str]
"""A text and its style."""
_SPACES = {ord("\n"): " ", ord("\t"): " "}


def text(*parts: Part) -> Text:
    """Make one line of texts from the data, each in a style; nothing in them steers the terminal."""
    return Text.assemble(*((printable(part.translate(_SPACES)), style) for part, style in parts))


def write_hanging(console: Console, said: Text, first: str, further: str) -> None:
    """Write a text, wrapped, behind a mark; its further lines behind another one."""
    width = max(2, console.width - max(len(first), len(further)))
    mark, end = first, 0
    for line in wrap(said.plain, width):
        start = said.plain.index(line, end)
        end = start + len(line)
        console.print(Text.assemble((mark, "dim"), said[start:end]), highlight=False, soft_wrap=True)
        mark = further


def numbers(quoted: Iterable[int]) -> str:
    """Write the numbers by which passages are referred to."""
    return " ".join(f"[{number}]" for number in quoted)


def cited(quote: Quote, words: str) -> tuple[Part, Part]:
    """Write where a passage stands, and words of it."""
    return (f"{place(quote.evidence)} ", "dim"), (f"“{words}”", "")


def show_passages(console: Console, quotes: Sequence[Quote], words: Words) -> None:
    """Write passages by their numbers, each with its words where they are at hand, else with its anchor phrase."""
    if quotes:
        console.print(Text(f"\n{words.phrase('passages')}", "bold"))
    for quote in quotes:
        mark = f"{numbers([quote.number])} "
        full = " ".join((quote.evidence.words or quote.evidence.anchor).split())
        write_hanging(console, text(*cited(quote, full)), mark, " " * len(mark))
