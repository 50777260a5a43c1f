"""`policygraph coverage`: what of a text its statements account for, and what they leave open."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policygraph.cli.coverage_view import show_report, show_text
from policygraph.cli.options import Root, texts_of, workspace_of
from policygraph.cli.report import output_console
from policygraph.coverage import cover
from policygraph.coverage.answer import answer
from policygraph.errors import EvidenceError, UsageError
from policygraph.graph.assemble import read_files_about
from policygraph.model.evidence import Span
from policygraph.sources.tokens import KINDS

if TYPE_CHECKING:
    from policygraph.coverage import Coverage, Tally

__all__ = ["coverage"]


def coverage(
    source: Annotated[str, typer.Argument(help="Id of the source: the name of its folder in data/sources/.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print everything as JSON (docs/coverage.md).")] = False,
    view: Annotated[bool, typer.Option("--view", help="Show the text itself, in colours.")] = False,
    start: Annotated[int, typer.Option("--from", min=0, help="Only from this character of the text on.")] = 0,
    end: Annotated[int | None, typer.Option("--to", min=1, help="Only up to this character of the text.")] = None,
    fail_under_sentences: Annotated[
        float | None,
        typer.Option(min=0, max=100, metavar="PERCENT", help="Fail where fewer sentences are settled, in per cent."),
    ] = None,
    fail_under_values: Annotated[
        float | None,
        typer.Option(
            min=0, max=100, metavar="PERCENT", help="Fail where fewer numbers, dates, … of a kind are settled."
        ),
    ] = None,
    root: Root = Path(),
) -> None:
    """Compare a source's text with its statements, and list what no statement accounts for.

    A sentence is accounted for where a statement's passage reaches into it, and the passage over two sentences at
    most. A number, date, document number, quoted title or name is accounted for where it lies in a passage of a node
    that prints it (own), or that is linked to something which prints it (linked). What is left out on purpose (a
    pg:CoverageExclusion of the data, with its reason) is counted as excluded; the rest is open.

    Nothing needs to be built: the files of the workspace are read as they are.

    Exit codes: 0 whatever is open, unless a --fail-under option is given: then 5 where the figure of the whole text
    falls short; 2 there is no text between --from and --to, 3 a data file is broken, 6 there is no such source or its
    text is not at hand.

    Example: `policygraph coverage shanxi-2022-report --view --from 14000 --to 16000`
    """
    if as_json and view:
        raise UsageError("--json and --view ask for two different answers", remedy="give one of them")
    workspace = workspace_of(root)
    text = texts_of(workspace).get(source)
    window = _window(start, end, len(text.text))
    found = cover(text, read_files_about(workspace, source))
    if as_json:
        typer.echo(json.dumps(answer(text, found, window), ensure_ascii=False, indent=2))
    elif view:
        show_text(output_console(), text.text, found, window)
    else:
        show_report(output_console(), text, found, window)
    _hold(found, fail_under_sentences, fail_under_values)


def _window(start: int, end: int | None, length: int) -> Span:
    stop = length if end is None else min(end, length)
    if start >= stop:
        raise UsageError(
            f"there is no text from {start} to {stop}: it has {length} characters",
            remedy="give --from a smaller figure than --to, both within the text",
        )
    return Span(start, stop)


def _hold(found: Coverage, sentences: float | None, values: float | None) -> None:
    """Hold the figures of the whole text against the thresholds."""
    short = [] if sentences is None else _short("sentences", found.of_sentences(), sentences)
    if values is not None:
        short += [line for kind in KINDS for line in _short(f"{kind}s", found.of_kind(kind), values)]
    if short:
        raise EvidenceError(
            f"the statements of {found.source} leave too much of its text open: {'; '.join(short)}",
            remedy="state what is listed as open, or exclude it with a reason (docs/coverage.md)",
        )


def _short(what: str, tally: Tally, least: float) -> list[str]:
    return [f"{tally.settled:.2f} % of {what}, less than {least:g} %"] if tally.settled < least else []
