"""How a trace looks in a terminal: a tree whose rows refer to passages by number, and the passages below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Column, Table
from rich.text import Text
from rich.tree import Tree

from policygraph.cli.report import printable
from policygraph.trace.drawing.captions import concluded, known, place, told
from policygraph.trace.drawing.outline import outline
from policygraph.vocab import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import Console, RenderableType

    from policygraph.trace import Trace
    from policygraph.trace.drawing import Words
    from policygraph.trace.drawing.outline import Outline, Quote, Row

__all__ = ["Part", "hanging", "numbers", "show_passages", "show_trace", "text"]

Part = tuple[str, str]
"""A text and its style."""
_SEPARATOR = "  ·  "
_SPACES = {ord("\n"): " ", ord("\t"): " "}


def show_trace(console: Console, trace: Trace, words: Words) -> None:
    """Write a trace: every thing once, every passage with its anchor phrase once and its words at the end."""
    rows = outline(trace)
    console.print(_tree(rows, words), highlight=False)
    if not trace.complete:
        console.print(Text(f"\n{words.phrase('shortened')}", "italic"))
    show_passages(console, [q for q in rows.quotes if q.evidence.words and not _is_anchor(q)], words)


def show_passages(console: Console, quotes: Sequence[Quote], words: Words) -> None:
    """Write passages by their numbers, each with its words where they are at hand, else with its anchor phrase."""
    if quotes:
        console.print(Text(f"\n{words.phrase('passages')}", "bold"))
    for quote in quotes:
        console.print(_passage(quote), highlight=False)


def _tree(rows: Outline, words: Words) -> Tree:
    branches = [Tree(_label(rows.rows[0], words), guide_style="dim")]
    for row in rows.rows[1:]:
        branches = branches[: row.depth]
        branches.append(branches[-1].add(_label(row, words)))
    return branches[0]


def _label(row: Row, words: Words) -> RenderableType:
    head, *details = _lines(row, words)
    return Group(head, *(Padding(line, (0, 0, 0, 2), expand=False) for line in details))


def _lines(row: Row, words: Words) -> Iterator[Text]:
    yield text(*_step(row, words), *_name(row, words))
    if row.node:
        about = (words.type(row.node), words.phrase("see-above") if row.shown else shorten(row.node.iri))
        yield text((_SEPARATOR.join(about), "dim"))
    facts = [words.fact(fact) for fact in told(row, words)]
    if facts:
        yield text((_SEPARATOR.join(facts), ""))
    reasons = known(row, words)
    if reasons:
        yield text((reasons, "magenta"))
    yield from (text((f"[{quote.number}] ", "green"), *_words(quote, quote.evidence.anchor)) for quote in row.quotes)
    others = [f"{words.phrase('also')} {numbers(row.again)}"] if row.again else []
    others += [words.more(row.more)] if row.more else []
    if others:
        yield text((" ".join(others), "dim"))


def _step(row: Row, words: Words) -> Iterator[Part]:
    step = row.hop or row.omission
    if step is None:
        return
    yield f"{'←' if step.inverse else '→'} {words.name(step.property)}", "blue"
    how = concluded(row.hop, words)
    if how:
        yield f" · {how}", "magenta"
    if row.says:
        yield f" {numbers(row.says)}", "green"
    yield "  ", ""


def _name(row: Row, words: Words) -> Iterator[Part]:
    if row.omission:
        yield words.more(row.omission.count), "italic"
        return
    if row.node is None:
        yield words.phrase("not-stated"), "black on yellow"
        return
    label, second = words.labels(row.node)
    yield label, "bold"
    if second and not row.shown:
        yield f"  {second}", ""


def _words(quote: Quote, words: str) -> tuple[Part, Part]:
    return (f"{place(quote.evidence)} ", "dim"), (f"“{words}”", "")


def _passage(quote: Quote) -> Table:
    words = " ".join((quote.evidence.words or quote.evidence.anchor).split())
    return hanging(text((f"[{quote.number}]", "green")), text(*_words(quote, words)))


def _is_anchor(quote: Quote) -> bool:
    return (quote.evidence.words or "").split() == quote.evidence.anchor.split()


def hanging(mark: Text, said: Text) -> Table:
    """Set a text to the right of a mark, so that its further lines do not stand below the mark."""
    grid = Table.grid(Column(no_wrap=True), Column(overflow="fold"), padding=(0, 1, 0, 0), pad_edge=False)
    grid.add_row(mark, said)
    return grid


def numbers(quoted: Iterable[int]) -> str:
    """Write the numbers by which passages are referred to."""
    return " ".join(f"[{number}]" for number in quoted)


def text(*parts: Part) -> Text:
    """Make one line of texts from the data, each in a style; nothing in them steers the terminal."""
    return Text.assemble(*((printable(part.translate(_SPACES)), style) for part, style in parts))
