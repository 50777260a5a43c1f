"""What a loader and its query processes are started with."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import NamedTuple

__all__ = ["StartOptions"]


class StartOptions(NamedTuple):
    """What a loader and its query processes are started with.

    Attributes:
        folder: The store.
        memory: Bytes that a process may use beyond what it has when it begins.
        result: Bytes of the longest result.
        resident: Whether the loader holds the store in memory; otherwise each process opens it on disk.
        room: Bytes that the loader may use for that; 0 where the parent sets no bound.
        parent: The id of the process that starts the loader.
        services: The endpoints that SERVICE may ask, as the operator lists them.
        service_seconds: Longest wait for one of them to connect, or to go on answering.
        service_size: Bytes of what one query may fetch from them.
    """

    folder: Path
    memory: int
    result: int
    resident: bool = False
    room: int = 0
    parent: int = 0
    services: tuple[str, ...] = ()
    service_seconds: float = 10.0
    service_size: int = 64 << 20

    def command(self) -> list[str]:
        """Give the command line of a loader."""
        arguments = json.dumps((str(self.folder), *self._replace(parent=os.getpid())[1:]))
        return [sys.executable, "-m", "policygraph.store.worker.loader", arguments]

    @classmethod
    def read(cls, argument: str) -> StartOptions:
        """Read what `command` wrote."""
        folder, *others = json.loads(argument)
        return cls(Path(folder), *others)
