"""Errors as answers: one shape on every route, `application/problem+json` (RFC 9457)."""

from __future__ import annotations

import json
import logging
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.responses import Response

from policygraph.errors import (
    NotFoundError,
    OverloadedError,
    PolicygraphError,
    QueryMemoryError,
    QueryRefusedError,
    QuerySyntaxError,
    QueryTimeoutError,
    ResultTooLargeError,
    StoreError,
    UsageError,
    WorkerDiedError,
)
from policygraph.web.headers import EVERYWHERE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request

__all__ = ["Problem", "problem_of", "respond_to_http_error", "respond_to_unexpected", "unexpected"]

TYPE = "https://w3id.org/policygraph/problem/"

# The most special class comes first.
STATUSES: dict[type[PolicygraphError], tuple[int, str, str]] = {
    UsageError: (400, "bad-request", "The request cannot be understood"),
    QuerySyntaxError: (400, "query-syntax", "The query is not SPARQL 1.1"),
    QueryRefusedError: (403, "query-refused", "The query is refused"),
    QueryTimeoutError: (504, "query-timeout", "The query was stopped at its deadline"),
    QueryMemoryError: (507, "query-memory", "The query was stopped at its memory limit"),
    ResultTooLargeError: (507, "result-too-large", "The result passed the size limit"),
    WorkerDiedError: (500, "worker-died", "The process that ran the query ended"),
    OverloadedError: (503, "overloaded", "No query process is free"),
    StoreError: (503, "no-release", "There is no release that can be served"),
    NotFoundError: (404, "not-found", "There is no such thing"),
}


class Problem(Exception):  # noqa: N818 - the name that RFC 9457 gives it
    """An answer that says what is wrong and what to do about it.

    Args:
        status: HTTP status.
        name: Last part of the problem's type IRI.
        title: What kind of problem it is, the same each time.
        detail: What is wrong this time, with the value concerned.
        remedy: What the client can do.
        headers: Further headers, such as `Allow`.
    """

    def __init__(
        self, status: int, name: str, title: str, detail: str, remedy: str, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(detail)
        self.status = status
        self.name = name
        self.title = title
        self.detail = detail
        self.remedy = remedy
        self.headers = dict(headers or {})

    def response(self) -> Response:
        """Write the answer; errors are never stored by caches."""
        body = {
            "type": TYPE + self.name,
            "title": self.title,
            "status": self.status,
            "detail": self.detail,
            "remedy": self.remedy,
        }
        return Response(
            json.dumps(body, ensure_ascii=False).encode("utf-8", "replace"),
            self.status,
            {"Cache-Control": "no-store", "Vary": "Accept", **self.headers},
            "application/problem+json",
        )


def problem_of(error: PolicygraphError) -> Problem:
    """Say an error of ours as HTTP; what is wrong with a store is for the operator's log, not for clients."""
    if isinstance(error, StoreError):
        logging.getLogger("policygraph.web").error("%s", error)
        error = StoreError("the release cannot be queried at the moment", remedy="ask again later")
    for kind, (status, name, title) in STATUSES.items():
        if isinstance(error, kind):
            headers = {"Retry-After": "1"} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}
            return Problem(status, name, title, error.message, error.remedy, headers)
    return unexpected()


async def respond_to_http_error(_: Request, error: Exception) -> Response:
    """Say an error of the framework (no such path, wrong method) in our shape."""
    if not isinstance(error, HTTPException):
        return unexpected().response()
    status = HTTPStatus(error.status_code)
    remedies = {404: "see / for what there is", 405: "use one of the methods that `Allow` names"}
    name = status.phrase.lower().replace(" ", "-")
    remedy = remedies.get(status, "correct the request")
    return Problem(status, name, status.phrase, status.description or status.phrase, remedy, error.headers).response()


async def respond_to_unexpected(_: Request, error: Exception) -> Response:
    """Answer where the program is at fault: nothing of the inside is shown, all of it is logged by the server."""
    logging.getLogger("policygraph.web").debug("unexpected %s", type(error).__name__)
    response = unexpected().response()
    response.headers.update(EVERYWHERE)
    return response


def unexpected() -> Problem:
    """Say that the program is at fault, and nothing of the inside."""
    return Problem(
        500, "internal", "The server is at fault", "an unexpected error", "tell the operator when it happened"
    )
