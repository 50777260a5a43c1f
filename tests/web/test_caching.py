"""Caching and compression over HTTP. A query process that is stopped shows which answers need one.

The store stays on disk, so that no process is replaced by one that has it in memory while it is stopped.
"""

from __future__ import annotations

import gzip
import os
import signal
import socket
import subprocess
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING
from urllib.parse import quote

import brotli
import httpx
import pytest
import zstandard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    Start = Callable[..., AbstractContextManager[httpx.Client]]
    MakeRelease = Callable[[Path, str, str], None]

LIGHT = "SELECT ?o { <http://e/7> <http://e/label> ?o }"
LABELS = "SELECT ?s ?o { ?s <http://e/label> ?o } ORDER BY ?s ?o"
"""10,002 rows: sent in parts."""
SOME = f"{LABELS} LIMIT 100"
"""Some kilobytes: sent whole."""


def processes(client: httpx.Client) -> list[int]:
    """Every process below the server."""
    found = [int(client.headers["server-pid"])]
    for parent in found:
        below = subprocess.run(["pgrep", "-P", str(parent)], capture_output=True, check=False).stdout.split()
        found += map(int, below)
    return found[1:]


@contextmanager
def stopped(client: httpx.Client) -> Iterator[None]:
    """Stop every query process for a while."""
    pids = processes(client)
    assert pids
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            with suppress(ProcessLookupError):  # one that passed its deadline meanwhile has been ended and replaced
                os.kill(pid, signal.SIGCONT)


@pytest.fixture(scope="module")
def server(root: Path, start: Start) -> Iterator[httpx.Client]:
    """A server with one query process and an entry limit of 1 MiB."""
    with start(root, workers=1, cache_entry=1024) as running:
        yield running


def ask(client: httpx.Client, query: str, **headers: str) -> httpx.Response:
    return client.get("/sparql", params={"query": query}, headers={"Accept-Encoding": "identity", **headers})


@pytest.mark.parametrize("query", [LIGHT, SOME, LABELS])
def test_a_repeated_query_is_answered_without_a_query_process(server: httpx.Client, query: str) -> None:
    first = ask(server, query)
    assert first.status_code == 200
    with stopped(server):
        again = ask(server, query)
    assert again.content == first.content
    own = {"date", "x-request-id", "content-length", "transfer-encoding", "policygraph-result-limit"}
    one, other = ({name: value for name, value in got.headers.items() if name not in own} for got in (first, again))
    assert one == other


def test_the_same_query_is_known_by_whatever_method_it_comes(server: httpx.Client) -> None:
    query = LIGHT + " # by any method"
    headers = {"Accept-Encoding": "identity"}
    first = ask(server, query)
    with stopped(server):
        form = server.post("/sparql", data={"query": query}, headers=headers)
        direct = server.post("/sparql", content=query, headers=headers | {"Content-Type": "application/sparql-query"})
        head = server.head("/sparql", params={"query": query}, headers=headers)
    assert form.content == direct.content == first.content
    assert (head.content, head.headers["content-length"]) == (b"", str(len(first.content)))


def test_an_unchanged_answer_is_304_whether_it_is_in_the_cache_or_not(server: httpx.Client) -> None:
    query = LIGHT + " # unchanged"
    tag = ask(server, query).headers["etag"]
    with stopped(server):
        cached = ask(server, query, **{"If-None-Match": tag})
    assert (cached.status_code, cached.content, cached.headers["etag"]) == (304, b"", tag)
    assert "content-type" not in cached.headers
    assert cached.headers["vary"] == "Accept, Accept-Encoding"


def test_a_tag_is_known_without_a_cache_and_without_evaluating(root: Path, start: Start) -> None:
    with start(root, workers=1, cache_size=0) as client:
        tag = ask(client, LIGHT).headers["etag"]
        with stopped(client):
            answer = ask(client, LIGHT, **{"If-None-Match": tag})
        assert (answer.status_code, answer.headers["etag"]) == (304, tag)


def test_any_tag_will_do_only_where_there_is_an_answer(server: httpx.Client) -> None:
    assert ask(server, LIGHT + " # any", **{"If-None-Match": "*"}).status_code == 200
    assert ask(server, LIGHT + " # any", **{"If-None-Match": "*"}).status_code == 304
    assert ask(server, "SELECT * { ?s", **{"If-None-Match": "*"}).status_code == 400


def needs_a_process(client: httpx.Client, query: str) -> bool:
    """Tell whether a query waits for ever while every query process is stopped."""
    with stopped(client):
        try:
            client.get("/sparql", params={"query": query}, headers={"Accept-Encoding": "identity"}, timeout=1)
        except httpx.ReadTimeout:
            return True
    return False


def test_without_a_cache_every_query_is_evaluated(root: Path, start: Start) -> None:
    with start(root, workers=1, cache_size=0) as client:
        assert ask(client, LIGHT).status_code == 200
        assert needs_a_process(client, LIGHT)


def test_an_error_is_never_kept(root: Path, start: Start) -> None:
    with start(root, workers=1, query_seconds=1) as client:
        with stopped(client):
            assert ask(client, LIGHT).status_code in {503, 504}
        statuses = {ask(client, LIGHT).status_code for _ in range(20)}
        assert 200 in statuses


def test_an_answer_that_changes_by_itself_is_never_kept(server: httpx.Client) -> None:
    query = "SELECT (RAND() AS ?r) {}"
    answers = [ask(server, query) for _ in range(2)]
    assert answers[0].content != answers[1].content
    assert {answer.headers["cache-control"] for answer in answers} == {"no-store"}


