"""The servers that are measured, each in processes of its own on a free port of this machine, over the same data."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psutil

from policygraph.release import Manifest, ReleaseWriter
from policygraph.store import create_store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Server", "find_oxigraph", "oxigraph", "policygraph", "publish", "rdflib_endpoint"]

SERVE: Final = (
    "import os; from policygraph.settings import Settings; from policygraph.web import serve_http\n"
    "serve_http(Settings.from_env(os.environ), print)"
)
RESIDENT: Final = "the store is in memory now"
"""What this project's server logs when it queries no longer the disk, from where it has answered until then."""

PATIENCE: Final = 1800.0
SETTLING: Final = 1.0
"""Seconds in which the processes that queried the disk end."""

PROBE: Final = "?query=ASK%7B%7D"


@dataclass(frozen=True, slots=True)
class Server:
    """A running server.

    Attributes:
        name: What it is called in tables.
        port: Where it listens.
        path: The path that answers queries.
        process: The first of its processes.
        start: Seconds from its start to its first answer.
    """

    name: str
    port: int
    path: str
    process: psutil.Process
    start: float

    def cpu(self) -> float:
        """Give the CPU seconds that its processes have used so far, those that have ended included."""
        return self._total(_cpu_seconds)

    def memory(self) -> float:
        """Give the MiB its processes hold, what they share counted once (PSS)."""
        return self._total(lambda process: process.memory_full_info().pss) / (1 << 20)

    def _total(self, figure: Callable[[psutil.Process], float]) -> float:
        """Add up a figure of all processes but those that end meanwhile, whose CPU time their parents have."""
        total = 0.0
        for process in (self.process, *self.process.children(recursive=True)):
            with suppress(psutil.NoSuchProcess):
                total += figure(process)
        return total


def publish(root: Path, nquads: Path, name: str) -> Path:
    """Write a release with a store of its own, make it current and give the store's folder."""
    root.mkdir(parents=True, exist_ok=True)
    with ReleaseWriter(root) as writer:
        size = create_store(writer.folder / "store", nquads)
        manifest = Manifest(
            release=name, built="2026-01-01T00:00:00Z", software="", engine="", ontology="", commit=None, inputs="",
            triples=size.triples, graphs=size.graphs, classes={}, shapes=0, warnings=0, evidence={}, files={},
        )  # fmt: skip
        writer.publish(manifest)
    return (root / "current" / "store").resolve()


@contextmanager
def policygraph(root: Path, name: str, **settings: object) -> Iterator[Server]:
    """Serve the current release of a workspace with this project's server; with `store="memory"`, once it is there."""
    port = _free_port()
    given = {"root": root, "port": port, **settings}
    environment = os.environ | {f"POLICYGRAPH_{key.upper()}": str(value) for key, value in given.items()}
    log = root / f"{name}.log"
    with _running(name, [sys.executable, "-c", SERVE], (port, "/sparql"), environment, log) as server:
        if settings.get("store") == "memory":
            _await_line(log, RESIDENT)
            time.sleep(SETTLING)
        yield server


@contextmanager
def oxigraph(store: Path) -> Iterator[Server]:
    """Serve the very same store with the Oxigraph server; its default graph holds the union, as the store has it."""
    port = _free_port()
    command = [find_oxigraph(), "serve-read-only", "--location", str(store), "--bind", f"127.0.0.1:{port}"]
    with _running("Oxigraph", command, (port, "/query"), dict(os.environ)) as server:
        yield server


@contextmanager
def rdflib_endpoint(nquads: Path) -> Iterator[Server]:
    """Serve the same statements with rdflib-endpoint, in its memory store, whose default graph is the union."""
    port = _free_port()
    command = [sys.executable, "-m", "rdflib_endpoint", "serve", "--port", str(port), "--host", "127.0.0.1"]
    with _running("rdflib-endpoint", [*command, str(nquads)], (port, "/"), dict(os.environ)) as server:
        yield server


def find_oxigraph() -> str:
    """Find the Oxigraph server's binary.

    Raises:
        SystemExit: It is not installed.
    """
    beside = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    named = os.environ.get("OXIGRAPH") or beside or shutil.which("oxigraph")
    if not named:
        sys.exit("The Oxigraph server is not installed: run `make bench`, or name its binary in OXIGRAPH.")
    return named


@contextmanager
def _running(
    name: str,
    command: list[str],
    where: tuple[int, str],
    environment: dict[str, str],
    log: Path | None = None,
) -> Iterator[Server]:
    began = time.perf_counter()
    with (
        (log or Path(os.devnull)).open("wb") as errors,
        subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=errors) as process,
    ):
        try:
            start = _await(process, where, began)
            yield Server(name, *where, psutil.Process(process.pid), start)
        finally:
            process.terminate()


def _await(process: subprocess.Popen[bytes], where: tuple[int, str], began: float) -> float:
    """Wait for the first answer; give the seconds since it began."""
    while time.perf_counter() < began + PATIENCE and process.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", where[0], timeout=10)
            connection.request("GET", where[1] + PROBE, headers={"Accept": "application/sparql-results+json"})
            if connection.getresponse().status == http.HTTPStatus.OK:
                return time.perf_counter() - began
        except OSError:
            time.sleep(0.01)
        finally:
            connection.close()
    sys.exit(f"{process.args!r} does not answer on port {where[0]}")


def _await_line(log: Path, text: str) -> None:
    """Wait until a log says something."""
    end = time.perf_counter() + PATIENCE
    while text not in log.read_text(encoding="utf-8"):
        if time.perf_counter() > end:
            sys.exit(f"{log} does not say that {text}")
        time.sleep(0.05)


def _cpu_seconds(process: psutil.Process) -> float:
    used = process.cpu_times()
    return float(used.user + used.system + used.children_user + used.children_system)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port
