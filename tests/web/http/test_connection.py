"""How long a client is waited for, over real connections to a small application."""

from __future__ import annotations

import asyncio
import socket
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, NamedTuple

import pytest
import uvloop
from uvicorn import Config
from uvicorn.server import ServerState

from policygraph.settings import Settings
from policygraph.web.http.connection import Connections
from policygraph.web.telemetry.telemetry import Telemetry

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine

    from starlette.types import Receive, Scope, Send

ANSWERING = 0.5
HEAD = b"POST / HTTP/1.1\r\nHost: e\r\nContent-Length: 4\r\n"
GET = b"GET / HTTP/1.1\r\nHost: e\r\n\r\n"
LAST = b"GET / HTTP/1.1\r\nHost: e\r\nConnection: close\r\n\r\n"
EARLY = b"POST /early HTTP/1.1\r\nHost: e\r\nContent-Length: 3\r\n\r\na"
SLOW = b"GET /slow HTTP/1.1\r\nHost: e\r\n\r\n"
HASTY = Settings(request_seconds=0.2, stall_seconds=0.4, keep_alive_seconds=1, head_size=4, connections=10)


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Wait for the body and send it back; take a while; send more than fits anywhere; wait for ever; end the server."""
    body = b""
    while scope["path"] != "/early" and (message := await receive())["type"] == "http.request":
        body += message["body"]
        if not message["more_body"]:
            break
    if scope["path"] == "/slow" or body:
        await asyncio.sleep(ANSWERING)
    if scope["path"] == "/never":
        assert (await receive())["type"] == "http.disconnect"
        return
    if scope["path"] == "/much":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        for _ in range(1000):
            await send({"type": "http.response.body", "body": bytes(100_000), "more_body": True})
    else:
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(body))]})
    await send({"type": "http.response.body", "body": body})
    if scope["path"] == "/last":
        scope["state"]["end"]()


class Running(NamedTuple):
    """A server in this process."""

    address: tuple[str, int]
    connections: Connections
    state: ServerState
    clients: list[asyncio.StreamWriter]

    async def connect(self, *pieces: bytes) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Open a connection and send pieces a moment apart."""
        reader, writer = await asyncio.open_connection(*self.address)
        self.clients.append(writer)
        for piece in pieces:
            writer.write(piece)
            await asyncio.sleep(0.02)
        return reader, writer

    async def talk(self, *pieces: bytes) -> bytes:
        """Send pieces, and give all that comes back until the connection is closed."""
        reader, _ = await self.connect(*pieces)
        return await reader.read()


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[Running]:
    connections, state = Connections(settings, Telemetry()), ServerState()
    clients: list[asyncio.StreamWriter] = []
    config = Config(application, lifespan="off", timeout_keep_alive=int(settings.keep_alive_seconds))
    loop = asyncio.get_running_loop()

    def end() -> None:
        for connection in tuple(state.connections):
            connection.shutdown()

    server = await loop.create_server(
        lambda: connections.connect(config=config, server_state=state, app_state={"end": end}), "127.0.0.1", 0
    )
    watch = loop.create_task(connections.watch())
    try:
        async with asyncio.timeout(10):
            yield Running(server.sockets[0].getsockname(), connections, state, clients)
    finally:
        watch.cancel()
        server.close()
        for transport in (*(one.transport for one in clients), *(one.transport for one in state.connections)):
            transport.abort()
        await asyncio.sleep(0.01)


def run(scenario: Coroutine[None, None, None]) -> None:
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(scenario)


def talk(*pieces: bytes, settings: Settings = HASTY) -> bytes:
    answers: list[bytes] = []

    async def scenario() -> None:
        async with running(settings) as server:
            answers.append(await server.talk(*pieces))

    run(scenario())
    return answers[0]


