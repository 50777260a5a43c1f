"""`policygraph serve`."""

from __future__ import annotations

import inspect
import os
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Column, Table

from policygraph.cli.options import texts_of, workspace_of
from policygraph.cli.progress import TerminalProgress
from policygraph.cli.report import output_console
from policygraph.release import has_release
from policygraph.settings import Settings, declared, effective, option, unknown

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["serve"]


def _with_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give the command an option for each setting; the help lists the common ones."""
    listing = inspect.Parameter(
        "settings",
        inspect.Parameter.KEYWORD_ONLY,
        default=False,
        annotation=Annotated[
            bool,
            typer.Option("--settings", help="Print what holds for each setting, and where it comes from; then end."),
        ],
    )
    given = [
        inspect.Parameter(
            one.name,
            inspect.Parameter.KEYWORD_ONLY,
            default=None,
            annotation=Annotated[
                str | None,
                typer.Option(
                    option(one.name),
                    help=f"{one.meaning[0].upper()}{one.meaning[1:]}.",
                    metavar=one.kind.placeholder,
                    show_default=one.default_shown or "empty",
                    hidden=not one.common,
                ),
            ],
        )
        for one in declared(Settings)
    ]
    vars(command)["__signature__"] = inspect.Signature([*given, listing])
    return command


@_with_options
def serve(*, settings: bool, **given: str | None) -> None:
    """Serve the current release over HTTP until SIGTERM or Ctrl-C.

    Where no release has been built yet, one is built first; after that `policygraph build` makes a new one, and a
    running server moves over to it.

    There are more settings: `--settings` lists all with what holds for each. Each is an environment variable and an
    option, `POLICYGRAPH_QUERY_LENGTH` and `--query-length`, and docs/settings.md says what they mean.

    Exit codes: 0 stopped, 2 a setting is wrong, 8 the release can't be served, 9 the port is in use; those of `build`
    where there was none.
    """
    options = {name: value for name, value in given.items() if value is not None}
    for name in unknown(os.environ):
        typer.echo(f"warning: {name} is no setting; see docs/settings.md", err=True)
    if settings:
        _list(options)
    else:
        _run(options)


def _list(options: Mapping[str, str]) -> None:
    table = Table(Column("setting", no_wrap=True), Column("value", overflow="fold"), "from", box=None, pad_edge=False)
    for row in effective(os.environ, options):
        table.add_row(*row)
    output_console().print(table)


def _run(options: Mapping[str, str]) -> None:
    from policygraph.web import serve_http  # noqa: PLC0415 - the web libraries take long to load, for this command alone

    settings = Settings.from_env(os.environ, options)
    if not has_release(settings.root):
        from policygraph.pipeline import build_release  # noqa: PLC0415 - loads what serving does without

        workspace = workspace_of(settings.root)
        build_release(workspace, texts_of(workspace), TerminalProgress(Console(stderr=True)))
    console = Console()
    serve_http(settings, lambda address: console.print(f"policygraph serves {address}", soft_wrap=True))
