"""The gateway through which a query process asks other endpoints.

The engine resolves, connects and reads by itself, and knows no limits. So it is never told the real endpoint: the query
names an address of this gateway, on the loopback interface of the same process, which asks the real one. The name is
resolved once, every address is checked, and the connection goes to the address that was checked: a name cannot lead
outside the allow-list between the look and the step. Redirects are not followed; time and size are bounded.
"""

from __future__ import annotations

import http.client
import secrets
import socket
import ssl
import threading
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from policygraph.store.federation.allowlist import AllowList, Destination

    Resolve = Callable[[str, int], Sequence[str]]

__all__ = ["Gateway", "GatewayLimits"]

PASSED_ON = ("Accept", "Content-Type")
AGENT = "policygraph"


class _CannotAskError(Exception):
    """Why an endpoint gave no answer, in words for the client."""


@dataclass(frozen=True, slots=True)
class GatewayLimits:
    """How much another endpoint may cost.

    Attributes:
        seconds: To connect, and between two pieces of its answer.
        size: Bytes of the longest answer.
    """

    seconds: float = 10.0
    size: int = 64 << 20


def resolve(host: str, port: int) -> Sequence[str]:
    """Give every address that a host name stands for."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


class Gateway:
    """The gateway of one process, which answers one query at a time.

    Args:
        allowed: The endpoints that may be asked.
        limits: How much they may cost.
        resolver: Gives the addresses of a host.
        trust: Decides which certificates are believed; those of the system unless told.
    """

    def __init__(
        self,
        allowed: AllowList,
        limits: GatewayLimits,
        resolver: Resolve = resolve,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self._allowed = allowed
        self._limits = limits
        self._resolve = resolver
        self._trust = trust
        self._destinations: dict[str, Destination] = {}
        self._server: ThreadingHTTPServer | None = None
        self.failure: str | None = None

    def open(self, iris: Sequence[str]) -> list[str]:
        """Make ready for a query, forgetting the one before.

        Args:
            iris: The endpoints that it names.

        Returns:
            The address to ask in the place of each.

        Raises:
            QueryRefusedError: One of them is not allowed.
        """
        self.failure = None
        server = self._server or self._listen()
        paths = {f"/{secrets.token_urlsafe(24)}": self._allowed.destination(iri) for iri in iris}
        self._destinations = paths
        return [f"http://127.0.0.1:{server.server_port}{path}" for path in paths]

    def close(self) -> None:
        """Listen no longer."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def answer(self, path: str, headers: dict[str, str], body: bytes) -> tuple[HTTPStatus, str, bytes]:
        """Answer the engine: status, media type and body; what fails is kept in `failure`."""
        destination = self._destinations.get(path)
        if destination is None:
            return HTTPStatus.NOT_FOUND, "text/plain", b""
        try:
            return HTTPStatus.OK, *self._ask(destination, headers, body)
        except (OSError, http.client.HTTPException) as fault:
            self.failure = f"<{destination.iri}> cannot be asked: {_said(fault)}"
        except _CannotAskError as why:
            self.failure = f"<{destination.iri}> {why}"
        return HTTPStatus.BAD_GATEWAY, "text/plain", b""

    def _ask(self, destination: Destination, headers: dict[str, str], body: bytes) -> tuple[str, bytes]:
        address = self._checked(destination)
        connection = _Connection(destination, address, self._limits.seconds, self._context(destination))
        try:
            connection.request("POST", destination.path, body, {**headers, "User-Agent": AGENT})
            response = connection.getresponse()
            if response.status != HTTPStatus.OK:
                raise _CannotAskError(f"answered with status {response.status}")
            answer = response.read(self._limits.size + 1)
        finally:
            connection.close()
        if len(answer) > self._limits.size:
            raise _CannotAskError(f"answered with more than {self._limits.size} bytes")
        return response.headers.get_content_type(), answer

    def _checked(self, destination: Destination) -> str:
        addresses = self._resolve(destination.host, destination.port)
        if not addresses:
            raise _CannotAskError("has no address")
        if not all(self._allowed.permits(address) for address in addresses):
            raise _CannotAskError("stands for an inner address, which is not on the list of those that may be asked")
        return addresses[0]

    def _context(self, destination: Destination) -> ssl.SSLContext | None:
        if not destination.secure:
            return None
        self._trust = self._trust or ssl.create_default_context()
        return self._trust

    def _listen(self) -> ThreadingHTTPServer:
        gateway = self

        class Handler(_Handler):
            gate = gateway

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self._server = server
        return server


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    gate: Gateway

    def do_POST(self) -> None:
        """Pass one sub-query on."""
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        passed = {name: self.headers[name] for name in PASSED_ON if name in self.headers}
        status, media_type, answer = self.gate.answer(self.path, passed, body)
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        """Say nothing: the query process reports what failed."""


class _Connection(http.client.HTTPConnection):
    """A connection to an address that was checked, for the host name that it belongs to."""

    def __init__(self, destination: Destination, address: str, seconds: float, trust: ssl.SSLContext | None) -> None:
        super().__init__(destination.host, destination.port, timeout=seconds)
        self._checked = address
        self._trust = trust

    def connect(self) -> None:
        """Connect."""
        self.sock = socket.create_connection((self._checked, self.port), self.timeout)
        if self._trust is not None:
            self.sock = self._trust.wrap_socket(self.sock, server_hostname=self.host)


def _said(fault: Exception) -> str:
    """Say a fault of the network; details of this machine's network stay inside."""
    match fault:
        case TimeoutError():
            return "it did not answer in time"
        case ssl.SSLError():
            return "its certificate is not trusted"
        case socket.gaierror():
            return "its name is not known"
        case OSError():
            return "no connection can be made"
        case _:
            return "its answer is not HTTP"
