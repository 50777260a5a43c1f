"""A build that is killed at any moment leaves the old release served, and the next build works."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING

import pytest

from policygraph.graph.workspace import Workspace
from policygraph.pipeline import Silent, build_release
from policygraph.release import current_release
from policygraph.store import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Built, Cli

    from policygraph.sources import Texts

OLD, NEW = "Clean the rivers", "Clean the rivers now"
_PATIENCE = 30.0


@pytest.fixture
def changed(built_copy: Path) -> Path:
    """A workspace with a release, whose next build gives another one."""
    notice = built_copy / "data" / "sources" / "example-notice" / "notice.ttl"
    notice.write_text(notice.read_text(encoding="utf-8").replace(f'"{OLD}"', f'"{NEW}"'), encoding="utf-8")
    (built_copy / "releases" / ".lock").unlink()
    return built_copy


def label(root: Path) -> str:
    """Ask the current release what the task of the example is called."""
    store = EmbeddedStore.open(current_release(root).store)
    (row,) = store.select(
        "PREFIX pg: <https://w3id.org/policygraph/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"
        " SELECT ?label { ?task a pg:Task ; skos:prefLabel ?label }"
    ).rows
    return str(row["label"])


def kill_when(process_of: Callable[[], int], moment: Callable[[], bool], ended: Callable[[], bool]) -> None:
    """Kill a process the moment something is so, or leave it if it has ended before."""
    deadline = time.monotonic() + _PATIENCE
    while not moment() and not ended():
        assert time.monotonic() < deadline, "the moment never came"
        time.sleep(0.0005)
    if not ended():
        os.kill(process_of(), signal.SIGKILL)


BEFORE_SWITCHING = (".lock", ".building-*", ".building-*/store", ".building-*/dumps")
AROUND_SWITCHING = (".building-*/manifest.json", "????????????????", "switched")


@pytest.mark.parametrize("sign", [*BEFORE_SWITCHING, *AROUND_SWITCHING, "at random", "at random again"])
def test_a_killed_build_leaves_a_whole_release_and_the_next_build_works(
    cli: Cli, built: Built, changed: Path, small_bundle: Path, texts_of: Callable[[Workspace], Texts], sign: str
) -> None:
    releases = changed / "releases"
    started = time.monotonic()
    delay = 3 * int.from_bytes(os.urandom(4)) / 2**32
    process = cli.start("build", "--root", changed)

    def moment() -> bool:
        if "random" in sign:
            return time.monotonic() - started > delay
        if sign == "switched":
            return (changed / "current").readlink().name != built.release.id
        return any(path.name != built.release.id for path in releases.glob(sign))

    kill_when(lambda: process.pid, moment, lambda: process.poll() is not None)
    ended = process.wait()
    told = f"killed {sign} after {time.monotonic() - started:.3f} s"
    if sign in BEFORE_SWITCHING:
        assert ended == -signal.SIGKILL, told
        assert current_release(changed).id == built.release.id, told
    assert label(changed) == (OLD if current_release(changed).id == built.release.id else NEW), told

    workspace = Workspace.of(changed, small_bundle)
    build_release(workspace, texts_of(workspace), Silent())
    assert label(changed) == NEW, told
    left = {path.name for path in releases.iterdir()} - {".lock"}
    assert left == {built.release.id, current_release(changed).id}, told
