"""Clients that take their time: to ask, to listen, or to do anything at all."""

from __future__ import annotations

import socket
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from tests.hostile.conftest import eventually
from tests.hostile.target import assert_problem, attacked
from tests.hostile.wire import request

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.hostile.target import Target
    from tests.hostile.wire import Wire

DIRECT = ("Content-Type", "application/sparql-query")
LIMIT = 0.3
PATIENCE = 3.0
# More than the system takes in for a client that reads nothing: 8 MB.
LARGE = request(f"/sparql?output=csv&query={quote('SELECT * { ?a ?p ?b . ?c ?q ?d } LIMIT 80000')}")
POST = request("/sparql", [DIRECT, ("Content-Length", "100")], method="POST")
CHUNKED = request("/sparql", [DIRECT, ("Transfer-Encoding", "chunked")], method="POST")


@pytest.fixture(scope="module")
def target(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    """A server that waits for its clients for 0.3 seconds, and takes 100 of them."""
    limits = {"request_seconds": LIMIT, "stall_seconds": LIMIT, "keep_alive_seconds": LIMIT, "connections": 100}
    errors = tmp_path_factory.mktemp("log") / "errors"
    with attacked(workspace, errors, workers=1, query_seconds=30, cache_size=0, spool_size=1, **limits) as running:
        yield running


def drip(wire: Wire, data: bytes, seconds: float) -> None:
    """Send byte after byte until the server has had enough."""
    end = time.monotonic() + seconds
    for byte in data:
        if time.monotonic() > end or not wire.send(bytes([byte])) or wire.closed(0.04):
            return


def deaf(wire: Wire) -> Wire:
    """Have the system take in as little as it can of what is not read."""
    wire.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    return wire


@pytest.mark.parametrize(
    ("at_once", "slowly"),
    [
        (b"", b""),
        (b"", b"\r\n" * 100),
        (b"", request()[:-4] * 10),
        (b"GET /", b"a" * 100),
        (b"GET / HTTP/1.1\r\nHost: e\r\n", b"X: y\r\n" * 100),
        (POST, b""),
        (POST, b"A" * 99),
        (CHUNKED, b"1\r\nA\r\n" * 100),
        (CHUNKED + b"1;", b"a" * 100),
        (CHUNKED + b"0\r\n", b"X: y\r\n" * 100),
    ],
    ids=["silence", "blank lines", "head", "address", "headers", "no body", "body", "chunks", "extension", "trailers"],
)
def test_a_request_that_drips_in_is_given_up(target: Target, at_once: bytes, slowly: bytes) -> None:
    began = time.monotonic()
    with target.wire() as wire:
        wire.send(at_once)
        drip(wire, slowly, PATIENCE)
        assert_problem(target.seen(wire.receive()), 408)
        assert wire.closed()
    assert LIMIT * 0.9 < time.monotonic() - began < PATIENCE


def test_a_connection_without_a_request_is_closed_after_a_while(target: Target) -> None:
    with target.wire() as wire:
        wire.send(request("/health/live"))
        assert wire.receive().status == 200
        assert not wire.closed(LIMIT / 2)
        assert wire.closed(PATIENCE)


def test_a_second_request_that_drips_in_is_given_up(target: Target) -> None:
    with target.wire() as wire:
        wire.send(request("/health/live"))
        assert wire.receive().status == 200
        drip(wire, request()[:-2] + b"X: y\r\n" * 100, PATIENCE)
        assert_problem(target.seen(wire.receive()), 408)


@pytest.mark.parametrize("begin", [b"", b"GET / HTTP/1.1\r\nX: ", POST + b"A"], ids=["silence", "head", "body"])
def test_however_many_dally_others_are_answered(target: Target, begin: bytes) -> None:
    with ExitStack() as stack:
        for _ in range(250):
            stack.enter_context(target.wire()).send(begin)
        assert target.answers_others()


@pytest.mark.parametrize("times", [1, 100])
def test_a_client_that_reads_nothing_is_cut_off_and_costs_no_memory(target: Target, times: int) -> None:
    resident, held = target.resident(), len(target.descriptors())
    with deaf(target.wire()) as wire:
        wire.send(LARGE * times)
        assert eventually(lambda: len(target.descriptors()) > held)
        assert target.answers_others()
        assert eventually(lambda: len(target.descriptors()) <= held)
        assert target.resident() < resident + 15


def test_many_clients_that_read_nothing_keep_nobody_else_waiting(target: Target) -> None:
    before = target.resident()
    with ExitStack() as stack:
        for _ in range(5):
            deaf(stack.enter_context(target.wire())).send(LARGE)
        for _ in range(5):
            assert target.answers_others()
        assert target.resident() < before + 30


def test_a_client_that_reads_slowly_gets_it_all(target: Target) -> None:
    with target.wire() as wire:
        wire.send(LARGE)
        for _ in range(30):
            wire.socket.recv(32_768)
            time.sleep(LIMIT / 10)
        rest = b"".join(iter(lambda: wire.socket.recv(1 << 20), b""))
    assert rest.endswith(b"\r\n0\r\n\r\n")


def test_a_client_that_reads_byte_by_byte_gets_it_all(target: Target) -> None:
    with target.wire() as wire:
        wire.send(request("/sparql", [("Accept", "text/turtle"), ("Connection", "close")]))
        data = b"".join(iter(lambda: wire.socket.recv(1), b""))
    head, _, body = data.partition(b"\r\n\r\n")
    assert b"content-length: %d\r\n" % len(body) in head
