"""`policygraph init`: make a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from policygraph.pipeline.workspace import make_workspace
from policygraph.resources import bundled

__all__ = ["init"]


def init(
    folder: Annotated[Path, typer.Argument(help="Folder to make; files that are there already are never touched.")],
) -> None:
    """Make a workspace of your own with a worked example: an invented notice, its passages, statements and a query.

    Then, in that folder: `policygraph build`, `policygraph query --name outlets`, `policygraph serve`.
    """
    for path in make_workspace(folder):
        typer.echo(f"wrote {path}")
    typer.echo(f"the contract of its data files: {bundled() / 'data' / 'FORMAT.md'}", err=True)
    typer.echo(f"next: cd {folder} && policygraph build", err=True)
