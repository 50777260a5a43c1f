"""One request and its answer, on the short way that queries take: no more is made of them than is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.web.fields.headers import EVERYWHERE, RAW_EVERYWHERE
from policygraph.web.telemetry.visit import visit_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.responses import Response
    from starlette.types import Receive, Scope, Send

    from policygraph.web.pages.asked import AskedQuery

__all__ = ["Exchange"]


class Exchange:
    """A request to be answered once.

    Attributes:
        scope: The ASGI scope.
        receive: Gives what the client sends.
        method: The method.
        headers: The request's headers by name in small letters; those given several times are joined by commas.
        asked: The query for the form of a page that answers, once it has been read.
        status: The status that was answered, 0 before.
        visit: What the log and the metrics see of it.
    """

    __slots__ = ("_send", "asked", "headers", "method", "receive", "scope", "status", "visit")

    def __init__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.scope = scope
        self.receive = receive
        self._send = send
        self.method: str = scope["method"]
        self.headers: dict[bytes, bytes] = {}
        repeated: dict[bytes, list[bytes]] = {}
        for name, value in scope["headers"]:
            if name in self.headers:
                repeated.setdefault(name, [self.headers[name]]).append(value)
            else:
                self.headers[name] = value
        for name, values in repeated.items():
            self.headers[name] = b", ".join(values)
        self.asked: AskedQuery | None = None
        self.status = 0
        self.visit = visit_of(scope)

    def header(self, name: bytes) -> str | None:
        """Give a header, absent where the client did not send it."""
        value = self.headers.get(name)
        return None if value is None else value.decode("latin-1")

    async def respond(self, response: Response) -> None:
        """Answer with a response of the framework, and what every answer carries."""
        headers = [(name, value) for name, value in response.raw_headers if name not in _EVERYWHERE]
        own = {name: value for name, value in response.raw_headers if name in _EVERYWHERE}
        await self.answer(
            response.status_code,
            [(name, own.get(name, value)) for name, value in RAW_EVERYWHERE] + headers,
            bytes(response.body),
        )

    async def answer(self, status: int, headers: Iterable[tuple[bytes, bytes]], body: bytes) -> None:
        """Answer with a status, all headers and a body."""
        self.status = status
        await self._send({"type": "http.response.start", "status": status, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})

    async def begin(self, headers: Iterable[tuple[bytes, bytes]]) -> None:
        """Begin an answer that comes in parts, with all its headers."""
        self.status = 200
        await self._send({"type": "http.response.start", "status": 200, "headers": headers})

    async def part(self, body: bytes) -> None:
        """Send the next part of an answer of unknown length; an answer without `end` is broken off."""
        await self._send({"type": "http.response.body", "body": body, "more_body": True})

    async def end(self) -> None:
        """End an answer of unknown length."""
        await self._send({"type": "http.response.body", "body": b"", "more_body": False})


_EVERYWHERE = frozenset(name.lower().encode("latin-1") for name in EVERYWHERE)
