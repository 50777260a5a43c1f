"""`/resolve`: one thing is led to, several are offered, and where there is none it is said what comes near."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from starlette.responses import Response

from policygraph.identifiers.romanisation import spelled
from policygraph.resolver import explain, resolve_certain, resolve_folded, resolve_near
from policygraph.web.exchange.answering import attend, freshness, is_answered
from policygraph.web.exchange.exchange import Exchange
from policygraph.web.exchange.forms import HTML, content_type
from policygraph.web.exchange.presence import Presence
from policygraph.web.exchange.validators import make_tag
from policygraph.web.fields.addresses import client_of
from policygraph.web.inquiries import conduct, in_thread
from policygraph.web.pages.templates import HERE, templates
from policygraph.web.problems.kinds import BAD_REQUEST, GONE, NOT_FOUND
from policygraph.web.problems.problem import Problem
from policygraph.web.resolve.forms import CHOICE, FORMS, JSON, TEXT, as_text, members_of
from policygraph.web.resolve.names import ServedNames
from policygraph.web.resolve.page import write_resolve_page
from policygraph.web.resolve.request import read_resolve_request
from policygraph.web.resolve.target import target_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import Receive, Scope, Send

    from policygraph.model.inquiry import Inquiry
    from policygraph.resolver import Resolution
    from policygraph.settings import Settings
    from policygraph.web.resolve.request import ResolveRequest
    from policygraph.web.serving import Served, Serving

__all__ = ["ResolveEndpoint"]

STATUSES = {"found": 303, "ambiguous": 300}
MOST_LINKS = 20
"""Candidates that the `Link` header names."""

_VARY = {"Vary": "Accept"}
_NEVER_STORED = {"Cache-Control": "no-store"}


class ResolveEndpoint:
    """Answers requests to resolve a text.

    Args:
        serving: Gives the release to answer from, once the server has started.
        settings: The deadline, and for how long answers hold.
    """

    def __init__(self, serving: Callable[[], Serving], settings: Settings) -> None:
        self._serving = serving
        self._settings = settings
        self._names = ServedNames(settings)
        self._fresh = {"Cache-Control": freshness(settings)}
        self._prepared = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        await attend(Exchange(scope, receive, send), self._answer, HERE)

    async def _answer(self, exchange: Exchange) -> None:
        if await is_answered(exchange):
            return
        if not self._prepared:
            await in_thread(spelled, "一")  # loads a dictionary, for tenths of a second
            self._prepared = True
        asked = read_resolve_request(exchange.scope["query_string"])
        form = FORMS[CHOICE.choose(asked.form if asked else None, exchange.header(b"accept"))]
        if asked is None:
            await exchange.respond(_ask(form))
            return
        served = self._serving().current()
        exchange.visit.release = served.release.id
        with served.pool.hold(), Presence(exchange.receive):
            found = await self._resolve(served, asked, client_of(exchange.scope))
        await exchange.respond(self._say(exchange, served, found, form))

    async def _resolve(self, served: Served, asked: ResolveRequest, client: str) -> Resolution:
        """Find out what is meant; the names of the release are brought in only where look-ups do not do."""

        async def find(inquiry: Inquiry[Resolution | None]) -> Resolution | None:
            return await conduct(inquiry, served.pool, client, seconds=self._settings.query_seconds)

        found = await find(resolve_certain(asked.text, asked.kinds, asked.ways))
        if found is not None:
            return found
        named = "name" in asked.ways
        alike = (await self._names.of(served)).alike(asked.text) if named else ()
        found = await find(resolve_folded(asked.text, asked.kinds, alike, asked.ways))
        if found is not None:
            return found
        near = await self._names.near(served, asked.text, asked.kinds) if named else ()
        inquiry = resolve_near(asked.text, asked.kinds, near)
        return await conduct(inquiry, served.pool, client, seconds=self._settings.query_seconds)

    def _say(self, exchange: Exchange, served: Served, found: Resolution, form: str) -> Response:
        status = STATUSES.get(found.outcome)
        if status is None:
            return _refuse(exchange, found, form)
        # No 304: preconditions count only where the answer would be 2xx (RFC 9110 §13.2.1).
        tag = make_tag(served.release.id, "resolve", found.asked, found.kinds, form, templates().design)
        headers = _VARY | self._fresh | {"ETag": tag.decode("ascii")}
        if status == STATUSES["found"]:
            headers["Location"] = target_of(found.matches[0].iri)
        else:
            headers["Link"] = ", ".join(
                f'<{target_of(match.iri)}>; rel="alternate"' for match in found.matches[:MOST_LINKS]
            )
        return _written(found, form, status, headers)


def _ask(form: str) -> Response:
    """Answer a request without parameters: with the page that has the form, or with what to send."""
    if form == HTML:
        headers = _VARY | {"Cache-Control": "no-cache"}
        return _page(write_resolve_page(None, HERE), 200, headers)
    raise Problem(BAD_REQUEST, "nothing is asked for", "add `?q=` and a document number, a name or an IRI")


def _refuse(exchange: Exchange, found: Resolution, form: str) -> Response:
    """Say that nothing was found, or that it is not to be used any more, with what comes near as further members."""
    why = explain(found, naming=form == TEXT)
    kind = GONE if found.outcome == "deprecated" else NOT_FOUND
    written = members_of(found)
    members = {name: written[name] for name in ("asked", "kinds", "outcome", "matches", "near", "numbers")}
    problem = Problem(kind, why.message if why else "", why.remedy if why else "", members=members)
    problem.met_by(exchange.visit)
    if form == HTML:
        return _page(write_resolve_page(found, HERE, kind.title, kind.status), kind.status, _VARY | _NEVER_STORED)
    return problem.response(form)


def _written(found: Resolution, form: str, status: int, headers: dict[str, str]) -> Response:
    if form == HTML:
        return _page(write_resolve_page(found, HERE), status, headers)
    body, media_type = (
        (json.dumps(members_of(found), ensure_ascii=False), JSON)
        if form == JSON
        else (as_text(found, HERE), content_type(TEXT))
    )
    return Response(body.encode("utf-8", "replace"), status, headers | {"Content-Type": media_type})


def _page(body: str, status: int, headers: dict[str, str]) -> Response:
    told = {"Content-Type": content_type(HTML), "Content-Security-Policy": templates().policy}
    return Response(body.encode("utf-8", "replace"), status, headers | told)
