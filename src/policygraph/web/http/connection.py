"""The connections of clients, with bounds to their number and to how long a client is waited for."""

from __future__ import annotations

import asyncio
import math
from typing import TYPE_CHECKING, Any

from policygraph.web.http.strict import Refusal, StrictConnection
from policygraph.web.problems import kinds

if TYPE_CHECKING:
    from policygraph.settings import Settings
    from policygraph.web.telemetry.telemetry import Telemetry

__all__ = ["BoundedConnection", "Connections"]

KIB = 1 << 10
LOOKS_A_LIMIT = 8
LONGEST_PAUSE = 0.25
LINGER_SECONDS = 1.0
"""Time for a client to take a refusal: closing at once, with something unread, would take it back."""
HALF_CLOSED_SECONDS = 1.0
"""Time for an answer to begin after the client has ended its side, which mostly says that it has gone."""
MOST_REFUSED = 64
"""Connections beyond the limit that are told so; those beyond that are cut."""

_TOO_MANY = Refusal(
    kinds.TOO_MANY_CONNECTIONS, "too many clients are connected", "connect again in a moment", {"Retry-After": "1"}
)


class Connections:
    """All connections of a server.

    Attributes:
        refused: How many were refused because there were too many.
        waiting: Those that wait for a request or for the rest of one, the one that has waited longest first.
    """

    def __init__(self, settings: Settings, telemetry: Telemetry) -> None:
        self.settings = settings
        self.telemetry = telemetry
        self.refused = 0
        self.waiting: dict[BoundedConnection, None] = {}
        self._open: set[BoundedConnection] = set()
        self._refusing: set[BoundedConnection] = set()

    def __len__(self) -> int:
        """Count those that are open, without those that are being refused."""
        return len(self._open)

    def connect(self, **server: Any) -> BoundedConnection:  # noqa: ANN401 - what uvicorn gives to its connections
        """Make a connection for a server."""
        return BoundedConnection(self, **server)

    def add(self, connection: BoundedConnection) -> None:
        """Take a connection in, for which one that waits for its client may have to leave, or refuse it.

        So however many clients send their requests slowly, or none, there is room for one that sends its own at once.
        """
        if len(self._open) >= self.settings.connections and self.waiting:
            longest = next(iter(self.waiting))
            longest.transport.close()
            self.discard(longest)
        if len(self._open) < self.settings.connections:
            self._open.add(connection)
            self.wait(connection)
            return
        self.refused += 1
        if len(self._refusing) < MOST_REFUSED:
            self._refusing.add(connection)
            connection.refuse(_TOO_MANY)
        else:
            connection.transport.abort()

    def wait(self, connection: BoundedConnection) -> None:
        """Note that a connection waits for its client from now on."""
        self.waiting.pop(connection, None)
        self.waiting[connection] = None

    def discard(self, connection: BoundedConnection) -> None:
        """Let a connection go that has ended."""
        self._open.discard(connection)
        self._refusing.discard(connection)
        self.waiting.pop(connection, None)

    async def watch(self) -> None:
        """Look after all of them again and again, until this is cancelled."""
        limits = (self.settings.request_seconds, self.settings.stall_seconds)
        pause = min(LONGEST_PAUSE, *(limit / LOOKS_A_LIMIT for limit in limits))
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(pause)
            for connection in (*self._open, *self._refusing):
                connection.look(loop.time())


