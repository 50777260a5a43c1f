"""A client that sends bytes as they are, and reads what comes back strictly."""

from __future__ import annotations

import select
import socket
import struct
import time
from typing import TYPE_CHECKING, NamedTuple, Self

import h11

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import TracebackType

__all__ = ["Reply", "Wire", "request"]

PIECE = 65_536
PATIENCE = 10.0
"""Seconds without a byte from the server after which a test fails."""


class Reply(NamedTuple):
    """An answer.

    Attributes:
        status: Its status; 0 where the connection was closed without one.
        headers: Its headers, names in small letters; of those that come several times the values joined by commas.
        body: Its body.
        whole: Whether the body is complete by the answer's own account.
    """

    status: int
    headers: dict[str, str]
    body: bytes
    whole: bool

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


class Wire:
    """One connection to a server.

    Args:
        address: Where the server listens.
        source: The address of the loopback network that the client has.
    """

    def __init__(self, address: tuple[str, int], source: str = "127.0.0.1") -> None:
        self.socket = socket.create_connection(address, PATIENCE, (source, 0))
        self._unread = b""
        self._closed = False

    def __enter__(self) -> Self:
        """Keep the connection open."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, to: TracebackType | None) -> None:
        """Close the connection."""
        self.socket.close()

    def send(self, data: bytes) -> bool:
        """Send data while taking what the server sends meanwhile; False where it closed the connection before the end.

        A server that refuses a long request answers before it has read it all, and a client that does not read
        meanwhile loses that answer.
        """
        left = memoryview(data)
        while left:
            readable, writable, _ = select.select([self.socket], [self.socket], [], PATIENCE)
            assert readable or writable, "the server neither reads nor answers"
            if readable and not self._keep():
                return False
            if writable:
                try:
                    left = left[self.socket.send(left[:PIECE], socket.MSG_DONTWAIT) :]
                except (ConnectionResetError, BrokenPipeError):
                    return False
        return True

    def end(self) -> None:
        """Say that nothing more will be sent."""
        self.socket.shutdown(socket.SHUT_WR)

    def reset(self) -> None:
        """Break the connection off: the server gets RST instead of FIN."""
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()

    def receive(self, method: str = "GET") -> Reply:
        """Read the answer to a request by some method."""
        status, headers, body, whole = 0, dict[str, str](), bytearray(), False
        for event in self._events(method):
            match event:
                case h11.Response():
                    status, headers = event.status_code, _joined(event)
                case h11.Data():
                    body += event.data
                case h11.EndOfMessage():
                    whole = True
                case _:
                    pass
        return Reply(status, headers, bytes(body), whole)

    def closed(self, within: float = PATIENCE) -> bool:
        """Tell whether the server closes the connection in time without a word more."""
        end = time.monotonic() + within
        while not self._closed:
            if not select.select([self.socket], [], [], max(0.0, end - time.monotonic()))[0]:
                return False
            self._keep()
        return not self._unread

    def _events(self, method: str) -> Iterator[h11.Event]:
        """Give the parts of an answer, up to where the connection ends if that comes first."""
        parser = h11.Connection(h11.CLIENT, max_incomplete_event_size=1 << 20)
        parser.send(h11.Request(method=method, target="/", headers=[("Host", "e")]))
        parser.send(h11.EndOfMessage())
        event: object = None
        while not isinstance(event, h11.EndOfMessage | h11.ConnectionClosed):
            try:
                event = parser.next_event()
            except h11.RemoteProtocolError:
                if self._closed:  # it ends too early
                    return
                raise
            if isinstance(event, h11.Event):
                yield event
            else:
                parser.receive_data(self._unread or self._take())
                self._unread = b""
        self._unread = parser.trailing_data[0]

    def _take(self) -> bytes:
        """Take what has come; nothing at the end of the connection."""
        try:
            data = self.socket.recv(PIECE)
        except ConnectionResetError:
            data = b""
        self._closed = not data
        return data

    def _keep(self) -> bool:
        """Keep what has come for later; False at the end of the connection."""
        data = self._take()
        self._unread += data
        return bool(data)


def request(
    target: str = "/sparql?query=ASK%20%7B%7D",
    headers: Sequence[tuple[str, str] | bytes] = (),
    body: bytes = b"",
    method: str = "GET",
) -> bytes:
    """Write a request that is in order but for what it is given.

    Args:
        target: What stands behind the method.
        headers: Headers besides Host, as names and values or as lines; a body gets its Content-Length.
        body: The body.
        method: The method.
    """
    lines = [line if isinstance(line, bytes) else f"{line[0]}: {line[1]}".encode("latin-1") for line in headers]
    if body:
        lines.append(b"Content-Length: %d" % len(body))
    return b"\r\n".join([f"{method} {target} HTTP/1.1".encode("latin-1"), b"Host: e", *lines, b"", body])


def _joined(response: h11.Response) -> dict[str, str]:
    headers: dict[str, str] = {}
    for raw_name, value in response.headers:
        name = raw_name.decode("ascii")
        text = value.decode("latin-1")
        headers[name] = f"{headers[name]}, {text}" if name in headers else text
    return headers