@pytest.mark.parametrize("pieces", [(), (b"POST / HT",), (HEAD,), (HEAD + b"\r\n", b"ab")])
def test_a_request_that_never_ends_is_given_up(pieces: tuple[bytes, ...]) -> None:
    answer = talk(*pieces)
    assert answer.startswith(b"HTTP/1.1 408 Request Timeout\r\n")
    assert b"not complete after 0.2 seconds" in answer


def test_a_request_that_drips_in_is_given_up() -> None:
    answer = talk(*(bytes([byte]) for byte in HEAD))
    assert answer.startswith(b"HTTP/1.1 408 ")


def test_an_answer_may_take_longer_than_a_request() -> None:
    assert talk(HEAD + b"Connection: close\r\n\r\n", b"abcd").endswith(b"\r\n\r\nabcd")


def test_the_next_request_may_be_under_way_during_an_answer() -> None:
    answer = talk(HEAD + b"\r\nabcd" + HEAD, b"Connection: close\r\n\r\nefgh")
    assert answer.count(b"HTTP/1.1 200 OK") == 2
    assert answer.endswith(b"efgh")


def test_a_second_request_that_never_ends_is_given_up_after_the_first_answer() -> None:
    answer = talk(HEAD + b"\r\nabcd" + HEAD)
    assert answer.startswith(b"HTTP/1.1 200 OK")
    assert b"HTTP/1.1 408 " in answer


