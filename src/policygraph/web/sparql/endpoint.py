"""`/sparql`: the SPARQL 1.1 Protocol for reading, a plain ASGI application since every query passes through here."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from starlette.responses import Response

from policygraph.store import QueryRequest, Whole, inspect
from policygraph.web.exchange.answering import attend, freshness, repeat
from policygraph.web.exchange.cache import CachedAnswer
from policygraph.web.exchange.exchange import Exchange
from policygraph.web.exchange.methods import answer_other_method
from policygraph.web.exchange.presence import Presence
from policygraph.web.exchange.validators import digest_of_words, holds, without_body
from policygraph.web.fields.addresses import client_of
from policygraph.web.fields.headers import RAW_EVERYWHERE, raw
from policygraph.web.pages.templates import HERE, templates
from policygraph.web.sparql.browser import write_result
from policygraph.web.sparql.description import ServiceDescription
from policygraph.web.sparql.formats import HTML, Formats, choose_description, content_type
from policygraph.web.sparql.protocol import ACCEPT_POST, read_request
from policygraph.web.sparql.stream import stream
from policygraph.web.sparql.tags import tag_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import Receive, Scope, Send

    from policygraph.settings import Settings
    from policygraph.store import Query
    from policygraph.web.exchange.cache import ResultCache
    from policygraph.web.serving import Served, Serving
    from policygraph.web.sparql.browser import Browser

__all__ = ["SparqlEndpoint"]

QUERY_METHODS = ("GET", "HEAD", "POST")
"""The methods that a query can come by (SPARQL 1.1 Protocol §2.1), HEAD being a GET without the body."""
VARY = "Accept, Accept-Encoding"
LONG_QUERY = 5_000
"""Characters from which a query is looked over in a thread, since that takes milliseconds."""
RESULT_LIMIT = b"policygraph-result-limit"
"""Header of an answer that is sent while it is made: bytes past which it is broken off."""
_NEVER_STORED = {"Cache-Control": "no-store"}
POLICY = b"content-security-policy"


class SparqlEndpoint:
    """Answers queries, and GET without one with the service description or the query page.

    Args:
        serving: Gives the release to answer from, once the server has started.
        settings: The limits.
        cache: Keeps results.
        browser: Makes the start page.
    """

    def __init__(
        self, serving: Callable[[], Serving], settings: Settings, cache: ResultCache, browser: Browser
    ) -> None:
        self._serving = serving
        self._settings = settings
        self._limits = settings.query_limits
        self._services = settings.services
        self._cache = cache
        self._browser = browser
        self._formats = Formats()
        self._description = ServiceDescription(settings)
        self._always = [*RAW_EVERYWHERE, *raw({"Vary": VARY, "Cache-Control": freshness(settings)})]
        self._heads: dict[tuple[str, str, bool], list[tuple[bytes, bytes]]] = {}
        self._result_limit = b"%d" % settings.pool_limits.result

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await attend(Exchange(scope, receive, send), self._answer, HERE)

    async def _answer(self, exchange: Exchange) -> None:
        if exchange.method not in QUERY_METHODS:
            await exchange.respond(answer_other_method(exchange, QUERY_METHODS, {"Accept-Post": ACCEPT_POST}))
            return
        served = self._turn_to_current(exchange)
        exchange.visit.query = exchange.scope["query_string"]
        words = digest_of_words(exchange)
        known = self._cache.recall(words) if words is not None else None
        if known is not None:
            await repeat(exchange, known)
            return
        asked = await read_request(exchange, self._settings.query_length)
        exchange.asked, exchange.visit.query = asked.for_page, asked.query
        if asked.query is None:
            await exchange.respond(await self._describe(exchange, served, asked.output))
            return
        query = await self._inspect(asked.query)
        media_type = self._formats.choose(query.form, asked.output, exchange.header(b"accept"))
        encoding = self._formats.choose_encoding(exchange.header(b"accept-encoding"))
        question = QueryRequest(
            query,
            media_type,
            asked.default_graphs,
            asked.named_graphs,
            client_of(exchange.scope),
            encoding,
            self._settings.page_rows if media_type == HTML else None,
        )
        await self._reply(exchange, question, words)

    def _turn_to_current(self, exchange: Exchange) -> Served:
        """Give what is served at this moment: while a request was being read it may have changed."""
        served = self._serving().current()
        exchange.visit.release = served.release.id
        self._cache.turn_to(served.release.id)
        return served

    async def _inspect(self, text: str) -> Query:
        if len(text) < LONG_QUERY:
            return inspect(text, self._limits, self._services)
        return await asyncio.to_thread(inspect, text, self._limits, self._services)

    async def _reply(self, exchange: Exchange, question: QueryRequest, words: bytes | None) -> None:
        """Answer a question from the cache, or by evaluating it."""
        served = self._turn_to_current(exchange)
        if question.query.volatile:
            await self._evaluate(exchange, served, question, None, None)
            return
        tag = tag_of(served.release.id, question, templates().design if question.media_type == HTML else "")
        known = self._cache.find(tag, words)
        if known is not None:
            await repeat(exchange, known)
        elif holds(exchange, tag, frozenset()):
            await exchange.answer(304, without_body(self._head(question.media_type, "identity", tag)), b"")
        else:
            await self._evaluate(exchange, served, question, tag, words)

    async def _evaluate(
        self, exchange: Exchange, served: Served, question: QueryRequest, tag: bytes | None, words: bytes | None
    ) -> None:
        """Evaluate a query and send the result, unless the client goes away meanwhile; one with a tag is kept."""
        body: bytes | None
        with Presence(exchange.receive):
            if question.rows is None:
                answer = await served.pool.answer(question)
            else:
                answer = await write_result(served, question)
            head = self._head(question.media_type, answer.encoding, tag)
            if isinstance(answer, Whole):
                body = answer.body
                await exchange.answer(200, [*head, (b"content-length", b"%d" % len(body))], body)
            else:
                told = [*head, (RESULT_LIMIT, self._result_limit)]
                body = await stream(exchange, answer, question.media_type, told, self._cache.largest)
        if body is not None and tag is not None and self._cache.largest:
            kept = CachedAnswer(tag, [*head, (b"content-length", b"%d" % len(body))], body)
            self._cache.keep(served.release.id, kept, words)

    def _head(self, media_type: str, encoding: str, tag: bytes | None) -> list[tuple[bytes, bytes]]:
        """Give the headers of a result but its length; those that come again and again are made once."""
        known = self._heads.get((media_type, encoding, tag is None))
        if known is None:
            fresh = self._always if tag is not None else [*RAW_EVERYWHERE, *raw({"Vary": VARY, **_NEVER_STORED})]
            known = [*fresh, *raw({"Content-Type": content_type(media_type)})]
            if media_type == HTML:
                known = [pair for pair in known if pair[0] != POLICY] + [(POLICY, templates().policy.encode("ascii"))]
            if encoding != "identity":
                known += raw({"Content-Encoding": encoding})
            self._heads[media_type, encoding, tag is None] = known
        return known if tag is None else [*known, (b"etag", tag)]

    async def _describe(self, exchange: Exchange, served: Served, output: str | None) -> Response:
        chosen = choose_description(output, exchange.header(b"accept"))
        headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
        if chosen == HTML:
            return await self._browser.start(exchange.scope, served)
        description = await self._description.write(exchange.scope, served.release, chosen)
        headers |= {"ETag": description.tag, "Content-Type": content_type(chosen)}
        if holds(exchange, description.tag.encode("ascii")):
            return Response(None, 304, headers)
        return Response(description.body, 200, headers)
