from __future__ import annotations

import asyncio
import os
import shutil
import signal
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.store.asking import ENDLESS, LIGHT, LIGHT_ANSWER, LIMITS, ask, collect, question, run, until

from policygraph.errors import (
    OverloadedError,
    QueryMemoryError,
    QueryRefusedError,
    QuerySyntaxError,
    QueryTimeoutError,
    ResultTooLargeError,
    StoreError,
    WorkerDiedError,
)
from policygraph.store import Streamed
from policygraph.store.pool.pool import Pool

if TYPE_CHECKING:
    from pathlib import Path


def test_a_query_is_answered(large: Path) -> None:
    assert run(large, lambda pool: ask(pool, LIGHT)) == LIGHT_ANSWER


def test_a_query_past_its_deadline_is_stopped_and_the_next_is_answered(large: Path) -> None:
    async def work(pool: Pool) -> bytes:
        began = time.monotonic()
        with pytest.raises(QueryTimeoutError, match=r"stopped after 0\.5 seconds"):
            await ask(pool, ENDLESS)
        assert time.monotonic() - began < 5
        return await ask(pool, LIGHT)

    assert run(large, work, replace(LIMITS, workers=1)) == LIGHT_ANSWER


def test_others_are_answered_while_one_query_runs(large: Path) -> None:
    async def work(pool: Pool) -> bytes:
        heavy = asyncio.create_task(ask(pool, ENDLESS))
        await asyncio.sleep(0.05)
        light = await ask(pool, LIGHT, "another")
        assert not heavy.done()
        with pytest.raises(QueryTimeoutError):
            await heavy
        return light

    assert run(large, work) == LIGHT_ANSWER


@pytest.mark.parametrize(
    "text",
    [
        "SELECT (GROUP_CONCAT(CONCAT(?b, ?d, ?b, ?d, ?b, ?d, ?b, ?d)) AS ?x) { ?a ?p ?b . ?c ?q ?d }",
        "SELECT ?b { ?a ?p ?b . ?c ?q ?d } ORDER BY ?b",
    ],
)
def test_a_query_past_the_memory_limit_is_told_so_and_the_next_is_answered(large: Path, text: str) -> None:
    async def work(pool: Pool) -> bytes:
        with pytest.raises(QueryMemoryError, match="more than the 48 MiB"):
            await ask(pool, text)
        return await ask(pool, LIGHT)

    assert run(large, work, replace(LIMITS, workers=1, memory=48 << 20, deadline=20)) == LIGHT_ANSWER


def test_a_killed_process_is_told_to_its_client_only_and_replaced(large: Path) -> None:
    async def work(pool: Pool) -> tuple[bytes, int]:
        heavy = asyncio.create_task(ask(pool, ENDLESS))
        await asyncio.sleep(0.05)
        light = await ask(pool, LIGHT, "another")
        (busy,) = (process.pid for process in pool._busy)
        os.kill(busy, signal.SIGKILL)
        with pytest.raises(WorkerDiedError, match=r"signal SIGKILL"):
            await heavy
        await until(lambda: len(pool.workers) == 2 and busy not in pool.workers)
        return light, len(pool.workers)

    assert run(large, work, replace(LIMITS, deadline=30)) == (LIGHT_ANSWER, 2)


def test_idle_processes_that_are_killed_are_replaced_unnoticed(large: Path) -> None:
    async def work(pool: Pool) -> bytes:
        old = pool.workers
        for pid in old:
            os.kill(pid, signal.SIGKILL)
        await until(lambda: len(pool.workers) == 2 and not set(old) & set(pool.workers))
        return await ask(pool, LIGHT)

    assert run(large, work) == LIGHT_ANSWER


def test_a_query_that_a_dying_process_has_not_read_is_answered_by_another(large: Path) -> None:
    async def work(pool: Pool) -> list[bytes]:
        answers = []
        for _ in range(10):
            (pid,) = pool.workers
            os.kill(pid, signal.SIGSTOP)
            asking = asyncio.create_task(ask(pool, LIGHT))
            await asyncio.sleep(0.01)
            os.kill(pid, signal.SIGKILL)
            answers.append(await asking)
        return answers

    assert run(large, work, replace(LIMITS, workers=1, deadline=20)) == [LIGHT_ANSWER] * 10