class BoundedConnection(StrictConnection):
    """A connection that waits for its client no longer, and reads no more, than the settings say.

    The parser joins the pieces of a header as they come, so that a header of hundreds of megabytes would not only fill
    the memory but keep every other client waiting.
    """

    def __init__(self, connections: Connections, **server: Any) -> None:  # noqa: ANN401 - what uvicorn gives
        super().__init__(connections.telemetry, **server)
        self._all = connections
        self._limits = connections.settings
        self._longest_head = connections.settings.head_size * KIB
        self._bare = 0
        self._first = 0
        self._piece = 0
        self._last = False
        self._half_closed = False
        self._deadline = math.inf
        self._unsent = 0
        self._resumed = False
        self._taken = math.inf

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as the parent does
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._deadline = self.loop.time() + self._limits.request_seconds
        self._all.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        """Let it go."""
        self._all.discard(self)
        self._unset_keepalive_if_required()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Parse a piece of a request and see how much has come without a byte of a body."""
        if self._refused or self.transport.is_closing():
            return
        self._piece = len(data)
        super().data_received(data)
        self._bare += len(data)
        if self._bare - self._first > self._longest_head:
            self._refuse_head()
        if not self._begun and self._owed <= 0 and not self._refused:  # blank lines, or the rest of what was answered
            self._unset_keepalive_if_required()
            self.timeout_keep_alive_task = self.loop.call_later(
                self.timeout_keep_alive, self.timeout_keep_alive_handler
            )
            self._all.wait(self)

    def eof_received(self) -> bool:  # type: ignore[override] # asyncio asks whether to keep the connection
        """The client will send no more: end, but for an answer under way, which may have a moment to begin."""
        if self._half_closed or not self._answering():
            return False
        self._half_closed = True
        self._deadline = self.loop.time() + HALF_CLOSED_SECONDS
        self.cycle.keep_alive = False
        return True

    def on_message_begin(self) -> None:
        """Begin a request; the piece that it begins in may hold others before it."""
        super().on_message_begin()
        self._count_anew()
        if self._owed <= 0:
            self._all.wait(self)
        if self._deadline == math.inf:
            self._deadline = self.loop.time() + self._limits.request_seconds

    def on_headers_complete(self) -> None:
        """Go on to the body, unless the head has become too long in its first or its last piece."""
        if self._bare + self._piece > self._longest_head and self._measured() > self._longest_head:
            self._refuse_head()
            raise OverflowError  # ends the parsing
        super().on_headers_complete()
        if self._last and not self._in_head:
            self.cycle.keep_alive = False

    def on_body(self, body: bytes) -> None:
        """Take a part of a body."""
        super().on_body(body)
        self._count_anew()

    def on_message_complete(self) -> None:
        """Have the whole request."""
        super().on_message_complete()
        if not self._begun:
            self._count_anew()
            self._deadline = math.inf
            self._all.waiting.pop(self, None)

    def on_response_complete(self) -> None:
        """Wait for the next request, if none is there."""
        super().on_response_complete()
        if self._owed <= 0:
            self._all.wait(self)

    def resume_writing(self) -> None:
        """Go on to send: the client has taken something."""
        super().resume_writing()
        self._resumed = True

    def shutdown(self) -> None:
        """End after what has begun: an answer, or a request whose head is on its way."""
        if self._begun and self._in_head:
            self._last = True
        else:
            super().shutdown()

    def look(self, now: float) -> None:
        """End the connection, or refuse the request, if the client has been waited for too long."""
        unsent = self.transport.get_write_buffer_size()
        if not unsent or unsent != self._unsent or self._resumed:
            self._taken = now
        self._unsent, self._resumed = unsent, False
        if now - self._taken > self._limits.stall_seconds:
            self.transport.abort()
        elif now > self._deadline:
            self._too_slow(now)

    def _end_with(self, data: bytes) -> None:
        """Send last words, and give the client a moment to take them."""
        super()._end_with(data)
        self._deadline = self.loop.time() + LINGER_SECONDS

    def _too_slow(self, now: float) -> None:
        if self._refused and self._unsaid is None:
            self.transport.abort()
        elif self._half_closed:
            self._deadline = math.inf
            if self._unanswered and not self._unanswered[0].response_started:
                self.transport.abort()
        elif self._answering():  # the client may have sent the next request already; it is not read meanwhile
            self._deadline = now + self._limits.request_seconds
        else:
            limit = self._limits.request_seconds
            detail = f"the request was not complete after {limit:g} seconds"
            self.refuse(Refusal(kinds.REQUEST_TIMEOUT, detail, "send it at once"))

    def _answering(self) -> bool:
        cycle = self.cycle
        return bool(self.pipeline) or (cycle is not None and not cycle.response_complete and not cycle.more_body)

    def _measured(self) -> int:
        return len(self.url) + sum(len(name) + len(value) for name, value in self.headers)

    def _count_anew(self) -> None:
        """Count what comes without a byte of a body from here on, not what else this piece holds."""
        self._bare, self._first = 0, self._piece

    def _refuse_head(self) -> None:
        kind, what = kinds.HEAD_TOO_LARGE, "the headers are"
        if not self._in_head:
            what = "what stands beside the body, such as trailers, is"
        elif len(self.url) > self._longest_head:
            kind, what = kinds.URI_TOO_LONG, "the address is"
        self.refuse(Refusal(kind, f"{what} longer than {self._longest_head} bytes", "send the query by POST"))
