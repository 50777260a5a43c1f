"""Reading the files that people write, and refusing what is none."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from policygraph.errors import DataError, HostError
from policygraph.graph.files import LARGEST, read_text, write_text

if TYPE_CHECKING:
    from pathlib import Path


def test_bytes_that_are_not_utf8_have_a_line(tmp_path: Path) -> None:
    path = tmp_path / "latin.ttl"
    path.write_bytes(b"# one\n# two caf\xe9\n")
    with pytest.raises(DataError, match="0xe9") as raised:
        read_text(path)
    assert str(raised.value.location) == f"{path}:2"


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="No such file") as raised:
        read_text(tmp_path / "none.ttl")
    assert str(raised.value.location) == str(tmp_path / "none.ttl")


def test_what_is_no_text_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.ttl")
    (tmp_path / "loop.ttl").symlink_to(tmp_path / "loop.ttl")
    (tmp_path / "large.ttl").write_bytes(b"#" * (LARGEST + 1))
    (tmp_path / "mark.ttl").write_bytes("\ufeff<x:a> <x:b> <x:c> .".encode())
    expected = {
        "pipe.ttl": "it is no regular file",
        "loop.ttl": "Too many levels of symbolic links",
        "large.ttl": "it has 16,777,217 bytes",
        "mark.ttl": "the file starts with a byte order mark",
        "none.ttl": "No such file or directory",
    }
    for name, words in expected.items():
        with pytest.raises(DataError, match=words):
            read_text(tmp_path / name)


@pytest.mark.parametrize(
    ("place", "reason"),
    [("folder", "it is no regular file"), ("file/x", "file is no folder"), ("file/x/y", "Not a directory")],
)
def test_a_text_that_can_not_take_its_place_leaves_nothing_behind(tmp_path: Path, place: str, reason: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    with pytest.raises(HostError, match=reason) as raised:
        write_text(tmp_path / place, "text")
    assert str(raised.value.location) == str(tmp_path / place)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]
    assert (tmp_path / "file").read_text(encoding="utf-8") == "kept"


def test_a_disk_that_is_full_leaves_the_old_text(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_text("kept", encoding="utf-8")
    (tmp_path / "file.new").symlink_to("/dev/full")
    with pytest.raises(HostError, match="No space left"):
        write_text(path, "text")
    assert [(file.name, file.read_text(encoding="utf-8")) for file in tmp_path.iterdir()] == [("file", "kept")]
