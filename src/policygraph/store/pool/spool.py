"""A result on its way from a query process to a client that may be slower: in memory while small, then in a file."""

from __future__ import annotations

import asyncio
import os
import tempfile
from collections import deque
from typing import IO, TYPE_CHECKING

from policygraph.errors import QueryError, ResultTooLargeError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Spool", "SpoolRoom"]

READ_SIZE = 256 * 1024
NOWAIT = getattr(os, "RWF_NOWAIT", 0)
"""Reads what is in memory anyway, and no more; where the system does not know it, every read takes a thread."""


class SpoolRoom:
    """How much the results that are read slowly may take, in memory each and on disk together.

    Attributes:
        threshold: Bytes of one result kept in memory.
        used: Bytes of all results in files.

    Args:
        threshold: Bytes of one result kept in memory.
        limit: Bytes of all results in files.
    """

    def __init__(self, threshold: int, limit: int) -> None:
        self.threshold = threshold
        self.used = 0
        self._limit = limit
        self._held: dict[Spool, int] = {}

    def take(self, spool: Spool, size: int) -> None:
        """Count bytes that a result is going to have in a file. Where that is too much the largest of all fails."""
        self._held[spool] = self._held.get(spool, 0) + size
        self.used += size
        while self.used > self._limit:
            largest = max(self._held, key=self._held.__getitem__)
            largest.fail(
                ResultTooLargeError(
                    f"results that are read more slowly than they are made fill the {self._limit >> 20} MiB kept for "
                    "them, and this one was the largest",
                    remedy="read it faster, or ask for less at a time",
                )
            )

    def give_back(self, spool: Spool) -> None:
        """Count a result's file no longer."""
        self.used -= self._held.pop(spool, 0)


class Spool:
    """An asynchronous iterator over the parts of one result, filled by one writer and read by one reader.

    The writer never waits, so that the process that makes the result is free as soon as it is made. Memory is bounded:
    past a threshold the parts go to a temporary file without a name, in the folder that `TMPDIR` names.

    Args:
        room: How much of it may be kept.
        abandoned: Called when no more parts are wanted before the result is complete.
    """

    def __init__(self, room: SpoolRoom, abandoned: Callable[[], None]) -> None:
        self._room = room
        self._abandoned = abandoned
        self._closed = False
        self._parts: deque[bytes] = deque()
        self._held = 0
        self._file: IO[bytes] | None = None
        self._written = 0
        self._read = 0
        self._finished = False
        self._error: QueryError | None = None
        self._changed = asyncio.Event()

    def write(self, part: bytes) -> None:
        """Add the next part; once the reader has gone, or the result has failed, it is dropped.

        Raises:
            OSError: The file cannot be made or written.
        """
        if self._closed or self._error is not None:
            return
        if self._file is None and self._held + len(part) <= self._room.threshold:
            self._parts.append(part)
            self._held += len(part)
        else:
            self._write_to_file(part)
        self._changed.set()

    def _write_to_file(self, part: bytes) -> None:
        self._room.take(self, len(part))
        if self._error is not None:
            return
        if self._file is None:
            self._file = tempfile.TemporaryFile(buffering=0)  # noqa: SIM115 - closed by the reader
        rest = memoryview(part)
        while rest:
            count = os.pwrite(self._file.fileno(), rest, self._written)
            self._written += count
            rest = rest[count:]

    def finish(self) -> None:
        """Declare the parts a complete result."""
        self._finished = True
        self._changed.set()

    def fail(self, error: QueryError) -> None:
        """Declare the result broken: the reader gets the first error so declared, at once."""
        if self._error is not None or self._closed:
            return
        self._error = error
        self._release()
        self._changed.set()
        if not self._finished:
            self._abandoned()

    def close(self) -> None:
        """Release what is held; the reader calls this when it has read everything, or gives up."""
        if self._closed:
            return
        self._closed = True
        self._release()
        if not self._finished and self._error is None:
            self._abandoned()

    def _release(self) -> None:
        self._parts.clear()
        self._held = 0
        self._room.give_back(self)
        if self._file is not None:
            self._file.close()
            self._file = None

    async def completed(self) -> int:
        """Wait until all parts are there, and give the bytes of all that have not been read yet.

        Raises:
            QueryError: The result is broken.
        """
        while not self._finished or self._error is not None:
            if self._error is not None:
                raise self._error
            self._changed.clear()
            await self._changed.wait()
        return self._held + self._written - self._read

    def __aiter__(self) -> Spool:
        """Read the parts."""
        return self

    async def __anext__(self) -> bytes:
        """Give the next part, waiting for the writer if need be.

        Raises:
            QueryError: The result is broken.
        """
        while True:
            if self._error is not None:
                raise self._error
            if self._parts:
                part = self._parts.popleft()
                self._held -= len(part)
                return part
            if self._file is not None and self._read < self._written:
                return await self._read_from_file(self._file.fileno())
            if self._finished:
                raise StopAsyncIteration
            self._changed.clear()
            await self._changed.wait()

    async def _read_from_file(self, descriptor: int) -> bytes:
        """Read what the system has in memory at once, and from the disk in a thread."""
        buffer = bytearray(min(READ_SIZE, self._written - self._read))
        try:
            if not NOWAIT:
                raise BlockingIOError
            count = os.preadv(descriptor, [buffer], self._read, NOWAIT)
        except OSError:
            duplicate = os.dup(descriptor)  # the result may fail, and its file be closed, while the thread reads
            try:
                count = await asyncio.to_thread(os.preadv, duplicate, [buffer], self._read)
            finally:
                os.close(duplicate)
            if self._error is not None:
                raise self._error from None
        self._read += count
        return bytes(memoryview(buffer)[:count])
