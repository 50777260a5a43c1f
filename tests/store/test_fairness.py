"""Several clients at once, with real processes: who waits for whom, and for how long."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.store.asking import ENDLESS, LIGHT, LIGHT_ANSWER, LIMITS, ask, collect, question, run, until

from policygraph.errors import OverloadedError
from policygraph.store import Streamed
from policygraph.store.pool.pool import Pool, StoreMode

if TYPE_CHECKING:
    from pathlib import Path

LONG = replace(LIMITS, deadline=30)


async def stopped(heavy: list[asyncio.Task[bytes]]) -> None:
    for one in heavy:
        one.cancel()
    await asyncio.gather(*heavy, return_exceptions=True)


def test_one_client_never_holds_all_processes_and_its_other_queries_wait_in_its_own_line(large: Path) -> None:
    async def work(pool: Pool) -> bytes:
        heavy = [asyncio.create_task(ask(pool, ENDLESS, "greedy")) for _ in range(5)]
        await until(lambda: pool.busy == 2)
        assert pool.waiting == 3
        light = await ask(pool, LIGHT, "modest")
        assert (pool.busy, pool.waiting) == (2, 3)
        await stopped(heavy)
        return light

    assert run(large, work, replace(LONG, workers=3)) == LIGHT_ANSWER


def test_an_operator_may_allow_more_to_a_client(large: Path) -> None:
    async def work(pool: Pool) -> None:
        heavy = [asyncio.create_task(ask(pool, ENDLESS, "only")) for _ in range(3)]
        await until(lambda: pool.busy == 2)
        assert pool.waiting == 1
        await stopped(heavy)

    run(large, work, replace(LONG, client_workers=2))


def test_a_full_line_refuses_its_own_client_only(large: Path) -> None:
    async def work(pool: Pool) -> bytes:
        heavy = [asyncio.create_task(ask(pool, ENDLESS, "greedy")) for _ in range(3)]
        await until(lambda: pool.waiting == 2)
        with pytest.raises(OverloadedError, match="2 queries of yours are waiting already"):
            await ask(pool, LIGHT, "greedy")
        light = await ask(pool, LIGHT, "modest")
        await stopped(heavy)
        return light

    assert run(large, work, replace(LONG, client_queue=2)) == LIGHT_ANSWER


def test_a_client_whose_query_was_stopped_goes_on_with_its_next_one_at_once(large: Path) -> None:
    async def work(pool: Pool) -> float:
        heavy = asyncio.create_task(ask(pool, ENDLESS, "a"))
        waiting = asyncio.create_task(ask(pool, LIGHT, "a"))
        await until(lambda: pool.waiting == 1)
        begun = time.monotonic()
        await stopped([heavy])
        assert await waiting == LIGHT_ANSWER
        return time.monotonic() - begun

    assert run(large, work, LONG) < 0.5


def test_a_client_goes_on_when_its_query_ends_in_a_process_that_leaves(large: Path) -> None:
    async def work(pool: Pool) -> bytes:
        answer = await pool.answer(question("SELECT * { ?a ?p ?b . ?c ?q ?d } LIMIT 200000", "a"))
        assert isinstance(answer, Streamed)
        (old,) = pool.workers
        waiting = asyncio.create_task(ask(pool, LIGHT, "a"))
        await until(lambda: old not in pool.workers)
        parts: list[bytes] = []
        await collect(answer, parts)
        assert b"".join(parts).count(b"\n") == 200_001
        return await waiting

    assert run(large, work, replace(LONG, workers=1, mode=StoreMode.MEMORY)) == LIGHT_ANSWER


def test_those_who_wait_are_served_in_turns(large: Path) -> None:
    order: list[str] = []

    async def note(pool: Pool, client: str) -> None:
        await ask(pool, LIGHT, client)
        order.append(client)

    async def work(pool: Pool) -> None:
        heavy = asyncio.create_task(ask(pool, ENDLESS, "heavy"))
        await until(lambda: pool.busy == 1)
        waiting = [asyncio.create_task(note(pool, client)) for client in "aaaabbc"]
        await until(lambda: pool.waiting == 7)
        await stopped([heavy])
        await asyncio.gather(*waiting)

    run(large, work, replace(LONG, workers=1))
    assert "".join(order) == "abcabaa"


@pytest.mark.parametrize("mode", [StoreMode.DISK, StoreMode.MEMORY])
@pytest.mark.parametrize("clients", [["one", "one"], ["one", "two"]])
def test_light_queries_are_quick_while_all_processes_but_one_are_busy(
    large: Path, clients: list[str], mode: StoreMode
) -> None:
    async def work(pool: Pool) -> list[float]:
        await until(lambda: pool.resident == (mode is StoreMode.MEMORY) and len(pool.workers) == 3)
        heavy = [asyncio.create_task(ask(pool, ENDLESS, client)) for client in clients]
        await until(lambda: pool.busy == 2)
        times = []
        for _ in range(200):
            begun = time.monotonic()
            assert await ask(pool, LIGHT, "light") == LIGHT_ANSWER
            times.append(time.monotonic() - begun)
        assert pool.busy == 2
        await stopped(heavy)
        return sorted(times)

    assert run(large, work, replace(LONG, workers=3, mode=mode))[197] < 0.1
