"""The command `policygraph`: its subcommands, and the door at which errors become exit codes."""

from __future__ import annotations

import errno
import io
import logging
import os
import sys
from typing import Annotated

import typer
from rich.console import Console

from policygraph import __version__
from policygraph.cli.commands import Commands
from policygraph.cli.report import show_error
from policygraph.errors import HostError, PolicygraphError

__all__ = ["app", "main"]

_REFUSED = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EPIPE)
"""How more of an output is refused: there is no room for it, or nobody who reads it."""
_UNREAD = 1
"""The exit code where nobody reads on; Rich and Typer end with it too."""

app = typer.Typer(
    name="policygraph",
    cls=Commands,
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
)


@app.callback(
    invoke_without_command=True,
    help="A knowledge graph of public policy: every statement leads back to the words it came from.",
)
def policygraph(
    version: Annotated[bool, typer.Option("--version", help="Print the version and end.", is_eager=True)] = False,
) -> None:
    """Answer what is asked of the command itself and not of a subcommand."""
    if version:
        typer.echo(__version__)
        raise typer.Exit


def main() -> None:
    """Run the command line; a policygraph error ends it with that error's exit code.

    Characters that the terminal's encoding lacks are written as escapes with a backslash.
    """
    try:
        _run()
    except PolicygraphError as error:
        show_error(Console(stderr=True), error)
        sys.exit(error.exit_code)


def _run() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    # Characters are looked up one by one here, and the dictionary of phrases takes pypinyin half a second to load.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    # Literals that are ill-typed are findings of the contract and the shapes; rdflib would add a stack trace to each.
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)
    try:
        try:
            app()
        finally:
            if sys.stdout is not None:
                sys.stdout.flush()
    except OSError as error:
        if error.filename is not None or error.errno not in _REFUSED:
            raise
        # What is left in the buffer would be written, and fail, once more when the interpreter ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if error.errno == errno.EPIPE:
            sys.exit(_UNREAD)
        raise HostError(
            f"the output can't be written: {error.strerror}",
            remedy="make room where it goes; what is there of it is not complete",
        ) from error
