"""The release that is served now, its pool of query processes, and the move to the next one."""

from __future__ import annotations

import asyncio
import logging
import os
import time
from typing import TYPE_CHECKING, NamedTuple

from policygraph.errors import PolicygraphError
from policygraph.release import CURRENT, Release, open_release
from policygraph.store.guard.stops import prepare
from policygraph.store.pool.pool import Pool

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from policygraph.settings import Settings

__all__ = ["Served", "Serving"]

LOOK_SECONDS = 1.0
TRY_AGAIN_SECONDS = 60.0


class Served(NamedTuple):
    """A release and the processes that answer from it."""

    release: Release
    pool: Pool


class Serving:
    """Keeps the current release served. Make one with `open`.

    Once a second it looks where `current` leads. When that has changed, a new pool is started; requests go to the old
    one until the new one is ready, and the old one ends when its last request has. A release that cannot be served is
    logged and left alone for a minute, or until the link changes again.

    Attributes:
        moves: How often the server has moved to another release.
        refusals: How often a release could not be served.
        refused: The name of the release that `current` leads to and that cannot be served; empty where all is well.
    """

    def __init__(self, settings: Settings, served: Served, link: str, moved: Callable[[Release], None]) -> None:
        self.moves = 0
        self.refusals = 0
        self.refused = ""
        self._settings = settings
        self._served = served
        self._link = link
        self._moved = moved
        self._refused_until = 0.0
        self._started_before = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self._watch = self._begin(self._look_again_and_again())

    @classmethod
    async def open(cls, settings: Settings, moved: Callable[[Release], None]) -> Serving:
        """Serve the current release.

        Args:
            settings: Where it is, and the limits.
            moved: Told of each release that is served from now on.

        Raises:
            StoreError: There is none, or it cannot be used.
        """
        link = _link(settings)
        starting = asyncio.ensure_future(_serve(settings, link))
        await asyncio.sleep(0)
        prepare()  # while the query processes start
        served = await starting
        moved(served.release)
        return cls(settings, served, link, moved)

    def current(self) -> Served:
        """Give the release to answer from.

        Its pool takes queries until something is awaited: then it may be closing, while another is served.
        """
        return self._served

    @property
    def started(self) -> int:
        """How many query processes have become ready so far, those of releases before included."""
        return self._started_before + self._served.pool.started

    async def close(self) -> None:
        """Finish what is being answered and end every process."""
        self._watch.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._served.pool.close()

    def _begin(self, work: Coroutine[None, None, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _look_again_and_again(self) -> None:
        log = logging.getLogger("policygraph.web")
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            link = await asyncio.to_thread(_link, self._settings)
            if link in {self._link, ""}:
                self.refused = ""
            elif link != self.refused or time.monotonic() > self._refused_until:
                try:
                    await self._move(link)
                except PolicygraphError as error:
                    self._refuse(link)
                    log.error("still serving release %s: %s", self._served.release.id, error)  # noqa: TRY400 - no trace
                except Exception:
                    self._refuse(link)
                    log.exception("still serving release %s", self._served.release.id)

    async def _move(self, link: str) -> None:
        fresh = await _serve(self._settings, link)
        old, self._served = self._served, fresh
        self._link, self.refused = link, ""
        self.moves += 1
        self._started_before += old.pool.started
        logging.getLogger("policygraph.web").info("serving release %s", fresh.release.id)
        self._moved(fresh.release)
        self._begin(old.pool.close())

    def _refuse(self, link: str) -> None:
        self.refusals += 1
        self.refused = link
        self._refused_until = time.monotonic() + TRY_AGAIN_SECONDS


async def _serve(settings: Settings, link: str) -> Served:
    """Start the processes of the release that a link leads to; the link itself may change meanwhile."""
    release = await asyncio.to_thread(open_release, settings.root / (link or CURRENT))
    return Served(release, await Pool.open(release.store, settings.pool_limits))


def _link(settings: Settings) -> str:
    try:
        return os.readlink(settings.root / CURRENT)  # noqa: PTH115 - the text of the link is what is compared
    except OSError:
        return ""
