"""Look-up latency over HTTP beside the Oxigraph server: one interleaved run, another constant in every request.

Rounds of the two servers alternate, so that what else the machine does falls on both; each round asks look-ups of one
task through so many connections at once. Printed are the medians over the rounds of each server's median and 99th
percentile, and of its throughput, with the ratio to the Oxigraph server.
"""

from __future__ import annotations

import argparse
import random
import socket
import statistics
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import quote

from benchmarks.servers import find_oxigraph, oxigraph, policygraph
from benchmarks.synthetic import task, tasks_for, write_graph

if TYPE_CHECKING:
    from benchmarks.servers import Target

__all__ = ["main"]

CLIENTS = (1, 8, 32)
QUERY = "SELECT ?p ?o WHERE {{ <{task}> ?p ?o }}"


@dataclass(frozen=True, slots=True)
class Round:
    """What one round gave: milliseconds of the median and the 99th percentile, answers a second."""

    median: float
    p99: float
    throughput: float


def main(arguments: list[str]) -> None:
    """Run the benchmark and print its table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks lookup", description=__doc__)
    parser.add_argument("--triples", type=int, default=100_000, help="size of the graph (default: 100000)")
    parser.add_argument("--seconds", type=float, default=1.5, help="length of a round (default: 1.5)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of each server (default: 5)")
    parser.add_argument("--workers", type=int, default=2, help="query processes of policygraph (default: 2)")
    options = parser.parse_args(arguments)
    binary = find_oxigraph()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        nquads = folder / "graph.nq"
        statements = write_graph(nquads, options.triples)
        with (
            oxigraph(nquads, folder, binary) as peer,
            policygraph(nquads, folder, options.triples, options.workers) as ours,
        ):
            print(f"{statements:,} statements, {options.rounds} rounds of {options.seconds:g} s each\n")
            print(
                "| clients | median ms, ours | Oxigraph | ratio | p99 ms, ours | Oxigraph | ratio | throughput ratio |"
            )
            print("| --- | --- | --- | --- | --- | --- | --- | --- |")
            for clients in CLIENTS:
                rounds = _interleave((ours, peer), clients, options.rounds, options.seconds, tasks_for(options.triples))
                print(_row(clients, *rounds))


def _interleave(
    targets: tuple[Target, Target], clients: int, rounds: int, seconds: float, tasks: int
) -> tuple[list[Round], list[Round]]:
    results: tuple[list[Round], list[Round]] = ([], [])
    for number in range(rounds + 1):
        for target, kept in zip(targets, results, strict=True):
            measured = _measure(target, clients, seconds, tasks)
            if number:  # the first round warms up
                kept.append(measured)
    return results


def _measure(target: Target, clients: int, seconds: float, tasks: int) -> Round:
    times: list[float] = []
    threads = [threading.Thread(target=_client, args=(target, seconds, tasks, times)) for _ in range(clients)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    elapsed = time.perf_counter() - began
    ordered = sorted(times)
    return Round(statistics.median(ordered) * 1000, ordered[int(len(ordered) * 0.99)] * 1000, len(ordered) / elapsed)


def _client(target: Target, seconds: float, tasks: int, times: list[float]) -> None:
    """Ask over one connection until the time is up; a wrong answer ends the benchmark."""
    chance = random.Random()
    end = time.perf_counter() + seconds
    with socket.create_connection(("127.0.0.1", target.port)) as connection, connection.makefile("rb") as answers:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        while (began := time.perf_counter()) < end:
            query = quote(QUERY.format(task=task(chance.randrange(tasks))), safe="")
            connection.sendall(
                f"GET {target.path}?query={query} HTTP/1.1\r\nHost: localhost\r\n"
                "Accept: application/sparql-results+json\r\n\r\n".encode()
            )
            body = _read_answer(answers)
            times.append(time.perf_counter() - began)
            if b"Task" not in body:
                raise SystemExit(f"{target} gave a wrong answer: {body[:200]!r}")


def _read_answer(answers: BinaryIO) -> bytes:
    """Read one answer of HTTP/1.1, of known length or chunked."""
    length = 0
    chunked = False
    while (line := answers.readline().lower().strip()) != b"":
        name, _, value = line.partition(b":")
        if name == b"content-length":
            length = int(value)
        chunked = chunked or (name == b"transfer-encoding" and value.strip() == b"chunked")
    if not chunked:
        return answers.read(length)
    body = b""
    while size := int(answers.readline(), 16):
        body += answers.read(size)
        answers.readline()
    answers.readline()
    return body


def _row(clients: int, ours: list[Round], peer: list[Round]) -> str:
    def middle(rounds: list[Round], name: str) -> float:
        return statistics.median(float(getattr(one, name)) for one in rounds)

    cells = [str(clients)]
    for name in ("median", "p99"):
        mine, theirs = middle(ours, name), middle(peer, name)
        cells += [f"{mine:.2f}", f"{theirs:.2f}", f"{theirs / mine:.2f}"]
    cells.append(f"{middle(ours, 'throughput') / middle(peer, 'throughput'):.2f}")
    return "| " + " | ".join(cells) + " |"
