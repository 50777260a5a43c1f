"""`/audit`: the findings of the audit's rules, in the form that the client prefers."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

from policygraph import __version__
from policygraph.errors import NotFoundError, did_you_mean
from policygraph.store.worker.encodings import ENCODINGS
from policygraph.web.audit.forms import CHOICE, FORMS, write
from policygraph.web.audit.page import AuditPlace
from policygraph.web.audit.request import read_audit_request
from policygraph.web.audit.rules import ServedRules
from policygraph.web.audit.running import Budget, run_rules
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
from policygraph.web.inquiries import in_thread
from policygraph.web.pages.templates import HERE, templates

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import Receive, Scope, Send

    from policygraph.audit import AuditReport, FindingRule
    from policygraph.settings import Settings
    from policygraph.sources import Texts
    from policygraph.web.audit.request import AuditRequest
    from policygraph.web.audit.rules import Rules
    from policygraph.web.exchange.cache import ResultCache
    from policygraph.web.serving import Served, Serving
    from policygraph.web.trace.texts import ShownTexts

__all__ = ["AuditEndpoint"]

AT_ONCE = 2
"""Audits that run at the same time: each asks dozens of questions and holds what they find in memory."""
SCHEMA_PATH = "audit/schema.json"


class _Wanted(NamedTuple):
    """What is to be sent: of which rules and texts, in which form and coding, and its tag."""

    asked: AuditRequest
    rules: tuple[FindingRule, ...]
    texts: Texts | None
    form: str
    encoding: str
    tag: bytes


class AuditEndpoint:
    """Answers requests for audits. The rules are run one by one, each as questions of the client to the processes.

    Args:
        serving: Gives the release to answer from, once the server has started.
        settings: The workspace of the rules, and the deadline.
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
        self._rules = ServedRules(settings.root)
        self._fresh = freshness(settings)
        self._schema = Schema(SCHEMA_PATH, "policygraph.audit", "audit.schema.json", self._fresh)
        self._turn = asyncio.Semaphore(AT_ONCE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await attend(Exchange(scope, receive, send), self._answer, HERE)

    async def _answer(self, exchange: Exchange) -> None:
        if await is_answered(exchange, self._schema):
            return
        asked = read_audit_request(exchange.scope["query_string"])
        form = CHOICE.choose(asked.form, exchange.header(b"accept"))
        served = self._serving().current()
        with served.pool.hold():
            exchange.visit.release = served.release.id
            rules = await self._rules.of(served.release.id)
            texts = await self._texts.of(served)
            self._cache.turn_to(self._serving().current().release.id)
            await self._reply(exchange, served, _want(exchange, served, asked, form, rules, texts))

    async def _reply(self, exchange: Exchange, served: Served, wanted: _Wanted) -> None:
        known = self._cache.find(wanted.tag)
        if known is None and holds(exchange, wanted.tag, frozenset()):
            await exchange.answer(304, without_body(self._head(wanted, complete=True)), b"")
            return
        if known is None:
            with Presence(exchange.receive):
                async with self._turn:
                    known = self._cache.find(wanted.tag) or await self._make(exchange, served, wanted)
        await repeat(exchange, known)

    async def _make(self, exchange: Exchange, served: Served, wanted: _Wanted) -> CachedAnswer:
        """Run the rules and write the answer; one that a rule is missing from is not kept."""
        budget = Budget(client_of(exchange.scope), self._settings.query_seconds)
        report = await run_rules(wanted.rules, wanted.asked, wanted.texts, served, budget)
        body = await in_thread(_written, report, wanted)
        complete = not report.failed
        headers = [*self._head(wanted, complete=complete), (b"content-length", b"%d" % len(body))]
        answer = CachedAnswer(wanted.tag, headers, body)
        if self._cache.largest and complete:
            self._cache.keep(served.release.id, answer)
        return answer

    def _head(self, wanted: _Wanted, *, complete: bool) -> list[tuple[bytes, bytes]]:
        """Give the headers of an answer but its length."""
        link = self._schema.link(HERE) if wanted.form == "json" else None
        tag = wanted.tag if complete else None
        return headers_of(FORMS[wanted.form], wanted.encoding, tag, self._fresh, link)


def _want(
    exchange: Exchange, served: Served, asked: AuditRequest, form: str, rules: Rules, texts: Texts | None
) -> _Wanted:
    encoding = negotiate_encoding(exchange.header(b"accept-encoding"), tuple(ENCODINGS))
    page = (asked.given, templates().design) if FORMS[form] == HTML else ()
    shown = None if texts is None else tuple(sorted(texts.records))
    plain = asked._replace(form=None, given=())
    tag = make_tag(served.release.id, "audit", __version__, plain, form, encoding, page, shown, rules.digest)
    return _Wanted(asked, _chosen(asked, rules), texts, form, encoding, tag)


def _chosen(asked: AuditRequest, rules: Rules) -> tuple[FindingRule, ...]:
    try:
        return rules.book.choose([asked.rule] if asked.rule else (), asked.severity, asked.theme)
    except NotFoundError as error:
        near = did_you_mean(asked.rule or "", rules.book.rules)
        raise NotFoundError(error.message, remedy=f"{near}/audit?format=json names them all") from None


def _written(report: AuditReport, wanted: _Wanted) -> bytes:
    return encode(write(wanted.form, AuditPlace(report, wanted.asked, HERE)), wanted.encoding)
