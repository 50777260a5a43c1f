"""Clients that end their side, or all of the connection, in every moment of a request and its answer."""

from __future__ import annotations

import time
from contextlib import ExitStack
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from tests.hostile.conftest import eventually
from tests.hostile.target import attacked
from tests.hostile.wire import request

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.hostile.target import Target

DIRECT = ("Content-Type", "application/sparql-query")
ENDLESS = request(f"/sparql?output=csv&query={quote('SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f }')}")
STREAM = request(f"/sparql?output=csv&query={quote('SELECT * { ?a ?p ?b . ?c ?q ?d }')}")
# Some tenths of a second of work.
HEAVY = request(
    f"/sparql?output=csv&query={quote('SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?a ?q ?d FILTER REGEX(?b, ?d) }')}"
)
POST = request("/sparql?output=csv", [DIRECT], b"ASK {}", "POST")
CHUNKED = request("/sparql?output=csv", [DIRECT, ("Transfer-Encoding", "chunked")], method="POST")
MOMENTS = {
    "before anything": (b"", 0.0),
    "within the head": (b"GET /sparql HTTP/1.1\r\nHo", 0.0),
    "behind the head": (request("/sparql", [DIRECT, ("Content-Length", "100")], method="POST"), 0.0),
    "within the body": (request("/sparql", [DIRECT, ("Content-Length", "100")], method="POST") + b"ASK", 0.0),
    "within a chunk": (CHUNKED + b"6\r\nASK", 0.0),
    "between chunks": (CHUNKED + b"3\r\nASK\r\n", 0.0),
    "before an answer": (request(), 0.0),
    "before many answers": (request() * 200, 0.0),
    "during the work": (ENDLESS, 0.1),
    "in the queue": (ENDLESS * 3, 0.1),
    "during an answer": (STREAM, 0.1),
    "behind an answer": (request("/health/live"), 0.1),
}


@pytest.fixture(scope="module")
def target(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    """A server with one query process, whose limits do not come to the rescue."""
    errors = tmp_path_factory.mktemp("log") / "errors"
    with attacked(workspace, errors, workers=1, query_seconds=60, result_size=1000, cache_size=0) as running:
        yield running


@pytest.mark.parametrize(
    "data",
    [request("/sparql?output=csv&query=ASK%7B%7D"), POST, CHUNKED + b"6\r\nASK {}\r\n0\r\n\r\n"],
    ids=["get", "post", "chunks"],
)
def test_a_client_that_has_said_all_is_still_answered(target: Target, data: bytes) -> None:
    with target.wire() as wire:
        wire.send(data)
        wire.end()
        assert target.seen(wire.receive()).text == "true"
        assert wire.closed()


def test_a_client_that_has_said_all_is_answered_after_some_work(target: Target) -> None:
    with target.wire() as wire:
        wire.send(HEAVY)
        wire.end()
        assert target.seen(wire.receive()).text.startswith("n\r\n")


def test_a_client_that_has_said_all_gets_a_long_answer(target: Target) -> None:
    query = quote("SELECT * { ?a ?p ?b . ?c ?q ?d } LIMIT 100000")
    with target.wire() as wire:
        wire.send(request(f"/sparql?output=csv&query={query}"))
        wire.end()
        reply = wire.receive()
    assert reply.whole
    assert reply.body.count(b"\n") == 100_001


def test_a_client_that_has_said_all_gets_all_answers(target: Target) -> None:
    with target.wire() as wire:
        wire.send(request("/health/live") * 20 + POST)
        wire.end()
        assert [target.seen(wire.receive()).status for _ in range(21)] == [200] * 21
        assert wire.closed()


@pytest.mark.parametrize("moment", MOMENTS.values(), ids=MOMENTS)
@pytest.mark.parametrize("how", ["reset", "close"])
def test_a_client_that_goes_away_leaves_nothing_behind(target: Target, how: str, moment: tuple[bytes, float]) -> None:
    data, pause = moment
    before = len(target.descriptors())
    for _ in range(5):
        with target.wire() as wire:
            wire.send(data)
            time.sleep(pause)
            if how == "reset":
                wire.reset()
    assert target.answers_others()
    assert eventually(lambda: len(target.descriptors()) <= before)


@pytest.mark.parametrize("data", [data for data, _ in MOMENTS.values()][1:6], ids=list(MOMENTS)[1:6])
def test_half_a_request_is_none(target: Target, data: bytes) -> None:
    with target.wire() as wire:
        wire.send(data)
        wire.end()
        assert wire.receive().status in {0, 400}
        assert wire.closed()


def test_five_hundred_idle_connections_keep_nobody_out(target: Target) -> None:
    before = target.resident()
    with ExitStack() as stack:
        wires = [stack.enter_context(target.wire()) for _ in range(500)]
        for wire in wires:
            wire.send(request("/health/live"))
        assert all(wire.receive().status == 200 for wire in wires)
        assert all(target.answers_others() for _ in range(5))
        assert target.resident() < before + 20


def test_a_thousand_connections_that_come_and_go_leave_nothing_behind(target: Target) -> None:
    before = target.resident()
    for number in range(1000):
        with target.wire() as wire:
            wire.send(request("/health/live")[: number % 60])
            wire.reset()
    assert target.answers_others()
    assert target.resident() < before + 20


def test_more_connections_than_may_be_open_keep_nobody_out(target: Target) -> None:
    with ExitStack() as stack:
        for number in range(700):
            wire = stack.enter_context(target.wire(f"127.0.1.{number % 250 + 1}"))
            wire.send(request("/health/live") if number % 2 else b"GET /")
        assert target.answers_others()
