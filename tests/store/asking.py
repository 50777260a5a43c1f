"""Asking a pool, and watching its processes from outside."""

from __future__ import annotations

import asyncio
import os
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from policygraph.store import QueryLimits, QueryRequest, Streamed, Whole, inspect
from policygraph.store.pool.pool import Pool, PoolLimits

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

LIMITS = PoolLimits(workers=2, deadline=0.5, memory=128 << 20, result=1 << 30, queue=8, spool=1 << 16)
LIGHT = "SELECT ?o { <http://e/7> <http://e/label> ?o }"
LIGHT_ANSWER = b"o\r\nthe label of thing 7\r\n"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f }"
PATIENCE = 20
STRANGERS: ContextVar[frozenset[int]] = ContextVar("STRANGERS", default=frozenset())
"""Processes of other tests, such as servers that a whole session shares."""
T = TypeVar("T")


def question(text: str, client: str = "") -> QueryRequest:
    query = inspect(text, QueryLimits(10**7, 10**7, 10**7, 10**7))
    return QueryRequest(query, "application/n-triples" if query.form == "CONSTRUCT" else "text/csv", client=client)


async def ask(pool: Pool, text: str, client: str = "") -> bytes:
    answer = await pool.answer(question(text, client))
    if isinstance(answer, Whole):
        return answer.body
    parts: list[bytes] = []
    await collect(answer, parts)
    return b"".join(parts)


async def collect(answer: Streamed, parts: list[bytes]) -> None:
    try:
        async for part in answer.parts:
            parts += [part]
    finally:
        answer.parts.close()


def run(folder: Path, work: Callable[[Pool], Awaitable[T]], limits: PoolLimits = LIMITS) -> T:
    """Do something with a pool; afterwards no process is left."""

    async def scenario() -> T:
        STRANGERS.set(frozenset(descendants()))
        pool = await Pool.open(folder, limits)
        before = descendants()
        try:
            return await work(pool)
        finally:
            before |= descendants()
            await pool.close()
            await until(lambda: not any(alive(pid) for pid in before))

    return asyncio.run(scenario())


def descendants(pid: int | None = None) -> set[int]:
    """The processes that this one, or another, has started, and those that they have."""
    pid = pid or os.getpid()
    try:
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return set()
    children = {int(child) for child in found.split()} - STRANGERS.get()
    return children.union(*(descendants(child) for child in children))


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not condition():  # noqa: ASYNC110 - what is waited for happens in other processes
            await asyncio.sleep(0.01)
