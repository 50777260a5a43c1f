from __future__ import annotations

import asyncio

import pytest

from policygraph.errors import QueryTimeoutError, ResultTooLargeError, WorkerDiedError
from policygraph.store.pool.spool import Spool, SpoolRoom


def nothing() -> None:
    """Stand in where nobody cares that the reader gave up."""


def room(threshold: int, limit: int = 1 << 20) -> SpoolRoom:
    return SpoolRoom(threshold, limit)


async def read(spool: Spool) -> bytes:
    parts = [part async for part in spool]
    spool.close()
    return b"".join(parts)


def test_parts_come_out_in_order_whether_kept_in_memory_or_in_a_file() -> None:
    async def scenario() -> bytes:
        spool = Spool(room(10), nothing)
        for n in range(100):
            spool.write(b"%03d," % n)
        spool.finish()
        return await read(spool)

    assert asyncio.run(scenario()) == b"".join(b"%03d," % n for n in range(100))


def test_a_reader_may_follow_the_writer() -> None:
    async def scenario() -> bytes:
        spool = Spool(room(6), nothing)
        reading = asyncio.create_task(read(spool))
        for n in range(20):
            spool.write(b"%d," % n)
            await asyncio.sleep(0)
        spool.finish()
        return await reading

    assert asyncio.run(scenario()) == b"".join(b"%d," % n for n in range(20))


def test_a_broken_result_raises_its_first_error_instead_of_ending() -> None:
    async def scenario() -> None:
        spool = Spool(room(100), nothing)
        spool.write(b"part")
        assert await anext(spool) == b"part"
        spool.fail(QueryTimeoutError("too late", remedy="less"))
        spool.fail(WorkerDiedError("killed", remedy="again"))
        await anext(spool)

    with pytest.raises(QueryTimeoutError):
        asyncio.run(scenario())


def test_a_reader_that_gives_up_is_noticed_once_and_later_parts_are_dropped() -> None:
    noticed: list[str] = []

    async def scenario() -> None:
        spool = Spool(room(2), lambda: noticed.append("gone"))
        spool.write(b"more than two")
        spool.close()
        spool.write(b"late")
        spool.finish()
        spool.close()

    asyncio.run(scenario())
    assert noticed == ["gone"]


def test_results_that_fill_the_room_together_cost_the_largest_of_them_its_life() -> None:
    ended: list[str] = []

    async def scenario() -> tuple[bytes, int]:
        shared = room(0, 100)
        large = Spool(shared, lambda: ended.append("large"))
        small = Spool(shared, lambda: ended.append("small"))
        for _ in range(6):
            large.write(bytes(10))
        for _ in range(4):
            small.write(bytes(10))
        assert shared.used == 100
        small.write(b"last")
        assert (shared.used, ended) == (44, ["large"])
        with pytest.raises(ResultTooLargeError, match="this one was the largest"):
            await anext(large)
        small.finish()
        return await read(small), shared.used

    assert asyncio.run(scenario()) == (bytes(40) + b"last", 0)


def test_a_result_that_fills_the_room_alone_fails_and_takes_no_more() -> None:
    async def scenario() -> int:
        shared = room(0, 10)
        spool = Spool(shared, nothing)
        spool.write(bytes(11))
        spool.write(bytes(11))
        with pytest.raises(ResultTooLargeError):
            await anext(spool)
        return shared.used

    assert asyncio.run(scenario()) == 0


def test_a_complete_result_may_still_be_pushed_out_of_its_room() -> None:
    async def scenario() -> None:
        shared = room(0, 10)
        old, new = Spool(shared, nothing), Spool(shared, nothing)
        old.write(bytes(9))
        old.finish()
        new.write(bytes(2))
        with pytest.raises(ResultTooLargeError):
            await old.completed()
        with pytest.raises(ResultTooLargeError):
            await anext(old)
        new.close()

    asyncio.run(scenario())


def test_a_file_is_read_in_a_thread_where_the_system_cannot_tell_what_it_has_in_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("policygraph.store.pool.spool.NOWAIT", 0)

    async def scenario() -> bytes:
        spool = Spool(room(0), nothing)
        spool.write(b"one")
        spool.write(b"two")
        spool.finish()
        return await read(spool)

    assert asyncio.run(scenario()) == b"onetwo"


def test_the_length_of_what_is_left_is_told_when_all_is_there() -> None:
    async def scenario() -> int:
        spool = Spool(room(3), nothing)
        waiting = asyncio.create_task(spool.completed())
        spool.write(b"abc")
        spool.write(b"defg")
        assert await anext(spool) == b"abc"
        spool.finish()
        left = await waiting
        spool.close()
        return left

    assert asyncio.run(scenario()) == 4
