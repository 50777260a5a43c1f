"""A number of query processes kept alive: replaced when they die or tire, and moved from one loader to another."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol

from policygraph.errors import StoreError
from policygraph.store.pool.loader_process import LoaderProcess
from policygraph.store.pool.obituary import cannot_start
from policygraph.store.pool.process import QueryProcess

if TYPE_CHECKING:
    from policygraph.store.pool.asked import Asked
    from policygraph.store.pool.process import Loading
    from policygraph.store.pool.spool import SpoolRoom
    from policygraph.store.worker.start import StartOptions

__all__ = ["Crew", "CrewKeeper"]

FIRST_PAUSE, LONGEST_PAUSE = 0.1, 5.0
BUFFER = 256 * 1024


class CrewKeeper(Protocol):
    """Who lends the processes of a crew."""

    def ready(self, process: QueryProcess) -> None:
        """A process can be asked for the first time."""

    def freed(self, process: QueryProcess, asked: Asked) -> None:
        """A process can be asked again."""

    def lost(self, process: QueryProcess, asked: Asked | None) -> None:
        """A process cannot be asked any more; what it was asked has failed, unless it has not even looked at it."""


class Crew:
    """As many query processes as wanted.

    Attributes:
        fault: Why no process could be started last time; None once one could.
        started: How many processes have become ready so far.
        opened: Done when all processes are ready for the first time; a `StoreError` where one of them never is.

    Args:
        options: What the loader on disk is started with.
        size: How many processes there are to be.
        room: Where results that are read slowly are kept.
        keeper: Told what becomes of the processes.
    """

    def __init__(self, options: StartOptions, size: int, room: SpoolRoom, keeper: CrewKeeper) -> None:
        self.fault: StoreError | None = None
        self.started = 0
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._options = options
        self._size = size
        self._room = room
        self._keeper = keeper
        self._loop = asyncio.get_running_loop()
        self._buffer = memoryview(bytearray(BUFFER))
        self._members: set[QueryProcess] = set()
        self._superseded: set[QueryProcess] = set()  # to be replaced
        self._leaving: set[QueryProcess] = set()  # replaced, and ending when they have answered
        self._loaders: set[LoaderProcess] = set()
        self._loader: LoaderProcess | None = None
        self._pause = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self._closing = False

    @property
    def processes(self) -> tuple[QueryProcess, ...]:
        """The processes that can be asked."""
        return tuple(process for process in (*self._members, *self._superseded, *self._leaving) if process.usable)

    @property
    def resident(self) -> bool:
        """Whether new processes find the store in memory."""
        return self._loader is not None and self._loader.options.resident

    def begin(self) -> None:
        """Start the processes."""
        self._hire()

    def adopt(self, loader: LoaderProcess) -> None:
        """Go over to the processes of another loader: each of them replaces one when it is ready."""
        self._loaders.add(loader)
        self._loader = loader
        self._superseded |= self._members
        self._members = set()
        self._hire()

    async def close(self) -> None:
        """End all processes: those that answer nothing by themselves, the others at once."""
        self._closing = True
        if self._timer is not None:
            self._timer.cancel()
        for process in (*self._members, *self._superseded, *self._leaving):
            process.dismiss()
        for loader in self._loaders:
            loader.end()
        await asyncio.gather(*(loader.gone for loader in self._loaders))

    def ready(self, process: QueryProcess) -> None:
        """Lend a process, and dismiss one that it replaces."""
        self.fault, self._pause = None, 0.0
        self.started += 1
        self._keeper.ready(process)
        if process in self._members and self._superseded:
            old = self._superseded.pop()
            if old.busy:
                old.leaving = True
                self._leaving.add(old)
            else:
                old.kill()
        if not self.opened.done() and len(self.processes) == self._size:
            self.opened.set_result(None)

    def freed(self, process: QueryProcess, asked: Asked) -> None:
        """Lend a process again, or let it go."""
        self._keeper.freed(process, asked)

    def tired(self, process: QueryProcess) -> None:
        """Start a process to replace this one."""
        if process in self._members:
            self._members.discard(process)
            self._superseded.add(process)
            self._hire()

    def lost(self, process: QueryProcess, asked: Asked | None, fault: StoreError | None) -> None:
        """Replace a process; ever more slowly where its replacement does not become ready."""
        self._members.discard(process)
        self._superseded.discard(process)
        self._leaving.discard(process)
        self._leave(process.loader)
        self._keeper.lost(process, asked)
        if fault is None:
            self._hire()
        else:
            self._hire_later(fault)

    def loaded(self, loader: LoaderProcess, size: int) -> None:
        """Take note of nothing: what was asked of the loader it does now."""

    def loader_lost(self, loader: LoaderProcess, fault: StoreError) -> None:
        """Take another loader; the processes of this one have ended with it."""
        self._loaders.discard(loader)
        if self._loader is loader:
            self._loader = None
            self._hire_later(None if loader.loaded else fault)

    def _leave(self, loader: Loading) -> None:
        """End a loader that has been replaced when the last of its processes has gone."""
        for old in tuple(self._loaders):
            if old is loader and old is not self._loader and not self._has_processes(old):
                self._loaders.discard(old)
                old.end()

    def _has_processes(self, loader: LoaderProcess) -> bool:
        return any(process.loader is loader for process in (*self._members, *self._superseded, *self._leaving))

    def _hire(self) -> None:
        """Start the processes that are lacking, unless that is to be tried later."""
        if self._closing or self._timer is not None:
            return
        try:
            if self._loader is None:
                self._loader = LoaderProcess(self._options, self)
                self._loaders.add(self._loader)
            while len(self._members) < self._size:
                process = QueryProcess(self, self._loader, self._room, self._buffer)
                self._members.add(process)
                self._loader.fork(process)
        except StoreError as fault:
            self._hire_later(fault)
        except OSError as fault:
            self._hire_later(cannot_start(fault.strerror))

    def _hire_later(self, fault: StoreError | None) -> None:
        """Start the processes that are lacking, at once the first time, then ever later until one is ready."""
        self.fault = fault or self.fault
        if fault is not None and not self.opened.done():
            self.opened.set_exception(fault)
        if self._timer is None and not self._closing:
            self._timer = self._loop.call_later(self._pause, self._try_again)
            self._pause = min(max(FIRST_PAUSE, 2 * self._pause), LONGEST_PAUSE)

    def _try_again(self) -> None:
        self._timer = None
        self._hire()
