"""From files to one data set: each file in the named graph it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.errors import DataError, Finding
from policygraph.graph.turtle import read_text, triples_of
from policygraph.model.files import TurtleFile

if TYPE_CHECKING:
    from policygraph.graph.workspace import GraphFile, Workspace

__all__ = ["read_files"]


def read_files(workspace: Workspace) -> tuple[TurtleFile, ...]:
    """Read every Turtle file of the workspace.

    Raises:
        DataError: At least one file is broken; each is a finding with its line and column.
    """
    read: list[TurtleFile] = []
    broken: list[Finding] = []
    for file in workspace.graph_files():
        try:
            read.append(_read(file))
        except DataError as error:
            broken.append(Finding("turtle-syntax", error.message, error.remedy, error.location))
    if broken:
        raise DataError(
            f"{len(broken)} of {len(read) + len(broken)} files can't be read",
            remedy="mend them; nothing was built and what is served stays as it is",
            findings=broken,
        )
    return tuple(read)


def _read(file: GraphFile) -> TurtleFile:
    text = read_text(file.path)
    return TurtleFile(file.path, file.graph, file.source, text, tuple(triples_of(file.path, text)))
