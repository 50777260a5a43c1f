"""The gateway between the real engine and a real endpoint on this machine, which stands for one elsewhere."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pyoxigraph
import pytest

from policygraph.errors import QueryRefusedError
from policygraph.store.federation import AllowList, Gateway, GatewayLimits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROWS = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"from elsewhere"}}]}}'
LOOPBACK = AllowList.parse(["remote.example", "127.0.0.0/8"])


class Endpoint(BaseHTTPRequestHandler):
    """Answers by the path that it is asked at."""

    seen: list[tuple[str, str, bytes]]

    def do_POST(self) -> None:
        """Answer."""
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.seen.append((self.path, self.headers["Host"], body))
        status, answer = {"/broken": (500, b"a secret of the inside"), "/moved": (302, b"")}.get(self.path, (200, ROWS))
        if self.path == "/large":
            answer = ROWS + b" " * 5000
        self.send_response(status)
        if status == 302:
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/ok")  # type: ignore[attr-defined]
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def endpoint() -> Iterator[tuple[int, list[tuple[str, str, bytes]]]]:
    """Serve an endpoint: its port, and what it is asked."""
    seen: list[tuple[str, str, bytes]] = []
    handler = type("Seen", (Endpoint,), {"seen": seen})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port, seen
        server.shutdown()


def to_loopback(host: str, port: int) -> Sequence[str]:
    assert host == "remote.example"
    assert port
    return ["127.0.0.1"]


@contextmanager
def opened(allowed: AllowList = LOOPBACK, **limits: float) -> Iterator[Gateway]:
    gateway = Gateway(allowed, GatewayLimits(**limits), to_loopback)  # type: ignore[arg-type] # seconds or size
    try:
        yield gateway
    finally:
        gateway.close()


def ask(address: str, silent: str = "") -> list[str | None]:
    query = f"SELECT ?x {{ SERVICE {silent} <{address}> {{ ?x ?p 'a' }} }}"
    rows = pyoxigraph.Store().query(query)
    return [row["x"].value if row["x"] is not None else None for row in rows]  # type: ignore[union-attr]


def test_the_engine_gets_the_answer_of_the_endpoint(endpoint: tuple[int, list[tuple[str, str, bytes]]]) -> None:
    port, seen = endpoint
    with opened() as gateway:
        (address,) = gateway.open([f"http://remote.example:{port}/sparql?a=b"])
        assert ask(address) == ["from elsewhere"]
    assert seen == [("/sparql?a=b", f"remote.example:{port}", b'SELECT * WHERE { ?x ?p "a" . }')]
    assert gateway.failure is None


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("broken", "answered with status 500"),
        ("moved", "answered with status 302"),
        ("large", "answered with more than 1000 bytes"),
    ],
)
def test_an_answer_that_is_none_is_a_failure_with_its_reason(
    endpoint: tuple[int, list[tuple[str, str, bytes]]], path: str, why: str
) -> None:
    port, seen = endpoint
    iri = f"http://remote.example:{port}/{path}"
    with opened(size=1000) as gateway:
        (address,) = gateway.open([iri])
        with pytest.raises(OSError, match="502"):
            ask(address)
        assert gateway.failure == f"<{iri}> {why}"
        assert ask(address, "SILENT") == [None]
    assert {asked for asked, _, _ in seen} == {f"/{path}"}


def test_a_listed_name_that_stands_for_an_inner_address_is_not_connected_to(
    endpoint: tuple[int, list[tuple[str, str, bytes]]],
) -> None:
    port, seen = endpoint
    with opened(AllowList.parse(["remote.example"])) as gateway:
        (address,) = gateway.open([f"http://remote.example:{port}/sparql"])
        with pytest.raises(OSError, match="502"):
            ask(address)
        assert "inner address" in str(gateway.failure)
    assert seen == []


def test_the_connection_goes_to_the_address_that_was_checked(
    endpoint: tuple[int, list[tuple[str, str, bytes]]],
) -> None:
    port, seen = endpoint
    asked: list[str] = []

    def another_each_time(host: str, port: int) -> Sequence[str]:
        asked.append(f"{host}:{port}")
        return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.2"]

    gateway = Gateway(LOOPBACK, GatewayLimits(), another_each_time)
    (address,) = gateway.open([f"http://remote.example:{port}/sparql"])
    assert ask(address) == ["from elsewhere"]
    gateway.close()
    assert asked == [f"remote.example:{port}"]
    assert len(seen) == 1


def test_an_endpoint_that_does_not_answer_is_given_up(endpoint: tuple[int, list[tuple[str, str, bytes]]]) -> None:
    del endpoint
    import socket  # noqa: PLC0415 - for this test alone

    with socket.create_server(("127.0.0.1", 0)) as silent, opened(seconds=0.2) as gateway:
        (address,) = gateway.open([f"http://remote.example:{silent.getsockname()[1]}/"])
        with pytest.raises(OSError, match="502"):
            ask(address)
        assert "did not answer in time" in str(gateway.failure)


def test_an_endpoint_that_is_not_listed_is_refused_before_anything_is_asked() -> None:
    with opened() as gateway, pytest.raises(QueryRefusedError):
        gateway.open(["http://other.example/"])


def test_nobody_else_on_the_machine_can_use_the_gateway(endpoint: tuple[int, list[tuple[str, str, bytes]]]) -> None:
    port, seen = endpoint
    with opened() as gateway:
        (address,) = gateway.open([f"http://remote.example:{port}/sparql"])
        base = address.rpartition("/")[0]
        for guess in ("/", "/sparql", "/0"):
            with pytest.raises(OSError, match="404"):
                ask(base + guess)
        gateway.open([])
        with pytest.raises(OSError, match="404"):
            ask(address)
    assert seen == []