def test_formats_datasets_and_codings_are_kept_apart(server: httpx.Client) -> None:
    bodies = {
        ask(server, SOME).content,
        ask(server, SOME, Accept="text/csv").content,
        ask(server, SOME, Accept="application/sparql-results+xml").content,
        server.get("/sparql", params={"query": SOME, "default-graph-uri": "http://e/g1"}).content,
        server.get("/sparql", params={"query": SOME, "output": "tsv"}).content,
    }
    assert len(bodies) == 5


def test_an_answer_larger_than_the_limit_is_not_kept(root: Path, start: Start) -> None:
    with start(root, workers=1, cache_entry=16) as client:
        assert ask(client, LABELS).status_code == 200
        assert needs_a_process(client, LABELS)


def test_the_tag_of_the_last_release_ends_with_it(tmp_path: Path, start: Start, make_release: MakeRelease) -> None:
    make_release(tmp_path, "one", '<http://e/a> <http://e/is> "one" <http://e/g> .\n')
    query = "SELECT ?o { <http://e/a> <http://e/is> ?o }"
    with start(tmp_path, workers=1) as client:
        tag = ask(client, query).headers["etag"]
        make_release(tmp_path, "two", '<http://e/a> <http://e/is> "two" <http://e/g> .\n')
        while client.get("/health/ready").json()["release"] != "two":
            pass
        answer = ask(client, query, **{"If-None-Match": tag})
        assert (answer.status_code, answer.json()["results"]["bindings"][0]["o"]["value"]) == (200, "two")
        assert answer.headers["etag"] != tag


def test_caches_elsewhere_are_told_to_ask_or_how_long_not_to(root: Path, start: Start, server: httpx.Client) -> None:
    assert ask(server, LIGHT).headers["cache-control"] == "no-cache"
    with start(root, workers=1, fresh_seconds=60) as client:
        assert ask(client, LIGHT).headers["cache-control"] == "public, max-age=60"


@pytest.mark.parametrize("query", [SOME, LABELS])
@pytest.mark.parametrize(
    ("accepted", "coding"),
    [
        ("gzip", "gzip"),
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip, deflate, br", "br"),
        ("br;q=0.5, gzip", "gzip"),
        ("*", "zstd"),
        ("*;q=0.1, zstd;q=0", "br"),
        ("x-gzip", "gzip"),
        ("deflate", None),
        ("gzip;q=0", None),
        ("identity, gzip;q=0.5", None),
        ("identity;q=0", None),
    ],
)
def test_an_answer_is_compressed_as_the_client_asks(
    server: httpx.Client, query: str, accepted: str, coding: str | None
) -> None:
    plain = ask(server, query)
    with server.stream("GET", "/sparql", params={"query": query}, headers={"Accept-Encoding": accepted}) as answer:
        body = b"".join(answer.iter_raw())
    decode = {
        "gzip": gzip.decompress,
        "br": brotli.decompress,
        "zstd": lambda data: zstandard.ZstdDecompressor().decompressobj().decompress(data),
        None: bytes,
    }[coding]
    assert answer.headers.get("content-encoding") == coding
    assert decode(body) == plain.content
    assert "Accept-Encoding" in answer.headers["vary"]


def test_a_compressed_answer_is_kept_compressed(server: httpx.Client) -> None:
    ask(server, SOME, **{"Accept-Encoding": "gzip"})
    with stopped(server):
        again = ask(server, SOME, **{"Accept-Encoding": "gzip"})
    assert again.headers["content-encoding"] == "gzip"


def test_a_short_answer_is_not_compressed(server: httpx.Client) -> None:
    assert "content-encoding" not in ask(server, LIGHT, **{"Accept-Encoding": "gzip"}).headers


def test_codings_have_tags_of_their_own(server: httpx.Client) -> None:
    tags = {ask(server, SOME, **{"Accept-Encoding": coding}).headers["etag"] for coding in ("gzip", "br", "identity")}
    assert len(tags) == 3


def test_over_http_1_0_the_length_of_a_large_answer_is_told(server: httpx.Client) -> None:
    whole = ask(server, LABELS + " # 1.0").content
    with socket.create_connection((server.base_url.host, server.base_url.port or 80), 10) as connection:
        query = quote(LABELS + " # over 1.0")
        connection.sendall(f"GET /sparql?query={query} HTTP/1.0\r\nHost: e\r\n\r\n".encode())
        with connection.makefile("rb") as file:
            head, _, body = file.read().partition(b"\r\n\r\n")
    assert f"content-length: {len(whole)}".encode() in head.lower()
    assert body == whole


@pytest.mark.parametrize(
    ("accept", "note"),
    [
        ("text/turtle", "# THIS RESULT IS INCOMPLETE: the result is larger than 1048576 bytes"),
        ("application/n-triples", "# THIS RESULT IS INCOMPLETE: "),
        ("application/rdf+xml", "<!-- THIS RESULT IS INCOMPLETE: "),
        ("application/ld+json", None),
    ],
)
def test_a_result_that_is_cut_says_so_where_its_format_has_comments(
    client: httpx.Client, accept: str, note: str | None
) -> None:
    query = "CONSTRUCT { ?a <http://e/near> ?c } WHERE { ?a ?p ?b . ?c ?q ?d }"
    address = f"/sparql?query={quote(query)}"
    with socket.create_connection((client.base_url.host, client.base_url.port or 80), 10) as connection:
        connection.sendall(f"GET {address} HTTP/1.1\r\nHost: e\r\nAccept: {accept}\r\n\r\n".encode())
        with connection.makefile("rb") as file:
            head, _, body = file.read().partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 ")
    assert b"policygraph-result-limit: 1048576" in head
    assert not body.endswith(b"0\r\n\r\n")
    assert (b"INCOMPLETE" in body) == (note is not None)
    assert note is None or note.encode() in body
