"""Making a workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.errors import HostError, UsageError
from policygraph.pipeline.workspace import make_workspace

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "README.md",
    "data/sources/example-notice/notice.ttl",
    "data/sources/example-notice/passages.ttl",
    "data/sources/example-notice/source.ttl",
    "queries/outlets.rq",
    "sources/example-notice.txt",
}


def test_every_file_of_the_example_is_written(tmp_path: Path) -> None:
    written = make_workspace(tmp_path / "new" / "deep")
    assert {path.relative_to(tmp_path / "new" / "deep").as_posix() for path in written} == FILES
    assert all(path.is_file() for path in written)


def test_other_files_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    make_workspace(tmp_path)
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_nothing_is_written_where_a_file_of_the_example_stands(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=r"README\.md is there already, nothing was written"):
        make_workspace(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["README.md"]
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "mine"


def test_a_folder_below_a_file_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(HostError, match="can't be written: Not a directory"):
        make_workspace(tmp_path / "file" / "new")
