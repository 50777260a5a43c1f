"""`policygraph query`: ask the current release."""

from __future__ import annotations

import asyncio
import csv
import io
import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from policygraph.catalogue import load_catalogue
from policygraph.cli.options import Root, workspace_of
from policygraph.errors import NotFoundError, UsageError
from policygraph.release import current_release
from policygraph.store import QueryLimits, QueryRequest, Whole, inspect
from policygraph.store.formats import GRAPH_FORMATS, SOLUTION_FORMATS
from policygraph.store.pool import Pool, PoolLimits
from policygraph.vocab import PREFIXES, shorten

if TYPE_CHECKING:
    from policygraph.catalogue import Catalogue

__all__ = ["query"]

OutputFormat = StrEnum("OutputFormat", ["table", *SOLUTION_FORMATS, *GRAPH_FORMATS])  # type: ignore[misc] # names of a table


def query(
    sparql: Annotated[str | None, typer.Argument(help="SPARQL query; `-` reads it from standard input.")] = None,
    name: Annotated[str | None, typer.Option("--name", "-n", help="Run a saved query.")] = None,
    file: Annotated[Path | None, typer.Option("--file", "-f", help="Run the query in a file.")] = None,
    list_saved: Annotated[bool, typer.Option("--list", help="List the saved queries and their questions.")] = False,
    output: Annotated[
        OutputFormat | None,
        typer.Option("--format", help="Table or Turtle in a terminal unless told.", show_default=False),
    ] = None,
    deadline: Annotated[float, typer.Option(help="Seconds after which the query is stopped.", min=0.1)] = 30.0,
    root: Root = Path(),
) -> None:
    """Ask the current release a SPARQL query, or run a saved one.

    The project's prefixes (pg, task, document, unit, region, role …) need not be declared. A plain query sees the union
    of all graphs; `GRAPH ?g { … }` tells where a statement comes from.

    Examples: `policygraph query --list`, `policygraph query --name emission-reserve`,
    `policygraph query 'SELECT ?t ?l { ?t a pg:Task ; skos:prefLabel ?l }' --format csv`
    """
    catalogue = load_catalogue(workspace_of(root).query_files())
    if list_saved:
        _list(catalogue)
        return
    text = _text(catalogue, sparql, name, file)
    release = current_release(root)
    inspected = inspect(_declared(text), QueryLimits())
    solutions = inspected.form in ("SELECT", "ASK")
    chosen = output or (OutputFormat["table"] if solutions else OutputFormat["turtle"])
    formats = SOLUTION_FORMATS if solutions else GRAPH_FORMATS
    wanted = "csv" if chosen.value == "table" else chosen.value
    if wanted not in formats:
        raise UsageError(
            f"{chosen.value} can't hold the result of {inspected.form}", remedy=f"choose one of {', '.join(formats)}"
        )
    body = asyncio.run(_ask(release.store, QueryRequest(inspected, formats[wanted]), deadline))
    if chosen.value == "table":
        _show(body.decode())
    else:
        sys.stdout.buffer.write(body)


def _text(catalogue: Catalogue, sparql: str | None, name: str | None, file: Path | None) -> str:
    given = [part for part in (sparql, name, file) if part is not None]
    if len(given) != 1:
        raise UsageError(
            "give exactly one of a query, --name or --file" if given else "no query is given",
            remedy="`policygraph query --list` names the saved queries; `policygraph query --help` shows examples",
        )
    if name is not None:
        return catalogue.get(name).text
    if file is not None:
        try:
            return file.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as error:
            raise NotFoundError(f"the query file {file} can't be read: {error}", remedy="check the name") from error
    return sys.stdin.read() if sparql == "-" else str(sparql)


def _declared(text: str) -> str:
    """Put before a query those of the project's prefixes that it uses and does not declare itself."""
    used = {name for name in re.findall(r"([a-z][a-z-]*):", text) if name in PREFIXES}
    own = {name.lower() for name in re.findall(r"\bPREFIX\s+([\w-]+):", text, re.IGNORECASE)}
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in sorted(used - own)) + text


async def _ask(store: Path, request: QueryRequest, deadline: float) -> bytes:
    pool = await Pool.open(store, PoolLimits(workers=1, deadline=deadline))
    try:
        answer = await pool.answer(request)
        if isinstance(answer, Whole):
            return answer.body
        return b"".join([part async for part in answer.parts])
    finally:
        await pool.close()


def _list(catalogue: Catalogue) -> None:
    table = Table(Column("name", no_wrap=True), "question", "kind", box=None, pad_edge=False)
    for saved in catalogue:
        table.add_row(saved.name, *(escape(part) for part in (saved.question, ", ".join(saved.tags))))
    Console().print(table)


def _show(text: str) -> None:
    rows = list(csv.reader(io.StringIO(text)))
    if len(rows) == 1 and len(rows[0]) == 1 and rows[0][0] in ("true", "false"):
        typer.echo(rows[0][0])
        return
    table = Table(*(Column(escape(name), overflow="fold") for name in rows[0]), box=None, pad_edge=False)
    for row in rows[1:]:
        table.add_row(*(escape(shorten(cell)) for cell in row))
    Console().print(table)
    typer.echo(f"{len(rows) - 1} row{'s' * (len(rows) != 2)}", err=True)  # noqa: PLR2004 - the head and one row
