"""Large results over HTTP: what they cost the server that passes them on, and those who ask meanwhile."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

LIGHT = {"query": "SELECT ?o { <http://e/7> <http://e/label> ?o }", "output": "csv"}
LARGE = {"query": "SELECT * { ?a ?p ?b . ?c ?q ?d } LIMIT 400000", "output": "json"}
PLAIN = {"Accept-Encoding": "identity"}
"""Some 150 MB."""


def peak(client: httpx.Client) -> int:
    """Give the most MiB that the server has had in memory."""
    status = Path(f"/proc/{client.headers['server-pid']}/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) >> 10


def test_a_large_result_that_is_taken_late_fills_no_memory_and_keeps_nobody_waiting(
    root: Path, start: Callable[..., AbstractContextManager[httpx.Client]]
) -> None:
    waits: list[float] = []
    done = threading.Event()

    def ask_meanwhile(address: httpx.URL) -> None:
        with httpx.Client(base_url=address, timeout=30) as other:
            while not done.wait(0.01):
                began = time.monotonic()
                other.get("/health/live")
                waits.append(time.monotonic() - began)

    with start(root, workers=1, query_seconds=60) as client:
        before = peak(client)
        with httpx.stream("GET", f"{client.base_url}sparql", params=LARGE, headers=PLAIN, timeout=60) as answer:
            assert client.get("/sparql", params=LIGHT).status_code == 200  # so the large one is made
            watch = threading.Thread(target=ask_meanwhile, args=(client.base_url,))
            watch.start()
            try:
                size = sum(map(len, answer.iter_raw()))
            finally:
                done.set()
                watch.join()
            assert size > 100_000_000
            assert peak(client) < before + 50
            assert max(waits) < 2
