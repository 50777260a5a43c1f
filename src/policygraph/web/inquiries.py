"""Inquiries over the query processes: the questions are asked one after another, of one release."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from policygraph.errors import PolicygraphError, QueryTimeoutError, ResultTooLargeError
from policygraph.store import QueryLimits, QueryRequest, Whole, inspect, read_solutions
from policygraph.store.formats import SOLUTION_FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygraph.model.inquiry import Inquiry
    from policygraph.store import Answer, QueryService

__all__ = ["conduct", "in_thread"]

JSON = SOLUTION_FORMATS["json"]
SMALL = 65_536
"""Bytes of all answers so far from which the inquiry goes on in a thread, since its steps can take milliseconds."""
LARGEST = 64 << 20
"""Bytes of the longest answer that is taken into the memory of this process."""
LIMITS = QueryLimits()
"""For questions of our own, whatever an operator allows to others."""

T = TypeVar("T")


class _Asking(NamedTuple):
    """An inquiry has come to its next question."""

    question: str


class _Done(NamedTuple, Generic[T]):
    """An inquiry has come to its end."""

    result: T


async def conduct(inquiry: Inquiry[T], service: QueryService, client: str, *, seconds: float) -> T:
    """Carry an inquiry out.

    The service is held from the first moment to the last, so that all questions are answered from one release, be that
    served still or not. Call it before anything else is awaited since the service was chosen.

    Args:
        inquiry: What to find out; it is closed in any case.
        service: Answers the questions.
        client: On whose behalf, as in a `QueryRequest`.
        seconds: Time after which no further question is asked; the last one has the deadline of a query to itself.

    Raises:
        QueryTimeoutError: The time has passed.
        PolicygraphError: What the inquiry raises, or what the service does where the inquiry does not handle it, such
            as a `ResultTooLargeError`.
    """
    loop = asyncio.get_running_loop()
    end = loop.time() + seconds
    try:
        with service.hold():
            step = _advance(inquiry, None)
            read = 0
            while isinstance(step, _Asking):
                if loop.time() > end:
                    raise _too_long(seconds)
                answer = await _ask(step.question, service, client)
                read += len(answer) if isinstance(answer, bytes) else 0
                step = _advance(inquiry, answer) if read < SMALL else await in_thread(_advance, inquiry, answer)
            return step.result
    finally:
        inquiry.close()


async def in_thread(work: Callable[..., T], *arguments: object) -> T:
    """Do something in a thread and wait for its end, also where the task is cancelled: the work is not left alone."""
    running = asyncio.get_running_loop().run_in_executor(None, work, *arguments)
    cancelled: asyncio.CancelledError | None = None
    while not running.done():
        try:
            await asyncio.wait([running])
        except asyncio.CancelledError as cancellation:
            cancelled = cancellation
    if cancelled is not None:
        running.exception()
        raise cancelled
    return running.result()


def _advance(inquiry: Inquiry[T], answer: bytes | PolicygraphError | None) -> _Asking | _Done[T]:
    """Give an inquiry the answer to its last question, or the error instead, and get the next one, or the result."""
    try:
        if answer is None:
            return _Asking(next(inquiry))
        if isinstance(answer, PolicygraphError):
            return _Asking(inquiry.throw(answer))
        return _Asking(inquiry.send(read_solutions(answer)))
    except StopIteration as done:
        return _Done(done.value)


async def _ask(question: str, service: QueryService, client: str) -> bytes | PolicygraphError:
    """Ask one question; an error is an answer, since the inquiry may go on after it."""
    try:
        return await _read(await service.answer(QueryRequest(inspect(question, LIMITS), JSON, client=client)))
    except PolicygraphError as error:
        return error


async def _read(answer: Answer) -> bytes:
    if isinstance(answer, Whole):
        return answer.body
    parts: list[bytes] = []
    size = 0
    try:
        async for part in answer.parts:
            size += len(part)
            if size > LARGEST:
                raise ResultTooLargeError(
                    f"one of the answers that this needs is longer than {LARGEST >> 20} MiB",
                    remedy="ask for less: a smaller limit or depth",
                )
            parts.append(part)
    finally:
        answer.parts.close()
    return b"".join(parts)


def _too_long(seconds: float) -> QueryTimeoutError:
    return QueryTimeoutError(
        f"the questions that this needs took more than {seconds:g} seconds together",
        remedy="ask for less: a smaller limit or depth",
    )
