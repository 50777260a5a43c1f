"""`policygraph build` and `policygraph validate`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from policygraph.cli.options import Root, texts_of, workspace_of
from policygraph.cli.progress import TerminalProgress
from policygraph.cli.report import counted, show_finding
from policygraph.pipeline import BuildOptions, build_release, check_graph

__all__ = ["build", "validate"]

RequireTexts = Annotated[
    bool, typer.Option("--require-texts", help="Fail where the text of a source is not at hand to check passages.")
]


def build(
    force: Annotated[bool, typer.Option("--force", help="Build even if nothing has changed.")] = False,
    require_texts: RequireTexts = False,
    root: Root = Path(),
) -> None:
    """Build the graph and make it the release that is served.

    Steps: read the files and hold them against the contract of data/, verify the evidence against the texts at hand,
    infer by the rules, validate with SHACL, write the store and the dumps, switch. A build that fails or is killed
    leaves the current release as it is.

    Exit codes: 0 built or unchanged, 3 a file is broken, 4 the graph breaks a shape, 5 evidence does not agree with a
    text, 9 the folder is not writable or another build is running.
    """
    console = Console(stderr=True)
    workspace = workspace_of(root)
    options = BuildOptions(force=force, require_texts=require_texts)
    result = build_release(workspace, texts_of(workspace), TerminalProgress(console), options)
    if result.fresh and result.release.manifest.warnings:
        console.print("`policygraph validate` lists the warnings", style="dim", highlight=False)
    if not result.fresh:
        console.print("nothing has changed since the current release (--force builds all the same)")
    typer.echo(result.release.folder)


def validate(require_texts: RequireTexts = False, root: Root = Path()) -> None:
    """Check the graph as `build` does, list the warnings too, and write nothing.

    Exit codes as of `build`: 0 sound, 3 a file is broken, 4 the graph breaks a shape, 5 evidence does not agree.
    """
    console = Console(stderr=True)
    workspace = workspace_of(root)
    checked = check_graph(workspace, texts_of(workspace), TerminalProgress(console), require_texts=require_texts)
    for warning in checked.warnings:
        show_finding(console, warning)
    figures = checked.validation.figures
    typer.echo(
        f"sound: {len(checked.dataset):,} quads, {figures.node_shapes} node shapes, "
        f"{figures.property_shapes} property shapes, {counted(len(checked.warnings), 'warning')}"
    )
