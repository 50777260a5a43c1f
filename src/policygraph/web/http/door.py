"""The door of the application, through which every request comes in and every answer goes out."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

from starlette.requests import Request

from policygraph.web.fields.headers import EVERYWHERE
from policygraph.web.http.forwarding import Forwarding
from policygraph.web.problems.kinds import ENDING
from policygraph.web.problems.problem import Problem, respond_with
from policygraph.web.telemetry.visit import REQUEST_ID, Visit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.types import ASGIApp, Receive, Scope, Send

    from policygraph.settings import Settings
    from policygraph.web.telemetry.telemetry import Telemetry

__all__ = ["Door"]

_ID = re.compile(rb"[A-Za-z0-9._=+/@:-]{1,128}")


class Door:
    """Corrects a request by what trusted proxies say of it, names it, and has its end told to the telemetry.

    Args:
        app: The application.
        settings: Which proxies are trusted, and the path below which they show the server.
        telemetry: Told of every request when its answer has ended.
    """

    def __init__(self, app: ASGIApp, settings: Settings, telemetry: Telemetry) -> None:
        self._app = app
        self._forwarding = Forwarding(settings.trusted_proxies, settings.root_path)
        self._telemetry = telemetry

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        trusted = self._forwarding.apply(scope)
        given = _given_id(scope["headers"]) if trusted else ""
        visit = Visit(given or self._telemetry.new_id(), send)
        visit.attach(scope)
        try:
            await self._app(scope, receive, visit.send)
        except asyncio.CancelledError:  # only the end of the server breaks off what an application does
            await _say_goodbye(visit, scope, receive)
        finally:
            self._telemetry.finished(visit, scope)


async def _say_goodbye(visit: Visit, scope: Scope, receive: Receive) -> None:
    """Answer a request that has no answer yet."""
    if visit.status:
        return
    problem = Problem(ENDING, "the server ended before the answer was there", "ask again", {"Retry-After": "5"})
    response = respond_with(Request(scope), problem)
    response.headers.update(EVERYWHERE)
    await response(scope, receive, visit.send)


def _given_id(headers: Iterable[tuple[bytes, bytes]]) -> str:
    """Give the id that a proxy has given to the request, empty where there is none that can be repeated."""
    given = next((value for name, value in headers if name == REQUEST_ID), b"")
    return given.decode("ascii") if _ID.fullmatch(given) else ""
