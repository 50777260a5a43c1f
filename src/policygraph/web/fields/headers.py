"""What every answer carries, errors included."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["EVERYWHERE", "RAW_EVERYWHERE", "EveryAnswer", "raw"]

EVERYWHERE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "Accept-Post, Allow, ETag, Link, Policygraph-Result-Limit, Retry-After, X-Request-Id"
    ),
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
}
"""Anybody may read, nobody logs in (so never credentials), and nothing that is sent may run as a page of this site."""


def raw(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    """Write headers as ASGI wants them."""
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]


RAW_EVERYWHERE = raw(EVERYWHERE)
"""`EVERYWHERE` as ASGI wants it."""


class EveryAnswer:
    """Middleware that adds the headers of `EVERYWHERE` where an answer does not set them itself."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add to the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = [*message["headers"]]
                names = {name for name, _ in own}
                message["headers"] = own + [pair for pair in RAW_EVERYWHERE if pair[0] not in names]
            await send(message)

        await self.app(scope, receive, send_with_headers)
