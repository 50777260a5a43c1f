"""Query processes that are killed, stopped or broken in the middle of their work, and so is what starts them."""

from __future__ import annotations

import os
import shutil
import signal
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from tests.hostile.conftest import eventually
from tests.hostile.target import assert_problem, attacked
from tests.hostile.wire import request
from tests.serving import release

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.hostile.target import Target
    from tests.hostile.wire import Reply

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f }"
STREAM = request(f"/sparql?output=csv&query={quote('SELECT * { ?a ?p ?b . ?c ?q ?d }')}")
DEADLINE = 3.0
BROKEN = [signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT, signal.SIGBUS, signal.SIGILL, signal.SIGTERM, signal.SIGFPE]


@pytest.fixture(scope="module")
def target(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    """A server with two query processes whose store stays on disk."""
    errors = tmp_path_factory.mktemp("log") / "errors"
    settings = {"workers": 2, "query_seconds": DEADLINE, "result_size": 1000, "cache_size": 0, "store_mode": "disk"}
    with attacked(workspace, errors, **settings) as running:
        yield running


def children(pid: int) -> list[int]:
    """List the processes that a process has started."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


def loader(target: Target) -> int:
    (pid,) = children(target.pid)
    return pid


def workers(target: Target) -> list[int]:
    return children(loader(target))


def complete(target: Target) -> bool:
    """Tell whether all query processes are there again, and can be asked."""
    idle = 'policygraph_query_processes{state="idle"} 2.0'
    return idle in target.ask(request("/metrics")).text and len(workers(target)) == 2


def busy(target: Target) -> int:
    """Find the process that works, by the time it takes."""

    def used(pid: int) -> int:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return int(fields[11]) + int(fields[12])

    before = {pid: used(pid) for pid in workers(target)}
    time.sleep(0.3)
    return max(before, key=lambda pid: used(pid) - before[pid])


def while_answering(target: Target, act: Callable[[], None], data: bytes = b"") -> Reply:
    """Do something while a query is being answered, and give the answer."""
    with target.wire() as wire:
        wire.send(data or request(f"/sparql?query={quote(ENDLESS)}"))
        act()
        return target.seen(wire.receive())


@pytest.mark.parametrize("number", BROKEN)
def test_a_process_that_dies_is_told_to_its_client_only_and_replaced(target: Target, number: signal.Signals) -> None:
    assert eventually(lambda: complete(target))
    reply = while_answering(target, lambda: os.kill(busy(target), number))
    members = assert_problem(reply, 500)
    assert "process" in str(members["detail"]) or number == signal.SIGSEGV  # as when the stack overflows
    assert target.answers_others()
    assert eventually(lambda: complete(target))


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV])
def test_an_answer_whose_process_dies_is_broken_off(target: Target, number: signal.Signals) -> None:
    assert eventually(lambda: complete(target))
    reply = while_answering(target, lambda: os.kill(busy(target), number), STREAM)
    assert (reply.status, reply.whole) == (200, False)


def test_a_process_that_is_stopped_is_ended_at_the_deadline(target: Target) -> None:
    assert eventually(lambda: complete(target))
    began = time.monotonic()
    reply = while_answering(target, lambda: os.kill(busy(target), signal.SIGSTOP))
    assert_problem(reply, 504)
    assert time.monotonic() - began < DEADLINE + 0.5
    assert target.answers_others()


def test_idle_processes_that_die_are_replaced_before_anybody_notices(target: Target) -> None:
    for _ in range(5):
        assert eventually(lambda: complete(target))
        for pid in workers(target):
            os.kill(pid, signal.SIGKILL)
        assert target.answers_others()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV, signal.SIGTERM])
def test_what_starts_the_processes_may_die_too(target: Target, number: signal.Signals) -> None:
    assert eventually(lambda: complete(target))

    def kill_starter() -> None:
        busy(target)
        os.kill(loader(target), number)

    assert_problem(while_answering(target, kill_starter), 500)
    assert eventually(lambda: complete(target))
    assert target.answers_others()


def test_a_process_that_starts_no_others_does_not_keep_those_that_run_from_answering(target: Target) -> None:
    assert eventually(lambda: complete(target))
    starter = loader(target)
    os.kill(starter, signal.SIGSTOP)
    try:
        assert all(target.answers_others() for _ in range(3))
    finally:
        os.kill(starter, signal.SIGCONT)


def test_processes_that_die_all_the_time_do_not_end_the_server(target: Target) -> None:
    end = time.monotonic() + 2

    def kill() -> None:
        while time.monotonic() < end:
            with suppress(ProcessLookupError, FileNotFoundError):  # ended by itself
                for pid in [pid for child in children(target.pid) for pid in children(child)]:
                    os.kill(pid, signal.SIGKILL)
            time.sleep(0.1)

    killing = threading.Thread(target=kill)
    killing.start()
    statuses = set()
    while killing.is_alive():
        statuses.add(target.query("SELECT * { ?a ?p ?b } LIMIT 1").status)
    killing.join()
    assert statuses <= {200, 500, 503}
    assert 200 in statuses
    assert eventually(lambda: complete(target))


def test_a_store_that_vanishes_is_told_without_its_place(tmp_path: Path) -> None:
    root = tmp_path / "workspace"
    release(root, "one", '<http://e/a> <http://e/b> "c" <http://e/g> .\n')
    with attacked(root, tmp_path / "errors", workers=1, query_seconds=1, store_mode="disk") as target:
        shutil.rmtree(root / "releases")
        os.kill(workers(target)[0], signal.SIGKILL)
        assert eventually(lambda: target.query("ASK {}").status == 503)
        assert_problem(target.query("ASK {}"), 503)
        assert target.alive()
