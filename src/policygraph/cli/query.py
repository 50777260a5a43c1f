"""`policygraph query`: ask the current release."""

from __future__ import annotations

import asyncio
import re
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policygraph.catalogue import load_catalogue
from policygraph.cli.asking import answer
from policygraph.cli.options import Root, workspace_of
from policygraph.cli.table import show_catalogue, show_rows
from policygraph.errors import NotFoundError, QuerySyntaxError, UsageError
from policygraph.release import current_release
from policygraph.store import QueryLimits, QueryRequest, inspect
from policygraph.store.formats import GRAPH_FORMATS, SOLUTION_FORMATS
from policygraph.store.pool.pool import Pool, PoolLimits
from policygraph.vocab import PREFIXES

if TYPE_CHECKING:
    from policygraph.catalogue import Catalogue
    from policygraph.store import Query

__all__ = ["query"]

OutputFormat = StrEnum("OutputFormat", ["table", *SOLUTION_FORMATS, *GRAPH_FORMATS])  # type: ignore[misc] # names of a table


def query(
    sparql: Annotated[str | None, typer.Argument(help="SPARQL query; `-` reads it from standard input.")] = None,
    name: Annotated[str | None, typer.Option("--name", "-n", help="Run a saved query.")] = None,
    file: Annotated[Path | None, typer.Option("--file", "-f", help="Run the query in a file.")] = None,
    list_saved: Annotated[bool, typer.Option("--list", help="List the saved queries and their questions.")] = False,
    output: Annotated[
        OutputFormat | None,
        typer.Option("--format", help="Table, or Turtle for a graph, unless told.", show_default=False),
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
    if list_saved and (sparql, name, file) == (None, None, None):
        show_catalogue(catalogue)
        return
    if list_saved:
        raise UsageError("--list runs no query", remedy="leave out --list, or leave out the query")
    text = _text(catalogue, sparql, name, file)
    release = current_release(root)
    inspected, added = _inspected(text)
    solutions = inspected.form in ("SELECT", "ASK")
    chosen = output or (OutputFormat["table"] if solutions else OutputFormat["turtle"])
    formats = SOLUTION_FORMATS if solutions else GRAPH_FORMATS
    wanted = "csv" if chosen.value == "table" else chosen.value
    if wanted not in formats:
        raise UsageError(
            f"{chosen.value} can't hold the result of {inspected.form}", remedy=f"choose one of {', '.join(formats)}"
        )
    try:
        body = asyncio.run(_ask(release.store, QueryRequest(inspected, formats[wanted]), deadline))
    except QuerySyntaxError as error:
        raise QuerySyntaxError(_as_written(error.message, added), remedy=error.remedy) from error
    if chosen.value == "table":
        show_rows(body.decode())
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
            reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
            raise NotFoundError(
                f"the query file {file} can't be read: {reason}", remedy="give the path of a readable text in UTF-8"
            ) from error
    return sys.stdin.read() if sparql == "-" else str(sparql)


def _inspected(text: str) -> tuple[Query, int]:
    """Look a query over, with the project's prefixes before it; tell how many characters those take."""
    inspect(text, QueryLimits())
    prefixes = _prefixes(text)
    return inspect(prefixes + text, QueryLimits()), len(prefixes)


def _prefixes(text: str) -> str:
    """Declare those of the project's prefixes that a query uses and does not declare itself, on one line."""
    used = {name for name in re.findall(r"([a-z][a-z-]*):", text) if name in PREFIXES}
    own = {name.lower() for name in re.findall(r"\bPREFIX\s+([\w-]+):", text, re.IGNORECASE)}
    return "".join(f"PREFIX {name}: <{PREFIXES[name]}> " for name in sorted(used - own))


def _as_written(message: str, added: int) -> str:
    """Move the column that the engine names on the first line to where it stands in the text as it was given."""
    return re.sub(r"\berror at 1:(\d+)", lambda place: f"error at 1:{int(place[1]) - added}", message)


async def _ask(store: Path, request: QueryRequest, deadline: float) -> bytes:
    pool = await Pool.open(store, PoolLimits(workers=1, deadline=deadline))
    try:
        return await answer(pool, request)
    finally:
        await pool.close()
