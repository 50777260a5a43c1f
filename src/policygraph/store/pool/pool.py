"""A pool of query processes: deadlines, replacement of the dead, a fair share for each client, a bounded queue.

pyoxigraph cannot be interrupted, so the only deadline that holds is the end of the process. A process that was killed,
or died, is replaced at once; the others never notice.
"""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.errors import OverloadedError, QueryTimeoutError, StoreError
from policygraph.store.pool.asked import Asked
from policygraph.store.pool.crew import Crew
from policygraph.store.pool.residency import Residency, StoreMode
from policygraph.store.pool.spool import SpoolRoom
from policygraph.store.pool.turns import TurnLimits, Turns
from policygraph.store.worker.start import StartOptions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from policygraph.store.pool.process import QueryProcess
    from policygraph.store.service import Answer, QueryRequest

__all__ = ["Pool", "PoolLimits", "StoreMode"]

SWEEP = 0.05
"""Seconds between two looks at the clock: how late a deadline may be noticed."""


@dataclass(frozen=True, slots=True)
class PoolLimits:
    """How much a pool may use.

    Attributes:
        workers: Processes, so queries evaluated at the same time.
        deadline: Seconds a query may take, and seconds it may wait for a process before that.
        memory: Bytes a process may use beyond what it has with the store open.
        result: Bytes of the longest result.
        queue: Queries that may wait for a process.
        spool: Bytes of one result kept in memory before the rest goes to a temporary file.
        client_workers: Processes that one client may hold at once; 0: all but one, unless there is only one.
        client_queue: Queries of one client that may wait.
        spools: Bytes of all results together that temporary files may hold.
        mode: Where the store is queried.
        memory_share: The fraction of the memory available that a store in memory may take, all processes counted.
        services: The endpoints that SERVICE may ask, as the operator lists them.
        service_seconds: Longest wait for one of them to connect, or to go on answering.
        service_size: Bytes of what one query may fetch from them.
    """

    workers: int = 2
    deadline: float = 30.0
    memory: int = 1 << 30
    result: int = 1 << 30
    queue: int = 128
    spool: int = 4 << 20
    client_workers: int = 0
    client_queue: int = 64
    spools: int = 4 << 30
    mode: StoreMode = StoreMode.DISK
    memory_share: float = 0.5
    services: tuple[str, ...] = ()
    service_seconds: float = 10.0
    service_size: int = 64 << 20

    @property
    def turns(self) -> TurnLimits:
        """Who may wait and run."""
        each = self.client_workers or max(1, self.workers - 1)
        return TurnLimits(self.queue, self.client_queue, each)


