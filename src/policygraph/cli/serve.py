"""`policygraph serve`."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from policygraph.cli.options import texts_of, workspace_of
from policygraph.cli.progress import TerminalProgress
from policygraph.pipeline import build_release
from policygraph.release import has_release
from policygraph.settings import Settings

__all__ = ["serve"]


def serve(
    root: Annotated[
        Path | None,
        typer.Option(help="The workspace whose current release is served.", show_default="the current folder"),
    ] = None,
    host: Annotated[str | None, typer.Option(help="The address to listen on.", show_default="127.0.0.1")] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.", show_default="8000")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=256, help="Query processes.", show_default="the processors, at least 2")
    ] = None,
) -> None:
    """Serve the current release over HTTP until SIGTERM or Ctrl-C.

    Where no release has been built yet, one is built first; after that `policygraph build` makes a new one, and a
    running server moves over to it.

    Every option has an environment variable, and there are more settings: see docs/settings.md.

    Exit codes: 0 stopped, 2 a setting is wrong, 8 the release can't be served, 9 the port is in use; those of `build`
    where there was none.
    """
    from policygraph.web import serve_http  # noqa: PLC0415 - the web libraries take long to load, for this command alone

    given: dict[str, Any] = {"root": root, "host": host, "port": port, "workers": workers}
    settings = replace(
        Settings.from_env(os.environ), **{name: value for name, value in given.items() if value is not None}
    )
    if not has_release(settings.root):
        workspace = workspace_of(settings.root)
        build_release(workspace, texts_of(workspace), TerminalProgress(Console(stderr=True)))
    console = Console()
    serve_http(settings, lambda address: console.print(f"policygraph serves {address}", soft_wrap=True))
