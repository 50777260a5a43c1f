"""Queries of ten megabytes, by every way, and small bodies that would unpack to large ones."""

from __future__ import annotations

import gzip
import time
import zlib
from typing import TYPE_CHECKING
from urllib.parse import quote

import brotli
import pytest
import zstandard
from tests.hostile.target import assert_problem
from tests.hostile.wire import request

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.hostile.target import Target

FORM = ("Content-Type", "application/x-www-form-urlencoded")
DIRECT = ("Content-Type", "application/sparql-query")
SIZE = 10_000_000
MIB = 1 << 20

LONG = {
    "a comment": b"ASK {} #" + b"x" * SIZE,
    "spaces": b"ASK {}" + b" " * SIZE,
    "a string": b"ASK { FILTER('" + b"x" * SIZE + b"' != '') }",
    "braces": b"ASK " + b"{" * SIZE,
    "an iri": b"ASK { <http://e/" + b"x" * SIZE + b"> ?p ?o }",
    "triples": b"ASK { " + b"?a ?b ?c . " * (SIZE // 11) + b"}",
    "quotes": b"'" * SIZE,
    "escapes": b"\\u0041" * (SIZE // 6),
    "null bytes": b"\0" * SIZE,
}


@pytest.mark.parametrize("query", LONG.values(), ids=LONG)
@pytest.mark.parametrize("way", ["form", "direct", "chunks"])
def test_ten_megabytes_are_refused_without_being_held(target: Target, way: str, query: bytes) -> None:
    before = target.resident()
    began = time.monotonic()
    match way:
        case "form":
            data = request("/sparql", [FORM], b"query=" + query, "POST")
        case "direct":
            data = request("/sparql", [DIRECT], query, "POST")
        case _:
            chunks = b"%x\r\n%s\r\n0\r\n\r\n" % (len(query), query)
            data = request("/sparql", [DIRECT, ("Transfer-Encoding", "chunked")], method="POST") + chunks
    assert_problem(target.ask(data, "POST"), 413)
    assert time.monotonic() - began < 2
    assert target.resident() < before + 5


def test_ten_megabytes_in_an_address_are_refused(target: Target) -> None:
    assert_problem(target.ask(request("/sparql?query=" + "A" * SIZE)), 400, 414)


@pytest.mark.parametrize(
    "query",
    [
        "ASK {} #" + "x" * 99_000,
        "ASK {}" + " " * 99_000,
        "ASK { FILTER('" + "x" * 99_000 + "' != '') }",
        "ASK {" + "FILTER(true)" * 300 + "}" + "\t" * 90_000,
        "ASK {} #" + "任" * 99_000,
    ],
    ids=["a comment", "spaces", "a string", "tabs", "a comment in Chinese"],
)
def test_a_query_just_below_the_limit_is_answered_by_both_ways_that_can_carry_it(target: Target, query: str) -> None:
    assert target.query(query).text == "true"
    body = ("query=" + quote(query)).encode()
    assert target.ask(request("/sparql?output=csv", [FORM], body, "POST"), "POST").text == "true"


@pytest.mark.parametrize(
    "query",
    [
        "ASK {" + "}" * 99_000,
        "'" * 99_999,
        "\"\"\"'''" * 16_000,
        "<" * 99_999,
        "\\" * 99_999,
        "\\u005c" * 16_000 + "u0041",
        ":" * 99_999,
        "a:" * 49_000,
        "a." * 49_000,
        "?" * 99_999,
        "ASK { ?s ?p '" + "\\'" * 49_000,
        "ASK { ?s ?p <" + "a" * 99_000,
        "PREFIX " * 14_000,
        "SELECT * WHERE { ?s ?p 1" + "e" * 90_000,
        "0" * 99_999,
        "." * 99_999,
        "#\n" * 49_999,
        "\n" * 99_999,
        "\r" * 99_999,
        "SERVICE" * 14_000,
        "FROM" * 24_000,
        "ASK FROM <" + "a" * 90_000 + "> {",
    ],
    ids=lambda query: ascii(query[:14]),
)
def test_a_long_text_that_is_no_query_is_refused_in_time_in_proportion(target: Target, query: str) -> None:
    began = time.monotonic()
    assert_problem(target.query(query), 400, 403)
    assert time.monotonic() - began < 1.5


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("br", lambda data: brotli.compress(data, quality=1)),
        ("zstd", zstandard.compress),
        ("gzip, gzip", lambda data: gzip.compress(gzip.compress(data))),
        ("identity, gzip", gzip.compress),
        ("GZIP", gzip.compress),
        ("unknown", bytes),
        ("gzip\xff", gzip.compress),
    ],
    ids=str,
)
@pytest.mark.parametrize("kind", [FORM, DIRECT])
def test_a_body_that_is_packed_is_never_unpacked(
    target: Target, kind: tuple[str, str], coding: str, pack: Callable[[bytes], bytes]
) -> None:
    body = pack(bytes(5 * MIB))[:100_000]
    before = target.resident()
    reply = target.ask(request("/sparql", [kind, ("Content-Encoding", coding)], body, "POST"), "POST")
    assert_problem(reply, 415)
    assert reply.headers["accept-encoding"] == "identity"
    assert target.resident() < before + 5


@pytest.mark.parametrize("body", [gzip.compress(b"ASK {}"), zstandard.compress(b"ASK {}")], ids=["gzip", "zstd"])
def test_a_packed_body_that_does_not_say_so_is_no_query(target: Target, body: bytes) -> None:
    assert_problem(target.ask(request("/sparql", [DIRECT], body, "POST"), "POST"), 400)


def test_an_answer_that_is_mostly_the_same_does_not_grow_where_it_is_packed(target: Target) -> None:
    before = target.resident()
    for coding in ("gzip", "br", "zstd", "identity"):
        query = "SELECT (CONCAT(STR(?a), STR(?b)) AS ?x) { ?a ?p ?b }"
        reply = target.query(query, ("Accept-Encoding", coding))
        assert reply.status == 200
        assert reply.headers.get("content-encoding", "identity") == coding
    assert target.resident() < before + 30
