"""The command `policygraph`: its subcommands, and the door at which errors become exit codes."""

from __future__ import annotations

import logging
import sys

import typer
from rich.console import Console

from policygraph.cli import build, init, locate, number, query, serve, trace
from policygraph.cli import format as format_command
from policygraph.cli.report import show_error
from policygraph.errors import PolicygraphError

__all__ = ["app", "main"]

app = typer.Typer(
    name="policygraph",
    help="A knowledge graph of public policy: every statement leads back to the words it came from.",
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)
app.command(name="build")(build.build)
app.command(name="validate")(build.validate)
app.command(name="query")(query.query)
app.command(name="trace")(trace.trace)
app.command(name="serve")(serve.serve)
app.command(name="init")(init.init)
app.command(name="locate")(locate.locate)
app.command(name="format")(format_command.format_files)
app.add_typer(number.app, name="number")


def main() -> None:
    """Run the command line; a policygraph error ends it with that error's exit code."""
    # Literals that are ill-typed are findings of the contract and the shapes; rdflib would add a stack trace to each.
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)
    try:
        app()
    except PolicygraphError as error:
        show_error(Console(stderr=True), error)
        sys.exit(error.exit_code)
