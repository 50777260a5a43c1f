from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

from policygraph.store import QueryLimits, QueryRequest, inspect
from policygraph.store.excerpt import read_excerpt
from policygraph.store.frames import FAULT, HEADER, QUERY, READY, WHOLE, frame, write_question
from policygraph.store.sink import PART_SIZE

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def run(store: Path, *payloads: bytes, result: int = 1 << 20) -> list[tuple[bytes, bytes]]:
    """Start a query process, send it queries, close its input, and give every frame it wrote."""
    mine, its = socket.socketpair()
    command = [
        sys.executable,
        "-m",
        "policygraph.store.worker",
        str(store),
        str(1 << 28),
        str(result),
        str(os.getpid()),
    ]
    with mine, subprocess.Popen(command, stdin=its.fileno()) as process:
        its.close()
        mine.sendall(b"".join(frame(QUERY, payload) for payload in payloads))
        mine.shutdown(socket.SHUT_WR)
        with mine.makefile("rb") as answers:
            data = answers.read()
        assert process.wait(10) == 0
    frames = []
    while data:
        kind, _, length = HEADER.unpack_from(data)
        frames.append((kind, data[HEADER.size : HEADER.size + length]))
        data = data[HEADER.size + length :]
    return frames


def query(text: str, media_type: str = "text/csv") -> bytes:
    return write_question(QueryRequest(inspect(text, QueryLimits()), media_type))


def test_it_answers_one_query_after_the_other_and_ends_with_its_input(small: Path) -> None:
    frames = run(small, query("ASK {}"), query("SELECT ?o { <http://e/y> ?p ?o }"))
    assert frames == [(READY, b""), (WHOLE, b"true"), (WHOLE, b"o\r\nhttp://e/x\r\n")]


def test_a_large_result_comes_in_parts_that_join_to_the_whole(large: Path) -> None:
    _, *parts, end = run(large, query("SELECT ?s { ?s ?p ?o }"))
    assert len(parts) > 1
    assert b"".join(payload for _, payload in parts).count(b"\r\n") == 20_001
    assert end == (b"E", b"")


def test_an_excerpt_comes_whole_and_the_next_query_is_answered(large: Path) -> None:
    request = QueryRequest(inspect("SELECT ?s { ?s ?p ?o }", QueryLimits()), "text/html", rows=3)
    _, (kind, payload), after = run(large, write_question(request), query("ASK {}"))
    assert kind == WHOLE
    assert (len(read_excerpt(payload).rows), read_excerpt(payload).complete) == (3, False)
    assert after == (WHOLE, b"true")


def test_a_result_past_the_limit_ends_in_a_fault(large: Path) -> None:
    *_, (kind, payload) = run(large, query("SELECT ?s { ?s ?p ?o }"), result=100_000)
    assert kind == FAULT
    assert json.loads(payload) == {"kind": "too-large", "message": "the result is larger than 100000 bytes"}


def test_a_syntax_error_is_a_fault_and_the_next_query_is_answered(small: Path) -> None:
    _, (kind, payload), after = run(small, query("SELECT {"), query("ASK {}"))
    assert (kind, json.loads(payload)["kind"]) == (FAULT, "syntax")
    assert after == (WHOLE, b"true")


def test_a_missing_store_is_a_fault(tmp_path: Path) -> None:
    ((kind, payload),) = run(tmp_path)
    assert kind == FAULT
    assert json.loads(payload)["kind"] == "store"


def test_it_imports_nothing_that_slows_its_start() -> None:
    code = (
        "import policygraph.store.worker, sys; print([m for m in ('asyncio', 'fastapi', 'rdflib') if m in sys.modules])"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


def test_it_does_not_outlive_a_parent_that_is_gone_before_it_starts(
    small: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    mine, its = socket.socketpair()
    command = [sys.executable, "-m", "policygraph.store.worker", str(small), str(1 << 28), "1000", "1"]
    with mine, its:
        assert subprocess.run(command, stdin=its.fileno(), check=False, timeout=10).returncode == 1
    assert "the parent has gone" in capfd.readouterr().err


def test_one_huge_value_comes_in_small_parts_too(small: Path) -> None:
    doubled = "".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(16))
    _, *parts, end = run(small, query(f'SELECT ?x16 {{ BIND("0123456789" AS ?x0) {doubled} }}'))
    assert max(len(payload) for _, payload in parts) <= PART_SIZE
    assert sum(len(payload) for _, payload in parts) == 10 * 2**16 + len("x16\r\n\r\n")
    assert end == (b"E", b"")
