"""A result on its way from a query process to a client that may be slower: in memory while small, then in a file."""

from __future__ import annotations

import asyncio
import tempfile
from collections import deque
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygraph.errors import QueryError

__all__ = ["Spool"]

READ_SIZE = 256 * 1024


class Spool:
    """An asynchronous iterator over the parts of one result, filled by one writer and read by one reader.

    The writer never waits, so that the process that makes the result is free as soon as it is made. Memory is bounded:
    past `threshold` bytes the parts go to a temporary file without a name.

    Args:
        threshold: Bytes kept in memory at most.
        abandoned: Called when the reader gives up before the result is complete.
    """

    def __init__(self, threshold: int, abandoned: Callable[[], None]) -> None:
        self._threshold = threshold
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
        """Add the next part; once the reader has gone it is dropped."""
        if self._closed:
            return
        if self._file is None and self._held + len(part) > self._threshold:
            self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by the reader
        if self._file is None:
            self._parts.append(part)
            self._held += len(part)
        else:
            self._file.seek(self._written)
            self._written += self._file.write(part)
        self._changed.set()

    def finish(self) -> None:
        """Declare the parts a complete result."""
        self._finished = True
        self._changed.set()

    def fail(self, error: QueryError) -> None:
        """Declare the result broken: the reader gets the first error so declared, at once."""
        self._error = self._error or error
        self._changed.set()

    def close(self) -> None:
        """Release what is held; the reader calls this when it has read everything, or gives up."""
        self._closed = True
        self._parts.clear()
        if self._file is not None:
            self._file.close()
            self._file = None
        if not self._finished and self._error is None:
            self._abandoned()

    async def completed(self) -> int:
        """Wait until all parts are there, and give the bytes of all that have not been read yet.

        Raises:
            QueryError: The result is broken.
        """
        while not self._finished:
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
            part = self._next()
            if part:
                return part
            if self._finished:
                raise StopAsyncIteration
            self._changed.clear()
            await self._changed.wait()

    def _next(self) -> bytes:
        if self._parts:
            part = self._parts.popleft()
            self._held -= len(part)
            return part
        if self._file is None or self._read == self._written:
            return b""
        self._file.seek(self._read)
        part = self._file.read(READ_SIZE)
        self._read += len(part)
        return part
