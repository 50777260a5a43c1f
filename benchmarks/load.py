"""Asking a server under load from another process, and what that took of it and of the client."""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from benchmarks.ratios import percentile

if TYPE_CHECKING:
    from benchmarks.servers import Server

__all__ = ["Asked", "Load", "Requests", "ask_for", "ask_times"]

SCRIPT: Final = Path(__file__).parent / "load.lua"


@dataclass(frozen=True, slots=True)
class Requests:
    """What is asked: the file of paths, and the line to begin at, another one in each measurement."""

    paths: Path
    skip: int
    clients: int


@dataclass(frozen=True, slots=True)
class Load:
    """What one measurement gave.

    Attributes:
        requests: Answers.
        seconds: Wall time.
        p50: Median latency in seconds.
        p99: 99th percentile of the latencies in seconds.
        first_byte: Median seconds until the first byte of the body; 0 where it was not measured.
        server_cpu: CPU seconds of all processes of the server.
        client_cpu: CPU seconds of the client.
    """

    requests: int
    seconds: float
    p50: float
    p99: float
    first_byte: float
    server_cpu: float
    client_cpu: float

    @property
    def throughput(self) -> float:
        """Answers a second."""
        return self.requests / self.seconds

    @property
    def cpu_per_request(self) -> float:
        """CPU seconds of the server an answer."""
        return self.server_cpu / self.requests


@dataclass(frozen=True, slots=True)
class Asked:
    """A measured client process: what it printed and the CPU seconds it used."""

    printed: dict[str, Any]
    cpu: float


def ask_for(server: Server, requests: Requests, seconds: float) -> Load:
    """Ask for so many seconds: with `wrk` where it is installed, else with the client of this package.

    Raises:
        SystemExit: An answer failed.
    """
    wrk = shutil.which("wrk")
    if wrk is None:
        return _own(server, requests, ["--seconds", str(seconds)])
    command = [
        wrk, "--threads", "1", "--connections", str(requests.clients), "--duration", f"{max(1, round(seconds))}s",
        "--timeout", "120s", "--script", str(SCRIPT), f"http://127.0.0.1:{server.port}",
        "--", str(requests.paths), str(requests.skip),
    ]  # fmt: skip
    before = server.cpu()
    asked = _run(command, server)
    found = asked.printed
    return Load(found["requests"], found["seconds"], found["p50"], found["p99"], 0.0, server.cpu() - before, asked.cpu)


def ask_times(server: Server, requests: Requests, times: int) -> Load:
    """Ask so many times with the client of this package.

    Raises:
        SystemExit: An answer failed.
    """
    return _own(server, requests, ["--requests", str(times)])


def _own(server: Server, requests: Requests, until: list[str]) -> Load:
    command = [
        sys.executable, "-m", "benchmarks.client", str(server.port), str(requests.paths),
        "--clients", str(requests.clients), "--skip", str(requests.skip), *until,
    ]  # fmt: skip
    before = server.cpu()
    asked = _run(command, server)
    used = server.cpu() - before
    latencies, first = sorted(asked.printed["latencies"]), sorted(asked.printed["first_bytes"])
    return Load(
        len(latencies), asked.printed["seconds"], percentile(latencies, 0.5), percentile(latencies, 0.99),
        percentile(first, 0.5), used, asked.cpu,
    )  # fmt: skip


def _run(command: list[str], server: Server) -> Asked:
    before = _children()
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=SCRIPT.parent.parent)
    if done.returncode:
        sys.exit(f"the client of {server.name} ended with {done.returncode}: {done.stderr.strip()}")
    printed: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    if printed["failed"]:
        sys.exit(f"{server.name} failed to answer {printed['failed']} requests")
    return Asked(printed, _children() - before)


def _children() -> float:
    """Give the CPU seconds of the child processes that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
