"""Requests whose end a proxy in front could see elsewhere than the server does: smuggling (RFC 9112 §6, §7)."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from tests.hostile.target import assert_problem
from tests.hostile.wire import Reply, request

if TYPE_CHECKING:
    from tests.hostile.target import Target

HEAD = b"POST /sparql?output=csv HTTP/1.1\r\nHost: e\r\nContent-Type: application/sparql-query\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
CHUNKS = b"6\r\nASK {}\r\n0\r\n\r\n"
SMUGGLED = b"GET /smuggled HTTP/1.1\r\nHost: e\r\n\r\n"
MIB = 1 << 20


def refused(target: Target, data: bytes, *statuses: int) -> None:
    """Expect one answer, a problem, and the end: nothing that stands behind is taken for another request."""
    with target.wire() as wire:
        wire.send(data + SMUGGLED)
        assert_problem(target.seen(wire.receive()), *statuses)
        assert wire.closed()


def answered(target: Target, data: bytes) -> Reply:
    """Expect the query to be answered, and the request behind it too: both agree where it begins."""
    with target.wire() as wire:
        wire.send(data + SMUGGLED)
        reply = target.seen(wire.receive())
        assert_problem(target.seen(wire.receive()), 404)
    assert (reply.status, reply.text) == (200, "true")
    return reply


@pytest.mark.parametrize(
    "fields",
    [
        b"Content-Length: 6\r\nTransfer-Encoding: chunked",
        b"Transfer-Encoding: chunked\r\nContent-Length: 6",
        b"Content-Length: 0\r\nTransfer-Encoding: chunked",
        b"Content-Length: 6\r\nContent-Length: 7",
        b"Content-Length: 6\r\nContent-Length: 6",
        b"Content-Length: 6, 6",
        b"Content-Length: 6, 0",
        b"Content-Length: +6",
        b"Content-Length: -6",
        b"Content-Length: 0x6",
        b"Content-Length: 6.0",
        b"Content-Length: 6e0",
        b"Content-Length: six",
        b"Content-Length:",
        b"Content-Length: \xd9\xa6",
        b"Content-Length: 18446744073709551622",
        b"Content-Length: 99999999999999999999999999999999",
        b"Content-Length : 6",
        b" Content-Length: 6",
        b"Content-Length: 6\r\n 6",
        b"Transfer-Encoding: chunked, gzip",
        b"Transfer-Encoding: chunked, identity",
        b"Transfer-Encoding: chunked, chunked",
        b"Transfer-Encoding: \x0bchunked",
        b"Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        b"Transfer-Encoding : chunked",
        b"Transfer-Encoding:\r\n chunked",
        b"Transfer-Encoding: chunked\nX: y",
        b"X: y\nTransfer-Encoding: chunked",
        b"X: y\rTransfer-Encoding: chunked",
    ],
)
def test_a_length_that_can_be_understood_in_two_ways_is_refused(target: Target, fields: bytes) -> None:
    refused(target, HEAD + fields + b"\r\n\r\n" + CHUNKS, 400)


@pytest.mark.parametrize(
    "coding",
    [
        b"gzip, chunked",
        b"deflate , chunked",
        b"identity",
        b"gzip",
        b"xchunked",
        b"chunkedx",
        b"chunked;a=b",
        b'"chunked"',
    ],
)
def test_a_transfer_coding_that_is_not_known_is_refused(target: Target, coding: bytes) -> None:
    refused(target, HEAD + b"Transfer-Encoding: " + coding + b"\r\n\r\n" + CHUNKS, 501)


def test_a_transfer_coding_is_unknown_to_http_1_0(target: Target) -> None:
    refused(target, CHUNKED.replace(b"HTTP/1.1", b"HTTP/1.0") + CHUNKS, 400)


@pytest.mark.parametrize(
    "chunks",
    [
        b"g\r\nASK {}\r\n0\r\n\r\n",
        b"-6\r\nASK {}\r\n0\r\n\r\n",
        b"+6\r\nASK {}\r\n0\r\n\r\n",
        b"0x6\r\nASK {}\r\n0\r\n\r\n",
        b"6 \r\nASK {}\r\n0\r\n\r\n",
        b" 6\r\nASK {}\r\n0\r\n\r\n",
        b"\r\n6\r\nASK {}\r\n0\r\n\r\n",
        b"6\nASK {}\n0\n\n",
        b"6\rASK {}\r0\r\r",
        b"6\r\nASK {}0\r\n\r\n",
        b"5\r\nASK {}\r\n0\r\n\r\n",
        b'6;a="\r\nASK {}\r\n0\r\n\r\n',
        b"6;\x00\r\nASK {}\r\n0\r\n\r\n",
        b"fffffffffffffffff\r\nASK {}\r\n0\r\n\r\n",
        b"10000000000000006\r\nASK {}\r\n0\r\n\r\n",
        b"6\r\nASK {}\r\n0\r\nContent-Length: 6\r\n\r\n",
        b"6\r\nASK {}\r\n0\r\nno colon\r\n\r\n",
        b"6\r\nASK {}\r\n0\r\nX\x00: y\r\n\r\n",
    ],
)
def test_chunks_that_break_their_grammar_are_refused(target: Target, chunks: bytes) -> None:
    refused(target, CHUNKED + chunks, 400)


@pytest.mark.parametrize(
    "data",
    [
        CHUNKED + CHUNKS,
        CHUNKED.replace(b"chunked", b"CHUNKED") + CHUNKS,
        CHUNKED + b"6;name=value\r\nASK {}\r\n0;last\r\n\r\n",
        CHUNKED + b"000000006\r\nASK {}\r\n000\r\n\r\n",
        CHUNKED + b"".join(b"1\r\n%c\r\n" % byte for byte in b"ASK {}") + b"0\r\n\r\n",
        CHUNKED + b"6\r\nASK {}\r\n0\r\nX-Trailer: y\r\nHost: f\r\n\r\n",
        HEAD + b"Content-Length: 006\r\n\r\nASK {}",
        HEAD + b"Content-Length: \t6 \r\n\r\nASK {}",
    ],
)
def test_a_length_that_can_be_understood_in_one_way_only_is_accepted(target: Target, data: bytes) -> None:
    answered(target, data)


@pytest.mark.parametrize("name", ["Accept", "X-Forwarded-For", "Content-Type", "If-None-Match", "Origin"])
def test_a_trailer_does_nothing(target: Target, name: str) -> None:
    plain = answered(target, CHUNKED + CHUNKS)
    trailed = answered(target, CHUNKED + CHUNKS[:-2] + f"{name}: text/html\r\n\r\n".encode())
    assert {**trailed.headers, "x-request-id": ""} == {**plain.headers, "x-request-id": ""}


@pytest.mark.parametrize(
    "endless",
    [b"0\r\nX: " + b"a" * (2 * MIB), b"0\r\n" + b"X: a\r\n" * (MIB // 3), b"6;" + b"a" * (2 * MIB)],
    ids=["one trailer", "many trailers", "an extension of a chunk"],
)
def test_what_stands_beside_the_body_is_bounded(target: Target, endless: bytes) -> None:
    refused(target, CHUNKED + endless, 431)


@pytest.mark.parametrize("length", [b"9223372036854775807", b"10000000000"])
def test_a_body_that_is_announced_as_huge_is_refused_before_it_comes(target: Target, length: bytes) -> None:
    with target.wire() as wire:
        wire.send(HEAD + b"Content-Length: " + length + b"\r\n\r\nASK")
        assert_problem(target.seen(wire.receive()), 413)


def test_a_body_where_none_is_wanted_is_no_request(target: Target) -> None:
    with target.wire() as wire:
        wire.send(request("/health/live", body=SMUGGLED) + request("/health/live"))
        assert [target.seen(wire.receive()).status for _ in range(2)] == [200, 200]


@pytest.mark.parametrize(
    "fields",
    [
        b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r\n",
        b"Connection: upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: eA==\r\n",
        b"Connection: Upgrade\r\nUpgrade: anything/1, h2c\r\n",
        b"Connection: Upgrade\r\nUpgrade: h2c\r\nUpgrade: websocket\r\n",
    ],
)
@pytest.mark.parametrize("pieces", [1, 2])
def test_the_body_of_a_request_that_asks_for_another_protocol_is_its_body(
    target: Target, fields: bytes, pieces: int
) -> None:
    query = b"ASK { FILTER('''%s''' != '') }" % SMUGGLED
    head = HEAD + fields + b"Content-Length: %d\r\n\r\n" % len(query)
    with target.wire() as wire:
        for piece in (head, query + SMUGGLED) if pieces == 2 else (head + query + SMUGGLED,):
            wire.send(piece)
            wire.closed(0.05)
        assert target.seen(wire.receive()).text == "true"
        assert_problem(target.seen(wire.receive()), 404)


def test_requests_in_order_are_answered_in_order_before_garbage_is_refused(target: Target) -> None:
    with target.wire() as wire:
        numbers = range(50)
        wire.send(
            b"".join(request(f"/sparql?output=csv&query=SELECT({n}AS%20%3Fn)%7B%7D") for n in numbers) + b"\x00\r\n"
        )
        assert [target.seen(wire.receive()).text for _ in numbers] == [f"n\r\n{n}\r\n" for n in numbers]
        assert_problem(target.seen(wire.receive()), 400)
        assert wire.closed()


def test_so_many_requests_in_one_go_as_may_wait_are_all_answered(target: Target) -> None:
    with target.wire() as wire:
        wire.send(request("/health/live") * 100)
        assert [target.seen(wire.receive()).status for _ in range(100)] == [200] * 100


def test_of_very_many_requests_in_one_go_the_first_are_answered(target: Target) -> None:
    with ExitStack() as stack:
        wires = [stack.enter_context(target.wire()) for _ in range(50)]
        for wire in wires:
            wire.send(request("/health/live") * 5000)
        assert target.answers_others()
        for wire in wires:
            assert {wire.receive().status for _ in range(101)} == {200}
            assert_problem(target.seen(wire.receive()), 429)
