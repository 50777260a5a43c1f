"""Headers that break their grammar, that are many, long or contradict each other (RFC 9110 §5, RFC 9112 §5)."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from tests.hostile.target import assert_problem
from tests.hostile.wire import request

if TYPE_CHECKING:
    from tests.hostile.target import Target

QUERY = "/sparql?query=ASK%20%7B%7D&output=csv"
SPARQL = "/sparql?query=ASK%20%7B%7D"
DIRECT = ("Content-Type", "application/sparql-query")
PLAIN = b"GET " + QUERY.encode() + b" HTTP/1.1\r\n"
LONG = 60_000


@pytest.mark.parametrize(
    "line",
    [
        b"X: a\r\n b",
        b"X: a\r\n\tb",
        b" X: a",
        b"\tX: a",
        b"X : a",
        b"X\t: a",
        b"X",
        b": a",
        b"X: a\rY: b",
        b"X: a\nY: b",
        b"X: a\x00b",
        b"X: \x01",
        b"X: \x7f",
        b"X: a\x0bb",
        b"X\x00: a",
        b"X\xc3\xa9: a",
        b"X(: a",
        b"X[]: a",
        b'"X": a',
        b"X\\: a",
        b"{X}: a",
        b"\x00",
        b"\xef\xbb\xbfX: a",
    ],
)
def test_a_header_that_breaks_the_grammar_is_refused(target: Target, line: bytes) -> None:
    assert_problem(target.ask(PLAIN + b"Host: e\r\n" + line + b"\r\n\r\n"), 400)


@pytest.mark.parametrize(
    "lines",
    [
        b"",
        b"Host: e\r\nHost: e\r\n",
        b"Host: e\r\nHost: f\r\n",
        b"Host: e\r\nhOsT: f\r\n",
        b"Host: e e\r\n",
        b"Host: e/f\r\n",
        b"Host: user@e\r\n",
        b"Host: http://e\r\n",
        b"Host: e?x\r\n",
        b"Host: e#x\r\n",
        b"Host: <script>alert(1)</script>\r\n",
        b'Host: "e"\r\n',
        b"Host: e\\f\r\n",
        b"Host: [::1\r\n",
        b"Host: ::1\r\n",
        b"Host: e:port\r\n",
        b"Host: e:80:80\r\n",
        b"Host: \xe4\xbb\xbb\r\n",
        b"Host: %zz\r\n",
        b"Host: e\x00f\r\n",
    ],
)
def test_a_request_names_one_host(target: Target, lines: bytes) -> None:
    assert_problem(target.ask(PLAIN + lines + b"\r\n"), 400)


@pytest.mark.parametrize("name", ["X", "Accept", "Cookie", "X-Forwarded-For", "If-None-Match", "Accept-Encoding"])
def test_ten_thousand_headers_of_one_name_are_read_or_refused_at_once(target: Target, name: str) -> None:
    count = LONG // (len(name) + 4)
    began = time.monotonic()
    reply = target.ask(request(QUERY, [f"{name}:".encode()] * count))
    assert reply.status == 200 or assert_problem(reply, 406, 431)  # nothing is acceptable where many say nothing
    assert time.monotonic() - began < 1


def test_headers_past_the_limit_are_refused(target: Target) -> None:
    members = assert_problem(target.ask(request(QUERY, [("X", "a" * 1000)] * 70)), 431)
    assert "65536 bytes" in str(members["detail"])


@pytest.mark.parametrize(
    "name",
    [
        "Accept",
        "Accept-Charset",
        "Accept-Encoding",
        "Accept-Language",
        "Access-Control-Request-Headers",
        "Authorization",
        "Cookie",
        "Forwarded",
        "If-Match",
        "If-None-Match",
        "If-Range",
        "Origin",
        "Range",
        "Referer",
        "User-Agent",
        "X-Forwarded-For",
        "X-Request-Id",
    ],
)
@pytest.mark.parametrize("filling", [",", "a,", '"', ';q="\\"', " "])
def test_a_header_of_60_kB_is_read_in_time_in_proportion_and_not_repeated(  # noqa: N802 - kilobytes
    target: Target, name: str, filling: str
) -> None:
    value = (filling * LONG)[: LONG - 1] + "x"
    began = time.monotonic()
    reply = target.ask(request(SPARQL, [(name, value)]))
    assert time.monotonic() - began < 0.5
    assert reply.status == 200 or assert_problem(reply, 406)
    assert len(reply.body) < 2000
    assert sum(map(len, reply.headers.values())) < 2000


@pytest.mark.parametrize(
    "accept",
    [
        "*/*;q=",
        "*/*;q=nan",
        "*/*;q=inf",
        "*/*;q=-1",
        "*/*;q=1e308",
        "*/*;q=" + "9" * 5000,
        "*/*;q=0." + "0" * 5000 + "1",
        "*/*;q=0.5;q=0.6",
        "text/csv;q=0,text/csv;q=1,*/*;q=0.1",
        'text/csv;x="' + '\\"' * 1000 + '";q=1',
        "text/csv" + ";a=b" * 10_000,
        "/",
        "*/",
        "/*",
        "*",
        "text",
        "text/csv/csv",
        "text/csv, " * 5000,
        ", ".join(f"a{n}/b{n};q=0.{n}" for n in range(3000)),
        "text/csv\xff",
        "\x85",
        "../../etc/passwd",
    ],
    ids=lambda accept: accept[:40],
)
def test_an_odd_accept_header_is_answered_or_not_acceptable(target: Target, accept: str) -> None:
    reply = target.ask(request(SPARQL, [("Accept", accept)]))
    assert reply.status == 200 or assert_problem(reply, 406)


@pytest.mark.parametrize(
    "value",
    ["bytes=0-0", "bytes=-1", "bytes=5-2", "bytes=" + "0-," * 5000, "bytes=0-99999999999999999999", "rows=1-2", "="],
)
def test_a_range_changes_nothing(target: Target, value: str) -> None:
    reply = target.ask(request(QUERY, [("Range", value), ("If-Range", '"x"')]))
    assert (reply.status, reply.text) == (200, "true")


@pytest.mark.parametrize(
    "fields",
    [
        [("If-None-Match", '"' * 1001)],
        [("If-None-Match", 'W/"0123abcd-00000000000000000000000000000000"')],
        [("If-None-Match", "W/" * 1000)],
        [("If-None-Match", "\xff")],
        [("If-Match", '"x"')],
        [("If-Modified-Since", "Fri, 31 Dec 9999 23:59:59 GMT")],
        [("If-Modified-Since", "x" * 1000)],
        [("If-Unmodified-Since", "Thu, 01 Jan 1970 00:00:00 GMT")],
        [("Expect", "200-ok")],
        [("Connection", "close, close, keep-alive, , ;;;")],
        [("Connection", "Host")],
        [("TE", "trailers, gzip;q=x")],
        [("Max-Forwards", "-1")],
        [("Content-Encoding", "gzip")],
        [("Content-Type", "application/sparql-query"), ("Content-Type", "text/html")],
        [("X-HTTP-Method-Override", "DELETE"), ("X-HTTP-Method", "PUT"), ("X-Method-Override", "POST")],
        [("X-Original-URL", "/nothing"), ("X-Rewrite-URL", "/nothing")],
    ],
    ids=lambda fields: fields[0][0],
)
def test_a_header_that_is_not_understood_changes_nothing(target: Target, fields: list[tuple[str, str]]) -> None:
    reply = target.ask(request(QUERY, fields))
    assert (reply.status, reply.text) == (200, "true")


@pytest.mark.parametrize("accept", ["100-continue", "100-Continue", "100-continue, x", "x"])
def test_a_body_may_be_announced_and_waited_with(target: Target, accept: str) -> None:
    with target.wire() as wire:
        wire.send(request("/sparql?output=csv", [DIRECT, ("Expect", accept), ("Content-Length", "6")], method="POST"))
        wire.closed(0.05)
        wire.send(b"ASK {}")
        assert target.seen(wire.receive("POST")).text == "true"


def test_a_refusal_needs_no_body_that_was_announced(target: Target) -> None:
    fields = [DIRECT, ("Expect", "100-continue"), ("Content-Length", "10000000")]
    assert_problem(target.ask(request("/sparql", fields, method="POST")), 413)
