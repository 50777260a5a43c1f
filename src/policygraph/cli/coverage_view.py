"""How coverage looks in a terminal: figures and lists, or the text in colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Column, Table
from rich.text import Text

from policygraph.cli.report import counted, printable
from policygraph.coverage.answer import context, line_at, line_ends, meets, shown
from policygraph.sources.tokens import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import Console

    from policygraph.coverage import Coverage, Item, Tally
    from policygraph.model.evidence import SourceText, Span

__all__ = ["show_report", "show_text"]

_LEAST_WORDS = 3
"""An open stretch within a sentence that is accounted for is listed from so many words on."""
_STYLES = {"own": "green", "linked": "cyan", "excluded": "dim", "open": "bold red"}


def show_report(console: Console, source: SourceText, found: Coverage, window: Span) -> None:
    """Write the figures of the whole text, and what is open within the window."""
    console.print(_figures(found))
    console.print(
        f"{counted(found.nodes, 'statement')}, {counted(found.passages, 'passage')}, "
        f"{len(found.wide)} of them too wide to account for a sentence",
        highlight=False,
        style="dim",
    )
    text = printable(source.text)
    ends = line_ends(text)
    for title, rows in _open(found):
        inside = [(span, note) for span, note in rows if meets(span, window)]
        if inside:
            console.print(f"\n[bold]{title}[/] [dim]({len(inside)})[/]", highlight=False)
        for span, note in inside:
            console.print(_line(text, ends, span, note), highlight=False, soft_wrap=True)


def show_text(console: Console, text: str, found: Coverage, window: Span) -> None:
    """Write the text of the window: open words on a coloured ground, values in the colour of what carries them.

    Where there are no colours, brackets mark what is open.
    """
    text = printable(text)
    if console.no_color or not console.color_system:
        console.print(Text(_bracketed(text, found, window)), soft_wrap=True)
        console.print(
            "\n⟦…⟧ words in no passage   {…} values that no statement carries", soft_wrap=True, highlight=False
        )
        return
    coloured = Text(window.of(text))
    for span, style in _styles(found):
        if meets(span, window):
            coloured.stylize(style, max(0, span.start - window.start), min(span.end, window.end) - window.start)
    console.print(coloured, soft_wrap=True)
    console.print(
        "\n[green]own[/]  [cyan]linked[/]  [dim]excluded[/]  [bold red]open value[/]  "
        "[on grey30]open words[/]  [on dark_red]open sentence[/]",
        soft_wrap=True,
        highlight=False,
    )


def _figures(found: Coverage) -> Table:
    heads = ("all", "own", "linked", "excluded", "open", "settled")
    table = Table("", *(Column(name, justify="right") for name in heads), box=None)
    rows = [("sentences", found.of_sentences()), ("words", found.of_words())]
    rows += [(f"{kind.replace('-', ' ')}s", found.of_kind(kind)) for kind in KINDS]
    for name, tally in rows:
        table.add_row(name, *map(str, _cells(tally)), f"{tally.settled:.2f} %")
    return table


def _cells(tally: Tally) -> tuple[int, ...]:
    return tally.total, tally.own, tally.linked, tally.excluded, tally.open


def _open(found: Coverage) -> Iterator[tuple[str, list[tuple[Span, str]]]]:
    """Give what is open, list by list, each with a note."""
    yield "open sentences", [(sentence.span, "") for sentence in found.sentences if sentence.state == "open"]
    partly = [stretch for sentence in found.sentences if sentence.state == "accounted" for stretch in sentence.open]
    yield "open clauses", [(stretch.span, "") for stretch in partly if stretch.words >= _LEAST_WORDS]
    for kind in KINDS:
        items = [item for item in found.items if item.kind == kind and item.state == "open"]
        yield f"open {kind.replace('-', ' ')}s", [(item.span, _note(item)) for item in items]


def _note(item: Item) -> str:
    return f"lies in an exclusion of kind {item.within}, which can't leave out a {item.kind}" if item.within else ""


def _line(text: str, ends: Sequence[int], span: Span, note: str) -> str:
    before, behind = (escape(part) for part in context(text, span))
    place = f"[dim]{span.start:>6}-{span.end:<6} line {line_at(ends, span.start):<3}[/]"
    remark = f" [yellow]({note})[/]" if note else ""
    return f"{place} [dim]…{before}[/] [red]⟦{escape(shown(text, span))}⟧[/] [dim]{behind}…[/]{remark}"


def _styles(found: Coverage) -> Iterator[tuple[Span, str]]:
    for left in found.exclusions:
        yield left.span, "dim"
    for sentence in found.sentences:
        for stretch in sentence.open:
            yield stretch.span, "on dark_red" if sentence.state == "open" else "on grey30"
    for item in found.items:
        for span in item.open or (item.span,):
            yield span, _STYLES[item.state]


def _bracketed(text: str, found: Coverage, window: Span) -> str:
    """Mark open words and open values with brackets that nest."""
    stretches = [stretch.span for sentence in found.sentences for stretch in sentence.open]
    values = [span for item in found.items for span in item.open]
    marks = [(s.end, 0, "}") for s in values] + [(s.end, 1, "⟧") for s in stretches]
    marks += [(s.start, 2, "⟦") for s in stretches] + [(s.start, 3, "{") for s in values]
    parts: list[str] = []
    at = window.start
    for place, _, mark in sorted(marks):
        if window.start <= place <= window.end:
            parts += [text[at:place], mark]
            at = place
    return "".join([*parts, text[at : window.end]])
