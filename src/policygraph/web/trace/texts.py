"""The source texts of which traces may show passages in full."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from policygraph.errors import PolicygraphError
from policygraph.sources import Texts
from policygraph.things import read_sources
from policygraph.web.inquiries import conduct, in_thread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from policygraph.model.evidence import SourceRecord
    from policygraph.settings import Settings
    from policygraph.web.serving import Served

__all__ = ["ShownTexts"]


class ShownTexts:
    """Finds the registered texts of the release that is served, once for each release.

    Whether a passage may be shown to everybody is for the operator to say, since the texts belong to others: nothing is
    shown unless `show_passages` is set. The address that a server listens on does not tell who reads from it, so it
    decides nothing here: behind a proxy, a server for everybody listens on this machine alone.

    Args:
        settings: Whether passages are shown.
        folders: Gives the folders in which the texts may lie.
    """

    def __init__(self, settings: Settings, folders: Callable[[], tuple[Path, ...]]) -> None:
        self._settings = settings
        self._folders = folders
        self._release = ""
        self._texts: Texts | None = None
        self._reading = asyncio.Lock()

    async def of(self, served: Served) -> Texts | None:
        """Give the texts that are at hand, read already; None where no passage is to be shown.

        Raises:
            PolicygraphError: The sources of the release cannot be read.
        """
        if not self._settings.show_passages:
            return None
        async with self._reading:
            if self._release != served.release.id:
                records = await conduct(read_sources(), served.pool, "", seconds=self._settings.query_seconds)
                self._texts = await in_thread(_read, records, self._folders())
                self._release = served.release.id
            return self._texts


def _read(records: Iterable[SourceRecord], folders: tuple[Path, ...]) -> Texts:
    """Read the texts that are at hand; those that are not, or are other texts, are left out."""
    texts = Texts.of(records, folders)
    return texts.only(source for source in texts.records if _is_at_hand(texts, source))


def _is_at_hand(texts: Texts, source: str) -> bool:
    try:
        return texts.find(source) is not None
    except PolicygraphError as error:
        logging.getLogger("policygraph.web").warning("passages of %s are not shown: %s", source, error)
        return False
