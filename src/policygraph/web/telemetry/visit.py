"""A request from its arrival to the end of its answer, as the log and the metrics see it."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import Message, Scope, Send

__all__ = ["REQUEST_ID", "Visit", "visit_of"]

REQUEST_ID = b"x-request-id"
KEY = "policygraph.visit"


class Visit:
    """One request.

    Whoever answers it says what came of it; what is not said follows from the status.

    Attributes:
        id: Its id, which the answer carries and the log names.
        begun: When it began, by `perf_counter`.
        status: The status that was answered, 0 before.
        sent: Bytes of the body that were sent.
        complete: Whether the whole answer was handed over to be sent.
        outcome: In a word what came of it, such as `cached` or the name of a problem; empty where nothing was said.
        release: The release that was answered from, empty where none was.
        query: The query that was asked, or the query string that holds it; None where none was asked.
    """

    __slots__ = ("_send", "begun", "complete", "id", "outcome", "query", "release", "sent", "status")

    def __init__(self, request_id: str, send: Send) -> None:
        self.id = request_id
        self.begun = perf_counter()
        self.status = 0
        self.sent = 0
        self.complete = False
        self.outcome = ""
        self.release = ""
        self.query: str | bytes | None = None
        self._send = send

    async def send(self, message: Message) -> None:
        """Send what the application sends, with the request's id, and keep account of it."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message["headers"] = [*message["headers"], (REQUEST_ID, self.id.encode("ascii"))]
        elif message["type"] == "http.response.body":
            self.sent += len(message.get("body", b""))
            self.complete = not message.get("more_body", False)
        await self._send(message)

    def attach(self, scope: Scope) -> None:
        """Make it known to whoever answers the request of the scope."""
        scope[KEY] = self


def visit_of(scope: Scope) -> Visit:
    """Give the visit of a request; one of its own where nobody watches."""
    visit: Visit | None = scope.get(KEY)
    return Visit("", _nowhere) if visit is None else visit


async def _nowhere(_: Message) -> None:
    pass
