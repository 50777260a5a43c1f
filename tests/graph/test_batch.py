"""Changing several files at once."""

from __future__ import annotations

import fcntl
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from policygraph.errors import DataError, HostError, Location
from policygraph.graph.batch import FOLDER, finish, refuse_interrupted, write_all

if TYPE_CHECKING:
    from collections.abc import Callable

OLD = {"a.ttl": "old a", "deep/b.ttl": "old b", "deep/c.ttl": "old c"}
NEW = {name: text.replace("old", "new") for name, text in OLD.items()}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    for name, text in OLD.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def contents(data: Path) -> dict[str, str]:
    files = [path for path in data.rglob("*.ttl") if not path.relative_to(data).parts[0].startswith(".")]
    return {path.relative_to(data).as_posix(): path.read_text(encoding="utf-8") for path in files}


def change(data: Path) -> None:
    read = {data / name: text for name, text in contents(data).items()}
    write_all(data, {data / name: text for name, text in NEW.items()}, read)


def test_every_file_is_replaced_and_nothing_is_left_over(data: Path) -> None:
    change(data)
    assert contents(data) == NEW
    assert not list(data.glob(".*"))
    refuse_interrupted(data)


def test_nothing_to_change_leaves_nothing(data: Path) -> None:
    write_all(data, {}, {})
    assert (contents(data), list(data.glob(".*"))) == (OLD, [])


class KilledError(BaseException):
    """The process has ended."""


@pytest.mark.parametrize("method", ["write_text", "rename", "replace", "rmtree"])
@pytest.mark.parametrize("calls", [0, 1, 2])
def test_killed_at_any_moment_it_is_the_old_or_becomes_the_new(
    data: Path, monkeypatch: pytest.MonkeyPatch, method: str, calls: int
) -> None:
    owner: object = shutil if method == "rmtree" else Path
    real, left = getattr(owner, method), iter(range(calls))

    def dying(*arguments: object, **options: object) -> object:
        if next(left, None) is None:
            raise KilledError
        return real(*arguments, **options)

    monkeypatch.setattr(owner, method, dying)
    try:
        change(data)
    except KilledError:
        monkeypatch.undo()
        if (data / FOLDER).is_dir():
            with pytest.raises(DataError, match="interrupted"):
                refuse_interrupted(data)
            assert finish(data)
            assert contents(data) == NEW
        else:
            assert contents(data) == OLD
    monkeypatch.undo()
    change(data)
    assert contents(data) == NEW
    assert not list(data.glob(".*"))
    assert not finish(data)


def test_a_folder_that_cannot_be_written_loses_nothing(data: Path) -> None:
    (data / f"{FOLDER}.new").write_text("in the way", encoding="utf-8")
    with pytest.raises(HostError, match="all are as they were"):
        change(data)
    assert contents(data) == OLD


def test_files_that_changed_since_they_were_read_are_left_alone(data: Path) -> None:
    read = {data / name: text for name, text in OLD.items()}
    (data / "deep/b.ttl").write_text("someone else's b", encoding="utf-8")
    with pytest.raises(DataError, match="changed since it was read") as refused:
        write_all(data, {data / name: text for name, text in NEW.items()}, read)
    assert refused.value.location == Location(data / "deep/b.ttl")
    assert contents(data) == OLD | {"deep/b.ttl": "someone else's b"}


@pytest.mark.parametrize("command", [change, finish])
def test_one_command_at_a_time_changes_files(data: Path, command: Callable[[Path], object]) -> None:
    if command is finish:
        (data / FOLDER).mkdir()
    folder = os.open(data, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    with pytest.raises(HostError, match="another command is changing files"):
        command(data)
    os.close(folder)
    assert contents(data) == OLD
    command(data)


def test_a_change_that_is_decided_is_not_overwritten(data: Path) -> None:
    (data / FOLDER).mkdir()
    with pytest.raises(DataError, match="was interrupted"):
        change(data)
    assert contents(data) == OLD
