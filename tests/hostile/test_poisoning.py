"""Requests that want others to be given what they have brought about (cache poisoning)."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from tests.hostile.target import assert_problem
from tests.hostile.wire import request

if TYPE_CHECKING:
    from tests.hostile.target import Target
    from tests.hostile.wire import Reply

NUMBERS = count()
OTHER = "other.example"
# Headers that must not change a word of an answer, since no cache keeps answers apart by them.
UNKEYED = [
    ("Host", OTHER),
    ("X-Forwarded-Host", OTHER),
    ("X-Forwarded-Proto", "https"),
    ("X-Forwarded-For", "1.2.3.4"),
    ("X-Forwarded-Prefix", "/other"),
    ("X-Forwarded-Port", "81"),
    ("Forwarded", f"for=1.2.3.4;host={OTHER};proto=https"),
    ("X-Host", OTHER),
    ("X-Original-URL", "/other"),
    ("X-Rewrite-URL", "/other"),
    ("X-HTTP-Method-Override", "POST"),
    ("X-Request-Id", "poison"),
    ("Origin", f"https://{OTHER}"),
    ("Referer", f"https://{OTHER}/"),
    ("User-Agent", "poison"),
    ("Cookie", "output=xml; poison=1"),
    ("Authorization", "Basic cG9pc29uOnBvaXNvbg=="),
    ("Accept-Language", "zh"),
    ("Accept-Charset", "utf-16"),
    ("Range", "bytes=0-0"),
    ("Content-Type", "application/sparql-query"),
    ("Cache-Control", "no-store"),
    ("Pragma", "no-cache"),
    ("Prefer", "return=minimal"),
    ("DNT", "1"),
    ("Save-Data", "on"),
]
FRESH = ("date", "x-request-id")


def query(words: str = "") -> str:
    """Write the address of a query that has not been asked before."""
    return f"/sparql?query={quote(f'SELECT ({next(NUMBERS)} AS ?n) {{ {words} }}')}"


def lasting(reply: Reply) -> tuple[int, dict[str, str], bytes]:
    """Give what of an answer is the same for everybody: all but the time and the request's id."""
    headers = {name: value for name, value in reply.headers.items() if name not in FRESH}
    return reply.status, headers, reply.body.replace(reply.headers["x-request-id"].encode(), b"")


def with_header(address: str, name: str, value: str) -> bytes:
    plain = request(address, [("Accept", "text/csv")])
    return (
        plain.replace(b"Host: e", f"Host: {value}".encode())
        if name == "Host"
        else plain[:-2] + (f"{name}: {value}\r\n\r\n".encode())
    )


@pytest.mark.parametrize(("name", "value"), UNKEYED)
def test_a_header_that_caches_do_not_look_at_changes_no_answer(target: Target, name: str, value: str) -> None:
    address = query()
    poisoned = target.ask(with_header(address, name, value))
    again = target.ask(request(address, [("Accept", "text/csv")]))
    assert poisoned.status == 200
    assert lasting(poisoned) == lasting(again)
    assert value not in again.text


@pytest.mark.parametrize(("name", "value"), [pair for pair in UNKEYED if pair[0] != "Host"])
@pytest.mark.parametrize("address", ["/", "/sparql", "/nothing", "/sparql?query=%7B"])
def test_nor_does_it_change_a_page(target: Target, address: str, name: str, value: str) -> None:
    plain = request(address, [("Accept", "text/html")])
    poisoned = target.ask(plain[:-2] + f"{name}: {value}\r\n\r\n".encode())
    assert lasting(poisoned) == lasting(target.ask(plain))


@pytest.mark.parametrize("accept", ["text/turtle", "application/ld+json", "text/html", "application/rdf+xml"])
def test_a_description_is_for_whoever_asked(target: Target, accept: str) -> None:
    """The description names the address under which it was asked: nobody else gets that."""
    plain = request("/sparql", [("Accept", accept)])
    target.ask(plain.replace(b"Host: e", f"Host: {OTHER}".encode()))
    again = target.ask(plain)
    assert OTHER not in again.text
    tag = target.ask(plain.replace(b"Host: e", f"Host: {OTHER}".encode())).headers.get("etag", "none")
    assert tag != again.headers.get("etag")


