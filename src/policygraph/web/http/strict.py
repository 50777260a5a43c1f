"""A connection that reads requests the way RFC 9112 wants them read, where uvicorn and its parser are lenient."""

from __future__ import annotations

import re
from collections import deque
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, NamedTuple

import httptools
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from policygraph.web.fields.headers import EVERYWHERE
from policygraph.web.http.joined import JoinedTransport
from policygraph.web.problems import kinds
from policygraph.web.problems.problem import Problem
from policygraph.web.telemetry.visit import REQUEST_ID

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Sequence

    from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

    from policygraph.web.telemetry.telemetry import Telemetry

__all__ = ["Refusal", "StrictConnection", "objection_to"]

VERSIONS = ("1.0", "1.1")
CHUNKED = b"chunked"
MOST_WAITING = 100
"""Requests read ahead of the one that is being answered: thousands fit what the system hands over at once."""
# RFC 9110 §7.2: the host of an address and perhaps its port.
_HOST = re.compile(rb"(?:[A-Za-z0-9\-._~!$&'()*+,;=]|%[0-9A-Fa-f]{2})*(?::[0-9]*)?|\[[0-9A-Fa-f:.]+\](?::[0-9]*)?")


class Refusal(NamedTuple):
    """Why a request is not answered: the kind of problem, what is wrong, what to do, and further headers."""

    kind: kinds.ProblemKind
    detail: str
    remedy: str
    headers: dict[str, str] | None = None

    def write(self, request_id: str) -> bytes:
        """Write the answer."""
        problem = Problem(*self)
        problem.request_id = request_id
        answer = problem.response()
        headers = {**EVERYWHERE, **answer.headers, REQUEST_ID.decode(): request_id, "Connection": "close"}
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        status = self.kind.status
        return f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\n{head}\r\n".encode("latin-1") + bytes(answer.body)


def objection_to(method: bytes, version: str, headers: Sequence[tuple[bytes, bytes]]) -> Refusal | None:
    """Say why a request may not be answered although it can be parsed; None where it may.

    A proxy in front could take such a request for another one, or for two.

    Args:
        method: The method.
        version: The version of HTTP.
        headers: The request's headers, names in small letters.
    """
    if version not in VERSIONS:
        return Refusal(kinds.VERSION_NOT_SUPPORTED, f"HTTP/{version} is not spoken here", "send HTTP/1.1")
    if method == b"CONNECT":
        return Refusal(kinds.NOT_IMPLEMENTED, "this server is no proxy to others", "connect to them yourself")
    hosts = [value for name, value in headers if name == b"host"]
    codings = [value for name, value in headers if name == b"transfer-encoding"]
    return _objection_to_hosts(hosts, version) or _objection_to_codings(codings, version)


def _objection_to_hosts(hosts: Sequence[bytes], version: str) -> Refusal | None:
    if len(hosts) > 1 or (not hosts and version != "1.0"):  # RFC 9112 §3.2
        return Refusal(kinds.BAD_REQUEST, f"there are {len(hosts)} Host headers", "send one")
    if hosts and not _HOST.fullmatch(hosts[0]):
        return Refusal(kinds.BAD_REQUEST, "the Host header names no host", "send the host and port of the address")
    return None


def _objection_to_codings(codings: Sequence[bytes], version: str) -> Refusal | None:
    if codings and version == "1.0":  # RFC 9112 §6.1
        return Refusal(kinds.BAD_REQUEST, "HTTP/1.0 knows no Transfer-Encoding", "send HTTP/1.1")
    if any(coding.lower() != CHUNKED for coding in codings):
        detail = "the body has a transfer coding besides chunked"
        return Refusal(kinds.NOT_IMPLEMENTED, detail, "send it chunked, or with its length")
    return None


