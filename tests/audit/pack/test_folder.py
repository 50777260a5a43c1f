"""A folder that is there whole or not at all."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import warnings
from typing import TYPE_CHECKING

import pytest
from tests.audit.pack.conftest import HEAD

from policygraph.audit.pack import write_pack
from policygraph.audit.pack.folder import FolderWriter
from policygraph.audit.pack.verify import check_files
from policygraph.errors import HostError, UsageError
from policygraph.pipeline import Silent

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from policygraph.audit.pack import Contents, PackOptions

SLOW = """
import sys, time
from pathlib import Path
from policygraph.audit.pack.folder import FolderWriter
with FolderWriter(Path(sys.argv[1]), force=True) as writer:
    (writer.folder / "part").write_text("x")
    print("written", flush=True)
    time.sleep(60)
"""


def hidden(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.parent.iterdir() if path.name.startswith("."))


def test_a_folder_gets_its_name_when_it_is_complete(tmp_path: Path) -> None:
    target = tmp_path / "above" / "pack"
    with FolderWriter(target) as writer:
        (writer.folder / "a").write_text("a", encoding="utf-8")
        assert not target.exists()
        writer.publish()
    assert [path.name for path in target.iterdir()] == ["a"]
    assert hidden(target) == []


def test_an_empty_folder_may_be_there_already(tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    with FolderWriter(tmp_path / "pack") as writer:
        writer.publish()
    assert hidden(tmp_path / "pack") == []


def test_a_writer_that_fails_leaves_nothing(tmp_path: Path) -> None:
    def fail() -> None:
        with FolderWriter(tmp_path / "pack") as writer:
            (writer.folder / "a").write_text("a", encoding="utf-8")
            raise OSError(28, "No space left on device")

    with pytest.raises(HostError, match="No space left on device"):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_a_folder_with_anything_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "letter.txt").write_text("mine", encoding="utf-8")
    for force in (False, True):
        with pytest.raises(UsageError, match="is not empty") as caught:
            FolderWriter(tmp_path / "pack", force=force).check()
        assert caught.value.remedy == "name another folder, or an empty one"


def test_a_pack_is_replaced_only_by_force(pack: Path, sample: Contents, options_of: Callable[..., PackOptions]) -> None:
    with pytest.raises(UsageError) as caught:
        write_pack(sample, HEAD, options_of(pack, sample), Silent())
    assert caught.value.remedy.startswith("add --force to replace the pack in it")
    write_pack(sample, HEAD, options_of(pack, sample, force=True), Silent())
    assert check_files(pack).faults == ()
    assert hidden(pack) == []


def test_a_pack_with_something_else_in_it_is_not_replaced_even_by_force(pack: Path) -> None:
    (pack / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="is not empty"):
        FolderWriter(pack, force=True).check()
    assert (pack / "notes.txt").exists()


@pytest.mark.parametrize("kind", ["file", "link", "dangling"])
def test_what_is_no_folder_is_refused(tmp_path: Path, kind: str) -> None:
    target = tmp_path / "pack"
    if kind == "file":
        target.write_text("x", encoding="utf-8")
    else:
        (tmp_path / "there").mkdir()
        target.symlink_to(tmp_path / ("there" if kind == "link" else "not-there"))
    with pytest.raises(UsageError, match="is no folder"):
        FolderWriter(target, force=True).check()


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")

    def enter() -> None:
        with FolderWriter(tmp_path / "file" / "pack"):
            pass

    with pytest.raises(HostError, match="the pack can't be written"):
        enter()
    assert (tmp_path / "file").read_text(encoding="utf-8") == "x"


def test_a_killed_writer_leaves_nothing_that_looks_like_a_pack_and_the_next_one_cleans_up(pack: Path) -> None:
    before = {path.name: path.read_bytes() for path in pack.iterdir()}
    process = subprocess.Popen([sys.executable, "-c", SLOW, str(pack)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"written\n"
    (unfinished,) = hidden(pack)
    assert unfinished.startswith(".pack.unfinished-")
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert {path.name: path.read_bytes() for path in pack.iterdir()} == before
    with FolderWriter(pack, force=True):
        assert unfinished not in hidden(pack)
    assert hidden(pack) == []


def test_what_another_writer_is_writing_is_left_alone(tmp_path: Path) -> None:
    with FolderWriter(tmp_path / "pack") as one, FolderWriter(tmp_path / "pack") as other:
        (one.folder / "a").write_text("1", encoding="utf-8")
        other.publish()
        with pytest.raises(OSError, match="not empty"):
            one.folder.rmdir()
    assert hidden(tmp_path / "pack") == []


def test_a_name_with_the_characters_of_a_pattern_is_a_name(tmp_path: Path) -> None:
    bystander = tmp_path / ".pab.unfinished-x"
    bystander.mkdir()
    with FolderWriter(tmp_path / "p[a]b*") as writer:
        writer.publish()
    assert (tmp_path / "p[a]b*").is_dir()
    assert bystander.is_dir()


def test_a_pack_killed_at_any_moment_is_whole_or_not_there(
    tmp_path: Path, sample: Contents, options_of: Callable[..., PackOptions]
) -> None:
    """A process is killed ever later while it writes, until it is done before that."""
    target = tmp_path / "pack"
    moment, alive = 0.02, True
    while alive:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # from 3.12 on: the engine has threads; nobody asks it
            child = os.fork()
        if child == 0:
            write_pack(sample, HEAD, options_of(target, sample, force=True), Silent())
            os._exit(0)
        time.sleep(moment)
        os.kill(child, signal.SIGKILL)
        alive = os.WIFSIGNALED(os.waitpid(child, 0)[1])
        if target.exists():
            assert check_files(target).faults == ()
            shutil.rmtree(target)
        moment *= 1.6
