"""One server for most attacks, and what must hold after each of them."""

from __future__ import annotations

import json
import os
import time
from typing import TYPE_CHECKING, BinaryIO

import pytest
from tests.hostile.target import Target, attacked
from tests.serving import DATA, release

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

LIMITS = {
    "workers": 2,
    "query_seconds": 0.5,
    "query_memory": 64,
    "result_size": 1,
    "spool_size": 1,
    "cache_size": 4,
    "request_seconds": 3,
}
GROWTH = 64
"""MiB that the server may grow by in a module; what it has once used it does not give back at once."""
SECONDS = 5.0
"""Time for what a module has left behind to go: connections to end, query processes to be replaced."""
TRACES = ("Traceback", "panicked", "Exception in", "never retrieved", "never awaited", "Warning", " object at 0x")


@pytest.fixture(scope="session")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("attacked")
    release(folder, "0123abcd", DATA)
    return folder


@pytest.fixture(scope="session")
def target(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    """A server with a deadline of half a second, 64 MiB a query and 3 seconds for a request to arrive."""
    with attacked(workspace, tmp_path_factory.mktemp("log") / "errors", **LIMITS) as running:
        yield running


@pytest.fixture(scope="module", autouse=True)
def _nothing_is_left(target: Target) -> Iterator[None]:
    """A module leaves nothing open and no memory taken, no word of a fault, and a log that can be read."""
    assert all(target.answers_others() for _ in range(4))
    open_before, resident_before, said_before = len(target.descriptors()), target.resident(), len(target.complaints())
    with target.log.open("rb") as log:
        log.seek(0, os.SEEK_END)
        yield
        assert eventually(lambda: _is_log(log))
    assert eventually(lambda: len(target.descriptors()) <= open_before), target.descriptors()
    assert target.resident() < resident_before + GROWTH
    said = target.complaints()[said_before:]
    assert not any(trace in said for trace in TRACES), said


@pytest.fixture(autouse=True)
def _others_are_served(target: Target) -> Iterator[None]:
    """After each attack the same process answers another client at once."""
    yield
    assert target.alive()
    assert target.answers_others()


def _is_log(log: BinaryIO) -> bool:
    """See that what has been added to a log are lines of JSON; True where there were some."""
    lines = log.readlines()
    assert all(json.loads(line)["time"] for line in lines if line.endswith(b"\n"))
    return bool(lines)


def eventually(condition: Callable[[], bool]) -> bool:
    """Tell whether something comes true in time."""
    end = time.monotonic() + SECONDS
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True