@pytest.mark.parametrize("accept", ["text/csv", "application/sparql-results+json", "text/html", "text/plain;q=0.1,*/*"])
@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd", "identity", "gzip;q=0, *"])
def test_an_answer_says_by_what_it_was_chosen(target: Target, accept: str, encoding: str) -> None:
    address = query("?s ?p ?o")
    first = target.ask(request(address, [("Accept", accept), ("Accept-Encoding", encoding)]))
    plain = target.ask(request(address, [("Accept", "text/csv")]))
    assert first.headers["vary"] == "Accept, Accept-Encoding"
    assert "content-encoding" not in plain.headers
    assert plain.headers["content-type"] == "text/csv; charset=utf-8"
    if (accept, encoding) != ("text/csv", "identity"):
        assert first.headers["etag"] != plain.headers["etag"]


@pytest.mark.parametrize(
    "other",
    [
        "&x=1",
        "&default-graph-uri=http://e/g0",
        "&named-graph-uri=http://e/g0",
        "&output=json",
        "&Output=json",
        "#x",
        "&",
    ],
)
def test_a_parameter_is_part_of_what_was_asked(target: Target, other: str) -> None:
    address = query("?s ?p ?o")
    changed = target.ask(request(address + other, [("Accept", "text/csv")]))
    plain = target.ask(request(address, [("Accept", "text/csv")]))
    fresh = target.ask(request(address + "&", [("Accept", "text/csv"), ("Cache-Control", "no-cache")]))
    assert lasting(plain) == lasting(fresh)
    same = other in {"&x=1", "&Output=json", "#x", "&"}
    assert (lasting(changed) == lasting(plain)) is same


@pytest.mark.parametrize("bad", ["&output=nonsense", "&query=ASK%7B%7D", "&update=x", "%", "&default-graph-uri=x"])
def test_an_error_is_not_kept_for_others(target: Target, bad: str) -> None:
    address = query()
    reply = target.ask(request(address + bad))
    assert_problem(reply, 400, 403)
    assert reply.headers["cache-control"] == "no-store"
    assert target.ask(request(address)).status == 200


def test_head_does_not_empty_the_answer_of_get(target: Target) -> None:
    address = query()
    assert target.ask(request(address, method="HEAD"), "HEAD").body == b""
    assert target.ask(request(address)).body != b""


def test_a_conditional_request_does_not_empty_the_answer_of_others(target: Target) -> None:
    address = query()
    tag = target.ask(request(address)).headers["etag"]
    assert target.ask(request(address, [("If-None-Match", tag)])).status == 304
    assert target.ask(request(address, [("If-None-Match", "*")])).status == 304
    assert target.ask(request(address)).status == 200


def test_more_answers_than_the_cache_holds_do_not_fill_the_memory(target: Target) -> None:
    before = target.resident()
    for number in range(60):
        text = f"SELECT ?a ?p ?b ({number} AS ?n) {{ ?a ?p ?b }} LIMIT 3000"
        assert target.ask(request(f"/sparql?output=csv&query={quote(text)}")).whole
    assert target.resident() < before + 30


def test_requests_that_differ_in_a_header_alone_fill_no_memory(target: Target) -> None:
    before = target.resident()
    one = "/sparql?query=ASK%7B%7D&output=csv"
    for batch in range(50):
        with target.wire() as wire:
            accepts = (f"*/*;x={100 * batch + number}{'a' * 4000}" for number in range(100))
            wire.send(b"".join(request(one, [("Accept", accept)]) for accept in accepts))
            assert [wire.receive().text for _ in range(100)] == ["true"] * 100
    assert target.resident() < before + 20
