"""From files to what they say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.errors import DataError
from policygraph.graph.assemble import read_files, read_files_about
from policygraph.graph.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path


def workspace(root: Path, **files: bytes) -> Workspace:
    folder = root / "data" / "sources" / "s"
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / f"{name}.ttl").write_bytes(content)
    return Workspace(root, (root,))


def test_every_broken_file_is_reported_at_once(tmp_path: Path) -> None:
    files = {"a": b"<x:a> <x:b> .", "b": b"<x:a> <x:b> <x:c> .", "c": b"\n\n<x:a", "d": b"\xff"}
    with pytest.raises(DataError, match="3 of 4 files can't be read") as raised:
        read_files(workspace(tmp_path, **files))
    places = [finding.location for finding in raised.value.findings]
    assert [(place.file.name, place.line) for place in places if place] == [("a.ttl", 1), ("c.ttl", 3), ("d.ttl", 1)]
    assert {finding.rule for finding in raised.value.findings} == {"turtle-syntax"}


def test_a_file_is_read_with_its_graph_and_source(tmp_path: Path) -> None:
    (file,) = read_files(workspace(tmp_path, a=b"<x:a> <x:b> <x:c> ."))
    assert (file.graph, file.source) == ("https://w3id.org/policygraph/graph/s", "s")
    assert [tuple(map(str, triple)) for triple in file.triples] == [("x:a", "x:b", "x:c")]


def test_of_one_source_its_files_and_the_reference_data_that_name_its_passages_are_read(tmp_path: Path) -> None:
    files = {
        "data/sources/s/a.ttl": "<x:a> <x:b> <x:c> .",
        "data/sources/t/a.ttl": "not read",
        "data/reference/near.ttl": "PREFIX passage: <x:> <x:a> <x:b> passage:s-1-2 .",
        "data/reference/far.ttl": "not read",
        "data/concepts/c.ttl": "not read, though it says passage:s-1-2",
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    read = read_files_about(Workspace(tmp_path, (tmp_path,)), "s")
    assert [file.path.name for file in read] == ["a.ttl", "near.ttl"]
    assert [file.source for file in read] == ["s", None]
