"""The names of the release that is served, read once for each release when they are first needed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from policygraph.resolver import NameIndex, read_names
from policygraph.web.inquiries import conduct, in_thread

if TYPE_CHECKING:
    from policygraph.resolver.near import NearName
    from policygraph.settings import Settings
    from policygraph.web.serving import Served

__all__ = ["ServedNames"]


class ServedNames:
    """Keeps the names of one release in memory, and compares texts with them off the event loop.

    Requests that need the names while they are being read wait for the same reading. It goes on when they have gone,
    for the next one. One text at a time is compared with all names, since that holds a processor.

    Args:
        settings: The deadline of reading.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._release = ""
        self._reading: asyncio.Task[NameIndex] | None = None
        self._comparing = asyncio.Lock()

    async def of(self, served: Served) -> NameIndex:
        """Give the names of a release.

        Raises:
            PolicygraphError: They cannot be read.
        """
        if self._reading is None or self._release != served.release.id or _failed(self._reading):
            self._release = served.release.id
            self._reading = asyncio.get_running_loop().create_task(self._read(served))
        return await asyncio.shield(self._reading)

    async def near(self, served: Served, text: str, kinds: tuple[str, ...]) -> tuple[NearName, ...]:
        """Give the names of a release that come near a text; arguments and errors as in `near_names` and `of`."""
        names = await self.of(served)
        async with self._comparing:
            return await in_thread(_compare, names, text, kinds)

    async def _read(self, served: Served) -> NameIndex:
        found = await conduct(read_names(), served.pool, "", seconds=self._settings.query_seconds)
        return await in_thread(NameIndex, found)


def _failed(reading: asyncio.Task[NameIndex]) -> bool:
    return reading.done() and (reading.cancelled() or reading.exception() is not None)


def _compare(names: NameIndex, text: str, kinds: tuple[str, ...]) -> tuple[NearName, ...]:
    from policygraph.resolver.near import near_names  # noqa: PLC0415 - loads rapidfuzz, which most answers do without

    return near_names(names, text, kinds)
