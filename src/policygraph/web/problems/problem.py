"""Errors as answers: one shape on every route (RFC 9457), as JSON, text or a page."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING, Self

from starlette.exceptions import HTTPException
from starlette.responses import Response

from policygraph.errors import (
    NotFoundError,
    OverloadedError,
    PolicygraphError,
    QueryError,
    QueryMemoryError,
    QueryRefusedError,
    QuerySyntaxError,
    QueryTimeoutError,
    ResultTooLargeError,
    ServiceError,
    StoreError,
    UsageError,
    WorkerDiedError,
)
from policygraph.web.fields.headers import EVERYWHERE
from policygraph.web.problems import kinds
from policygraph.web.problems.forms import write_problem
from policygraph.web.telemetry.visit import visit_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

    from policygraph.errors import Position
    from policygraph.web.pages.asked import AskedQuery
    from policygraph.web.telemetry.visit import Visit

__all__ = ["Problem", "problem_of", "respond_to_http_error", "respond_to_unexpected", "respond_with", "unexpected"]

BEGINNING, ENDING = 300, 150
LONGEST = BEGINNING + ENDING + 50
"""Characters of a detail that is told in full."""

# The most special class comes first.
_KINDS: dict[type[PolicygraphError], kinds.ProblemKind] = {
    UsageError: kinds.BAD_REQUEST,
    QuerySyntaxError: kinds.QUERY_SYNTAX,
    QueryRefusedError: kinds.QUERY_REFUSED,
    QueryTimeoutError: kinds.QUERY_TIMEOUT,
    QueryMemoryError: kinds.QUERY_MEMORY,
    ResultTooLargeError: kinds.RESULT_TOO_LARGE,
    ServiceError: kinds.SERVICE_FAILED,
    WorkerDiedError: kinds.WORKER_DIED,
    OverloadedError: kinds.OVERLOADED,
    StoreError: kinds.NO_RELEASE,
    NotFoundError: kinds.NOT_FOUND,
}


class Problem(Exception):  # noqa: N818 - the name that RFC 9457 gives it
    """An answer that says what is wrong and what to do about it.

    Args:
        kind: What kind of problem it is.
        detail: What is wrong this time, with the value concerned; the middle of a long one is left out.
        remedy: What the client can do.
        headers: Further headers, such as `Allow`.
        position: Where in the query.
        members: Further members of the JSON object (RFC 9457 §3.2).

    Attributes:
        request_id: The id by which the operator finds the request in the log; empty where it has none.
    """

    def __init__(
        self,
        kind: kinds.ProblemKind,
        detail: str,
        remedy: str,
        headers: Mapping[str, str] | None = None,
        position: Position | None = None,
        members: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(detail)
        self.kind = kind
        self.detail = detail if len(detail) <= LONGEST else f"{detail[:BEGINNING]} … {detail[-ENDING:]}"
        self.remedy = remedy
        self.headers = dict(headers or {})
        self.position = position
        self.members = dict(members or {})
        self.request_id = ""

    def met_by(self, visit: Visit) -> Self:
        """Count this as what came of a request, and name the request in the answer."""
        visit.outcome, self.request_id = self.kind.name, visit.id
        return self

    def response(self, accept: str | None = None, home: str = "/", asked: AskedQuery | None = None) -> Response:
        """Write the answer in the form that an `Accept` header prefers; errors are never stored by caches.

        Args:
            accept: The header.
            home: The start page, as seen from where the problem arose.
            asked: What was asked, where that is known; a page shows it again, to be corrected.
        """
        members = {
            "type": self.kind.iri,
            "title": self.kind.title,
            "status": self.kind.status,
            "detail": self.detail,
            "remedy": self.remedy,
        }
        if self.position is not None:
            members |= self.position._asdict()
        if self.request_id:
            members["request"] = self.request_id
        body, headers = write_problem(members | self.members | members, accept, home, asked)
        return Response(
            body, self.kind.status, {"Cache-Control": "no-store", "Vary": "Accept"} | headers | self.headers
        )


def problem_of(error: PolicygraphError) -> Problem:
    """Say an error of ours as HTTP; what is wrong with a store is for the operator's log, not for clients."""
    if isinstance(error, StoreError):
        logging.getLogger("policygraph.web").error("%s", error)
        error = StoreError("the release cannot be queried at the moment", remedy="ask again later")
    for error_class, kind in _KINDS.items():
        if isinstance(error, error_class):
            headers = {"Retry-After": "1"} if kind.status == HTTPStatus.SERVICE_UNAVAILABLE else {}
            position = error.position if isinstance(error, QueryError) else None
            return Problem(kind, error.message, error.remedy, headers, position)
    return unexpected()


async def respond_to_http_error(request: Request, error: Exception) -> Response:
    """Say an error of the framework (no such path, wrong method) in our shape."""
    if not isinstance(error, HTTPException):
        return respond_with(request, unexpected())
    if error.status_code == HTTPStatus.NOT_FOUND:
        problem = Problem(
            kinds.NOT_FOUND, f"there is nothing at {request.url.path}", f"see {_home(request)} for what there is"
        )
    elif error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        detail, remedy = f"{request.method} is not answered here", "use one of the methods that `Allow` names"
        problem = Problem(kinds.METHOD_NOT_ALLOWED, detail, remedy, error.headers)
    else:
        problem = Problem(kinds.BAD_REQUEST, str(error.detail), "correct the request", error.headers)
    return respond_with(request, problem)


async def respond_to_unexpected(request: Request, error: Exception) -> Response:
    """Answer where the program is at fault: nothing of the inside is shown, all of it is logged by the server."""
    logging.getLogger("policygraph.web").debug("unexpected %s", type(error).__name__)
    response = respond_with(request, unexpected())
    for name, value in EVERYWHERE.items():
        response.headers.setdefault(name, value)
    return response


def respond_with(request: Request, problem: Problem) -> Response:
    """Answer a request with a problem, in the form that the client prefers."""
    return problem.met_by(visit_of(request.scope)).response(request.headers.get("accept"), _home(request))


def _home(request: Request) -> str:
    return f"{request.scope.get('root_path', '')}/"


def unexpected() -> Problem:
    """Say that the program is at fault, and nothing of the inside."""
    return Problem(kinds.INTERNAL, "an unexpected error", "tell the operator when it happened")
