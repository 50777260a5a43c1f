"""What the data says of its sources."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from policygraph.errors import DataError
from policygraph.graph.records import source_records

if TYPE_CHECKING:
    from pathlib import Path

    from policygraph.graph.workspace import Workspace


def described_in(workspace: Workspace) -> Path:
    return workspace.root / "data" / "sources" / "example-notice" / "source.ttl"


def replace(path: Path, pattern: str, by: str) -> None:
    text = path.read_text(encoding="utf-8")
    changed = re.sub(pattern, by, text)
    assert changed != text
    path.write_text(changed, encoding="utf-8")


def test_a_source_is_read_from_its_folder(workspace: Workspace) -> None:
    (record,) = source_records(workspace)
    assert (record.id, record.file, record.length) == ("example-notice", "example-notice.txt", 416)
    assert record.digest == "c9127ee695cb4c08d06bbab92d5f99201a5492b9bde4034567d764f5a119fdb7"
    assert record.iri == "https://w3id.org/policygraph/id/source/example-notice"
    assert record.described_in == described_in(workspace)


def test_a_folder_without_its_description_is_refused(workspace: Workspace) -> None:
    described_in(workspace).unlink()
    with pytest.raises(DataError, match=r"'example-notice' has no source\.ttl") as raised:
        source_records(workspace)
    assert raised.value.location is not None
    assert raised.value.location.file == described_in(workspace)


def test_a_folder_with_files_in_subfolders_alone_needs_its_description_too(workspace: Workspace) -> None:
    folder = workspace.root / "data" / "sources" / "other" / "passages"
    folder.mkdir(parents=True)
    (folder / "a.ttl").write_text("", encoding="utf-8")
    with pytest.raises(DataError, match=r"'other' has no source\.ttl"):
        source_records(workspace)


def test_a_description_of_another_source_is_refused(workspace: Workspace) -> None:
    replace(described_in(workspace), r"(?m)^source:example-notice", "source:another")
    with pytest.raises(DataError, match="source/example-notice> is not described as a pg:Source"):
        source_records(workspace)


@pytest.mark.parametrize("name", ["textFile", "textDigest", "textLength"])
def test_what_is_missing_is_named(workspace: Workspace, name: str) -> None:
    replace(described_in(workspace), rf"    pg:{name} .*\n", "")
    with pytest.raises(DataError, match=f"'example-notice' lacks pg:{name}"):
        source_records(workspace)


@pytest.mark.parametrize("length", ['"many"', "-1", "4.5"])
def test_a_length_that_is_no_number_of_characters_is_refused(workspace: Workspace, length: str) -> None:
    replace(described_in(workspace), r"pg:textLength \d+", f"pg:textLength {length}")
    with pytest.raises(DataError, match="is not a number of characters"):
        source_records(workspace)
