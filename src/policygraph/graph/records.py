"""The sources that the data registers, read from each source's `source.ttl`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import RDF, Graph, URIRef

from policygraph.errors import DataError, Location
from policygraph.graph.files import read_text
from policygraph.graph.turtle import as_graph, triples_of
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
            file name, digest or length of the text; or a change of several files was interrupted.
    """
    folders = {_folder(file.path, file.source): None for file in workspace.graph_files() if file.source}
    return tuple(_record(folder / SOURCE_FILE) for folder in folders)


def _folder(path: Path, source: str) -> Path:
    return next(above for above in path.parents if above.name == source and above.parent.name == "sources")


def _record(path: Path) -> SourceRecord:
    if not path.is_file():
        raise DataError(
            f"the folder of source {path.parent.name!r} has no {SOURCE_FILE}",
            remedy="describe the source there: title, publisher, pg:textFile, pg:textDigest, pg:textLength",
            location=Location(path),
        )
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
        length=_length(str(_value(graph, subject, "textLength", path)), path),
        described_in=path,
    )


def _length(text: str, path: Path) -> int:
    if text.isdecimal():
        return int(text)
    raise DataError(
        f"the pg:textLength {text!r} of source {path.parent.name!r} is not a number of characters",
        remedy="state the number of characters of the decoded text",
        location=Location(path),
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
