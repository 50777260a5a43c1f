from __future__ import annotations

import json
import socket
import subprocess
import sys
from typing import TYPE_CHECKING, BinaryIO

from policygraph.store import QueryLimits, QueryRequest, inspect
from policygraph.store.worker.excerpt import read_excerpt
from policygraph.store.worker.frames import FAULT, HEADER, PART, QUERY, READY, TIRED, WHOLE, frame, write_question
from policygraph.store.worker.sink import PART_SIZE
from policygraph.store.worker.start import StartOptions

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


WORK = """
import socket, sys
from policygraph.store.worker.start import StartOptions
from policygraph.store.worker.worker import Worker
options = StartOptions.read(sys.argv[1])
Worker(socket.socket(fileno=0), options).run(None)
"""


def run(store: Path, *payloads: bytes, result: int = 1 << 20, memory: int = 1 << 28) -> list[tuple[bytes, bytes]]:
    """Start a query process, ask it, close its input, and give every frame it wrote."""
    options = StartOptions(store, memory, result).command()[-1]
    mine, its = socket.socketpair()
    with mine, subprocess.Popen([sys.executable, "-c", WORK, options], stdin=its.fileno()) as process:
        its.close()
        with mine.makefile("rb") as answers:
            frames = [*read(answers)]
            for payload in payloads:
                mine.sendall(frame(QUERY, payload))
                frames += read(answers)
            mine.shutdown(socket.SHUT_WR)
            while header := answers.read(HEADER.size):
                frames.append((header[:1], answers.read(HEADER.unpack(header)[2])))
        assert process.wait(10) == 0
    return frames


def read(answers: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """Read frames until one that ends an answer."""
    kind = PART
    while kind in {PART, TIRED}:
        kind, _, length = HEADER.unpack(answers.read(HEADER.size))
        yield kind, answers.read(length)


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


def test_it_says_once_that_it_has_grown(large: Path) -> None:
    rows = "?s ?p ?o VALUES ?n { 1 2 3 4 5 6 7 8 } BIND(CONCAT(STR(?n), ?o) AS ?l)"
    counting = query(f"SELECT (COUNT(*) AS ?all) {{ SELECT ?l {{ {rows} }} ORDER BY ?l }}")
    frames = run(large, *[counting] * 3, query("ASK {}"), memory=128 << 20)
    assert [kind for kind, _ in frames].count(TIRED) == 1
    assert frames[-1] == (WHOLE, b"true")


def test_one_huge_value_comes_in_small_parts_too(small: Path) -> None:
    doubled = "".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(16))
    _, *parts, end = run(small, query(f'SELECT ?x16 {{ BIND("0123456789" AS ?x0) {doubled} }}'))
    assert max(len(payload) for _, payload in parts) <= PART_SIZE
    assert sum(len(payload) for _, payload in parts) == 10 * 2**16 + len("x16\r\n\r\n")
    assert end == (b"E", b"")
