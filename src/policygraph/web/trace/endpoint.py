"""`/trace`: a trace from any thing, in the form that the client prefers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlencode

from starlette.responses import Response

from policygraph import __version__
from policygraph.store.worker.encodings import ENCODINGS
from policygraph.web.exchange.answering import attend, freshness, is_answered, repeat
from policygraph.web.exchange.cache import CachedAnswer
from policygraph.web.exchange.coding import encode
from policygraph.web.exchange.exchange import Exchange
from policygraph.web.exchange.forms import HTML, headers_of
from policygraph.web.exchange.presence import Presence
from policygraph.web.exchange.schema import Schema
from policygraph.web.exchange.validators import holds, make_tag, without_body
from policygraph.web.fields.addresses import client_of
from policygraph.web.fields.negotiation import negotiate_encoding
from policygraph.web.inquiries import conduct, in_thread
from policygraph.web.pages.templates import templates
from policygraph.web.pages.trace.links import path_of
from policygraph.web.pages.trace.page import TracePlace
from policygraph.web.trace.address import read_path
from policygraph.web.trace.forms import CHOICE, FORMS, SUFFIXES
from policygraph.web.trace.lookup import look_up
from policygraph.web.trace.request import BY_IRI, read_trace_request

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import Receive, Scope, Send

    from policygraph.settings import Settings
    from policygraph.sources import Texts
    from policygraph.web.exchange.cache import ResultCache
    from policygraph.web.serving import Served, Serving
    from policygraph.web.trace.forms import TraceForm
    from policygraph.web.trace.lookup import Traced
    from policygraph.web.trace.request import TraceRequest
    from policygraph.web.trace.texts import ShownTexts

__all__ = ["TraceEndpoint"]

DEEPEST = 2
"""Segments before the last one in the path of a trace."""
SMALL = 12
"""Things of the largest trace that is written on the event loop; what takes milliseconds is left to a thread."""
SCHEMA_PATH = "trace/schema.json"


class _Wanted(NamedTuple):
    """What is to be sent: of which thing, in which form and coding, and its tag."""

    asked: TraceRequest
    form: TraceForm
    encoding: str
    tag: bytes


class TraceEndpoint:
    """Answers requests for traces.

    Args:
        serving: Gives the release to answer from, once the server has started.
        settings: The bounds of a trace and the deadline.
        cache: Keeps answers.
        texts: The texts of which passages are shown.
    """

    def __init__(
        self, serving: Callable[[], Serving], settings: Settings, cache: ResultCache, texts: ShownTexts
    ) -> None:
        self._serving = serving
        self._settings = settings
        self._cache = cache
        self._texts = texts
        self._fresh = freshness(settings)
        self._schema = Schema(SCHEMA_PATH, "policygraph.trace", "trace.schema.json", self._fresh)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await attend(Exchange(scope, receive, send), self._answer, home_of(scope))

    async def _answer(self, exchange: Exchange) -> None:
        if await is_answered(exchange, self._schema):
            return
        named = read_path(exchange.scope["raw_path"], SUFFIXES)
        asked = read_trace_request(named, exchange.scope["query_string"], self._settings)
        path = path_of(asked.things[0])
        if named is None and path is not None:
            await exchange.respond(_lead(path, asked))
            return
        form = FORMS[CHOICE.choose(asked.form, exchange.header(b"accept"))]
        served = self._serving().current()
        with served.pool.hold():
            await self._reply(exchange, served, asked, form)

    async def _reply(self, exchange: Exchange, served: Served, asked: TraceRequest, form: TraceForm) -> None:
        """Answer from one release, though another may be served before the answer is there."""
        texts = await self._texts.of(served)
        exchange.visit.release = served.release.id
        self._cache.turn_to(self._serving().current().release.id)
        wanted = _want(exchange, served, asked, form, texts)
        known = self._cache.find(wanted.tag)
        if known is not None:
            await repeat(exchange, known)
        elif holds(exchange, wanted.tag, frozenset()):
            await exchange.answer(304, without_body(self._head(exchange, wanted)), b"")
        else:
            await self._trace(exchange, served, wanted, texts)

    async def _trace(self, exchange: Exchange, served: Served, wanted: _Wanted, texts: Texts | None) -> None:
        place = TracePlace(
            home_of(exchange.scope),
            wanted.asked.walk,
            self._settings.trace_depth,
            self._settings.trace_limit,
            texts is not None,
            tuple(form.link for form in FORMS.values() if form.name != wanted.form.name),
        )
        with Presence(exchange.receive):
            inquiry = look_up(wanted.asked, served.release.id, texts, named=wanted.form.named)
            client, seconds = client_of(exchange.scope), self._settings.query_seconds
            traced = await conduct(inquiry, served.pool, client, seconds=seconds)
            if len(traced.trace.nodes) <= SMALL:
                body = _write(traced, place, wanted)
            else:
                body = await in_thread(_write, traced, place, wanted)
        headers = [*self._head(exchange, wanted), (b"content-length", b"%d" % len(body))]
        await exchange.answer(200, headers, body)
        if self._cache.largest:
            self._cache.keep(served.release.id, CachedAnswer(wanted.tag, headers, body))

    def _head(self, exchange: Exchange, wanted: _Wanted) -> list[tuple[bytes, bytes]]:
        """Give the headers of an answer but its length."""
        link = self._schema.link(home_of(exchange.scope)) if wanted.form.name == "json" else None
        return headers_of(wanted.form.media_type, wanted.encoding, wanted.tag, self._fresh, link)


def home_of(scope: Scope) -> str:
    """Give the start page, as seen from the address of a trace: relative, so that it holds behind any proxy."""
    up = scope["raw_path"].count(b"/") - 1
    return "../" * up or "./" if up <= DEEPEST else f"{scope['root_path']}/"


def _lead(path: str, asked: TraceRequest) -> Response:
    """Lead from the IRI of a thing to the address of its trace."""
    given = [(name, value) for name, value in asked.given if name != BY_IRI]
    query = f"?{urlencode(given, quote_via=quote)}" if given else ""
    return Response(None, 303, {"Location": path + query, "Cache-Control": "no-cache"})


def _want(exchange: Exchange, served: Served, asked: TraceRequest, form: TraceForm, texts: Texts | None) -> _Wanted:
    encoding = negotiate_encoding(exchange.header(b"accept-encoding"), tuple(ENCODINGS))
    page = (asked.given, templates().design) if form.media_type == HTML else ()
    shown = None if texts is None else tuple(sorted(texts.records))
    walked = (asked.things, asked.direction, asked.depth, asked.limit, asked.language)
    seen_from = home_of(exchange.scope)
    tag = make_tag(served.release.id, "trace", __version__, walked, form.name, encoding, page, shown, seen_from)
    return _Wanted(asked, form, encoding, tag)


def _write(traced: Traced, place: TracePlace, wanted: _Wanted) -> bytes:
    return encode(wanted.form.write(traced, place).encode("utf-8", "replace"), wanted.encoding)
