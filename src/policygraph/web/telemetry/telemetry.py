"""What is counted of requests while they come; numbers only, since every request passes through here."""

from __future__ import annotations

import secrets
from bisect import bisect_left
from collections import Counter
from http import HTTPStatus
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import Scope

    from policygraph.web.telemetry.access import AccessLog
    from policygraph.web.telemetry.visit import Visit

__all__ = ["BOUNDS", "Durations", "Telemetry"]

BOUNDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Seconds at which the ranges of the histogram end; the last range has no end."""
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
CACHED = frozenset({"cached", "not-modified"})


class Durations:
    """How long something took, by ranges.

    Attributes:
        counts: How often, for each range of `BOUNDS` and the one behind.
        seconds: The sum.
    """

    __slots__ = ("counts", "seconds")

    def __init__(self) -> None:
        self.counts = [0] * (len(BOUNDS) + 1)
        self.seconds = 0.0

    def add(self, seconds: float) -> None:
        """Count one."""
        self.counts[bisect_left(BOUNDS, seconds)] += 1
        self.seconds += seconds


class Telemetry:
    """Counts requests when their answers have ended, and has them logged. For one event loop.

    Attributes:
        requests: How many, by method and status; the status is 0 where the client left before there was one.
        sent: Bytes of all bodies.
        queries: How many, by outcome.
        evaluated: How long those queries took that were evaluated, or refused.
        cached: How long those took whose answer was there already.
    """

    def __init__(self, log: AccessLog | None = None) -> None:
        self.log = log
        self.requests: Counter[tuple[str, int]] = Counter()
        self.sent = 0
        self.queries: Counter[str] = Counter()
        self.evaluated = Durations()
        self.cached = Durations()
        self._origin = secrets.token_hex(4)
        self._number = 0

    def new_id(self) -> str:
        """Give an id to a request, that no other has."""
        self._number += 1
        return f"{self._origin}-{self._number:x}"

    def refused(self, outcome: str, status: int, client: tuple[str, int] | None) -> str:
        """Count what was refused before it had become a request, and give it an id."""
        request_id = self.new_id()
        self.requests["other", status] += 1
        if self.log is not None:
            self.log.refused(request_id, client[0] if client else "", status, outcome)
        return request_id

    def finished(self, visit: Visit, scope: Scope) -> None:
        """Count a request whose answer has ended, one way or the other."""
        seconds = perf_counter() - visit.begun
        method = scope["method"]
        if method == "HEAD":
            visit.sent = 0
        outcome = visit.outcome = _outcome(visit)
        self.requests[method if method in METHODS else "other", visit.status] += 1
        self.sent += visit.sent
        if visit.query is not None:
            self.queries[outcome] += 1
            (self.cached if outcome in CACHED else self.evaluated).add(seconds)
        if self.log is not None:
            self.log.put(visit, scope, seconds)


def _outcome(visit: Visit) -> str:
    """Say in a word what came of a request."""
    if not visit.complete:
        return "broken-off" if visit.status else "gone"
    if visit.outcome:
        return visit.outcome
    if visit.status < HTTPStatus.MULTIPLE_CHOICES:
        return "ok"
    return HTTPStatus(visit.status).phrase.lower().replace(" ", "-")
