"""Asking a release from the command line: in a process of its own that is stopped at a deadline."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import TYPE_CHECKING

from policygraph.store import QueryLimits, QueryRequest, Whole, inspect, read_solutions
from policygraph.store.formats import SOLUTION_FORMATS
from policygraph.store.pool.pool import Pool, PoolLimits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from policygraph.model.terms import Solutions

__all__ = ["answer", "asking"]


@contextmanager
def asking(store: Path, deadline: float) -> Iterator[Callable[[str], Solutions]]:
    """Give what answers SELECT queries, for `policygraph.model.inquiry.conduct`.

    Args:
        store: The folder of a release's store.
        deadline: Seconds after which a query is stopped.
    """
    with asyncio.Runner() as runner:
        pool = runner.run(Pool.open(store, PoolLimits(workers=1, deadline=deadline)))
        try:
            yield lambda question: runner.run(_select(pool, question))
        finally:
            runner.run(pool.close())


async def answer(pool: Pool, request: QueryRequest) -> bytes:
    """Give the whole result of a query.

    Raises:
        QueryError: There is none, or no complete one.
    """
    given = await pool.answer(request)
    if isinstance(given, Whole):
        return given.body
    try:
        return b"".join([part async for part in given.parts])
    finally:
        given.parts.close()


async def _select(pool: Pool, question: str) -> Solutions:
    request = QueryRequest(inspect(question, QueryLimits()), SOLUTION_FORMATS["json"])
    return read_solutions(await answer(pool, request))
