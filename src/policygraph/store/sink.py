"""Where the engine writes a result in a query process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.store.frames import END, PART, WHOLE

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["PART_SIZE", "ResultTooLargeError", "Sink"]

PART_SIZE = 64 * 1024


class ResultTooLargeError(Exception):
    """The result passed the limit; the engine hands it through from `write`."""


class Sink:
    """A file-like object that collects a result while it is small, and sends it in parts when it grows.

    Args:
        limit: Bytes of the longest result.
        encoding: The content coding wanted.
        send: Sends one frame: kind, payload, content coding of the payload.
    """

    def __init__(self, limit: int, encoding: str, send: Callable[[bytes, bytes, str], None]) -> None:
        self._limit = limit
        self._encoding = encoding
        self._send = send
        self._size = 0
        self._sent = False
        self._buffer = bytearray()

    def write(self, data: bytes) -> int:
        """Take the next bytes of the result."""
        self._size += len(data)
        if self._size > self._limit:
            raise ResultTooLargeError
        self._buffer += data
        if len(self._buffer) >= PART_SIZE:
            self._send_parts()
        return len(data)

    def flush(self) -> None:
        """Do nothing: `close` sends what is left, and only when all of it is there."""

    def close(self) -> None:
        """Send what is left: the complete result if nothing was sent before."""
        if not self._sent:
            self._send(WHOLE, bytes(self._buffer), "identity")
            return
        self._send_parts()
        self._send(END, b"", "identity")

    def _send_parts(self) -> None:
        """Send what there is in small parts, since the parent holds each of them in memory."""
        for start in range(0, len(self._buffer), PART_SIZE):
            self._send(PART, bytes(self._buffer[start : start + PART_SIZE]), "identity")
        self._buffer.clear()
        self._sent = True
