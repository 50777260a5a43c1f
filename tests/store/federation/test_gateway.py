"""The gateway between the real engine and a real endpoint."""

from __future__ import annotations

import socket
import ssl
import subprocess
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pyoxigraph
import pytest

from policygraph.errors import QueryRefusedError
from policygraph.store.federation import AllowList, ServiceCall
from policygraph.store.federation.gateway import Gateway, GatewayLimits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from tests.store.federation.conftest import Elsewhere

ROWS = b'{"head":{"vars":["x"]},"results":{"bindings":[{"x":{"type":"literal","value":"from elsewhere"}}]}}'
LOOPBACK = AllowList.parse(["remote.example", "127.0.0.0/8"])


def to_loopback(host: str, port: int) -> Sequence[str]:
    assert host == "remote.example"
    assert port
    return ["127.0.0.1"]


def call(iri: str, *, silent: bool = False) -> ServiceCall:
    return ServiceCall(0, 0, iri, silent)


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


def test_the_engine_gets_the_answer_of_the_endpoint(elsewhere: Elsewhere) -> None:
    with opened() as gateway:
        (address,) = gateway.open([call(f"http://remote.example:{elsewhere.port}/sparql?a=b")])
        assert ask(address) == ["from elsewhere"]
    asked = ("/sparql?a=b", f"remote.example:{elsewhere.port}", b'SELECT * WHERE { ?x ?p "a" . }')
    assert elsewhere.seen == [asked]
    assert gateway.failure is None


def test_an_answer_may_be_xml(elsewhere: Elsewhere) -> None:
    with opened() as gateway:
        (address,) = gateway.open([call(f"http://remote.example:{elsewhere.port}/xml")])
        assert ask(address) == ["from elsewhere"]


FAILURES = [
    ("broken", "answered with status 500"),
    ("moved", "answered with status 302"),
    ("large", "answered with more than the 1000 bytes that a query may fetch"),
    ("page", "answered with text/html, which is no format of results"),
    ("cut", "answered with what is no application/sparql-results+json"),
    ("true", "answered with true or false instead of solutions"),
]


@pytest.mark.parametrize(("path", "why"), FAILURES)
def test_an_answer_that_is_none_is_a_failure_with_its_reason(elsewhere: Elsewhere, path: str, why: str) -> None:
    iri = f"http://remote.example:{elsewhere.port}/{path}"
    with opened(size=1000) as gateway:
        (address,) = gateway.open([call(iri)])
        with pytest.raises(OSError, match="502"):
            ask(address)
        assert gateway.failure == f"<{iri}> {why}"
    assert {asked.path for asked in elsewhere.seen} == {f"/{path}"}


@pytest.mark.parametrize("path", [path for path, _ in FAILURES])
def test_a_silent_call_goes_on_without_an_answer_and_is_no_failure(elsewhere: Elsewhere, path: str) -> None:
    with opened(size=1000) as gateway:
        (address,) = gateway.open([call(f"http://remote.example:{elsewhere.port}/{path}", silent=True)])
        assert ask(address, "SILENT") == [None]
        assert gateway.failure is None


def test_all_answers_for_one_query_together_are_bounded(elsewhere: Elsewhere) -> None:
    iri = f"http://remote.example:{elsewhere.port}/"
    with opened(size=len(ROWS) * 2 - 1) as gateway:
        first, second = gateway.open([call(iri), call(iri)])
        assert ask(first) == ["from elsewhere"]
        with pytest.raises(OSError, match="502"):
            ask(second)
        (another,) = gateway.open([call(iri)])
        assert ask(another) == ["from elsewhere"]


def test_an_endpoint_is_asked_once_a_query_however_often_the_engine_asks(elsewhere: Elsewhere) -> None:
    for path, silent in (("ok", False), ("broken", True)):
        with opened() as gateway:
            (address,) = gateway.open([call(f"http://remote.example:{elsewhere.port}/{path}", silent=silent)])
            word = "SILENT" if silent else ""
            query = f"ASK {{ VALUES ?n {{ 1 2 3 }} FILTER EXISTS {{ SERVICE {word} <{address}> {{ ?x ?p ?n }} }} }}"
            pyoxigraph.Store().query(query)
    assert [asked.path for asked in elsewhere.seen] == ["/ok", "/broken"]


def test_a_listed_name_that_stands_for_an_inner_address_is_not_connected_to(elsewhere: Elsewhere) -> None:
    with opened(AllowList.parse(["remote.example"])) as gateway:
        (address,) = gateway.open([call(f"http://remote.example:{elsewhere.port}/sparql")])
        with pytest.raises(OSError, match="502"):
            ask(address)
        assert "inner address" in str(gateway.failure)
    assert elsewhere.seen == []


