"""Methods, targets and versions that no honest client sends (RFC 9112 §3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.hostile.target import assert_problem
from tests.hostile.wire import request

if TYPE_CHECKING:
    from tests.hostile.target import Target

QUERY = "/sparql?query=ASK%20%7B%7D&output=csv"


@pytest.mark.parametrize("target_of_request", [QUERY, "/", "/health/live", "/nothing"])
@pytest.mark.parametrize("method", ["TRACE", "PROPFIND", "PUT", "DELETE", "PATCH", "SEARCH", "PURGE", "M-SEARCH"])
def test_a_method_that_is_not_answered_is_refused(target: Target, method: str, target_of_request: str) -> None:
    reply = target.ask(request(target_of_request, [("X-Secret", "s3cret")], method=method), method)
    assert_problem(reply, 404 if target_of_request == "/nothing" else 405)
    assert reply.status == 404 or "GET" in reply.headers["allow"]
    assert "s3cret" not in reply.text


@pytest.mark.parametrize("destination", ["e:80", "127.0.0.1:22", "/sparql", "http://e/"])
def test_connect_connects_to_nothing(target: Target, destination: str) -> None:
    with target.wire() as wire:
        wire.send(request(destination, method="CONNECT") + request())
        assert_problem(target.seen(wire.receive()), 400, 501)  # a path is no destination and cannot be read as one
        assert wire.closed()


@pytest.mark.parametrize(
    "method",
    ["get", "Get", "FOO", "A" * 1000, "A" * 60_000, "", " ", "G\x00T", "GET\t", "(GET)", "PRI", "GÉT", "GET GET"],
)
def test_what_is_no_method_of_http_is_refused(target: Target, method: str) -> None:
    reply = target.ask(request(method=method))
    assert_problem(reply, 400)
    assert reply.headers["connection"] == "close"


@pytest.mark.parametrize(
    "version",
    [
        "HTTP/1.2",
        "HTTP/11",
        "HTTP/1",
        "HTTP/9.9",
        "http/1.1",
        "HTTPS/1.1",
        "HTTP/1.1 ",
        "HTTP/1.1\x00",
        "HTTP/-1.1",
        "",
    ],
)
def test_what_is_no_version_of_http_is_refused(target: Target, version: str) -> None:
    assert_problem(target.ask(request().replace(b"HTTP/1.1", version.encode(), 1)), 400)


@pytest.mark.parametrize("version", ["0.9", "2.0"])
def test_a_version_that_is_written_in_another_way_is_refused(target: Target, version: str) -> None:
    assert_problem(target.ask(request().replace(b"HTTP/1.1", f"HTTP/{version}".encode(), 1)), 505)


@pytest.mark.parametrize(
    "data",
    [
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + bytes(9),
        bytes.fromhex("16030100a5010000a10303") + bytes(200),
        b"\x00" * 1000,
        b"\xff\xfe\xfd" * 1000,
        b"GET\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.0\r\n",
        b"*1\r\n$4\r\nPING\r\n",
        b"\x80.\x01\x00\x02\x00\x15\x00\x00\x00\x10",
        b"{}\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n",
        request().replace(b"\r\n", b"\n"),
        request().replace(b"\r\n", b"\r"),
        request().replace(b"\r\n", b"\n\r"),
        request().replace(b" ", b"\t"),
    ],
    ids=str,
)
def test_what_is_no_http_is_refused(target: Target, data: bytes) -> None:
    with target.wire() as wire:
        wire.send(data)
        wire.end()
        assert_problem(target.seen(wire.receive()), 400)
        assert wire.closed()


@pytest.mark.parametrize(
    "address",
    [
        b"",
        b"sparql",
        b"\\sparql",
        b"?query=ASK%7B%7D",
        b"#",
        b"e:80",
        b"http://",
        b"http:/sparql",
        b"http://e:99999999/",
        b"javascript:alert(1)",
        b"/\x00",
        b"/\x01",
        b"/\x7f",
        b"/\xff",
        "/任".encode(),
        b"/sparql?query=ASK {}",
        b"/sparql?query=\xe4\xbb\xbb",
        b"/sparql\t",
        b"/sparql?query=ASK%20%7B%7D\x00",
    ],
)
def test_what_is_no_address_is_refused(target: Target, address: bytes) -> None:
    assert_problem(target.ask(request().replace(b"/sparql?query=ASK%20%7B%7D", address, 1)), 400)


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("http://e" + QUERY, 200),
        ("http://other.example" + QUERY, 200),
        ("http://user:password@169.254.169.254" + QUERY, 200),
        (QUERY + "#fragment", 200),
        ("/" + QUERY, 404),
        ("//other.example" + QUERY, 404),
        ("*", 404),
        ("http://169.254.169.254/latest/meta-data/", 404),
        ("/sparql/", 404),
        ("/SPARQL?query=ASK%7B%7D", 404),
        ("/sparql;x=y?query=ASK%7B%7D", 404),
    ],
)
def test_an_address_in_another_form_means_this_server(target: Target, address: str, status: int) -> None:
    reply = target.ask(request(address))
    assert reply.status == status
    assert reply.text == "true" if status == 200 else assert_problem(reply, 404)


def test_a_request_of_http_1_0_without_a_host_is_answered_and_the_connection_closed(target: Target) -> None:
    with target.wire() as wire:
        wire.send(b"GET %s HTTP/1.0\r\n\r\n" % QUERY.encode())
        assert target.seen(wire.receive()).text == "true"
        assert wire.closed()


def test_blank_lines_before_a_request_are_passed_over(target: Target) -> None:
    assert target.ask(b"\r\n" * 100 + request(QUERY)).text == "true"


@pytest.mark.parametrize("line", [b"\r\n", b"\n"])
def test_blank_lines_without_end_are_refused(target: Target, line: bytes) -> None:
    assert_problem(target.ask(line * 200_000), 400, 431)  # bare line feeds are no lines to some parsers


@pytest.mark.parametrize("begin", [b"GET /", b"GET /sparql?query=", b"GET / HTTP/1.1\r\nHost: e\r\nX: ", b"GET", b""])
def test_a_head_without_end_is_refused_before_it_fills_the_memory(target: Target, begin: bytes) -> None:
    before = target.resident()
    assert_problem(target.ask(begin + b"A" * (30 << 20)), 400, 414, 431)  # 414 for the address, 400 for the method
    assert target.resident() < before + 10
