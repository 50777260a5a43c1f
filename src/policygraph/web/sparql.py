"""`/sparql`: the SPARQL 1.1 Protocol for reading, a plain ASGI application since every query passes through here."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from contextlib import asynccontextmanager, suppress
from textwrap import shorten
from typing import TYPE_CHECKING

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from policygraph.errors import PolicygraphError, QueryError
from policygraph.store import QueryRequest, Streamed, Whole, inspect
from policygraph.store.formats import GRAPH_FORMATS, SOLUTION_FORMATS
from policygraph.web.description import describe_service
from policygraph.web.negotiation import negotiate
from policygraph.web.page import render_page
from policygraph.web.problems import Problem, problem_of
from policygraph.web.protocol import ACCEPT_POST, read_request

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping

    from starlette.types import Receive, Scope, Send

    from policygraph.settings import Settings
    from policygraph.store import Query
    from policygraph.web.protocol import SparqlRequest
    from policygraph.web.serving import Served, Serving

__all__ = ["SparqlEndpoint"]

METHODS = "GET, HEAD, POST, OPTIONS"
WATCH_AFTER = 0.05
"""Seconds after which a query is worth watching whether its client is still there."""

# What clients commonly ask for besides the registered types.
SOLUTION_OFFERS = {sent: sent for sent in SOLUTION_FORMATS.values()} | {
    "application/json": SOLUTION_FORMATS["json"],
    "application/xml": SOLUTION_FORMATS["xml"],
    "text/xml": SOLUTION_FORMATS["xml"],
}
GRAPH_OFFERS = {sent: sent for sent in GRAPH_FORMATS.values()} | {
    "application/json": GRAPH_FORMATS["jsonld"],
    "application/xml": GRAPH_FORMATS["rdfxml"],
    "text/plain": GRAPH_FORMATS["ntriples"],
}
DESCRIPTION_OFFERS = {"text/turtle": "text/turtle", "text/html": "text/html"}


class SparqlEndpoint:
    """Answers queries, and GET without one with the service description or the query page.

    Args:
        serving: Gives the release to answer from, once the server has started.
        settings: The limits.
    """

    def __init__(self, serving: Callable[[], Serving], settings: Settings) -> None:
        self._serving = serving
        self._settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        try:
            await self._answer(request, send)
        except Problem as problem:
            await problem.response()(scope, receive, send)
        except PolicygraphError as error:
            await problem_of(error).response()(scope, receive, send)
        except ClientDisconnect:
            pass  # nobody is left to be answered

    async def _answer(self, request: Request, send: Send) -> None:
        if request.method == "OPTIONS":
            await _options()(request.scope, request.receive, send)
            return
        if request.method not in METHODS.split(", "):
            raise Problem(
                405,
                "method-not-allowed",
                "Method Not Allowed",
                f"{request.method} is not answered here",
                f"use one of {METHODS}",
                {"Allow": METHODS},
            )
        asked = await read_request(request.scope, request.receive, self._settings.query_length)
        served = self._serving().current()
        if asked.query is None:
            await _describe(request, served)(request.scope, request.receive, send)
            return
        query = inspect(asked.query, self._settings.query_limits)
        media_type = _choose_format(query, asked, request.headers.get("accept"))
        headers = _headers(query, asked, served, media_type)
        if request.method != "POST" and _not_modified(request, headers):
            await Response(None, 304, headers)(request.scope, request.receive, send)
            return
        question = QueryRequest(query, media_type, asked.default_graphs, asked.named_graphs)
        await _evaluate(request, served, question, headers, send)


async def _evaluate(
    request: Request, served: Served, question: QueryRequest, headers: dict[str, str], send: Send
) -> None:
    """Evaluate a query and send the result, unless the client goes away meanwhile."""
    with suppress(TimeoutError):
        async with _while_awaited(request.receive):
            answer = await served.pool.answer(question)
            if isinstance(answer, Whole):
                await Response(answer.body, 200, headers, question.media_type)(request.scope, request.receive, send)
            else:
                await _stream(request, answer, {**headers, "Content-Type": _content_type(question.media_type)}, send)


@asynccontextmanager
async def _while_awaited(receive: Receive) -> AsyncIterator[None]:
    """Break off what is done inside, with a `TimeoutError`, when the client has gone; `send` would not tell."""
    loop = asyncio.get_running_loop()
    watcher: list[asyncio.Task[None]] = []
    async with asyncio.timeout(None) as patience:
        watch = loop.call_later(WATCH_AFTER, lambda: watcher.append(loop.create_task(_watch(receive, patience))))
        try:
            yield
        finally:
            watch.cancel()
            for task in watcher:
                task.cancel()


async def _watch(receive: Receive, patience: asyncio.Timeout) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    patience.reschedule(asyncio.get_running_loop().time())


async def _stream(request: Request, answer: Streamed, headers: Mapping[str, str], send: Send) -> None:
    """Send a result while it is being made.

    The status line goes out with the first part. When a later part fails, the answer is left unfinished and the server
    closes the connection, which a client cannot take for the end. HTTP/1.0 could, so there everything is awaited first.
    """
    try:
        if request.scope["http_version"] == "1.0":
            whole = b"".join([part async for part in answer.parts])
            await Response(whole, 200, dict(headers))(request.scope, request.receive, send)
            return
        await send({"type": "http.response.start", "status": 200, "headers": _raw(headers)})
        async for part in answer.parts:
            await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})
    except QueryError as error:
        if request.scope["http_version"] == "1.0":
            raise
        logging.getLogger("policygraph.web").warning("an answer was broken off: %s", error)
    finally:
        answer.parts.close()


def _content_type(media_type: str) -> str:
    return f"{media_type}; charset=utf-8" if media_type.startswith("text/") else media_type


def _raw(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()]


def _options() -> Response:
    return Response(
        None,
        204,
        {
            "Allow": METHODS,
            "Accept-Post": ACCEPT_POST,
            "Access-Control-Allow-Methods": METHODS,
            "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match",
            "Access-Control-Max-Age": "86400",
        },
    )


def _describe(request: Request, served: Served) -> Response:
    chosen = negotiate(request.headers.get("accept"), DESCRIPTION_OFFERS)
    headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
    if chosen is None:
        raise _not_acceptable(request.headers.get("accept"), DESCRIPTION_OFFERS)
    if chosen == "text/html":
        page = render_page(served.release)
        return Response(page.html, 200, headers | {"Content-Security-Policy": page.policy}, "text/html")
    return Response(describe_service(request, served.release), 200, headers, "text/turtle; charset=utf-8")


def _choose_format(query: Query, asked: SparqlRequest, accept: str | None) -> str:
    graph = query.form in {"CONSTRUCT", "DESCRIBE"}
    formats, offers = (GRAPH_FORMATS, GRAPH_OFFERS) if graph else (SOLUTION_FORMATS, SOLUTION_OFFERS)
    if asked.output:
        if asked.output not in formats:
            raise Problem(
                400,
                "bad-request",
                "The request cannot be understood",
                f"there is no output {asked.output!r} for {query.form or 'this query'}",
                f"use one of {', '.join(formats)}",
            )
        return formats[asked.output]
    chosen = negotiate(accept, offers)
    if chosen is None:
        raise _not_acceptable(accept, offers)
    return chosen


def _not_acceptable(accept: str | None, offers: Mapping[str, str]) -> Problem:
    return Problem(
        406,
        "not-acceptable",
        "None of the formats is acceptable",
        f"nothing here fits `Accept: {shorten(accept or '', 200, placeholder=' …')}`",
        f"accept one of {', '.join(dict.fromkeys(offers.values()))}",
    )


def _headers(query: Query, asked: SparqlRequest, served: Served, media_type: str) -> dict[str, str]:
    """Give what makes an answer cacheable: the same release, query, dataset and format have the same tag."""
    headers = {"Vary": "Accept"}
    if query.volatile:
        return headers | {"Cache-Control": "no-store"}
    key = repr((query.text, asked.default_graphs, asked.named_graphs, media_type))
    digest = hashlib.blake2b(key.encode(), digest_size=12).hexdigest()
    return headers | {"Cache-Control": "no-cache", "ETag": f'W/"{served.release.id}-{digest}"'}


def _not_modified(request: Request, headers: Mapping[str, str]) -> bool:
    """Compare tags weakly (RFC 9110 §13.1.2)."""
    tag = headers.get("ETag", "").removeprefix("W/")
    given = (part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(","))
    return bool(tag) and any(one in {tag, "*"} for one in given)
