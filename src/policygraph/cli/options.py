"""Options that several commands share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from policygraph.graph.workspace import Workspace
    from policygraph.sources import Texts

__all__ = ["Root", "texts_of", "workspace_of"]

Root = Annotated[
    Path,
    typer.Option(
        envvar="POLICYGRAPH_ROOT",
        help="Workspace: the folder of your own data/, shapes/ and queries/, and of the releases.",
        show_default="the current folder",
    ),
]


def workspace_of(root: Path) -> Workspace:
    """Make the workspace of a root, beside the bundled files."""
    from policygraph.graph.workspace import Workspace  # noqa: PLC0415 - loads rdflib, which serving does without
    from policygraph.resources import bundled  # noqa: PLC0415 - as above

    return Workspace.of(root, bundled())


def texts_of(workspace: Workspace) -> Texts:
    """Make the registry of the workspace's source texts."""
    from policygraph.graph.records import source_records  # noqa: PLC0415 - as above
    from policygraph.sources import Texts, text_folders  # noqa: PLC0415 - as above

    return Texts.of(source_records(workspace), text_folders(workspace.root, os.environ))
