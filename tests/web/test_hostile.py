"""Clients that mean harm, or go away: after each of them the server answers others at once."""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import socket
import subprocess
import time
from contextlib import suppress
from tempfile import TemporaryFile
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from tests.serving import serve

from policygraph.web.fields.negotiation import negotiate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    import httpx

    Start = Callable[..., AbstractContextManager[httpx.Client]]
    MakeRelease = Callable[[Path, str, str], None]

LIGHT = {"query": "ASK {}", "output": "csv"}
STREAM = "SELECT * { ?a ?p ?b . ?c ?q ?d }"
MIB = 1 << 20


@pytest.fixture(scope="module")
def patient(root: Path, start: Start) -> Iterator[httpx.Client]:
    """A server whose deadline and size limit do not come to the rescue."""
    with start(root, workers=1, query_seconds=60) as running:
        yield running


def connect(client: httpx.Client) -> socket.socket:
    return socket.create_connection((client.base_url.host, client.base_url.port or 80), 10)


def answers_at_once(client: httpx.Client) -> bool:
    began = time.monotonic()
    return client.get("/sparql", params=LIGHT).text == "true" and time.monotonic() - began < 2


def resident(client: httpx.Client) -> int:
    """Give the MiB that the server has in memory."""
    command = ["ps", "-o", "rss=", "-p", client.headers["server-pid"]]
    return int(subprocess.run(command, capture_output=True, check=True).stdout) >> 10


def answer_to(client: httpx.Client, request: bytes) -> tuple[bytes, bytes]:
    """Send bytes as they are; give the head and the body of what comes back until the connection is closed."""
    with connect(client) as connection:
        connection.sendall(request)
        with connection.makefile("rb") as file:
            head, _, body = file.read().partition(b"\r\n\r\n")
    return head, body


@pytest.mark.parametrize(
    "accept",
    ["a/b" + " " * 50_000 + "x", "a/b" + ";" * 200_000 + "q=1", "a/b;q=1" + " " * 50_000 + "x", " ," * 50_000],
)
def test_a_long_accept_header_is_read_in_time_in_proportion(accept: str) -> None:
    began = time.monotonic()
    assert negotiate(accept, {"text/csv": "text/csv"}) is None
    assert time.monotonic() - began < 2


def test_what_is_not_acceptable_is_not_repeated_at_length(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "ASK {}"}, headers={"Accept": "image/png," * 1000})
    assert answer.status_code == 406
    assert len(answer.content) < 1000


@pytest.mark.parametrize("begin", [b"GET /sparql HTTP/1.1\r\nHost: e\r\nX: ", b"GET /sparql?query="])
def test_a_request_head_without_end_is_refused_before_it_fills_the_memory(patient: httpx.Client, begin: bytes) -> None:
    before = resident(patient)
    with connect(patient) as connection, suppress(ConnectionError):
        connection.sendall(begin)
        for _ in range(30):
            connection.sendall(b"a" * MIB)
    assert resident(patient) < before + 10
    assert answers_at_once(patient)


def test_a_head_that_is_too_long_is_told_so(client: httpx.Client) -> None:
    with connect(client) as connection:
        connection.sendall(b"GET /sparql HTTP/1.1\r\n")
        for _ in range(20):
            connection.sendall(b"X: " + b"a" * 10_000 + b"\r\n")
            if select.select([connection], [], [], 0.05)[0]:
                break
        with connection.makefile("rb") as file:
            head, _, body = file.read().partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 431 ")
    assert b"access-control-allow-origin: *" in head.lower()
    assert "65536 bytes" in json.loads(body)["detail"]


@pytest.mark.parametrize(
    ("request_line", "status"),
    [(b"GET /\xe4\xbb\xbb HTTP/1.1", 400), (b"GET /?" + b"a" * 70_000 + b" HTTP/1.1", 414), (b"X", 400)],
)
def test_what_is_not_http_is_a_problem_like_any_other(client: httpx.Client, request_line: bytes, status: int) -> None:
    head, body = answer_to(client, request_line + b"\r\nHost: e\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 %d " % status)
    assert b"content-type: application/problem+json" in head
    assert b"access-control-allow-origin: *" in head.lower()
    assert json.loads(body)["status"] == status


