"""A million rows over HTTP, and results that are fetched more slowly than they are made."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    Start = Callable[..., AbstractContextManager[httpx.Client]]

ROWS = 1_000_000
MILLION = {"query": f"SELECT ?a ?d {{ ?a ?p ?b . ?c ?q ?d }} LIMIT {ROWS}", "output": "csv"}
PLAIN = {"Accept-Encoding": "identity"}


def peak(client: httpx.Client) -> int:
    """Give the most MiB that the server's own process has had in memory."""
    status = Path(f"/proc/{client.headers['server-pid']}/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) >> 10


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_a_million_rows_pass_through_without_growing_the_server(root: Path, start: Start, encoding: str) -> None:
    with start(root, workers=1, query_seconds=60, cache_size=0) as client:
        before = peak(client)
        rows = 0
        with client.stream("GET", "/sparql", params=MILLION, headers={"Accept-Encoding": encoding}) as answer:
            assert answer.headers.get("content-encoding", "identity") == encoding
            for part in answer.iter_bytes():
                rows += part.count(b"\n")
        assert rows == ROWS + 1
        assert peak(client) - before < 50


def test_the_largest_of_the_results_that_nobody_fetches_is_broken_off_when_they_fill_the_disk(
    root: Path, start: Start
) -> None:
    with (
        start(root, workers=1, query_seconds=60, spool_size=1, spool_room=30, cache_size=0) as client,
        client.stream("GET", "/sparql", params=MILLION, headers=PLAIN) as left_lying,
    ):
        time.sleep(2)  # the process has made all of it meanwhile, or as much as there was room for
        answer = client.get("/sparql", params={"query": "ASK {}", "output": "csv"})
        assert answer.text == "true"
        with pytest.raises(httpx.RemoteProtocolError, match="incomplete"):
            left_lying.read()
