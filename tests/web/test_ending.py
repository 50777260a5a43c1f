"""How a server ends, and what it tells of itself meanwhile, with real servers."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from tests.serving import SERVE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    Start = Callable[..., AbstractContextManager[httpx.Client]]
    MakeRelease = Callable[[Path, str, str], None]

FOREVER = {"query": "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f }"}
READY = b"GET /health/ready HTTP/1.1\r\nHost: e\r\n\r\n"


def pid_of(client: httpx.Client) -> int:
    return int(client.headers["server-pid"])


def descendants(pid: int) -> set[int]:
    found = [pid]
    for one in found:
        below = subprocess.run(["pgrep", "-P", str(one)], capture_output=True, check=False).stdout.split()
        found += [int(child) for child in below]
    return set(found[1:])


def has_ended(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def until(condition: Callable[[], bool], patience: float = 15) -> None:
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


@contextmanager
def asking(client: httpx.Client, question: dict[str, str]) -> Iterator[list[httpx.Response | httpx.HTTPError]]:
    """Ask beside; what came of it is there in the end."""
    came: list[httpx.Response | httpx.HTTPError] = []

    def ask() -> None:
        try:
            came.append(client.get("/sparql", params=question))
        except httpx.HTTPError as fault:
            came.append(fault)

    thread = threading.Thread(target=ask)
    thread.start()
    time.sleep(0.3)
    yield came
    thread.join()


def connect(client: httpx.Client) -> socket.socket:
    return socket.create_connection((client.base_url.host, client.base_url.port or 80), timeout=20)


def test_what_takes_too_long_is_told_so_and_nothing_is_left(root: Path, start: Start) -> None:
    with start(root, workers=2, query_seconds=30, drain_seconds=0.5) as client:
        below = descendants(pid_of(client))
        with asking(client, FOREVER) as came:
            began = time.monotonic()
            os.kill(pid_of(client), signal.SIGTERM)
            until(lambda: has_ended(pid_of(client)))
            assert 0.4 < time.monotonic() - began < 5
        until(lambda: all(has_ended(pid) for pid in below))
    (answer,) = came
    assert isinstance(answer, httpx.Response)
    assert (answer.status_code, answer.json()["type"].rpartition("/")[2]) == (503, "ending")
    assert answer.headers["connection"] == "close"
    assert answer.headers["retry-after"] == "5"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.json()["request"] == answer.headers["x-request-id"]


def test_a_second_signal_ends_it_at_once(root: Path, start: Start) -> None:
    with start(root, workers=2, query_seconds=30) as client:
        below = descendants(pid_of(client))
        with asking(client, FOREVER) as came:
            os.kill(pid_of(client), signal.SIGTERM)
            time.sleep(0.5)
            assert not has_ended(pid_of(client))
            os.kill(pid_of(client), signal.SIGTERM)
            until(lambda: has_ended(pid_of(client)), patience=3)
        until(lambda: all(has_ended(pid) for pid in below))
    assert [type(one) for one in came] == [httpx.RemoteProtocolError]


def test_meanwhile_it_takes_no_connection_and_is_not_ready(root: Path, start: Start) -> None:
    with start(root, workers=1, query_seconds=2) as client, connect(client) as idle, connect(client) as begun:
        idle.sendall(READY)
        assert idle.recv(65_536).startswith(b"HTTP/1.1 200 ")
        begun.sendall(READY[:20])
        with asking(client, FOREVER) as came:
            os.kill(pid_of(client), signal.SIGTERM)
            time.sleep(0.5)
            with pytest.raises(ConnectionRefusedError):
                connect(client)
            assert idle.recv(65_536) == b""
            begun.sendall(READY[20:])
            with begun.makefile("rb") as file:
                answer = file.read()
        assert answer.startswith(b"HTTP/1.1 503 ")
        assert b"connection: close" in answer.lower()
        assert b"/problem/ending" in answer
    (last,) = came
    assert isinstance(last, httpx.Response)
    assert (last.status_code, last.headers["connection"]) == (504, "close")


def test_a_signal_while_it_starts_ends_it_too(root: Path) -> None:
    environment = os.environ | {"POLICYGRAPH_ROOT": str(root), "POLICYGRAPH_PORT": "0"}
    with subprocess.Popen([sys.executable, "-c", SERVE], env=environment, stdout=subprocess.DEVNULL) as server:
        until(lambda: bool(descendants(server.pid)))
        below = descendants(server.pid)
        server.terminate()
        assert server.wait(10) == 0
    until(lambda: all(has_ended(pid) for pid in below))


def test_a_server_that_is_killed_leaves_nothing_behind(root: Path) -> None:
    environment = os.environ | {"POLICYGRAPH_ROOT": str(root), "POLICYGRAPH_PORT": "0"}
    with subprocess.Popen([sys.executable, "-c", SERVE], env=environment, stdout=subprocess.PIPE) as server:
        assert server.stdout is not None
        assert server.stdout.readline()
        below = descendants(server.pid)
        assert below
        server.kill()
    until(lambda: all(has_ended(pid) for pid in below))


def test_without_a_query_process_it_is_not_ready_but_lives(
    tmp_path: Path, start: Start, make_release: MakeRelease
) -> None:
    make_release(tmp_path, "one", '<http://e/1> <http://e/is> "one" <http://e/g> .\n')
    store = (tmp_path / "current" / "store").resolve()
    with start(tmp_path, workers=1, store="disk") as client:
        assert client.get("/health/ready").status_code == 200
        store.rename(store.with_name("gone"))
        for pid in descendants(pid_of(client)):
            os.kill(pid, signal.SIGKILL)
        until(lambda: client.get("/health/ready").status_code == 503)
        answer = client.get("/health/ready")
        assert answer.json()["type"].endswith("/no-release")
        assert (answer.headers["retry-after"], answer.headers["cache-control"]) == ("1", "no-store")
        assert client.get("/health/live").status_code == 200
        store.with_name("gone").rename(store)
        until(lambda: client.get("/health/ready").status_code == 200, patience=20)


def test_health_is_asked_by_head_too_and_never_stored(client: httpx.Client) -> None:
    for path in ("/health/live", "/health/ready"):
        for answer in (client.get(path), client.head(path)):
            assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")


def test_the_service_manager_is_told(root: Path, start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        manager.settimeout(15)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        monkeypatch.setenv("WATCHDOG_USEC", "400000")
        with start(root, workers=1) as client:
            assert client.get("/health/ready").status_code == 200
            told = [manager.recv(1000) for _ in range(4)]
        assert told[0] == b"STATUS=serving release 0123abcd"
        assert b"READY=1" in told
        assert told.count(b"WATCHDOG=1") >= 2
        while (last := manager.recv(1000)) == b"WATCHDOG=1":
            pass
        assert last == b"STOPPING=1"


def test_a_service_manager_that_cannot_be_reached_is_no_reason_to_stop(
    root: Path, start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "nowhere"))
    with start(root, workers=1) as client:
        assert client.get("/health/ready").status_code == 200
