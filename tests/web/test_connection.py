"""How long a request may take to arrive, over a real connection to a small application."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from uvicorn import Config
from uvicorn.server import ServerState

from policygraph.web.connection import BoundedConnection

if TYPE_CHECKING:
    from starlette.types import Receive, Scope, Send

ANSWERING = 0.5
HEAD = b"POST / HTTP/1.1\r\nHost: e\r\nContent-Length: 4\r\n"


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Wait for the body, take a while, and send it back."""
    del scope
    body = b""
    while (message := await receive())["type"] == "http.request":
        body += message["body"]
        if not message["more_body"]:
            await asyncio.sleep(ANSWERING)
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"4")]})
            await send({"type": "http.response.body", "body": body})
            return


def talk(*pieces: bytes) -> bytes:
    """Send pieces a moment apart, and give all that comes back until the connection is closed."""

    async def scenario() -> bytes:
        config = Config(application, http=BoundedConnection, lifespan="off", timeout_keep_alive=1)
        loop = asyncio.get_running_loop()
        server = await loop.create_server(lambda: BoundedConnection(config, ServerState(), {}), "127.0.0.1", 0)
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        for piece in pieces:
            writer.write(piece)
            await asyncio.sleep(0.02)
        async with asyncio.timeout(5):
            answer = await reader.read()
        writer.close()
        server.close()
        return answer

    return asyncio.run(scenario())


@pytest.fixture(autouse=True)
def hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("policygraph.web.connection.REQUEST_SECONDS", 0.2)


@pytest.mark.parametrize("pieces", [(), (b"POST / HT",), (HEAD,), (HEAD + b"\r\n", b"ab")])
def test_a_request_that_never_ends_is_given_up(pieces: tuple[bytes, ...]) -> None:
    answer = talk(*pieces)
    assert answer.startswith(b"HTTP/1.1 408 Request Timeout\r\n")
    assert b"not complete after 0.2 seconds" in answer


def test_an_answer_may_take_longer_than_a_request() -> None:
    assert talk(HEAD + b"\r\n", b"abcd").endswith(b"\r\n\r\nabcd")


def test_the_next_request_may_be_under_way_during_an_answer() -> None:
    answer = talk(HEAD + b"\r\nabcd" + HEAD, b"Connection: close\r\n\r\nefgh")
    assert answer.count(b"HTTP/1.1 200 OK") == 2
    assert answer.endswith(b"efgh")


def test_a_second_request_that_never_ends_is_given_up_after_the_first_answer() -> None:
    answer = talk(HEAD + b"\r\nabcd" + HEAD)
    assert answer.startswith(b"HTTP/1.1 200 OK")
    assert b"HTTP/1.1 408 " in answer