@pytest.mark.parametrize("pieces", [1, 2, 3, 3000])
def test_a_head_beyond_its_limit_is_refused_in_however_many_pieces_it_comes(pieces: int) -> None:
    head = b"GET / HTTP/1.1\r\nHost: e\r\n" + b"".join(b"X-%d: %s\r\n" % (n, b"x" * 100) for n in range(60)) + b"\r\n"
    size = -(-len(head) // pieces)

    async def scenario() -> None:
        async with running(Settings(head_size=4)) as server:
            reader, writer = await server.connect()
            for start in range(0, len(head), size):
                writer.write(head[start : start + size])
                await writer.drain()
            answer = await reader.read()
            assert answer.startswith(b"HTTP/1.1 431 ")
            assert b"longer than 4096 bytes" in answer
            assert answer.count(b"HTTP/1.1") == 1

    run(scenario())


def test_an_address_beyond_the_limit_is_refused_as_such() -> None:
    assert talk(b"GET /?" + b"a" * 5000 + b" HTTP/1.1\r\nHost: e\r\n\r\n").startswith(b"HTTP/1.1 414 ")
    assert talk(b"GET /?", *[b"a" * 3000] * 5).startswith(b"HTTP/1.1 414 ")


def test_heads_below_the_limit_may_come_together() -> None:
    request = b"GET / HTTP/1.1\r\nHost: e\r\nX: " + b"x" * 3000 + b"\r\n\r\n"
    assert talk(request * 3 + LAST).count(b"HTTP/1.1 200 OK") == 4


def test_what_is_no_http_is_refused_and_nothing_behind_it_is_read() -> None:
    answer = talk(b"NONSENSE\r\n\r\n", GET)
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert answer.count(b"HTTP/1.1 400") == 1
    assert b"HTTP/1.1 200" not in answer


def test_a_client_that_ends_its_side_gets_its_answer() -> None:
    async def scenario() -> None:
        async with running(HASTY) as server:
            reader, writer = await server.connect(SLOW)
            writer.write_eof()
            answer = await reader.read()
            assert answer.startswith(b"HTTP/1.1 200 OK")
            assert b"connection: close" in answer

    run(scenario())


def test_a_client_that_ends_its_side_is_not_waited_for_long() -> None:
    async def scenario() -> None:
        async with running(HASTY) as server:
            reader, writer = await server.connect(b"GET /never HTTP/1.1\r\nHost: e\r\n\r\n")
            writer.write_eof()
            assert await reader.read() == b""

    run(scenario())


def test_a_client_that_ends_its_side_before_the_request_is_complete_gets_nothing() -> None:
    async def scenario() -> None:
        async with running(HASTY) as server:
            reader, writer = await server.connect(HEAD)
            writer.write_eof()
            assert await reader.read() == b""

    run(scenario())


def test_a_client_that_takes_nothing_of_its_answer_is_cut_off() -> None:
    async def scenario() -> None:
        async with running(HASTY) as server:
            with socket.create_connection(server.address) as client:
                client.sendall(b"GET /much HTTP/1.1\r\nHost: e\r\n\r\n")
                await asyncio.sleep(0.3)
                assert len(server.connections) == 1
                await asyncio.sleep(0.5)
                assert len(server.connections) == 0

    run(scenario())


def test_a_client_that_takes_its_answer_slowly_is_not_cut_off() -> None:
    async def scenario() -> None:
        async with running(HASTY) as server:
            reader, _ = await server.connect(b"GET /much HTTP/1.1\r\nHost: e\r\nConnection: close\r\n\r\n")
            size = 0
            for _ in range(12):
                size += len(await reader.readexactly(4_000_000))
                await asyncio.sleep(0.1)
            size += len(await reader.read())
            assert size > 100_000_000

    run(scenario())


def test_beyond_the_limit_a_client_is_told_so_unless_another_waits_for_nothing() -> None:
    async def scenario() -> None:
        async with running(Settings(connections=10)) as server:
            busy = [await server.connect(b"GET /never HTTP/1.1\r\nHost: e\r\n\r\n") for _ in range(10)]
            refused = await server.talk()
            assert refused.startswith(b"HTTP/1.1 503 ")
            assert b"too many clients are connected" in refused
            assert server.connections.refused == 1
            busy.pop()[1].close()
            await asyncio.sleep(1.5)
            idle, _ = await server.connect(GET)
            assert (await idle.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 200 ")
            assert (await server.talk(LAST)).startswith(b"HTTP/1.1 200 ")
            assert await idle.read() == b""

    run(scenario())


@pytest.mark.parametrize("pieces", [(), (b"GET / HT",), (HEAD + b"\r\na",), (GET, b"\r\n"), (GET, b"GET / HT")])
def test_however_many_clients_dally_one_that_does_not_is_answered(pieces: tuple[bytes, ...]) -> None:
    async def scenario() -> None:
        async with running(Settings(connections=10)) as server:
            slow = [await server.connect(*pieces) for _ in range(15)]
            assert (await server.talk(LAST)).startswith(b"HTTP/1.1 200 ")
            assert server.connections.refused == 0
            assert (await slow[0][0].read()).count(b"HTTP/1.1 ") == pieces.count(GET)
            assert not slow[-1][0].at_eof()

    run(scenario())


@pytest.mark.parametrize("pieces", [(GET, b"\r\n", b"\r\n"), (EARLY, b"b", b"c")])
def test_a_connection_without_a_request_ends_whatever_came_last(pieces: tuple[bytes, ...]) -> None:
    settings = Settings(keep_alive_seconds=1)
    answer = talk(*pieces, settings=settings)
    assert answer.startswith(b"HTTP/1.1 200 ")
    assert answer.count(b"HTTP/1.1 ") == 1


def test_at_the_end_a_request_that_has_begun_is_still_answered() -> None:
    async def scenario() -> None:
        async with running(Settings()) as server:
            idle, _ = await server.connect(GET)
            fresh, _ = await server.connect()
            answering, _ = await server.connect(SLOW)
            reader, writer = await server.connect(b"GET / HTTP/1.1\r\nHo")
            for connection in tuple(server.state.connections):
                connection.shutdown()
            writer.write(b"st: e\r\n\r\n")
            assert b"connection: close" in await reader.read()
            assert b"connection: close" in await answering.read()
            assert b"connection: close" not in await idle.read()
            assert await fresh.read() == b""
            assert len(server.connections) == 0

    run(scenario())


def test_an_answer_that_ends_in_the_moment_the_server_does_is_sent() -> None:
    assert talk(b"GET /last HTTP/1.1\r\nHost: e\r\n\r\n").startswith(b"HTTP/1.1 200 OK\r\n")
