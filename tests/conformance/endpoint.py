"""Our way of answering a query, from its text to the bytes of the result: guard, dataset, query process, serialiser."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from typing import TYPE_CHECKING

from policygraph.store import QueryLimits, QueryRequest, Streamed, create_store, inspect
from policygraph.store.pool.pool import Pool, PoolLimits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import pyoxigraph

__all__ = ["Endpoint", "open_endpoint"]

# What a client names whose dataset is to have an empty default graph: no store holds this graph.
NOTHING = "urn:nothing"


class Endpoint:
    """Query processes over a store, asked from outside of any event loop. Make one with `open_endpoint`."""

    def __init__(self, runner: asyncio.Runner, pool: Pool) -> None:
        self._runner = runner
        self._pool = pool

    def ask(
        self, text: str, media_type: str, default_graphs: tuple[str, ...] = (), named_graphs: tuple[str, ...] = ()
    ) -> bytes:
        """Ask as the HTTP endpoint does.

        Raises:
            QueryError: There is no complete result.
        """
        request = QueryRequest(inspect(text, QueryLimits()), media_type, default_graphs, named_graphs)
        return self._runner.run(self._answer(request))

    async def _answer(self, request: QueryRequest) -> bytes:
        answer = await self._pool.answer(request)
        if not isinstance(answer, Streamed):
            return answer.body
        try:
            return b"".join([part async for part in answer.parts])
        finally:
            answer.parts.close()


@contextmanager
def open_endpoint(folder: Path, quads: Iterable[pyoxigraph.Quad]) -> Iterator[Endpoint]:
    """Write a store into a folder and answer queries over it."""
    create_store(folder, quads)
    with asyncio.Runner() as runner:
        pool = runner.run(Pool.open(folder, PoolLimits(workers=1)))
        try:
            yield Endpoint(runner, pool)
        finally:
            runner.run(pool.close())
