"""A transport that sends in one go what is written in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import asyncio

__all__ = ["JoinedTransport"]

MOST_HELD = 65_536
"""Bytes from which nothing is held back any more, so that the transport below can say that it has enough."""


class JoinedTransport:
    """Joins the head of an answer and its body: each write of its own costs a system call, and wakes the client.

    What is written goes out with the next turn of the event loop, when there is much of it, or with the end of the
    connection. A connection writes through nothing else, so that nothing overtakes what is held.

    Args:
        transport: Where it goes to.
        loop: The event loop.
    """

    __slots__ = ("_held", "_loop", "_size", "_transport")

    def __init__(self, transport: asyncio.Transport, loop: asyncio.AbstractEventLoop) -> None:
        self._transport = transport
        self._loop = loop
        self._held: list[bytes] = []
        self._size = 0

    def write(self, data: bytes) -> None:
        """Take data to be sent."""
        if not self._held:
            self._loop.call_soon(self._flush)
        self._held.append(data)
        self._size += len(data)
        if self._size >= MOST_HELD:
            self._flush()

    def write_eof(self) -> None:
        """Send what is held, and then nothing more."""
        self._flush()
        if not self._transport.is_closing():
            self._transport.write_eof()

    def close(self) -> None:
        """Send what is held, then close the connection."""
        self._flush()
        self._transport.close()

    def abort(self) -> None:
        """Cut the connection."""
        self._transport.abort()

    def is_closing(self) -> bool:
        """Tell whether the connection is being closed."""
        return self._transport.is_closing()

    def get_write_buffer_size(self) -> int:
        """Count the bytes that have not been sent."""
        return self._size + self._transport.get_write_buffer_size()

    def get_extra_info(self, name: str) -> Any:  # noqa: ANN401 - of whatever type the transport has it
        """Tell something about the connection."""
        return self._transport.get_extra_info(name)

    def pause_reading(self) -> None:
        """Read no further for a while."""
        self._transport.pause_reading()

    def resume_reading(self) -> None:
        """Read on."""
        self._transport.resume_reading()

    def _flush(self) -> None:
        if not self._held:
            return
        data = b"".join(self._held)
        self._held.clear()
        self._size = 0
        if not self._transport.is_closing():  # the client may have gone since it was written
            self._transport.write(data)
