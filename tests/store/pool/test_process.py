"""What one query process and its parent do when something ends at the wrong moment, or the machine runs short."""

from __future__ import annotations

import asyncio
import os
import resource
import shutil
import signal
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from policygraph.errors import ResultTooLargeError, StoreError, WorkerDiedError
from policygraph.store import QueryLimits, QueryRequest, Streamed, Whole, inspect
from policygraph.store.pool.pool import Pool, PoolLimits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from policygraph.store.pool.asked import Asked
    from policygraph.store.pool.process import QueryProcess

LIMITS = PoolLimits(workers=1, deadline=2, memory=128 << 20, result=1 << 30, queue=8, spool=1 << 16)


def question(text: str) -> QueryRequest:
    return QueryRequest(inspect(text, QueryLimits()), "text/csv")


@contextmanager
def no_more_files() -> Iterator[None]:
    """Let this process open nothing."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


async def answers_again(pool: Pool) -> bool:
    """Ask until a process has been started again."""
    async with asyncio.timeout(5):
        while True:
            try:
                return await pool.answer(question("ASK {}")) == Whole(b"true")
            except StoreError:
                await asyncio.sleep(0.01)


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - a process begins and ends when it does
            await asyncio.sleep(0.01)


def test_a_client_that_goes_in_the_moment_of_its_answer_does_not_end_the_process(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def scenario() -> bool:
        pool = await Pool.open(small, LIMITS)
        give, before = pool.freed, pool.workers
        try:
            first = asyncio.create_task(pool.answer(question("ASK {}")))

            def give_and_cancel(process: QueryProcess, asked: Asked) -> None:
                give(process, asked)
                first.cancel()

            monkeypatch.setattr(pool, "freed", give_and_cancel)
            with pytest.raises(asyncio.CancelledError):
                await first
            return await answers_again(pool) and pool.workers == before
        finally:
            await pool.close()

    assert asyncio.run(scenario())


def test_a_process_is_replaced_even_if_no_file_can_be_opened_for_a_while(small: Path) -> None:
    async def scenario() -> bool:
        pool = await Pool.open(small, LIMITS)
        try:
            with no_more_files():
                os.kill(pool.workers[0], signal.SIGKILL)
                await until(lambda: not pool.workers)
                await asyncio.sleep(0.05)
                assert pool.workers == ()
                with pytest.raises(StoreError, match="Too many open files"):
                    await pool.answer(question("ASK {}"))
            return await answers_again(pool)
        finally:
            await pool.close()

    assert asyncio.run(scenario())


def test_a_result_that_there_is_no_room_to_keep_is_told_so_and_the_next_is_answered(large: Path) -> None:
    async def scenario() -> None:
        pool = await Pool.open(large, LIMITS)
        try:
            with no_more_files():
                answer = await pool.answer(question("SELECT * { ?a ?b ?c . ?d ?e ?f }"))
                assert isinstance(answer, Streamed)
                await asyncio.sleep(0.2)
                with pytest.raises(ResultTooLargeError, match="no room to keep the result: Too many open files"):
                    await anext(answer.parts)
                answer.parts.close()
            assert await answers_again(pool)
        finally:
            await pool.close()

    asyncio.run(scenario())


@pytest.mark.parametrize(("number", "name"), [(signal.SIGKILL, "SIGKILL"), (signal.SIGRTMIN + 7, "41")])
def test_whatever_signal_ends_a_process_its_client_is_told(large: Path, number: int, name: str) -> None:
    async def scenario() -> str:
        pool = await Pool.open(large, LIMITS)
        try:
            asking = asyncio.create_task(pool.answer(question("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f }")))
            await asyncio.sleep(0.1)
            os.kill(pool.workers[0], number)
            async with asyncio.timeout(5):
                with pytest.raises(WorkerDiedError) as raised:
                    await asking
            return raised.value.message
        finally:
            await pool.close()

    assert f"(signal {name})" in asyncio.run(scenario())


def test_a_store_damaged_while_it_is_open_is_told_without_its_place(large: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(large, store)

    async def scenario() -> str:
        pool = await Pool.open(store, replace(LIMITS, memory=1 << 30))
        try:
            for file in store.glob("*.sst"):
                with file.open("r+b") as open_file:
                    open_file.write(bytes(max(0, file.stat().st_size - 1000)))  # all but the end, which is read first
            with pytest.raises(WorkerDiedError) as raised:
                await pool.answer(question("SELECT * { ?s ?p ?o }"))
            return raised.value.message
        finally:
            await pool.close()

    message = asyncio.run(scenario())
    assert "could not finish the query" in message
    assert str(tmp_path) not in message
