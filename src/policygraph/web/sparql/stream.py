"""Sending a result while it is being made."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from policygraph.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygraph.store import Streamed
    from policygraph.web.exchange.exchange import Exchange

__all__ = ["stream"]

# The formats with comments, in which an answer that is broken off can say so.
_HASH = ("# ", "")
_COMMENTS = {
    "text/turtle": _HASH,
    "application/trig": _HASH,
    "application/n-triples": _HASH,
    "application/n-quads": _HASH,
    "application/rdf+xml": ("<!-- ", " -->"),
    "application/sparql-results+xml": ("<!-- ", " -->"),
}


async def stream(
    exchange: Exchange, answer: Streamed, media_type: str, headers: Sequence[tuple[bytes, bytes]], keep: int
) -> bytes | None:
    """Send a result part by part, the status line with the first.

    When a later part fails the answer says why, where its format has comments, and is left unfinished: the server
    closes the connection, which a client cannot take for the end. HTTP/1.0 could, so there everything is awaited first,
    and the length is told.

    Returns:
        The whole body, if it is complete and no longer than `keep` bytes.

    Raises:
        QueryError: Nothing has been sent.
    """
    kept: list[bytes] = []
    size = 0
    try:
        told = list(headers)
        if exchange.scope["http_version"] == "1.0":
            told.append((b"content-length", b"%d" % await answer.parts.completed()))
        async for part in answer.parts:
            if not exchange.status:
                await exchange.begin(told)
            await exchange.part(part)
            size += len(part)
            if size <= keep:
                kept.append(part)
        await exchange.end()
    except QueryError as error:
        if not exchange.status:
            raise
        logging.getLogger("policygraph.web").warning("an answer was broken off: %s", error)
        await _say_why(exchange, media_type, answer.encoding, error)
        return None
    finally:
        answer.parts.close()
    return b"".join(kept) if size <= keep else None


async def _say_why(exchange: Exchange, media_type: str, encoding: str, error: QueryError) -> None:
    if media_type in _COMMENTS and encoding == "identity":
        begin, end = _COMMENTS[media_type]
        why = f"{error.message}; {error.remedy}".replace("\n", " ").replace("--", "- -")
        await exchange.part(f"\n{begin}THIS RESULT IS INCOMPLETE: {why}{end}\n".encode())
