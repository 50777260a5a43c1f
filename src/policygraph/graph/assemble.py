"""From files to one data set: each file in the named graph it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.errors import DataError, Finding
from policygraph.graph.files import read_text
from policygraph.graph.turtle import triples_of
from policygraph.model.files import TurtleFile
from policygraph.vocab import GRAPH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policygraph.graph.workspace import GraphFile, Workspace

__all__ = ["read_files", "read_files_about"]


def read_files(workspace: Workspace) -> tuple[TurtleFile, ...]:
    """Read every Turtle file of the workspace.

    Raises:
        DataError: At least one file is broken, each a finding with its line and column; or a change of several files
            was interrupted.
    """
    return _read_all(workspace.graph_files())


def read_files_about(workspace: Workspace, source: str) -> tuple[TurtleFile, ...]:
    """Read the files of one source, and those of the reference data that name one of its passages.

    Raises:
        DataError: At least one of them is broken, each a finding with its line and column; or a change of several files
            was interrupted.
    """
    files = workspace.graph_files()
    passage = f"passage:{source}-"
    near = (file for file in files if file.graph == f"{GRAPH}reference" and passage in read_text(file.path))
    return _read_all([*(file for file in files if file.source == source), *near])


def _read_all(files: Iterable[GraphFile]) -> tuple[TurtleFile, ...]:
    read: list[TurtleFile] = []
    broken: list[Finding] = []
    for file in files:
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
