"""Where the store is queried: on disk at first, in memory as soon as it is there, if it is to be there at all."""

from __future__ import annotations

import asyncio
import logging
from enum import StrEnum
from typing import TYPE_CHECKING

from policygraph.errors import StoreError
from policygraph.store.pool.loader_process import LoaderProcess
from policygraph.store.worker.memory import plan_memory

if TYPE_CHECKING:
    from policygraph.store.pool.crew import Crew
    from policygraph.store.worker.memory import MemoryPlan
    from policygraph.store.worker.start import StartOptions

__all__ = ["Residency", "StoreMode"]

FIRST_PAUSE, LONGEST_PAUSE = 5.0, 600.0
RECONSIDER = 60.0
MIB = 1 << 20


class StoreMode(StrEnum):
    """Where a store is queried."""

    AUTO = "auto"
    MEMORY = "memory"
    DISK = "disk"


class Residency:
    """Brings a store into memory in the background, and again where that failed or its loader died.

    Args:
        options: What loaders on disk are started with.
        workers: How many processes share the store.
        share: The fraction of the available memory that they may take for it, unless it is to be there in any case.
        crew: Goes over to the loader that holds the store.
    """

    def __init__(self, options: StartOptions, workers: int, share: float, crew: Crew) -> None:
        self._options = options
        self._workers = workers
        self._share = share
        self._crew = crew
        self._loop = asyncio.get_running_loop()
        self._log = logging.getLogger("policygraph.store")
        self._mode = StoreMode.DISK
        self._loading: LoaderProcess | None = None
        self._began = 0.0
        self._pause = FIRST_PAUSE
        self._timer: asyncio.TimerHandle | None = None
        self._said = False

    def begin(self, mode: StoreMode) -> None:
        """Bring the store to where it is to be."""
        self._mode = mode
        if mode is not StoreMode.DISK:
            self._consider()

    def close(self) -> None:
        """Bring the store nowhere any more."""
        self._mode = StoreMode.DISK
        if self._timer is not None:
            self._timer.cancel()
        if self._loading is not None:
            self._loading.end()

    async def gone(self) -> None:
        """Wait until a loader that was still at work has ended."""
        if self._loading is not None:
            await self._loading.gone

    def loaded(self, loader: LoaderProcess, size: int) -> None:
        """Have the processes that share the memory take over."""
        seconds = self._loop.time() - self._began
        self._log.info("the store is in memory now: %d MiB, copied in %.1f seconds", size, seconds)
        self._loading = None
        self._pause = FIRST_PAUSE
        self._crew.adopt(loader)

    def loader_lost(self, loader: LoaderProcess, fault: StoreError) -> None:
        """Serve from disk, and try again later."""
        if loader is self._loading:
            self._loading = None
        else:
            self._crew.loader_lost(loader, fault)
        self._log.warning("the store is queried on disk, next try in %.0f seconds: %s", self._pause, fault)
        self._later(self._pause)
        self._pause = min(2 * self._pause, LONGEST_PAUSE)

    def _later(self, pause: float) -> None:
        if self._mode is not StoreMode.DISK:
            self._timer = self._loop.call_later(pause, self._consider)

    def _consider(self) -> None:
        """Begin to copy the store, unless that is to be decided here and there is not enough memory."""
        self._timer = None
        try:
            plan = plan_memory(self._options.folder, self._workers, self._share)
            if self._mode is StoreMode.AUTO and not plan.fits:
                self._decline(plan)
                return
            room = plan.room if self._mode is StoreMode.AUTO else 0
            self._loading = LoaderProcess(self._options._replace(resident=True, room=room), self)
        except (OSError, StoreError) as fault:
            self._log.warning("the store is queried on disk: %s", fault)
            self._later(RECONSIDER)
            return
        self._began = self._loop.time()
        self._log.info(
            "the store is being copied into memory: about %d MiB for it and what %d processes change, %d MiB allowed",
            plan.needed // MIB, self._workers, plan.allowed // MIB,
        )  # fmt: skip

    def _decline(self, plan: MemoryPlan) -> None:
        if not self._said:
            self._log.info(
                "the store is queried on disk: in memory it would take about %d MiB, and %d MiB are allowed",
                plan.needed // MIB, plan.allowed // MIB,
            )  # fmt: skip
            self._said = True
        self._later(RECONSIDER)
