"""The release that is served now, its pool of query processes, and the move to the next one."""

from __future__ import annotations

import asyncio
import logging
import os
import time
from typing import TYPE_CHECKING, NamedTuple

from policygraph.errors import PolicygraphError
from policygraph.release import Release, current_release
from policygraph.store.pool import Pool

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from policygraph.settings import Settings

__all__ = ["Served", "Serving"]

CHECK_SECONDS = 1.0


class Served(NamedTuple):
    """A release and the processes that answer from it; a request keeps to the one it began with."""

    release: Release
    pool: Pool


class Serving:
    """Keeps the current release served. Make one with `open`.

    A request asks `current` for the release; at most once a second that looks at the link, and where the link has
    changed a new pool is started in the background. Requests go to the old one until the new one is ready, and the old
    one ends when its last query has. A release that cannot be served is logged and left alone until the link changes.
    """

    def __init__(self, settings: Settings, served: Served, link: str) -> None:
        self._settings = settings
        self._served = served
        self._link = link
        self._checked = time.monotonic()
        self._tasks: set[asyncio.Task[None]] = set()
        self._moving = asyncio.Lock()

    @classmethod
    async def open(cls, settings: Settings) -> Serving:
        """Serve the current release.

        Raises:
            StoreError: There is none, or it cannot be used.
        """
        link = _link(settings)
        return cls(settings, await _serve(settings), link)

    def current(self) -> Served:
        """Give the release to answer from."""
        now = time.monotonic()
        if now - self._checked >= CHECK_SECONDS:
            self._checked = now
            link = _link(self._settings)
            if link not in {self._link, ""}:
                self._link = link
                self._begin(self._move())
        return self._served

    async def close(self) -> None:
        """Finish what is being answered and end every process."""
        await asyncio.gather(*self._tasks)
        await self._served.pool.close()

    def _begin(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _move(self) -> None:
        log = logging.getLogger("policygraph.web")
        async with self._moving:
            try:
                fresh = await _serve(self._settings)
            except PolicygraphError as error:
                log.error("still serving release %s: %s", self._served.release.id, error)  # noqa: TRY400 - no trace
                return
            old, self._served = self._served, fresh
            log.info("serving release %s", fresh.release.id)
        await old.pool.close()


async def _serve(settings: Settings) -> Served:
    release = current_release(settings.root)
    return Served(release, await Pool.open(release.store, settings.pool_limits))


def _link(settings: Settings) -> str:
    try:
        return os.readlink(settings.root / "current")  # noqa: PTH115 - the text of the link is what is compared
    except OSError:
        return ""
