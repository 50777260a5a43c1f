"""The store in memory: how processes come to share it, and what happens when that ends."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.store.asking import ENDLESS, LIGHT, LIGHT_ANSWER, LIMITS, ask, descendants, run, until

from policygraph.errors import QueryMemoryError, QueryTimeoutError, WorkerDiedError
from policygraph.store import create_store
from policygraph.store.pool.pool import Pool, StoreMode

if TYPE_CHECKING:
    from pathlib import Path

MEMORY = replace(LIMITS, mode=StoreMode.MEMORY)
EVERYTHING = "SELECT ?g ?s ?p ?o { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } } ORDER BY STR(?g) STR(?s) ?p STR(?o)"


async def settled(pool: Pool) -> None:
    """Wait until all processes share the store in memory."""
    await until(lambda: pool.resident and len(pool._crew._loaders) == 1 and len(pool.workers) == 2)


def loader_of(pool: Pool) -> int:
    (loader,) = pool._crew._loaders
    return loader.pid


def test_a_store_is_served_from_disk_at_once_and_from_memory_as_soon_as_it_is_there(large: Path) -> None:
    async def work(pool: Pool) -> tuple[bool, bytes, bytes]:
        at_first, old = pool.resident, set(pool.workers)
        on_disk = await ask(pool, EVERYTHING)
        await settled(pool)
        assert not old & set(pool.workers)
        return at_first, on_disk, await ask(pool, EVERYTHING)

    at_first, on_disk, in_memory = run(large, work, replace(MEMORY, deadline=30))
    assert not at_first
    assert in_memory == on_disk
    assert on_disk.count(b"\r\n") == 40_001


def test_blank_nodes_and_overlapping_graphs_are_the_same_in_memory(tmp_path: Path) -> None:
    data = tmp_path / "data.nq"
    data.write_text(
        '_:a <http://e/p> _:b <http://e/g1> .\n_:a <http://e/p> "任务\\n"@zh <http://e/g2> .\n'
        '_:a <http://e/p> "任务\\n"@zh <http://e/g1> .\n<http://e/x> <http://e/p> "01"^^<http://e/t> <http://e/g2> .\n',
        encoding="utf-8",
    )
    create_store(tmp_path / "store", data)

    async def work(pool: Pool) -> list[bytes]:
        merged = "SELECT (COUNT(*) AS ?n) FROM <http://e/g1> FROM <http://e/g2> { ?s ?p ?o }"
        on_disk = [await ask(pool, text) for text in (EVERYTHING, merged)]
        await settled(pool)
        assert [await ask(pool, text) for text in (EVERYTHING, merged)] == on_disk
        return on_disk

    everything, merged = run(tmp_path / "store", work, MEMORY)
    assert everything.count(b"_:") == 7
    assert merged == b"n\r\n3\r\n"


def test_no_query_is_lost_or_kept_waiting_by_the_move_into_memory(large: Path) -> None:
    async def work(pool: Pool) -> float:
        heavy = asyncio.create_task(ask(pool, ENDLESS, "heavy"))
        loop, longest = asyncio.get_running_loop(), 0.0
        while not (pool.resident and len(pool._crew._loaders) == 1):
            begun = loop.time()
            assert await ask(pool, LIGHT, "light") == LIGHT_ANSWER
            longest = max(longest, loop.time() - begun)
            await asyncio.sleep(0)
        with pytest.raises(QueryTimeoutError):
            await heavy
        return longest

    assert run(large, work, replace(MEMORY, deadline=4)) < 0.5


def test_a_query_that_outlasts_the_move_is_answered_by_the_process_that_it_began_in(large: Path) -> None:
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . VALUES ?x { UNDEF UNDEF } FILTER(REGEX(?b, '(1|2|3)+.*(9|8)+.*x?$')) }"

    async def work(pool: Pool) -> None:
        answers = [asyncio.create_task(ask(pool, slow, str(n))) for n in range(20)]
        await settled(pool)
        assert len({await answer for answer in answers}) == 1

    run(large, work, replace(MEMORY, queue=100, deadline=30))


def test_processes_forked_from_memory_do_not_repeat_each_others_random_numbers(small: Path) -> None:
    async def work(pool: Pool) -> list[bytes]:
        await settled(pool)
        made = []
        for _ in range(3):
            for text in ("SELECT (STRUUID() AS ?x) {}", "SELECT (RAND() AS ?x) {}", "SELECT (BNODE() AS ?x) {}"):
                made += await asyncio.gather(*(ask(pool, text, client) for client in "ab"))
            dead = set(pool.workers)
            for pid in dead:
                os.kill(pid, signal.SIGKILL)
            await until(lambda dead=dead: len(set(pool.workers) - dead) == 2)  # type: ignore[misc]
        return made

    made = run(small, work, MEMORY)
    assert len(made) == len(set(made)) == 18


@pytest.mark.parametrize("text", [ENDLESS, "SELECT ?b { ?a ?p ?b . ?c ?q ?d } ORDER BY ?b"])
def test_deadline_and_memory_limit_hold_in_memory_too(large: Path, text: str) -> None:
    async def work(pool: Pool) -> bytes:
        await settled(pool)
        with pytest.raises((QueryTimeoutError, QueryMemoryError)):
            await ask(pool, text)
        return await ask(pool, LIGHT)

    assert run(large, work, replace(MEMORY, memory=48 << 20, deadline=5)) == LIGHT_ANSWER


def test_a_killed_process_is_replaced_by_another_fork_in_no_time(large: Path) -> None:
    async def work(pool: Pool) -> float:
        await settled(pool)
        loop, times = asyncio.get_running_loop(), []
        for _ in range(9):
            begun = loop.time()
            (dead, _) = pool.workers
            os.kill(dead, signal.SIGKILL)
            await until(lambda dead=dead: len(pool.workers) == 2 and dead not in pool.workers)  # type: ignore[misc]
            times.append(loop.time() - begun)
        return sorted(times)[4]

    assert run(large, work, MEMORY) < 0.25


def test_a_dead_loader_costs_the_queries_that_run_and_nothing_else(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("policygraph.store.pool.residency.FIRST_PAUSE", 0.1)

    async def work(pool: Pool) -> list[bytes]:
        await settled(pool)
        heavy = asyncio.create_task(ask(pool, ENDLESS, "heavy"))
        await asyncio.sleep(0.05)
        dead = loader_of(pool)
        os.kill(dead, signal.SIGKILL)
        await until(lambda: not pool.workers)
        answers = await asyncio.gather(*(ask(pool, LIGHT, str(n)) for n in range(20)))
        with pytest.raises(WorkerDiedError, match=r"ended \(with the process that had started it\)"):
            await heavy
        assert not pool.resident
        await settled(pool)
        assert loader_of(pool) != dead
        return [*answers, await ask(pool, LIGHT)]

    assert run(large, work, replace(MEMORY, queue=100, deadline=30)) == [LIGHT_ANSWER] * 21


def test_a_loader_that_dies_while_it_loads_leaves_the_store_served_from_disk_and_is_tried_again(
    large: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("policygraph.store.pool.residency.FIRST_PAUSE", 0.1)

    async def work(pool: Pool) -> bytes:
        loading = pool._residency._loading
        assert loading is not None
        os.kill(loading.pid, signal.SIGKILL)
        await until(lambda: pool._residency._loading is not loading)
        answer = await ask(pool, LIGHT)
        await settled(pool)
        return answer

    with caplog.at_level(logging.INFO):
        assert run(large, work, MEMORY) == LIGHT_ANSWER
    assert "queried on disk, next try in 0 seconds" in caplog.text
    assert "in memory now" in caplog.text


def test_a_store_too_large_for_its_share_of_memory_stays_on_disk_and_the_log_says_why(
    large: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async def work(pool: Pool) -> bytes:
        assert pool._residency._loading is None
        return await ask(pool, LIGHT)

    with caplog.at_level(logging.INFO):
        assert run(large, work, replace(LIMITS, mode=StoreMode.AUTO, memory_share=1e-6)) == LIGHT_ANSWER
    assert "queried on disk: in memory it would take about 40 MiB, and 0 MiB are allowed" in caplog.text


def test_a_store_that_turns_out_too_large_is_given_up_before_it_takes_more_than_its_share(
    large: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("policygraph.store.worker.memory.PER_STATEMENT", 1)
    monkeypatch.setattr("policygraph.store.worker.memory.available_memory", lambda: 6 << 20)

    async def work(pool: Pool) -> bytes:
        await until(lambda: "next try" in caplog.text)
        return await ask(pool, LIGHT)

    with caplog.at_level(logging.INFO):
        assert run(large, work, replace(LIMITS, mode=StoreMode.AUTO)) == LIGHT_ANSWER
    assert "on disk" in caplog.text


def test_closing_in_the_middle_of_the_move_leaves_nothing_behind(large: Path) -> None:
    async def work(_: Pool) -> None:
        await until(lambda: len(descendants()) >= 5)  # loader, two of its processes, the other loader and its source

    run(large, work, MEMORY)
