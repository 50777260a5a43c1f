"""How coverage looks in a terminal: figures and lists, or the text in colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Column, Table
from rich.text import Text

from policygraph.cli.report import counted
from policygraph.coverage.answer import context, line_at
from policygraph.sources.tokens import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import Console

    from policygraph.coverage import Coverage, Tally
    from policygraph.model.evidence import SourceText, Span

__all__ = ["show_report", "show_text"]

_LEAST_WORDS = 3
"""An open stretch within a sentence that is accounted for is listed from so many words on."""
_STYLES = {"own": "green", "linked": "cyan", "excluded": "dim", "open": "bold red"}


def show_report(console: Console, source: SourceText, found: Coverage, window: Span) -> None:
    """Write the figures of the whole text, and what is open within the window."""
    console.print(_figures(found))
    console.print(
        f"{counted(found.nodes, 'statement')} in {counted(found.passages, 'passage')}; "
        f"{counted(len(found.wide), 'passage')} too wide to account for a sentence",
        highlight=False,
        style="dim",
    )
    for title, spans in _open(source.text, found):
        shown = [span for span in spans if _meets(span, window)]
        if shown:
            console.print(f"\n[bold]{title}[/] [dim]({len(shown)})[/]", highlight=False)
        for span in shown:
            console.print(_line(source.text, span), highlight=False, soft_wrap=True)


def show_text(console: Console, text: str, found: Coverage, window: Span) -> None:
    """Write the text of the window: open words on a coloured ground, values in the colour of what carries them."""
    shown = Text(window.of(text))
    for sentence in found.sentences:
        for stretch in sentence.stretches:
            _style(shown, stretch, window, "on dark_red" if sentence.state == "open" else "on grey30")
        if sentence.state == "excluded":
            _style(shown, sentence.span, window, "dim")
    for item in found.items:
        for span in item.open or (item.span,):
            _style(shown, span, window, _STYLES[item.state])
    if not console.color_system:
        shown = _bracketed(text, found, window)
    console.print(shown, soft_wrap=True, highlight=False)
    console.print(_legend(plain=not console.color_system), soft_wrap=True, highlight=False)


def _figures(found: Coverage) -> Table:
    table = Table(
        "",
        *(Column(name, justify="right") for name in ("all", "own", "linked", "excluded", "open", "settled")),
        box=None,
    )
    rows = [("sentences", found.of_sentences()), ("words", found.of_words())]
    rows += [(f"{kind.replace('-', ' ')}s", found.of_kind(kind)) for kind in KINDS]
    for name, tally in rows:
        table.add_row(name, *map(str, _cells(tally)), f"{tally.settled:.2f} %")
    return table


def _cells(tally: Tally) -> tuple[int, ...]:
    return tally.total, tally.own, tally.linked, tally.excluded, tally.open


def _open(text: str, found: Coverage) -> Iterator[tuple[str, list[Span]]]:
    """Give what is open, list by list."""
    yield "open sentences", [s.span for s in found.sentences if s.state == "open"]
    partly = [stretch for s in found.sentences if s.state == "accounted" for stretch in s.stretches]
    yield "open clauses", [span for span in partly if len(span.of(text).split()) >= _LEAST_WORDS]
    for kind in KINDS:
        yield f"open {kind.replace('-', ' ')}s", [i.span for i in found.items if i.kind == kind and i.state == "open"]


def _line(text: str, span: Span) -> str:
    before, behind = (escape(part) for part in context(text, span))
    words = " ".join(span.of(text).split())
    place = f"[dim]{span.start:>6}-{span.end:<6} line {line_at(text, span.start):<3}[/]"
    return f"{place} [dim]…{before}[/] [red]⟦{escape(words)}⟧[/] [dim]{behind}…[/]"


def _style(shown: Text, span: Span, window: Span, style: str) -> None:
    if _meets(span, window):
        shown.stylize(style, max(span.start, window.start) - window.start, min(span.end, window.end) - window.start)


def _bracketed(text: str, found: Coverage, window: Span) -> Text:
    """Mark what is open with brackets, where there are no colours."""
    stretches = [stretch for sentence in found.sentences for stretch in sentence.stretches]
    items = [span for item in found.items for span in item.open]
    opening = [(s.start, "⟦") for s in stretches] + [(s.start, "{") for s in items]
    closing = [(s.end, "⟧") for s in stretches] + [(s.end, "}") for s in items]
    marks = sorted((at, order, mark) for order, group in enumerate((closing, opening)) for at, mark in group)
    parts: list[str] = []
    at = window.start
    for place, _, mark in marks:
        if window.start <= place <= window.end:
            parts += [text[at:place], mark]
            at = place
    return Text("".join([*parts, text[at : window.end]]))


def _legend(*, plain: bool) -> str:
    if plain:
        return "\n⟦…⟧ words in no passage   {…} values that no statement carries"
    return (
        "\n[green]own[/]  [cyan]linked[/]  [dim]excluded[/]  [bold red]open value[/]  "
        "[on grey30]open words[/]  [on dark_red]open sentence[/]"
    )


def _meets(span: Span, window: Span) -> bool:
    return span.start < window.end and window.start < span.end
