"""An endpoint on this machine, which stands for one elsewhere."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

JSON = "application/sparql-results+json"
ROWS = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"from elsewhere"}}]}}'
XML = (
    b'<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head><variable name="x"/></head><results><result>'
    b'<binding name="x"><literal>from elsewhere</literal></binding></result></results></sparql>'
)
ANSWERS = {
    "/broken": (500, JSON, b"a secret of the inside"),
    "/moved": (302, JSON, b""),
    "/large": (200, JSON, ROWS + b" " * 5000),
    "/page": (200, "text/html", b"<html>"),
    "/cut": (200, JSON, ROWS[:-10]),
    "/true": (200, JSON, b'{"head":{},"boolean":true}'),
    "/xml": (200, "application/sparql-results+xml; charset=utf-8", XML),
}
"""Status, media type and body by path; ROWS at every other."""


class Asked(NamedTuple):
    """What an endpoint was asked."""

    path: str
    host: str
    body: bytes


class Elsewhere(NamedTuple):
    """An endpoint: its port, and what it was asked."""

    port: int
    seen: list[Asked]


class _Endpoint(BaseHTTPRequestHandler):
    seen: list[Asked]

    def do_POST(self) -> None:
        """Answer by the path."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.seen.append(Asked(self.path, self.headers["Host"], body))
        status, media_type, answer = ANSWERS.get(self.path, (200, JSON, ROWS))
        self.send_response(status)
        if status == 302:
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/ok")  # type: ignore[attr-defined]
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def elsewhere() -> Iterator[Elsewhere]:
    """Serve an endpoint."""
    seen: list[Asked] = []
    handler = type("Seen", (_Endpoint,), {"seen": seen})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Elsewhere(server.server_port, seen)
        server.shutdown()
