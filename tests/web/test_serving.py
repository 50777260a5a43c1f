from __future__ import annotations

import os
import signal
import socket
import subprocess
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from policygraph.errors import HostError, StoreError
from policygraph.settings import Settings
from policygraph.web import serve_http

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    import httpx

    Start = Callable[..., AbstractContextManager[httpx.Client]]
    MakeRelease = Callable[[Path, str, str], None]

WHICH = {"query": "SELECT ?o { <http://e/which> <http://e/is> ?o }", "output": "csv"}


def quad(name: str) -> str:
    return f'<http://e/which> <http://e/is> "{name}" <http://e/g> .\n'


def children(client: httpx.Client) -> set[int]:
    """The query processes, which loaders of the server have forked."""
    loaders = children_of(int(client.headers["server-pid"]))
    return {child for loader in loaders for child in children_of(loader)}


def children_of(pid: int) -> set[int]:
    found = subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, check=False).stdout
    return {int(child) for child in found.split()}


def has_ended(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 15
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_server_moves_to_a_new_release_without_dropping_or_mixing_an_answer(
    tmp_path: Path, start: Start, make_release: MakeRelease
) -> None:
    make_release(tmp_path, "one", quad("one"))
    seen: list[tuple[int, str, str]] = []
    stop = threading.Event()

    with start(tmp_path, workers=1) as client:
        old = children(client)

        def load() -> None:
            while not stop.is_set():
                answer = client.get("/sparql", params=WHICH)
                seen.append((answer.status_code, answer.text.split()[1], answer.headers["etag"][3:6]))

        threads = [threading.Thread(target=load) for _ in range(3)]
        for thread in threads:
            thread.start()
        make_release(tmp_path, "two", quad("two"))
        until(lambda: client.get("/health/ready").json()["release"] == "two")
        time.sleep(0.1)
        stop.set()
        for thread in threads:
            thread.join()
        until(lambda: not old & children(client))
        assert len(children(client)) == 1

    assert set(seen) == {(200, "one", "one"), (200, "two", "two")}
    assert seen[-1][1] == "two"


def test_a_release_that_cannot_be_served_leaves_the_old_one_served(
    tmp_path: Path, start: Start, make_release: MakeRelease
) -> None:
    make_release(tmp_path, "one", quad("one"))
    with start(tmp_path, workers=1) as client:
        (tmp_path / "broken").mkdir()
        (tmp_path / "new").symlink_to("broken")
        (tmp_path / "new").replace(tmp_path / "current")
        time.sleep(1.2)
        assert client.get("/sparql", params=WHICH).text == "o\r\none\r\n"
        time.sleep(0.3)
        assert client.get("/sparql", params=WHICH).text == "o\r\none\r\n"


def test_a_process_killed_in_flight_is_told_to_its_client_only_and_replaced(root: Path, start: Start) -> None:
    endless = {"query": "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f }"}
    answers: list[httpx.Response] = []
    with start(root, workers=1) as client:
        (worker,) = children(client)
        thread = threading.Thread(target=lambda: answers.append(client.get("/sparql", params=endless)))
        thread.start()
        time.sleep(0.3)
        os.kill(worker, signal.SIGKILL)
        thread.join()
        (answer,) = answers
        assert answer.status_code == 500
        assert "SIGKILL" in answer.json()["detail"]
        assert client.get("/sparql", params={"query": "ASK {}", "output": "csv"}).text == "true"
        assert children(client) != {worker}


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_server_after_what_it_is_answering(root: Path, start: Start, number: signal.Signals) -> None:
    slow = {"query": "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d }", "output": "csv"}
    answers: list[int] = []
    with start(root, workers=1, query_seconds=2) as client:
        server, workers = int(client.headers["server-pid"]), children(client)
        thread = threading.Thread(target=lambda: answers.append(client.get("/sparql", params=slow).status_code))
        thread.start()
        time.sleep(0.3)
        os.kill(server, number)
        thread.join()
        until(lambda: has_ended(server))
        assert all(has_ended(worker) for worker in workers)
    assert answers in ([200], [504])


def test_a_port_in_use_is_told_before_any_process_starts(root: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(HostError, match=f"port {port} on 127.0.0.1 is in use") as caught:
            serve_http(Settings(root=root, port=port), print)
    assert "--port" in caught.value.remedy


def test_an_address_of_another_machine_is_told(root: Path) -> None:
    with pytest.raises(HostError, match="cannot be listened on"):
        serve_http(Settings(root=root, host="192.0.2.1", port=0), print)


def test_a_workspace_without_a_release_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no release has been built"):
        serve_http(Settings(root=tmp_path, port=0), print)


def test_a_release_of_another_engine_ends_the_start(tmp_path: Path, make_release: MakeRelease) -> None:
    make_release(tmp_path, "one", quad("one"))
    note = tmp_path / "current" / "store" / "policygraph-store.json"
    note.write_text(note.read_text(encoding="utf-8").replace("0.5.", "0.4."), encoding="utf-8")
    with pytest.raises(StoreError, match="was written by pyoxigraph"):
        serve_http(Settings(root=tmp_path, port=0, workers=1), print)