class StrictConnection(HttpToolsProtocol):
    """A connection that refuses what a proxy could understand otherwise, keeps trailers apart, and switches to nothing.

    A request in order that was sent before one that is refused is answered first.

    Args:
        telemetry: Told of what is refused.
        server: What uvicorn gives to its connections.
    """

    def __init__(self, telemetry: Telemetry, **server: Any) -> None:  # noqa: ANN401 - as uvicorn has it
        super().__init__(**server)
        self._telemetry = telemetry
        self.url = b""
        self._in_head = True
        self._begun = False
        self._refused = False
        self._unsaid: Refusal | None = None
        self._owed = 0
        self._unanswered: deque[RequestResponseCycle] = deque()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as the parent does
        """Write through a transport that joins what is written."""
        super().connection_made(JoinedTransport(transport, self.loop))  # type: ignore[arg-type] # it is all that is needed

    def connection_lost(self, exc: Exception | None) -> None:
        """Tell whoever answers that the client has gone, also where another request has come since."""
        for cycle in self._unanswered:
            cycle.disconnected = True
            cycle.message_event.set()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Parse a piece of what the client sends."""
        self._unset_keepalive_if_required()
        left = memoryview(data)
        try:
            while left:
                left = self._parse(left)
        except httptools.HttpParserError:
            remedy = "send HTTP/1.1, an address in ASCII of at most 65535 bytes, and longer queries by POST"
            self.refuse(Refusal(kinds.BAD_REQUEST, "what was sent cannot be read as HTTP/1.1", remedy))

    def on_message_begin(self) -> None:
        """Begin a request."""
        super().on_message_begin()
        self._in_head = self._begun = True

    def on_header(self, name: bytes, value: bytes) -> None:
        """Take a header; a trailer is none (RFC 9110 §6.5.1), and could pass by a proxy that takes headers out."""
        if self._in_head:
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        """Have the request answered, unless something speaks against it."""
        objection = objection_to(self.parser.get_method(), self.parser.get_http_version(), self.headers)
        if objection is not None:
            self.refuse(objection)
            raise ValueError  # ends the parsing
        if self.parser.should_upgrade():  # the parser takes what follows for another protocol, the body included
            return
        if len(self.pipeline) >= MOST_WAITING:
            detail = f"{MOST_WAITING} requests wait to be answered over this connection"
            self.refuse(Refusal(kinds.TOO_MANY_REQUESTS, detail, "wait for an answer before the next request"))
            raise ValueError
        super().on_headers_complete()
        self._in_head = False
        self._unanswered.append(self.cycle)

    def on_message_complete(self) -> None:
        """Have the whole request."""
        if self.parser.should_upgrade():
            return
        super().on_message_complete()
        self._begun = False
        self._owed += 1

    def on_response_complete(self) -> None:
        """Go on to the next request, or say what is wrong with it."""
        self._unanswered.popleft()
        super().on_response_complete()
        self._owed -= 1
        self._say()

    def refuse(self, refusal: Refusal) -> None:
        """Answer past the application, once everything before has been answered, and read no further."""
        if not self._refused and not self.transport.is_closing():
            self._refused = True
            self._unsaid = refusal
            self._say()

    def _parse(self, data: memoryview) -> memoryview:
        """Parse data up to where another protocol was to begin, and give the rest."""
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade as upgrade:
            self._stay()
            return data[upgrade.args[0] :]
        return data[:0]

    def _say(self) -> None:
        if self._unsaid is None or self._owed > 0 or self.transport.is_closing():
            return
        self._unset_keepalive_if_required()
        refusal, self._unsaid = self._unsaid, None
        cycle = self.cycle
        if self._begun and not self._in_head:
            if cycle.response_started:  # one request has one answer
                self.transport.close()
                return
            cycle.disconnected = True
            cycle.message_event.set()
        request_id = self._telemetry.refused(refusal.kind.name, refusal.kind.status, self.client)
        self._end_with(refusal.write(request_id))

    def _end_with(self, data: bytes) -> None:
        """Send last words."""
        self.transport.write(data)
        self.transport.write_eof()

    def _stay(self) -> None:
        """Read the request again without its wish for another protocol (RFC 9110 §7.8), so that its body is read."""
        method, version = self.parser.get_method(), self.parser.get_http_version().encode("ascii")
        self.parser = httptools.HttpRequestParser(self)
        self.parser.set_dangerous_leniencies(lenient_data_after_close=True)
        fields = b"".join(b"%s: %s\r\n" % field for field in self.headers if field[0] != b"upgrade")
        self.parser.feed_data(b"%s %s HTTP/%s\r\n%s\r\n" % (method, self.url, version, fields))