def test_nesting_that_overflows_the_stack_is_told_to_its_client_only(large: Path) -> None:
    text = "SELECT ?x { BIND(" + "ABS(" * 20_000 + "1" + ")" * 20_000 + " AS ?x) }"

    async def work(pool: Pool) -> bytes:
        with pytest.raises(WorkerDiedError, match="stack overflowed"):
            await ask(pool, text)
        return await ask(pool, LIGHT)

    assert run(large, work, replace(LIMITS, workers=1, deadline=20)) == LIGHT_ANSWER


def test_a_query_that_wants_much_memory_at_once_is_told_so_where_the_engine_was_to_write_traces(
    large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUST_BACKTRACE", "1")
    tenfold = " ".join(f"BIND(CONCAT({', '.join([f'?x{n}'] * 10)}) AS ?x{n + 1})" for n in range(12))

    async def work(pool: Pool) -> bytes:
        with pytest.raises(QueryMemoryError):
            await ask(pool, f"SELECT (STRLEN(?x12) AS ?n) {{ BIND('0123456789' AS ?x0) {tenfold} }}")
        return await ask(pool, LIGHT)

    assert run(large, work, replace(LIMITS, deadline=5)) == LIGHT_ANSWER


def test_a_function_that_there_is_not_is_the_clients_fault(large: Path) -> None:
    async def work(pool: Pool) -> bytes:
        with pytest.raises(QueryRefusedError, match="function <http://e/f> is not supported"):
            await ask(pool, "ASK { FILTER(<http://e/f>(1)) }")
        return await ask(pool, LIGHT)

    assert run(large, work) == LIGHT_ANSWER


def test_a_full_queue_refuses_at_once(large: Path) -> None:
    async def work(pool: Pool) -> None:
        heavy = asyncio.create_task(ask(pool, ENDLESS))
        waiting = asyncio.create_task(ask(pool, LIGHT))
        await asyncio.sleep(0.05)
        with pytest.raises(OverloadedError, match="1 queries are waiting already"):
            await ask(pool, LIGHT)
        heavy.cancel()
        assert await waiting == LIGHT_ANSWER

    run(large, work, replace(LIMITS, workers=1, queue=1, deadline=20))


def test_waiting_for_a_process_has_an_end(large: Path) -> None:
    async def work(pool: Pool) -> None:
        first = asyncio.create_task(ask(pool, ENDLESS))
        await asyncio.sleep(0.1)
        outcomes = await asyncio.gather(*(ask(pool, ENDLESS) for _ in range(4)), return_exceptions=True)
        assert OverloadedError in {type(outcome) for outcome in outcomes}
        with pytest.raises(QueryTimeoutError):
            await first

    run(large, work, replace(LIMITS, workers=1))


def test_closing_waits_for_the_queries_in_the_queue_too(large: Path) -> None:
    async def scenario() -> list[bytes]:
        pool = await Pool.open(large, replace(LIMITS, workers=1, deadline=5.0))
        asked = [asyncio.create_task(ask(pool, LIGHT)) for _ in range(4)]
        await asyncio.sleep(0)
        closing = asyncio.create_task(pool.close())
        answers = await asyncio.gather(*asked)
        await closing
        return answers

    assert asyncio.run(scenario()) == [LIGHT_ANSWER] * 4


def test_closing_waits_for_those_who_hold_the_pool_and_answers_them(large: Path) -> None:
    async def scenario() -> bytes:
        pool = await Pool.open(large, LIMITS)
        with pool.hold():
            closing = asyncio.create_task(pool.close())
            done, _ = await asyncio.wait([closing], timeout=0.2)
            assert not done
            answer = await ask(pool, LIGHT)
        await asyncio.wait_for(closing, 20)
        assert not pool.workers
        return answer

    assert asyncio.run(scenario()) == LIGHT_ANSWER


def test_a_client_that_goes_away_frees_its_process(large: Path) -> None:
    async def work(pool: Pool) -> bytes:
        heavy = asyncio.create_task(ask(pool, ENDLESS))
        waiting = asyncio.create_task(ask(pool, LIGHT))
        await asyncio.sleep(0.05)
        waiting.cancel()
        heavy.cancel()
        outcomes = await asyncio.gather(heavy, waiting, return_exceptions=True)
        assert all(isinstance(outcome, asyncio.CancelledError) for outcome in outcomes)
        return await ask(pool, LIGHT)

    assert run(large, work, replace(LIMITS, workers=1, deadline=20)) == LIGHT_ANSWER


def test_a_large_result_is_spooled_while_the_process_answers_others(large: Path) -> None:
    async def work(pool: Pool) -> bytes:
        answer = await pool.answer(question("SELECT * { ?s ?p ?o }"))
        assert isinstance(answer, Streamed)
        assert await ask(pool, LIGHT) == LIGHT_ANSWER  # the only process has left the result behind
        parts = [part async for part in answer.parts]
        answer.parts.close()
        return b"".join(parts)

    assert run(large, work, replace(LIMITS, workers=1)).count(b"\r\n") == 20_001


def test_a_result_cut_at_its_deadline_is_never_taken_for_complete(large: Path) -> None:
    async def work(pool: Pool) -> int:
        answer = await pool.answer(question("SELECT * { ?s ?p ?o . ?a ?b ?c }"))
        assert isinstance(answer, Streamed)
        parts: list[bytes] = []
        with pytest.raises(QueryTimeoutError):
            await collect(answer, parts)
        return len(parts)

    assert run(large, work) > 0


def test_a_reader_that_gives_up_half_way_frees_the_process(large: Path) -> None:
    async def work(pool: Pool) -> bytes:
        answer = await pool.answer(question("SELECT * { ?s ?p ?o . ?a ?b ?c }"))
        assert isinstance(answer, Streamed)
        await anext(answer.parts)
        answer.parts.close()
        return await ask(pool, LIGHT)

    assert run(large, work, replace(LIMITS, workers=1, deadline=20)) == LIGHT_ANSWER


def test_a_result_past_its_size_limit_is_an_error(large: Path) -> None:
    async def work(pool: Pool) -> None:
        with pytest.raises(ResultTooLargeError, match="larger than 10000 bytes"):
            await ask(pool, "SELECT * { ?s ?p ?o }")

    run(large, work, replace(LIMITS, result=10_000))


def test_a_process_that_queries_have_left_large_is_replaced_between_two_queries(large: Path) -> None:
    rows = "?s ?p ?o VALUES ?n { 1 2 3 4 5 6 7 8 } BIND(CONCAT(STR(?n), ?o) AS ?l)"
    growing = f"SELECT (COUNT(*) AS ?all) {{ SELECT ?l {{ {rows} }} ORDER BY ?l }}"

    async def work(pool: Pool) -> bytes:
        before = pool.workers
        assert await ask(pool, growing) == b"all\r\n160000\r\n"
        while pool.workers == before:
            assert await ask(pool, LIGHT) == LIGHT_ANSWER
        return await ask(pool, LIGHT)

    assert run(large, work, replace(LIMITS, workers=1, deadline=30)) == LIGHT_ANSWER


def test_a_syntax_error_leaves_the_process_alive(large: Path) -> None:
    async def work(pool: Pool) -> bool:
        before = pool.workers
        with pytest.raises(QuerySyntaxError, match="1:8"):
            await ask(pool, "SELECT }")
        return pool.workers == before

    assert run(large, work)


def test_a_missing_store_ends_the_start(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no complete store"):
        asyncio.run(Pool.open(tmp_path, LIMITS))


def test_a_store_that_vanishes_is_told_when_no_process_is_left(large: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(large, store)

    async def work(pool: Pool) -> None:
        shutil.rmtree(store)
        for pid in pool.workers:
            os.kill(pid, signal.SIGKILL)
        await until(lambda: pool._crew.fault is not None and not pool.workers)
        with pytest.raises(StoreError, match="no complete store"):
            await ask(pool, LIGHT)

    run(store, work)