class Pool:
    """The query processes over one store. Make one with `open`; it belongs to the event loop that it was opened in."""

    def __init__(self, folder: Path, limits: PoolLimits) -> None:
        options = StartOptions(
            folder,
            limits.memory,
            limits.result,
            services=limits.services,
            service_seconds=limits.service_seconds,
            service_size=limits.service_size,
        )
        self._limits = limits
        self._loop = asyncio.get_running_loop()
        self._turns = Turns(limits.turns)
        self._room = SpoolRoom(limits.spool, limits.spools)
        self._crew = Crew(options, limits.workers, self._room, self)
        self._residency = Residency(options, limits.workers, limits.memory_share, self._crew)
        self._idle: list[QueryProcess] = []
        self._busy: dict[QueryProcess, Asked] = {}
        self._sweeper: asyncio.TimerHandle | None = None
        self._drained = asyncio.Event()
        self._holders = 0

    @classmethod
    async def open(cls, folder: Path, limits: PoolLimits) -> Pool:
        """Start all processes and wait until each has opened the store.

        They open it on disk, which is quick. Where it is to be in memory it is copied there in the background, and then
        processes that share it take over.

        Raises:
            StoreError: The store cannot be used.
        """
        pool = cls(folder, limits)
        pool._crew.begin()
        try:
            await pool._crew.opened
        except (StoreError, asyncio.CancelledError):
            await pool.close()
            raise
        pool._residency.begin(limits.mode)
        return pool

    @property
    def workers(self) -> tuple[int, ...]:
        """The ids of the processes that can be asked."""
        return tuple(sorted(process.pid for process in self._crew.processes))

    @property
    def started(self) -> int:
        """How many processes have become ready so far, those that replace others included."""
        return self._crew.started

    @property
    def busy(self) -> int:
        """How many queries are being evaluated."""
        return len(self._busy)

    @property
    def waiting(self) -> int:
        """How many queries wait for a process."""
        return len(self._turns)

    @property
    def resident(self) -> bool:
        """Whether the store is queried in memory."""
        return self._crew.resident

    @property
    def spooled(self) -> int:
        """Bytes of results in temporary files."""
        return self._room.used

    async def answer(self, request: QueryRequest) -> Answer:
        """Evaluate a query; see `QueryService.answer`."""
        asked = Asked(request, self._loop.create_future(), self._loop.time())
        while self._idle and self._turns.may_run(asked.client):
            if self._begin(self._idle.pop(), asked):
                break
        else:
            self._wait(asked)
        try:
            return await asked.answer
        except asyncio.CancelledError:
            self._abandon(asked)
            raise

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Keep the processes, even if the pool is closed meanwhile, until all queries of a piece of work are answered.

        Whoever holds a pool asks until it lets go; begin to hold it before anything is awaited.
        """
        self._holders += 1
        try:
            yield
        finally:
            self._holders -= 1
            self._drained.set()

    async def close(self) -> None:
        """Let queries that are being answered finish, within their deadline, then end every process.

        Those who hold the pool are waited for, too.
        """
        self._residency.close()
        while self._busy or self._turns or self._holders:
            self._drained.clear()
            await self._drained.wait()
        if self._sweeper is not None:
            self._sweeper.cancel()
        await self._crew.close()
        await self._residency.gone()

    def ready(self, process: QueryProcess) -> None:
        """Lend a process for the first time."""
        self._lend(process)

    def freed(self, process: QueryProcess, asked: Asked) -> None:
        """Lend a process again."""
        del self._busy[process]
        self._turns.end(asked)
        if process.leaving:
            process.kill()
            self._drained.set()
            self._lend_idle()  # whoever waits could not have the process that replaces it while this one was busy
        else:
            self._lend(process)

    def lost(self, process: QueryProcess, asked: Asked | None) -> None:
        """Lend a process no more; what it has left unread is for the next one."""
        if process in self._idle:
            self._idle.remove(process)
        if asked is not None:
            del self._busy[process]
            self._turns.end(asked)
            if not asked.answer.done():
                self._turns.put_back(asked)
            self._drained.set()
            self._lend_idle()

    def _lend_idle(self) -> None:
        """Give processes that are idle to whoever waits and may have one."""
        while self._idle and self._turns and self._lend(self._idle.pop()):
            pass

    def _begin(self, process: QueryProcess, asked: Asked) -> bool:
        """Give a question to a process; False if that has died in secret."""
        if not process.ask(asked):
            return False
        self._busy[process] = asked
        self._turns.begin(asked)
        asked.since = self._loop.time()
        if self._sweeper is None:
            self._sweeper = self._loop.call_later(SWEEP, self._sweep)
        return True

    def _lend(self, process: QueryProcess) -> bool:
        """Give a process to whoever's turn it is; False if it is idle then."""
        if self._turns:
            asked = self._turns.next()
            if asked is not None:
                if not self._begin(process, asked):
                    self._turns.put_back(asked)
                return True
        self._idle.append(process)
        self._drained.set()
        return False

    def _wait(self, asked: Asked) -> None:
        if self._crew.fault is not None and not self._crew.processes:
            raise self._crew.fault
        self._turns.wait(asked)
        if self._sweeper is None:
            self._sweeper = self._loop.call_later(SWEEP, self._sweep)

    def _abandon(self, asked: Asked) -> None:
        """Free the process that works for a client that has gone, unless it has answered this very moment."""
        self._turns.leave(asked)
        for process, one in tuple(self._busy.items()):
            if one is asked:
                process.kill()
        asked.forget()
        self._drained.set()

    def _sweep(self) -> None:
        """End what has taken too long."""
        before = self._loop.time() - self._limits.deadline
        for process, asked in tuple(self._busy.items()):
            if asked.since < before:
                process.kill(
                    QueryTimeoutError(
                        f"the query was stopped after {self._limits.deadline:g} seconds",
                        remedy="make it lighter: start from known things, add a LIMIT, count fewer combinations",
                    )
                )
        for asked in self._turns.expired(before):
            asked.fail(
                OverloadedError(
                    f"no query process was free for {self._limits.deadline:g} seconds", remedy="ask again later"
                )
            )
        self._drained.set()
        waits = self._busy or self._turns
        self._sweeper = self._loop.call_later(SWEEP, self._sweep) if waits else None
