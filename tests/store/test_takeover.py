"""What waits when the processes that share the store in memory take over."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from policygraph.store import QueryLimits, QueryRequest, Whole, inspect
from policygraph.store.pool.pool import Pool, PoolLimits, StoreMode

if TYPE_CHECKING:
    from pathlib import Path

LIMITS = PoolLimits(workers=1, deadline=30, mode=StoreMode.MEMORY)
LONG = "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . { SELECT ?c { ?c ?q ?d } LIMIT 500 } }"


async def ask(pool: Pool, text: str) -> bytes:
    answer = await pool.answer(QueryRequest(inspect(text, QueryLimits()), "text/csv"))
    assert isinstance(answer, Whole)
    return answer.body


async def in_memory(pool: Pool) -> None:
    async with asyncio.timeout(10):
        while not pool.resident:  # noqa: ASYNC110 - the pool has no event for it
            await asyncio.sleep(0.02)


def test_a_query_that_waited_behind_a_process_that_leaves_gets_the_one_that_replaces_it(large: Path) -> None:
    async def scenario() -> None:
        pool = await Pool.open(large, LIMITS)
        running = [asyncio.create_task(ask(pool, LONG)) for _ in range(3)]
        await in_memory(pool)
        assert not all(task.done() for task in running)
        async with asyncio.timeout(40):
            assert len(set(await asyncio.gather(*running))) == 1
        await pool.close()

    asyncio.run(scenario())
