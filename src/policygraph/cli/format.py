"""`policygraph format`: bring Turtle files into canonical form."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from policygraph.cli.options import Root, workspace_of
from policygraph.errors import DataError, Finding, Location, NotFoundError
from policygraph.graph.canonical import canonical_text
from policygraph.graph.files import read_text, write_text

__all__ = ["format_files"]


def format_files(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files or folders; the workspace's own unless told.")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Change nothing; fail if a file is not canonical.")] = False,
    root: Root = Path(),
) -> None:
    """Bring Turtle files into canonical form: sorted, one object a line, so that every difference is small.

    Comments at the head of a file are kept. A file that would lose something is left as it is, with an error.
    """
    texts = {path: read_text(path) for path in _files(paths, root)}
    formed = {path: canonical_text(path, text) for path, text in texts.items()}
    changed = [path for path, text in texts.items() if formed[path] != text]
    if check and changed:
        remedy = "run `policygraph format`"
        raise DataError(
            f"{len(changed)} of {len(texts)} files are not canonical",
            remedy=remedy,
            findings=[Finding("canonical-form", "not canonical", remedy, Location(path)) for path in changed],
        )
    for path in changed:
        write_text(path, formed[path])
        typer.echo(f"formatted {path}")
    typer.echo(f"{len(texts)} files are canonical", err=True)


def _files(paths: list[Path] | None, root: Path) -> list[Path]:
    if not paths:
        own = workspace_of(root).layers[-1]
        paths = [own / folder for folder in ("ontology", "data", "shapes") if (own / folder).is_dir()]
    for path in paths:
        if not path.exists():
            raise NotFoundError(f"there is no file or folder {path}", remedy="check the name")
    found = (file for path in paths for file in (path.rglob("*.ttl") if path.is_dir() else [path]))
    return sorted(set(found))
