"""The web application."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from policygraph.errors import PolicygraphError
from policygraph.sources import text_folders
from policygraph.web.audit.endpoint import AuditEndpoint
from policygraph.web.exchange.cache import CacheLimits, ResultCache
from policygraph.web.fields.headers import EveryAnswer
from policygraph.web.health import health_routes
from policygraph.web.metrics import Metrics
from policygraph.web.pages.templates import HERE, templates
from policygraph.web.problems.problem import problem_of, respond_to_http_error, respond_to_unexpected
from policygraph.web.resolve.endpoint import ResolveEndpoint
from policygraph.web.serving import Serving
from policygraph.web.sparql.browser import Browser
from policygraph.web.sparql.endpoint import SparqlEndpoint
from policygraph.web.telemetry.visit import visit_of
from policygraph.web.trace.endpoint import TraceEndpoint
from policygraph.web.trace.texts import ShownTexts

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping
    from contextlib import AbstractAsyncContextManager

    from starlette.requests import Request
    from starlette.types import ASGIApp, Receive, Scope, Send

    from policygraph.release import Release
    from policygraph.settings import Settings
    from policygraph.web.http.connection import Connections

__all__ = ["Application", "create_app"]

SPARQL = "/sparql"


class Application(FastAPI):
    """The routes of the server; queries take a short way to theirs, past what the framework does for the others."""

    browser: Browser
    metrics: Metrics
    queries: ASGIApp
    serving: Serving
    ending = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http" and scope["path"] == SPARQL:
            await self.queries(scope, receive, send)
        else:
            await super().__call__(scope, receive, send)


def create_app(
    settings: Settings,
    connections: Connections,
    moved: Callable[[Release], None],
    environment: Mapping[str, str] = MappingProxyType({}),
) -> Application:
    """Make the application that serves the current release of `settings.root`.

    Its life begins with the start of the query processes, which raises a `StoreError` where there is no release that
    can be served, and ends with theirs.

    Args:
        settings: The settings.
        connections: The connections, and the telemetry of what comes over them.
        moved: Told of each release that is served from then on.
        environment: The environment variables, one of which can name a folder of source texts.
    """
    app = Application(
        title="policygraph",
        lifespan=_life_of(settings, moved),
        openapi_url=None,
        redirect_slashes=False,
        exception_handlers={HTTPException: respond_to_http_error, Exception: respond_to_unexpected},
    )
    app.add_middleware(EveryAnswer)

    app.browser = Browser(settings)
    cache = _cache_of(settings)
    app.metrics = Metrics(lambda: app.serving, cache, connections)
    app.queries = SparqlEndpoint(lambda: app.serving, settings, cache, app.browser)
    texts = ShownTexts(settings, lambda: text_folders(settings.root, environment))
    traces = TraceEndpoint(lambda: app.serving, settings, cache, texts)
    audits = AuditEndpoint(lambda: app.serving, settings, cache, texts)
    app.router.routes.extend(
        [
            Route("/", _home, name="home"),
            Route("/audit", audits, name="audit"),
            Route("/audit/schema.json", audits, name="audit-schema"),
            Route("/trace", traces, name="trace"),
            Route("/trace/{thing:path}", traces, name="trace-of"),
            Route("/resolve", ResolveEndpoint(lambda: app.serving, settings), name="resolve"),
            *health_routes(lambda: app.serving, lambda: app.ending),
            Route("/metrics", _metrics, name="metrics"),
        ]
    )
    return app


def _cache_of(settings: Settings) -> ResultCache:
    return ResultCache(CacheLimits(settings.cache_size << 20, settings.cache_entries, settings.cache_entry << 10))


def _life_of(
    settings: Settings, moved: Callable[[Release], None]
) -> Callable[[Application], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def life(app: Application) -> AsyncIterator[None]:
        app.serving, _ = await asyncio.gather(Serving.open(settings, moved), asyncio.to_thread(templates))
        try:
            yield
        finally:
            await app.serving.close()

    return life


async def _home(request: Request) -> Response:
    app: Application = request.app
    try:
        return await app.browser.start(request.scope, app.serving.current(), request.query_params)
    except PolicygraphError as error:
        return problem_of(error).met_by(visit_of(request.scope)).response(request.headers.get("accept"), HERE)


async def _metrics(request: Request) -> Response:
    app: Application = request.app
    body, media_type = app.metrics.write(request.headers.get("accept"))
    return Response(body, 200, {"Cache-Control": "no-store", "Vary": "Accept", "Content-Type": media_type})
