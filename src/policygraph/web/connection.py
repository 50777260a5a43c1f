"""One connection of a client: uvicorn's, with a bound to the head of a request and to the time it takes to arrive."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from policygraph.web.headers import EVERYWHERE
from policygraph.web.joined import JoinedTransport
from policygraph.web.problem_kinds import ProblemKind
from policygraph.web.problems import Problem

if TYPE_CHECKING:
    import asyncio

__all__ = ["HEAD_BYTES", "REQUEST_SECONDS", "BoundedConnection"]

HEAD_BYTES = 65_536
"""Bytes of the longest request line with headers; what comes in one piece from the network may be longer."""
REQUEST_SECONDS = 30.0
"""Seconds from the first byte of a request to its last."""


class BoundedConnection(HttpToolsProtocol):
    """A connection that reads no request without end.

    The parser joins the pieces of a header as they come, so that a header of hundreds of megabytes would not only fill
    the memory but keep every other client waiting.
    """

    _in_head = True
    _head = 0
    _piece = 0
    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as the parent does
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._wait_no_longer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Parse a piece of a request and see how long its head has become."""
        if self.transport.is_closing():
            return
        self._piece = len(data)
        super().data_received(data)
        if self._in_head:
            self._head += len(data)
            if self._head > HEAD_BYTES:
                self._refuse(431, f"the request line and its headers are longer than {HEAD_BYTES} bytes", "POST it")

    def on_message_begin(self) -> None:
        """Begin a request; the piece that it begins in may hold others before it, and is not counted."""
        super().on_message_begin()
        self._in_head = True
        self._head = -self._piece
        if self._timer is None:
            self._wait()

    def on_headers_complete(self) -> None:
        """Go on to the body."""
        self._in_head = False
        super().on_headers_complete()
        self.cycle.transport = JoinedTransport(self.transport, self.loop)  # type: ignore[assignment] # all it needs

    def on_message_complete(self) -> None:
        """Have the whole request."""
        super().on_message_complete()
        self._wait_no_longer()

    def send_400_response(self, msg: str) -> None:
        """Refuse what is not HTTP."""
        del msg
        remedy = "send HTTP/1.1, an address in ASCII of at most 65535 bytes, and longer queries by POST"
        self._refuse(400, "what was sent cannot be read as HTTP/1.1", remedy)

    def _wait(self) -> None:
        self._timer = self.loop.call_later(REQUEST_SECONDS, self._too_slow)

    def _wait_no_longer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _too_slow(self) -> None:
        cycle = self.cycle
        answering = bool(self.pipeline) or (cycle is not None and not cycle.response_complete and not cycle.more_body)
        if answering:  # the client may have sent the next request already; it is not read meanwhile
            self._wait()
        else:
            self._timer = None
            self._refuse(408, f"the request was not complete after {REQUEST_SECONDS:g} seconds", "send it at once")

    def _refuse(self, status: int, detail: str, remedy: str) -> None:
        """Answer past the application, unless it has begun to answer, and close the connection."""
        if self.transport.is_closing():
            return
        if self.cycle is None or self.cycle.response_complete or not self.cycle.response_started:
            answer = Problem(ProblemKind.of_status(status), detail, remedy).response()
            headers = {**EVERYWHERE, **answer.headers, "Connection": "close"}
            head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
            self.transport.write(
                f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n{head}\r\n".encode("latin-1") + bytes(answer.body)
            )
        self.transport.close()
