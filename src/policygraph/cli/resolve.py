"""`policygraph resolve`: from a number, a name or an IRI in any spelling to the thing that is meant."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Column, Table

from policygraph.cli.options import Root
from policygraph.cli.report import output_console, printable
from policygraph.errors import NotFoundError, UsageError
from policygraph.model.inquiry import conduct
from policygraph.release import current_release
from policygraph.resolver import explain, write_resolution
from policygraph.resolver import resolve as resolve_text
from policygraph.store import EmbeddedStore
from policygraph.vocab import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policygraph.resolver import Match, Resolution

__all__ = ["resolve"]


class Layout(StrEnum):
    """How a resolution is written."""

    TABLE = "table"
    JSON = "json"


def resolve(
    text: Annotated[
        str,
        typer.Argument(help="A document number in any spelling, a name in either language, a division code, an IRI."),
    ],
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind", "-k", help="Only things of this kind: unit, region, document, task …; repeat it for more."
        ),
    ] = None,
    layout: Annotated[Layout, typer.Option("--format", help="A table for people or JSON for tools.")] = Layout.TABLE,
    everything: Annotated[
        bool, typer.Option("--all", help="Take several things for an answer: list them all and end with 0.")
    ] = False,
    root: Root = Path(),
) -> None:
    """Find the thing that a text means: a document by its number, anything by a name that a source prints.

    A number leads to the document that carries it; brackets, spaces, 号 and the script do not matter. A name must be
    one that the graph has, but for case, width, spaces, punctuation and traditional characters. Nothing is chosen by
    a guess: several things of one name are listed and end with 2; what is not found ends with 6 and names what comes
    near.

    Examples: `policygraph resolve "JHF (2022) 43"`, `policygraph resolve 晋环发2022-43`,
    `policygraph resolve 山西省生态环境厅 --kind unit`, `policygraph resolve 140100`,
    `policygraph resolve 城区 --kind region --all`
    """
    store = EmbeddedStore.open(current_release(root).store)
    found = conduct(resolve_text(text, kinds=kind or ()), store.select)
    why = explain(found)
    answered = why is None or (everything and found.outcome == "ambiguous")
    if layout is Layout.JSON:
        typer.echo(json.dumps(write_resolution(found), ensure_ascii=False, indent=2))
    else:
        _show(found, listed=not answered)
    if why is not None and not answered:
        error = UsageError if found.outcome == "ambiguous" else NotFoundError
        raise error(why.message, remedy=why.remedy)


def _show(found: Resolution, *, listed: bool) -> None:
    """Show what was found on standard output, or list what may be meant on standard error."""
    if found.outcome == "found":
        output_console().print(_record(found.matches[0]), highlight=False)
    elif not listed:
        output_console().print(_table(found.matches), highlight=False)
    else:
        for match in found.matches if found.outcome == "ambiguous" else found.near:
            typer.echo(_line(match), err=True)


def _line(match: Match) -> str:
    """Write one candidate in a line: its IRI, its names, what tells it apart, and the spelling that comes near."""
    names = " ".join(dict.fromkeys(filter(None, (match.name.en, match.name.zh))))
    telling = ", ".join((match.what, *(context.name.best(context.iri) for context in match.context)))
    near = f"  ~ {match.matched} ({match.score:g})" if match.how in ("near", "slug") else ""
    return printable(f"  {shorten(match.iri)}  {names}  ({telling}){near}")


def _record(match: Match) -> Table:
    """Show one thing, a line for each thing known of it."""
    grid = Table.grid(Column(style="dim", no_wrap=True), Column(overflow="fold"), padding=(0, 2, 0, 0), pad_edge=False)
    for head, value in _lines(match):
        grid.add_row(head, escape(printable(value)))
    return grid


def _lines(match: Match) -> Iterator[tuple[str, str]]:
    yield "thing", match.iri
    yield "type", match.what
    if match.name.en:
        yield "name", match.name.en
    if match.name.zh:
        yield "Chinese", f"{match.name.zh}{' (reconstructed)' if match.name.reconstructed else ''}"
    for context in match.context:
        yield _property(context.property), f"{context.name.best(context.iri)} ({shorten(context.iri)})"
    yield "matched", f"{match.matched} ({match.how})"
    if match.via:
        yield "by number", match.via
    for document in match.documents:
        yield "carried by", shorten(document)


def _table(matches: Iterable[Match]) -> Table:
    """Show several things, a row for each, with what tells them apart."""
    heads = ("thing", "type", "name", "where", "matched", "how")
    table = Table(*(Column(head, overflow="fold") for head in heads), box=None, pad_edge=False)
    for match in matches:
        where = ", ".join(context.name.best(context.iri) for context in match.context)
        cells = (shorten(match.iri), match.what, match.name.best(match.iri), where, match.matched, match.how)
        table.add_row(*(escape(printable(cell)) for cell in cells))
    return table


def _property(iri: str) -> str:
    return shorten(iri).partition(":")[2]
