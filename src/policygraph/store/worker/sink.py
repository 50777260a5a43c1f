"""Where the engine writes a result in a query process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.store.worker.encodings import ENCODINGS
from policygraph.store.worker.frames import END, PART, WHOLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygraph.store.worker.encodings import Encoder

__all__ = ["PART_SIZE", "WORTH_ENCODING", "ResultTooLargeError", "Sink"]

PART_SIZE = 64 * 1024
WORTH_ENCODING = 1024
"""Bytes below which a result is not compressed: it fits a packet either way."""


class ResultTooLargeError(Exception):
    """The result passed the limit; the engine hands it through from `write`."""


class Sink:
    """A file-like object that collects a result while it is small, and sends it in parts when it grows.

    Args:
        limit: Bytes of the longest result, before it is compressed.
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
        self._encoder: Encoder | None = None

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
        if self._sent:
            self._send_parts()
            if self._encoder is not None:
                self._parts(self._encoder.finish())
            self._send(END, b"", "identity")
        elif self._encoding == "identity" or self._size < WORTH_ENCODING:
            self._send(WHOLE, bytes(self._buffer), "identity")
        else:
            encoder = ENCODINGS[self._encoding]()
            self._send(WHOLE, encoder.encode(bytes(self._buffer)) + encoder.finish(), self._encoding)

    def _send_parts(self) -> None:
        """Send what there is; the first of it in full, so that the client sees the beginning at once."""
        data = bytes(self._buffer)
        self._buffer.clear()
        if self._encoding != "identity":
            first = self._encoder is None
            self._encoder = self._encoder or ENCODINGS[self._encoding]()
            data = self._encoder.encode(data) + (self._encoder.flush() if first else b"")
        self._parts(data)

    def _parts(self, data: bytes) -> None:
        """Send data in small parts, since the parent holds each of them in memory."""
        for start in range(0, len(data), PART_SIZE):
            self._send(PART, data[start : start + PART_SIZE], self._encoding)
            self._sent = True
