"""How a trace looks in a terminal: a tree whose rows refer to passages by number, and the passages below it."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from policygraph.cli.trace_lines import cited, numbers, show_passages, text, write_hanging
from policygraph.trace.drawing.captions import concluded, known, told
from policygraph.trace.drawing.outline import outline
from policygraph.vocab import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console
    from rich.text import Text

    from policygraph.cli.trace_lines import Part
    from policygraph.trace import Trace
    from policygraph.trace.drawing import Words
    from policygraph.trace.drawing.outline import Quote, Row

__all__ = ["show_trace"]

_SEPARATOR = "  ·  "
_BRANCH = 4
"""Columns of a branch of the tree, where there is room."""


def show_trace(console: Console, trace: Trace, words: Words) -> None:
    """Write a trace: every thing once, every passage with its anchor phrase once and its words at the end."""
    rows = outline(trace)
    _show_tree(console, rows.rows, words)
    if not trace.complete:
        console.print()
        write_hanging(console, text((words.phrase("shortened"), "italic")), "", "")
    show_passages(console, [q for q in rows.quotes if q.evidence.words and not _is_anchor(q)], words)


def _show_tree(console: Console, rows: Sequence[Row], words: Words) -> None:
    """Write a row below the other; the deeper the tree, the narrower its branches, so that texts keep their room."""
    deepest = max(row.depth for row in rows)
    step = max(1, min(_BRANCH, console.width // 2 // max(1, deepest)))
    for row, below in zip_longest(rows, rows[1:]):
        head, *details = _lines(row, words)
        beside = "".join(_part(" " if last else "│", step) for last in row.last)
        under = beside + _part("│" if below and below.depth > row.depth else " ", min(step, 2))
        branch = beside[: -step if row.depth else None] + (_turn(step, last=row.last[-1]) if row.depth else "")
        write_hanging(console, head, branch, under)
        for line in details:
            write_hanging(console, line, under, under)


def _part(sign: str, step: int) -> str:
    return sign.ljust(step)


def _turn(step: int, *, last: bool) -> str:
    return (("└" if last else "├") + "─" * (step - 2)).ljust(step)


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
    yield from (text((f"[{quote.number}] ", "green"), *cited(quote, quote.evidence.anchor)) for quote in row.quotes)
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


def _is_anchor(quote: Quote) -> bool:
    return (quote.evidence.words or "").split() == quote.evidence.anchor.split()
