"""The gateway through which a query process asks other endpoints.

The engine resolves, connects and reads by itself, and knows no limits. So it is never told the real endpoint: the query
names an address of this gateway, on the loopback interface of the same process, which asks the real one. The name is
resolved once, every address is checked, and the connection goes to the address that was checked: a name cannot lead
outside the allow-list between the look and the step. Redirects are not followed; time and size are bounded.

The engine asks anew for each row where SERVICE stands in EXISTS or LATERAL, always with the same words: an endpoint is
asked once a query, and its answer, or that there was none, is repeated.
"""

from __future__ import annotations

import http.client
import secrets
import socket
import ssl
import threading
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from policygraph.store.federation.allowlist import AllowList, Destination
    from policygraph.store.federation.calls import ServiceCall

    Resolve = Callable[[str, int], Sequence[str]]

__all__ = ["Gateway", "GatewayLimits"]

PASSED_ON = ("Accept", "Content-Type")
AGENT = "policygraph"
STACK = 512 << 10
"""Bytes of a thread's stack, which counts as memory that a query may use."""


class _CannotAskError(Exception):
    """Why an endpoint gave no answer, in words for the client."""


@dataclass(frozen=True, slots=True)
class GatewayLimits:
    """How much another endpoint may cost.

    Attributes:
        seconds: To connect, and between two pieces of its answer.
        size: Bytes of all answers for one query.
    """

    seconds: float = 10.0
    size: int = 64 << 20


class _Route(NamedTuple):
    """Where an address of the gateway leads, and whether the query goes on without an answer."""

    destination: Destination
    silent: bool


class _Reply(NamedTuple):
    """What the engine is answered."""

    status: HTTPStatus
    media_type: str
    body: bytes


_NOT_FOUND = _Reply(HTTPStatus.NOT_FOUND, "text/plain", b"")
_FAILED = _Reply(HTTPStatus.BAD_GATEWAY, "text/plain", b"")


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

    Attributes:
        failure: Why an endpoint without which the query cannot go on gave no answer, in words for the client.
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
        self._routes: dict[str, _Route] = {}
        self._replies: dict[tuple[str, bytes], _Reply] = {}
        self._room = 0
        self._lock = threading.Lock()
        self._server: ThreadingHTTPServer | None = None
        self.failure: str | None = None

    def open(self, calls: Sequence[ServiceCall]) -> list[str]:
        """Make ready for a query, forgetting the one before.

        Args:
            calls: What it asks of other endpoints.

        Returns:
            The address to name in the place of each endpoint.

        Raises:
            QueryRefusedError: One of them is not allowed.
        """
        routes = {
            f"/{secrets.token_urlsafe(24)}": _Route(self._allowed.destination(call.iri), call.silent) for call in calls
        }
        server = self._server or self._listen()
        with self._lock:
            self._routes, self._replies = routes, {}
            self._room = self._limits.size
            self.failure = None
        return [f"http://127.0.0.1:{server.server_port}{path}" for path in routes]

    def close(self) -> None:
        """Listen no longer."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def answer(self, path: str, headers: dict[str, str], body: bytes) -> _Reply:
        """Answer the engine."""
        with self._lock:
            route = self._routes.get(path)
            if route is None:
                return _NOT_FOUND
            if (path, body) not in self._replies:
                self._replies[path, body] = self._reply(route, headers, body)
            return self._replies[path, body]

    def _reply(self, route: _Route, headers: dict[str, str], body: bytes) -> _Reply:
        try:
            media_type, answer = self._ask(route.destination, headers, body)
        except _CannotAskError as why:
            failure = str(why)
        except (OSError, http.client.HTTPException) as fault:
            failure = f"cannot be asked: {_said(fault)}"
        else:
            return _Reply(HTTPStatus.OK, media_type, answer)
        if not route.silent:
            self.failure = f"<{route.destination.iri}> {failure}"
        return _FAILED

    def _ask(self, destination: Destination, headers: dict[str, str], body: bytes) -> tuple[str, bytes]:
        addresses = self._checked(destination)
        connection = _Connection(destination, addresses, self._limits.seconds, self._context(destination))
        try:
            connection.request("POST", destination.path, body, {**headers, "User-Agent": AGENT})
            response = connection.getresponse()
            if response.status != HTTPStatus.OK:
                raise _CannotAskError(f"answered with status {response.status}")
            answer = response.read(self._room + 1)
        finally:
            connection.close()
        if len(answer) > self._room:
            raise _CannotAskError(f"answered with more than the {self._limits.size} bytes that a query may fetch")
        media_type = response.headers.get_content_type()
        _check_solutions(media_type, answer)
        self._room -= len(answer)
        return media_type, answer

    def _checked(self, destination: Destination) -> Sequence[str]:
        addresses = self._resolve(destination.host, destination.port)
        if not addresses:
            raise _CannotAskError("has no address")
        if not all(self._allowed.permits(address) for address in addresses):
            raise _CannotAskError("stands for an inner address, which is not on the list of those that may be asked")
        return addresses

    def _context(self, destination: Destination) -> ssl.SSLContext | None:
        if not destination.secure:
            return None
        self._trust = self._trust or ssl.create_default_context()
        return self._trust

    def _listen(self) -> ThreadingHTTPServer:
        gateway = self

        class Handler(_Handler):
            gate = gateway

        threading.stack_size(STACK)
        server = _Server(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self._server = server
        return server


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing of an engine that has gone: what a query process says before it dies is looked at."""


class _Handler(BaseHTTPRequestHandler):
    gate: Gateway

    def do_POST(self) -> None:
        """Pass one sub-query on."""
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        passed = {name: self.headers[name] for name in PASSED_ON if name in self.headers}
        reply = self.gate.answer(self.path, passed, body)
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.media_type)
        self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    def log_message(self, *_: object) -> None:
        """Say nothing: the query process reports what failed."""


class _Connection(http.client.HTTPConnection):
    """A connection to one of the addresses that were checked, for the host name that they belong to."""

    def __init__(
        self, destination: Destination, addresses: Sequence[str], seconds: float, trust: ssl.SSLContext | None
    ) -> None:
        super().__init__(destination.host, destination.port, timeout=seconds)
        self._checked = addresses
        self._trust = trust

    def connect(self) -> None:
        """Connect to the first address that lets us."""
        *others, last = self._checked
        for address in others:
            with suppress(OSError):
                self.sock = socket.create_connection((address, self.port), self.timeout)
                break
        else:
            self.sock = socket.create_connection((last, self.port), self.timeout)
        if self._trust is not None:
            self.sock = self._trust.wrap_socket(self.sock, server_hostname=self.host)


def _check_solutions(media_type: str, answer: bytes) -> None:
    """See that an answer is what SERVICE wants, whole: the engine would find out only after it has given rows.

    Raises:
        _CannotAskError: It is not.
    """
    wanted = pyoxigraph.QueryResultsFormat.from_media_type(media_type)
    if wanted is None:
        raise _CannotAskError(f"answered with {media_type}, which is no format of results")
    try:
        results = pyoxigraph.parse_query_results(answer, format=wanted)
        if isinstance(results, pyoxigraph.QuerySolutions):
            deque(results, maxlen=0)
            return
    except (SyntaxError, ValueError):
        raise _CannotAskError(f"answered with what is no {media_type}") from None
    raise _CannotAskError("answered with true or false instead of solutions")


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