def test_many_requests_in_one_go_are_all_answered(client: httpx.Client) -> None:
    one = b"GET /health/live HTTP/1.1\r\nHost: e\r\nX: " + b"a" * 1000 + b"\r\n"
    head, body = answer_to(client, (one + b"\r\n") * 200 + one + b"Connection: close\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 ")
    assert body.count(b"HTTP/1.1 200 ") == 200


def test_requests_that_differ_in_a_header_alone_fill_no_memory(root: Path, start: Start) -> None:
    with start(root, workers=1) as client:
        before = resident(client)
        for batch in range(100):
            one = b"GET /sparql?query=ASK%%7B%%7D HTTP/1.1\r\nHost: e\r\nAccept: */*;x=%d%s\r\n"
            requests = [one % (100 * batch + number, b"a" * 4000) for number in range(100)]
            _, body = answer_to(client, b"\r\n".join(requests) + b"Connection: close\r\n\r\n")
            assert body.count(b"HTTP/1.1 200 ") == 99
        assert resident(client) < before + 20


def test_a_client_that_goes_away_amid_a_result_frees_the_process(patient: httpx.Client) -> None:
    with connect(patient) as connection:
        connection.sendall(f"GET /sparql?query={quote(STREAM)} HTTP/1.1\r\nHost: e\r\n\r\n".encode())
        assert connection.recv(1000)
    assert answers_at_once(patient)


def test_a_client_that_goes_away_amid_its_request_leaves_no_trace(root: Path) -> None:
    with TemporaryFile("w+") as errors:
        with serve(root, errors, workers=1) as client:
            with connect(client) as connection:
                connection.sendall(
                    b"POST /sparql HTTP/1.1\r\nHost: e\r\nContent-Type: application/sparql-query\r\n"
                    b"Content-Length: 50\r\n\r\nASK"
                )
                time.sleep(0.1)
            assert answers_at_once(client)
        errors.seek(0)
        assert errors.read() == ""


@pytest.mark.parametrize(
    ("content_type", "status"),
    [
        ("application/sparql-query; charset=utf-8; x=y", 200),
        ('application/sparql-query; x=y; charset="UTF-8"', 200),
        ("application/sparql-query; x=charset=latin-1", 200),
        ("application/sparql-query; charset = utf-16 ; x=y", 400),
    ],
)
def test_the_charset_is_one_parameter_among_others(client: httpx.Client, content_type: str, status: int) -> None:
    answer = client.post("/sparql", content="ASK {}", headers={"Content-Type": content_type})
    assert answer.status_code == status


def test_an_encoded_body_is_refused(client: httpx.Client) -> None:
    headers = {"Content-Type": "application/sparql-query", "Content-Encoding": "gzip"}
    answer = client.post("/sparql", content=b"\x1f\x8b", headers=headers)
    assert (answer.status_code, answer.headers["accept-encoding"]) == (415, "identity")


def test_a_store_that_vanishes_is_told_without_its_place(
    tmp_path: Path, start: Start, make_release: MakeRelease
) -> None:
    make_release(tmp_path, "one", '<http://e/a> <http://e/b> "c" <http://e/g> .\n')
    with start(tmp_path, workers=1, query_seconds=1) as client:
        shutil.rmtree(tmp_path / "releases")
        found = subprocess.run(["pgrep", "-P", client.headers["server-pid"]], capture_output=True, check=True).stdout
        os.kill(int(found), signal.SIGKILL)
        time.sleep(0.5)
        answer = client.get("/sparql", params=LIGHT)
        assert answer.status_code == 503
        assert str(tmp_path) not in answer.text
