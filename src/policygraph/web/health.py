"""Whether the server lives, and whether it can answer queries: for process managers and load balancers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from policygraph.web.problems.kinds import ENDING, NO_RELEASE
from policygraph.web.problems.problem import Problem, respond_with

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import Request

    from policygraph.web.serving import Serving

__all__ = ["health_routes"]

NOT_STORED = {"Cache-Control": "no-store"}


def health_routes(serving: Callable[[], Serving], ending: Callable[[], bool]) -> list[Route]:
    """Make the routes of `/health/`.

    Args:
        serving: Gives the releases and their processes.
        ending: Tells whether the server is about to end.
    """

    async def live(_: Request) -> Response:
        return JSONResponse({"status": "live"}, headers=NOT_STORED)

    async def ready(request: Request) -> Response:
        if ending():
            return respond_with(request, Problem(ENDING, "the server is ending", "ask another", {"Retry-After": "5"}))
        served = serving().current()
        if not served.pool.workers:
            detail = f"no query process of release {served.release.id} is running"
            return respond_with(request, Problem(NO_RELEASE, detail, "ask again in a moment", {"Retry-After": "1"}))
        said = {"status": "ready", "release": served.release.id}
        if serving().refused:
            said["refused"] = serving().refused
        return JSONResponse(said, headers=NOT_STORED)

    return [Route("/health/live", live, name="live"), Route("/health/ready", ready, name="ready")]