def test_one_inner_address_among_several_is_one_too_many(elsewhere: Elsewhere) -> None:
    allowed = AllowList.parse(["remote.example", "127.0.0.1"])
    gateway = Gateway(allowed, GatewayLimits(), lambda *_: ["127.0.0.1", "169.254.169.254"])
    (address,) = gateway.open([call(f"http://remote.example:{elsewhere.port}/")])
    with pytest.raises(OSError, match="502"):
        ask(address)
    gateway.close()
    assert elsewhere.seen == []


def test_the_connection_goes_to_the_address_that_was_checked(elsewhere: Elsewhere) -> None:
    asked: list[str] = []

    def another_each_time(host: str, port: int) -> Sequence[str]:
        asked.append(f"{host}:{port}")
        return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.2"]

    gateway = Gateway(LOOPBACK, GatewayLimits(), another_each_time)
    (address,) = gateway.open([call(f"http://remote.example:{elsewhere.port}/sparql")])
    assert ask(address) == ["from elsewhere"]
    gateway.close()
    assert asked == [f"remote.example:{elsewhere.port}"]
    assert len(elsewhere.seen) == 1


def test_another_address_is_tried_where_one_lets_nobody_in(elsewhere: Elsewhere) -> None:
    gateway = Gateway(LOOPBACK, GatewayLimits(), lambda *_: ["127.0.0.9", "127.0.0.1"])
    (address,) = gateway.open([call(f"http://remote.example:{elsewhere.port}/")])
    assert ask(address) == ["from elsewhere"]
    gateway.close()


def test_an_endpoint_that_does_not_answer_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, opened(seconds=0.2) as gateway:
        (address,) = gateway.open([call(f"http://remote.example:{silent.getsockname()[1]}/")])
        with pytest.raises(OSError, match="502"):
            ask(address)
        assert "did not answer in time" in str(gateway.failure)


def test_a_port_where_nobody_listens_is_told_without_details() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    with opened() as gateway:
        (address,) = gateway.open([call(f"http://remote.example:{port}/")])
        with pytest.raises(OSError, match="502"):
            ask(address)
        assert gateway.failure == f"<http://remote.example:{port}/> cannot be asked: no connection can be made"


def test_an_endpoint_that_is_not_listed_is_refused_before_anything_is_asked() -> None:
    with opened() as gateway, pytest.raises(QueryRefusedError):
        gateway.open([call("http://other.example/")])


def test_nobody_else_on_the_machine_can_use_the_gateway(elsewhere: Elsewhere) -> None:
    with opened() as gateway:
        (address,) = gateway.open([call(f"http://remote.example:{elsewhere.port}/sparql")])
        base = address.rpartition("/")[0]
        for guess in ("/", "/sparql", "/0"):
            with pytest.raises(OSError, match="404"):
                ask(base + guess)
        gateway.open([])
        with pytest.raises(OSError, match="404"):
            ask(address)
    assert elsewhere.seen == []


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate of `remote.example`, signed by itself."""
    folder = tmp_path_factory.mktemp("certificate")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=remote.example", "-addext",
         "subjectAltName=DNS:remote.example", "-keyout", folder / "key", "-out", folder / "certificate"],
        check=True, capture_output=True,
    )  # fmt: skip
    return folder


@pytest.mark.parametrize(
    ("host", "trusted", "why"),
    [
        ("remote.example", True, None),
        ("remote.example", False, "its certificate is not trusted"),
        ("127.0.0.1", True, "its certificate is not trusted"),
    ],
)
def test_a_secure_endpoint_has_to_show_a_certificate_of_its_name(
    certificate: Path, host: str, why: str | None, *, trusted: bool
) -> None:
    class Endpoint(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.send_header("Content-Type", "application/sparql-results+json")
            self.end_headers()
            self.wfile.write(ROWS)

        def log_message(self, *_: object) -> None:
            pass

    trust = ssl.create_default_context(cafile=certificate / "certificate" if trusted else None)
    with secured(Endpoint, certificate) as port:
        gateway = Gateway(LOOPBACK, GatewayLimits(), lambda *_: ["127.0.0.1"], trust)
        (address,) = gateway.open([call(f"https://{host}:{port}/", silent=False)])
        if why is None:
            assert ask(address) == ["from elsewhere"]
        else:
            with pytest.raises(OSError, match="502"):
                ask(address)
        gateway.close()
    assert gateway.failure == (why and f"<https://{host}:{port}/> cannot be asked: {why}")


@contextmanager
def secured(handler: type[BaseHTTPRequestHandler], certificate: Path) -> Iterator[int]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "certificate", certificate / "key")
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()
