from __future__ import annotations

import asyncio

import pytest

from policygraph.errors import QueryTimeoutError, WorkerDiedError
from policygraph.store.spool import Spool


def nothing() -> None:
    """Stand in where nobody cares that the reader gave up."""


async def read(spool: Spool) -> bytes:
    parts = [part async for part in spool]
    spool.close()
    return b"".join(parts)


def test_parts_come_out_in_order_whether_kept_in_memory_or_in_a_file() -> None:
    async def scenario() -> bytes:
        spool = Spool(10, nothing)
        for n in range(100):
            spool.write(b"%03d," % n)
        spool.finish()
        return await read(spool)

    assert asyncio.run(scenario()) == b"".join(b"%03d," % n for n in range(100))


def test_a_reader_may_follow_the_writer() -> None:
    async def scenario() -> bytes:
        spool = Spool(6, nothing)
        reading = asyncio.create_task(read(spool))
        for n in range(20):
            spool.write(b"%d," % n)
            await asyncio.sleep(0)
        spool.finish()
        return await reading

    assert asyncio.run(scenario()) == b"".join(b"%d," % n for n in range(20))


def test_a_broken_result_raises_its_first_error_instead_of_ending() -> None:
    async def scenario() -> None:
        spool = Spool(100, nothing)
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
        spool = Spool(2, lambda: noticed.append("gone"))
        spool.write(b"more than two")
        spool.close()
        spool.write(b"late")
        spool.finish()
        spool.close()

    asyncio.run(scenario())
    assert noticed == ["gone"]
