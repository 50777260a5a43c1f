"""The sources that the data registers, read from each source's `source.ttl`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import RDF, Graph, URIRef

from policygraph.errors import DataError, Location
from policygraph.graph.turtle import as_graph, read_text, triples_of
from policygraph.model.evidence import SourceRecord
from policygraph.vocab import ID, PG

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib.term import Node

    from policygraph.graph.workspace import Workspace

__all__ = ["SOURCE_FILE", "source_records"]

SOURCE_FILE = "source.ttl"
_BASE = f"{ID}source/"


def source_records(workspace: Workspace) -> tuple[SourceRecord, ...]:
    """Read what the data says of its sources.

    Raises:
        DataError: A `source.ttl` is missing or broken, describes another source than its folder's, or lacks the
            file name, digest or length of the text.
    """
    files = workspace.graph_files()
    described = [file.path for file in files if file.source and file.path.name == SOURCE_FILE]
    folders = {file.path.parent for file in files if file.source and file.path.parent.name == file.source}
    for folder in sorted(folders - {path.parent for path in described}):
        raise DataError(
            f"the folder of source {folder.name!r} has no {SOURCE_FILE}",
            remedy="describe the source there: title, publisher, pg:textFile, pg:textDigest, pg:textLength",
            location=Location(folder / SOURCE_FILE),
        )
    return tuple(_record(path) for path in described)


def _record(path: Path) -> SourceRecord:
    graph = as_graph(triples_of(path, read_text(path)))
    subject = URIRef(_BASE + path.parent.name)
    if (subject, RDF.type, URIRef(PG + "Source")) not in graph:
        raise DataError(
            f"<{subject}> is not described as a pg:Source",
            remedy="the last segment of the source's IRI and the name of its folder must agree",
            location=Location(path),
        )
    return SourceRecord(
        id=path.parent.name,
        file=str(_value(graph, subject, "textFile", path)),
        digest=str(_value(graph, subject, "textDigest", path)),
        length=int(str(_value(graph, subject, "textLength", path))),
        described_in=path,
    )


def _value(graph: Graph, subject: URIRef, name: str, path: Path) -> Node:
    found = graph.value(subject, URIRef(PG + name))
    if found is None:
        raise DataError(
            f"source {path.parent.name!r} lacks pg:{name}",
            remedy=f"state pg:{name} of the text in {path.name}",
            location=Location(path),
        )
    return found
