"""Writing a release so that no moment of it can be seen half done."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from policygraph.errors import HostError
from policygraph.release import ReleaseWriter, current_release, open_release
from policygraph.store import EmbeddedStore

if TYPE_CHECKING:
    from pathlib import Path

    from tests.release.conftest import Publish

    from policygraph.release import Release


def names(root: Path) -> set[str]:
    return {path.name for path in (root / "releases").iterdir()} - {".lock"}


def triples(release: Release) -> int:
    return len(EmbeddedStore.open(release.store).select("SELECT * { ?s ?p ?o }").rows)


def test_a_published_release_is_current_and_can_be_queried(tmp_path: Path, publish: Publish) -> None:
    release = publish("aaaa")
    assert release == current_release(tmp_path)
    assert triples(release) == 1
    assert names(tmp_path) == {"aaaa"}
    assert (tmp_path / "current").readlink().as_posix() == "releases/aaaa"


def test_publishing_again_switches_and_keeps_the_old_release(tmp_path: Path, publish: Publish) -> None:
    old = publish("aaaa")
    assert publish("bbbb").id == current_release(tmp_path).id == "bbbb"
    assert open_release(old.folder).id == "aaaa"
    assert names(tmp_path) == {"aaaa", "bbbb"}


def test_the_same_content_is_kept_since_it_may_be_in_use(tmp_path: Path, publish: Publish) -> None:
    first = publish("aaaa")
    inode = first.folder.stat().st_ino
    publish("bbbb")
    assert publish("aaaa").folder.stat().st_ino == inode
    assert current_release(tmp_path).id == "aaaa"
    assert names(tmp_path) == {"aaaa", "bbbb"}


@pytest.mark.parametrize(
    "damage", ["manifest.json", "store", "store/CURRENT", "store/policygraph-store.json", "dumps/a.nq"]
)
def test_a_damaged_release_of_the_same_content_is_replaced(tmp_path: Path, publish: Publish, damage: str) -> None:
    victim = publish("aaaa").folder / damage
    if victim.is_dir():
        shutil.rmtree(victim)
    else:
        victim.unlink()
    again = publish("aaaa")
    assert again.folder.name == "aaaa-2"
    assert triples(current_release(tmp_path)) == 1
    assert names(tmp_path) == {"aaaa-2"}


def test_a_release_that_is_kept_takes_over_report_and_manifest(tmp_path: Path, publish: Publish) -> None:
    publish("aaaa")
    with ReleaseWriter(tmp_path) as writer:
        publish.write(writer, "aaaa")
        (writer.folder / "validation.ttl").write_text("# new", encoding="utf-8")
        writer.publish(publish.manifest(inputs="1" * 64, files=writer.digests()))
    kept = current_release(tmp_path)
    assert (kept.folder.name, kept.manifest.inputs) == ("aaaa", "1" * 64)
    assert (kept.folder / "validation.ttl").read_text(encoding="utf-8") == "# new"


def test_a_replacement_is_kept_in_its_turn(tmp_path: Path, publish: Publish) -> None:
    (publish("aaaa").folder / "manifest.json").unlink()
    publish("aaaa")
    assert publish("aaaa").folder.name == "aaaa-2"
    assert names(tmp_path) == {"aaaa-2"}


@pytest.mark.parametrize("changes", [{"engine": "pyoxigraph 0.6"}, {"software": "0.2.0"}])
def test_a_release_of_another_version_is_replaced(tmp_path: Path, publish: Publish, changes: dict[str, object]) -> None:
    publish("aaaa")
    assert publish("aaaa", **changes).folder.name == "aaaa-2"
    assert names(tmp_path) == {"aaaa-2"}


def test_leaving_without_publishing_leaves_nothing(tmp_path: Path, publish: Publish) -> None:
    publish("aaaa")
    with ReleaseWriter(tmp_path) as writer:
        publish.write(writer, "bbbb")
    assert names(tmp_path) == {"aaaa"}
    assert current_release(tmp_path).id == "aaaa"


def test_what_a_killed_build_left_is_removed(tmp_path: Path, publish: Publish) -> None:
    left = tmp_path / "releases" / ".building-left" / "store"
    left.mkdir(parents=True)
    (left / "000001.log").write_text("", encoding="utf-8")
    (tmp_path / ".current-123").symlink_to("releases/none")
    publish("aaaa")
    assert names(tmp_path) == {"aaaa"}
    assert not (tmp_path / ".current-123").is_symlink()


def test_a_release_that_was_renamed_but_not_switched_becomes_current(tmp_path: Path, publish: Publish) -> None:
    publish("aaaa")
    folder = publish("bbbb").folder
    (tmp_path / "current").unlink()
    (tmp_path / "current").symlink_to("releases/aaaa")
    assert publish("bbbb").folder == folder == current_release(tmp_path).folder


def test_digests_cover_every_file_but_the_store(tmp_path: Path, publish: Publish) -> None:
    with ReleaseWriter(tmp_path) as writer:
        publish.write(writer, "aaaa")
        # printf '<x:aaaa>' | sha256sum
        assert writer.digests() == {"dumps/a.nq": "2b7600208c1f7a84c72aa59e059ab6afc39d9fa5ba69d6b74601ba149e872e25"}


def test_everyone_may_read_a_release(publish: Publish) -> None:
    assert publish("aaaa").folder.stat().st_mode & 0o777 == 0o755


HOLD = """
import sys
from pathlib import Path
from policygraph.release import ReleaseWriter
with ReleaseWriter(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_a_second_build_is_refused_while_one_runs(tmp_path: Path, publish: Publish) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        unfinished = names(tmp_path)
        with pytest.raises(HostError, match="another build is running"):
            publish("aaaa")
        assert names(tmp_path) == unfinished != set()
        other.communicate("")
    assert publish("aaaa").id == "aaaa"


def test_a_killed_build_gives_its_lock_back(tmp_path: Path, publish: Publish) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        other.kill()
    assert publish("aaaa").id == "aaaa"
    assert names(tmp_path) == {"aaaa"}


def test_a_folder_below_a_file_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with (
        pytest.raises(HostError, match="can't be written: Not a directory") as raised,
        ReleaseWriter(tmp_path / "file"),
    ):
        pass
    assert "--root" in raised.value.remedy


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not bind root")
def test_a_folder_without_permission_cannot_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(HostError, match="Permission denied"), ReleaseWriter(tmp_path):
        pass


def test_a_full_disk_is_a_fault_of_the_machine(tmp_path: Path, publish: Publish) -> None:
    publish("aaaa")
    with pytest.raises(HostError, match="No space left on device"), ReleaseWriter(tmp_path):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    assert names(tmp_path) == {"aaaa"}
    assert publish("bbbb").id == "bbbb"


def test_a_folder_in_place_of_the_link_is_a_fault_of_the_machine(tmp_path: Path, publish: Publish) -> None:
    (tmp_path / "current").mkdir()
    with pytest.raises(HostError, match="Is a directory"):
        publish("aaaa")
