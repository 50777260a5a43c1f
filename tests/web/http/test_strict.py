from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
import uvloop
from uvicorn import Config
from uvicorn.server import ServerState

from policygraph.web.http.strict import StrictConnection, objection_to
from policygraph.web.telemetry.telemetry import Telemetry

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

GET = b"GET /%d HTTP/1.1\r\nHost: e\r\n\r\n"
POST = b"POST / HTTP/1.1\r\nHost: e\r\n"


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Give back path, headers and body, after a while."""
    body = b""
    while scope["method"] == "POST" and (message := await receive())["type"] == "http.request":
        body += message["body"]
        if not message["more_body"]:
            break
    await asyncio.sleep(0.02)
    body = b"<%s %r %s>" % (scope["path"].encode(), [name for name, _ in scope["headers"]], body)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(body))]})
    await send({"type": "http.response.body", "body": body})


def talk(*pieces: bytes, answering: ASGIApp = application, leave: bool = False) -> bytes:
    """Send pieces a moment apart, then nothing more or go away, and give all that comes back."""

    async def scenario() -> bytes:
        config = Config(answering, lifespan="off", timeout_keep_alive=0)
        loop = asyncio.get_running_loop()
        state = ServerState()
        server = await loop.create_server(
            lambda: StrictConnection(Telemetry(), config=config, server_state=state, app_state={}), "127.0.0.1", 0
        )
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        for piece in pieces:
            writer.write(piece)
            await asyncio.sleep(0.01)
        if leave:
            writer.transport.abort()
            await asyncio.sleep(0.05)
        async with asyncio.timeout(5):
            answer = b"" if leave else await reader.read()
        writer.close()
        server.close()
        return answer

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        return runner.run(scenario())


@pytest.mark.parametrize(
    ("method", "version", "headers", "status"),
    [
        (b"GET", "1.1", [(b"host", b"e")], None),
        (b"GET", "1.1", [(b"host", b"")], None),
        (b"GET", "1.1", [(b"host", b"my_service.example:8000")], None),
        (b"GET", "1.1", [(b"host", b"[::1]:80")], None),
        (b"GET", "1.0", [], None),
        (b"GET", "1.1", [], 400),
        (b"GET", "1.1", [(b"host", b"e"), (b"host", b"e")], 400),
        (b"GET", "1.0", [(b"host", b"e"), (b"host", b"f")], 400),
        (b"GET", "1.1", [(b"host", b"e/f")], 400),
        (b"GET", "1.1", [(b"host", b"e@f")], 400),
        (b"GET", "1.1", [(b"host", b"<e>")], 400),
        (b"GET", "0.9", [], 505),
        (b"GET", "2.0", [(b"host", b"e")], 505),
        (b"CONNECT", "1.1", [(b"host", b"e")], 501),
        (b"POST", "1.1", [(b"host", b"e"), (b"transfer-encoding", b"Chunked")], None),
        (b"POST", "1.1", [(b"host", b"e"), (b"transfer-encoding", b"gzip, chunked")], 501),
        (b"POST", "1.0", [(b"transfer-encoding", b"chunked")], 400),
    ],
)
def test_what_can_be_parsed_is_answered_only_where_it_can_be_understood_in_one_way(
    method: bytes, version: str, headers: list[tuple[bytes, bytes]], status: int | None
) -> None:
    objection = objection_to(method, version, headers)
    assert (objection and objection.kind.status) == status


def test_requests_in_order_are_answered_before_one_that_is_not_is_refused() -> None:
    answer = talk(GET % 1 + GET % 2 + b"garbage\r\n\r\n" + GET % 3)
    assert [answer.find(part) > 0 for part in (b"</1 ", b"</2 ", b"bad-request", b"</3 ")] == [True, True, True, False]
    assert answer.find(b"</1 ") < answer.find(b"</2 ") < answer.find(b"HTTP/1.1 400 ")


def test_a_body_that_breaks_off_its_chunks_is_refused_once() -> None:
    answer = talk(POST + b"Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n", b"oops\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert answer.count(b"HTTP/1.1 ") == 1


def test_the_answer_to_a_request_whose_needless_body_breaks_off_is_the_refusal() -> None:
    answer = talk(GET.replace(b"\r\n\r\n", b"\r\nTransfer-Encoding: chunked\r\n\r\noops\r\n\r\n") % 1)
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert answer.count(b"HTTP/1.1 ") == 1


@pytest.mark.parametrize("cut", [0, 1])
def test_a_wish_for_another_protocol_is_passed_over_and_the_body_read(cut: int) -> None:
    upgrade = POST + b"Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nContent-Length: 18\r\n\r\n"
    body = b"GET /3 HTTP/1.1\r\n\r\n"[:18]
    pieces = [upgrade + body + GET % 4] if cut == 0 else [upgrade, body, GET % 4]
    answer = talk(*pieces)
    assert answer.count(b"HTTP/1.1 200 ") == 2
    assert body + b">" in answer
    assert b"</4 " in answer


def test_trailers_are_no_headers() -> None:
    answer = talk(POST + b"Transfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX-Forwarded-For: 1.2.3.4\r\n\r\n")
    assert b"[b'host', b'transfer-encoding'] a>" in answer


def test_whoever_answers_is_told_that_the_client_has_gone_though_it_had_asked_again() -> None:
    told: list[str] = []

    async def patient(scope: Scope, receive: Receive, send: Send) -> None:
        del send
        while (message := await receive())["type"] == "http.request":
            pass
        told.append(f"{scope['path']} {message['type']}")

    talk(GET % 1 + GET % 2 + GET % 3, answering=patient, leave=True)
    assert told == ["/1 http.disconnect"]
