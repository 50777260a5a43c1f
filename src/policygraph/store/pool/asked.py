"""A question on its way to a query process, and the future that its answer comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.store.service import Streamed
from policygraph.store.worker.frames import QUERY, frame, write_question

if TYPE_CHECKING:
    import asyncio

    from policygraph.errors import QueryError
    from policygraph.store.service import Answer, QueryRequest

__all__ = ["Asked"]


class Asked:
    """A question.

    Attributes:
        client: Who asks.
        message: What is sent to a query process.
        answer: What the client waits for.
        since: When it began to wait, or was given to a process: the event loop's time in seconds.
    """

    __slots__ = ("answer", "client", "message", "since")

    def __init__(self, request: QueryRequest, answer: asyncio.Future[Answer], since: float) -> None:
        self.client = request.client
        self.message = frame(QUERY, write_question(request))
        self.answer = answer
        self.since = since

    def give(self, answer: Answer) -> bool:
        """Answer it; tell whether anybody was still waiting for that."""
        if self.answer.done():
            return False
        self.answer.set_result(answer)
        return True

    def forget(self) -> None:
        """Release an answer that has come for nobody."""
        if self.answer.done() and not self.answer.cancelled() and self.answer.exception() is None:
            answer = self.answer.result()
            if isinstance(answer, Streamed):
                answer.parts.close()

    def fail(self, error: QueryError) -> None:
        """End it without an answer."""
        if not self.answer.done():
            self.answer.set_exception(error)
