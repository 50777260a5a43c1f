"""A pool of query processes: deadlines, replacement of the dead, a bounded queue.

pyoxigraph cannot be interrupted, so the only deadline that holds is the end of the process. A process that was killed,
or died, is replaced at once; the others never notice.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.errors import OverloadedError, QueryTimeoutError, StoreError
from policygraph.store.process import QueryProcess, StartOptions

if TYPE_CHECKING:
    from pathlib import Path

    from policygraph.store.service import Answer, QueryRequest

__all__ = ["Pool", "PoolLimits"]

FIRST_PAUSE, LONGEST_PAUSE = 0.1, 5.0


@dataclass(frozen=True, slots=True)
class PoolLimits:
    """How much a pool may use.

    Attributes:
        workers: Processes, so queries evaluated at the same time.
        deadline: Seconds a query may take, and seconds it may wait for a process before that.
        memory: Bytes a process may use beyond what it needs to open the store.
        result: Bytes of the longest result.
        queue: Queries that may wait for a process.
        spool: Bytes of one result kept in memory before the rest goes to a temporary file.
    """

    workers: int = 2
    deadline: float = 30.0
    memory: int = 1 << 30
    result: int = 1 << 30
    queue: int = 64
    spool: int = 4 << 20


class Pool:
    """The query processes over one store. Make one with `open`; it belongs to the event loop that it was opened in."""

    def __init__(self, folder: Path, limits: PoolLimits) -> None:
        self._limits = limits
        self._options = StartOptions(folder, limits.memory, limits.result, limits.spool)
        self._processes: set[QueryProcess] = set()
        self._idle: list[QueryProcess] = []
        self._waiting: deque[asyncio.Future[QueryProcess]] = deque()
        self._timers: dict[QueryProcess, asyncio.TimerHandle] = {}
        self._starts: set[asyncio.Task[None]] = set()
        self._fault: StoreError | None = None
        self._changed = asyncio.Event()
        self._closing = False
        self._closed = asyncio.Event()

    @classmethod
    async def open(cls, folder: Path, limits: PoolLimits) -> Pool:
        """Start all processes and wait until each has opened the store.

        Raises:
            StoreError: The store cannot be used.
        """
        pool = cls(folder, limits)
        started = await asyncio.gather(*(pool._start() for _ in range(limits.workers)), return_exceptions=True)
        for outcome in started:
            if isinstance(outcome, BaseException):
                await pool.close()
                raise outcome
        return pool

    @property
    def workers(self) -> tuple[int, ...]:
        """The ids of the processes that are alive."""
        return tuple(sorted(process.pid for process in self._processes))

    @property
    def busy(self) -> int:
        """How many processes are answering."""
        return len(self._timers)

    @property
    def waiting(self) -> int:
        """How many queries wait for a process."""
        return len(self._waiting)

    async def answer(self, request: QueryRequest) -> Answer:
        """Evaluate a query; see `QueryService.answer`."""
        process = await self._acquire()
        while not process.alive:
            process = await self._acquire()
        return await process.ask(request)

    async def close(self) -> None:
        """Let queries that are being answered finish, within their deadline, then end every process."""
        self._closing = True
        while self._timers or self._waiting:
            self._changed.clear()
            await self._changed.wait()
        self._closed.set()
        processes = tuple(self._processes)
        for process in processes:
            process.kill()
        await asyncio.gather(*(process.gone for process in processes), *self._starts, return_exceptions=True)

    async def _acquire(self) -> QueryProcess:
        if self._idle:
            return self._lend(self._idle.pop())
        if self._fault is not None and not any(process.alive for process in self._processes):
            raise self._fault
        if len(self._waiting) >= self._limits.queue:
            raise OverloadedError(
                f"{len(self._waiting)} queries are waiting already", remedy="ask again in a moment, one query at a time"
            )
        turn: asyncio.Future[QueryProcess] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            async with asyncio.timeout(self._limits.deadline):
                return await asyncio.shield(turn)
        except (TimeoutError, asyncio.CancelledError) as reason:
            self._give_up(turn)
            if isinstance(reason, TimeoutError):
                raise OverloadedError(
                    f"no query process was free for {self._limits.deadline:g} seconds", remedy="ask again later"
                ) from None
            raise

    def _give_up(self, turn: asyncio.Future[QueryProcess]) -> None:
        """Leave the queue; a process that came in the same moment goes to the next in it."""
        if turn.done():
            self._freed(turn.result())
        else:
            self._waiting.remove(turn)

    def _freed(self, process: QueryProcess) -> None:
        timer = self._timers.pop(process, None)
        if timer is not None:
            timer.cancel()
        self._changed.set()
        if self._waiting:
            self._waiting.popleft().set_result(self._lend(process))
        else:
            self._idle.append(process)

    def _lend(self, process: QueryProcess) -> QueryProcess:
        """Start the deadline in the moment a process is handed over: from then on `close` waits for it."""
        self._timers[process] = asyncio.get_running_loop().call_later(self._limits.deadline, self._too_late, process)
        return process

    def _too_late(self, process: QueryProcess) -> None:
        process.kill(
            QueryTimeoutError(
                f"the query was stopped after {self._limits.deadline:g} seconds",
                remedy="make it lighter: start from known things, add a LIMIT, count fewer combinations",
            )
        )

    async def _start(self) -> None:
        process = QueryProcess(self._options, self._freed, self._ended)
        self._processes.add(process)
        try:
            await process.start()
        except StoreError as fault:
            self._fault = fault
            if process.gone.done():  # it never began, so that nothing else tells of its end
                self._processes.discard(process)
            raise
        self._fault = None
        self._freed(process)

    def _ended(self, process: QueryProcess) -> None:
        self._processes.discard(process)
        if process in self._idle:
            self._idle.remove(process)
        timer = self._timers.pop(process, None)
        if timer is not None:
            timer.cancel()
        self._changed.set()
        opened = not process.ready.cancelled() and process.ready.exception() is None
        if opened and not self._closing:
            task = asyncio.get_running_loop().create_task(self._replace())
            self._starts.add(task)
            task.add_done_callback(self._starts.discard)

    async def _replace(self) -> None:
        """Start a process in the place of one that ended; where that fails, try again ever more slowly."""
        pause = FIRST_PAUSE
        while not self._closing:
            try:
                await self._start()
            except StoreError:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._closed.wait(), pause)
                pause = min(2 * pause, LONGEST_PAUSE)
            else:
                return
