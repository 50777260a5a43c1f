"""How a trace looks in a terminal: a tree whose rows refer to passages by number, and the passages below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from policygraph.cli.report import printable
from policygraph.trace.drawing.captions import concluded, known, place, told
from policygraph.trace.drawing.outline import outline
from policygraph.vocab import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console, RenderableType

    from policygraph.trace import Trace
    from policygraph.trace.drawing import Words
    from policygraph.trace.drawing.outline import Outline, Quote, Row

__all__ = ["show_trace"]

_SEPARATOR = "  ·  "
_SPACES = {ord("\n"): " ", ord("\t"): " "}


def show_trace(console: Console, trace: Trace, words: Words) -> None:
    """Write a trace: every thing once, every passage with its anchor phrase once and its words at the end."""
    rows = outline(trace)
    console.print(_tree(rows, words), highlight=False)
    if not trace.complete:
        console.print(Text(f"\n{words.phrase('shortened')}", "italic"))
    full = [quote for quote in rows.quotes if quote.evidence.words and not _is_anchor(quote)]
    if full:
        console.print(Text(f"\n{words.phrase('passages')}", "bold"))
    for quote in full:
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
    yield Text("  ").join(part for part in (_step(row, words), _name(row, words)) if part)
    if row.node:
        about = (words.type(row.node), words.phrase("see-above") if row.shown else shorten(row.node.iri))
        yield _text(_SEPARATOR.join(about), "dim")
    facts = [words.fact(fact) for fact in told(row, words)]
    if facts:
        yield _text(_SEPARATOR.join(facts))
    reasons = known(row, words)
    if reasons:
        yield _text(reasons, "magenta")
    yield from (_quote(quote) for quote in row.quotes)
    others = [f"{words.phrase('also')} {_numbers(row.again)}"] if row.again else []
    others += [words.more(row.more)] if row.more else []
    if others:
        yield _text(" ".join(others), "dim")


def _step(row: Row, words: Words) -> Text:
    step = row.hop or row.omission
    if step is None:
        return Text()
    text = _text(f"{'←' if step.inverse else '→'} {words.name(step.property)}", "blue")
    how = concluded(row.hop, words)
    if how:
        text.append_text(_text(f" · {how}", "magenta"))
    if row.says:
        text.append(f" {_numbers(row.says)}", "green")
    return text


def _name(row: Row, words: Words) -> Text:
    if row.omission:
        return _text(words.more(row.omission.count), "italic")
    if row.node is None:
        return _text(words.phrase("not-stated"), "black on yellow")
    label, second = words.labels(row.node)
    text = _text(label, "bold")
    return text.append_text(_text(f"  {second}")) if second and not row.shown else text


def _quote(quote: Quote) -> Text:
    anchor = _text(f"“{quote.evidence.anchor}”")
    return (
        Text(f"[{quote.number}] ", "green").append_text(_text(f"{place(quote.evidence)} ", "dim")).append_text(anchor)
    )


def _passage(quote: Quote) -> Table:
    words = _text(f"“{' '.join((quote.evidence.words or '').split())}”")
    grid = Table.grid(padding=(0, 1, 0, 0), pad_edge=False)
    grid.add_row(Text(f"[{quote.number}]", "green"), _text(f"{place(quote.evidence)} ", "dim").append_text(words))
    return grid


def _is_anchor(quote: Quote) -> bool:
    return (quote.evidence.words or "").split() == quote.evidence.anchor.split()


def _numbers(numbers: Iterable[int]) -> str:
    return " ".join(f"[{number}]" for number in numbers)


def _text(text: str, style: str = "") -> Text:
    return Text(printable(text.translate(_SPACES)), style)
