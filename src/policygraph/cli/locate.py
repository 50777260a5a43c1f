"""`policygraph locate`: from a phrase to a passage in Turtle."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policygraph.cli.options import Root, texts_of, workspace_of
from policygraph.cli.report import counted
from policygraph.errors import NotFoundError, UsageError
from policygraph.graph.canonical import canonical_turtle
from policygraph.graph.passages import add_passage, holder_of, passage_graph
from policygraph.sources import Extent, occurrences
from policygraph.sources import locate as passage_at
from policygraph.sources.locate import first_after

if TYPE_CHECKING:
    from policygraph.model.evidence import SourceText, Span

__all__ = ["locate"]

_CONTEXT = 60
INTERRUPTED = 130
"""The exit code of a command that was ended with Ctrl-C, as shells have it."""


def locate(
    source: Annotated[str, typer.Argument(help="Id of the source: the name of its folder in data/sources/.")],
    phrase: Annotated[str, typer.Argument(help="Anchor phrase as it stands in the text: at most 12 words.")],
    occurrence: Annotated[
        int | None, typer.Option("-n", help="Which occurrence, from 1, where there are several.")
    ] = None,
    extent: Annotated[Extent, typer.Option(help="How far the passage reaches around the phrase.")] = "sentence",
    to: Annotated[str | None, typer.Option(help="A later phrase that the passage must reach too.")] = None,
    append: Annotated[
        Path | None,
        typer.Option(help="Add the passage to this Turtle file unless the source has it already; print its name."),
    ] = None,
    show: Annotated[bool, typer.Option(help="Show the passage's words on standard error.")] = False,
    root: Root = Path(),
) -> None:
    """Find a phrase in a source text and print the passage in Turtle, with offsets and digest.

    Nobody counts characters: give a name, a number or a title of the passage. Where the phrase occurs more than once
    you are asked which one is meant (or give `-n`). The passage is the sentence around the phrase unless `--extent`
    says otherwise; `--to` stretches it to a later phrase.

    Example: `policygraph locate shanxi-2022-report "JHF [2022] No.43"`
    """
    text = texts_of(workspace_of(root)).get(source)
    span = _choose(text, phrase, occurrence)
    end = first_after(text.text, to, span.start) if to else None
    passage = passage_at(text, span, extent, to=end)
    if show:
        typer.echo(passage.span.of(text.text), err=True)
    if append:
        folder = text.record.described_in.parent
        if holder_of(passage, {append, *folder.rglob("*.ttl")} if append.exists() else folder.rglob("*.ttl")) is None:
            add_passage(append, passage)
        typer.echo(f"passage:{passage.iri.rsplit('/', 1)[1]}")
    else:
        typer.echo(canonical_turtle(passage_graph([passage])), nl=False)


def _choose(text: SourceText, phrase: str, occurrence: int | None) -> Span:
    spans = occurrences(text.text, phrase)
    if not spans:
        raise NotFoundError(
            f"{text.record.file} does not say {phrase!r}",
            remedy="copy the phrase from the text; letters and punctuation must agree, white space need not",
        )
    if len(spans) == 1 and occurrence in (None, 1):
        return spans[0]
    if occurrence is None:
        for number, span in enumerate(spans, 1):
            typer.echo(f"{number:3}  {_context(text.text, span)}", err=True)
        if not sys.stdin.isatty():
            raise UsageError(
                f"{phrase!r} stands {counted(len(spans), 'time')} in {text.record.file}",
                remedy=f"say which one is meant with -n 1 … -n {len(spans)}, or give a longer phrase",
            )
        occurrence = _ask(len(spans))
    if not 1 <= occurrence <= len(spans):
        raise UsageError(
            f"there is no occurrence {occurrence}: {phrase!r} stands {counted(len(spans), 'time')}",
            remedy=f"choose one of 1 … {len(spans)}" if len(spans) > 1 else "leave -n out",
        )
    return spans[occurrence - 1]


def _ask(highest: int) -> int:
    """Ask which occurrence is meant, until the answer is one of them."""
    while True:
        try:
            chosen: int = typer.prompt("Which one", type=int, err=True)
        except typer.Abort:
            raise typer.Exit(INTERRUPTED) from None
        if 1 <= chosen <= highest:
            return chosen
        typer.echo(f"Error: choose one of 1 … {highest}; Ctrl-C gives up.", err=True)


def _context(text: str, span: Span) -> str:
    line = text.count("\n", 0, span.start) + 1
    before = " ".join(text[max(0, span.start - _CONTEXT) : span.start].split())
    after = " ".join(text[span.end : span.end + _CONTEXT].split())
    return f"line {line}, character {span.start}: …{before} ⟦{span.of(text)}⟧ {after}…"
