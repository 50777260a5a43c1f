"""The servers that are measured, each a process on a free port of this machine."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from policygraph.release import Manifest, ReleaseWriter
from policygraph.store import create_store

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Target", "find_oxigraph", "oxigraph", "policygraph"]

SERVE = (
    "import os; from policygraph.settings import Settings; from policygraph.web import serve_http\n"
    "serve_http(Settings.from_env(os.environ), print)"
)
PATIENCE = 60.0


class Target(NamedTuple):
    """Where a server answers queries."""

    port: int
    path: str


def find_oxigraph() -> str:
    """Find the Oxigraph server's binary."""
    beside = shutil.which("oxigraph", path=str(Path(sys.executable).parent))
    named = os.environ.get("OXIGRAPH") or beside or shutil.which("oxigraph")
    if not named:
        sys.exit("The Oxigraph server is not installed: run `make bench`, or name its binary in OXIGRAPH.")
    return named


@contextmanager
def policygraph(nquads: Path, folder: Path, triples: int, workers: int) -> Iterator[Target]:
    """Serve the graph with this project's server."""
    with ReleaseWriter(folder) as writer:
        size = create_store(writer.folder / "store", nquads)
        manifest = Manifest(
            release=f"synthetic-{triples}", built="", software="", engine="", ontology="", commit=None, inputs="",
            triples=size.triples, graphs=size.graphs, classes={}, shapes=0, warnings=0, evidence={}, files={},
        )  # fmt: skip
        writer.publish(manifest)
    port = _free_port()
    given = {"ROOT": str(folder), "PORT": str(port), "WORKERS": str(workers)}
    environment = os.environ | {f"POLICYGRAPH_{name}": value for name, value in given.items()}
    with _running([sys.executable, "-c", SERVE], port, environment):
        yield Target(port, "/sparql")


@contextmanager
def oxigraph(nquads: Path, folder: Path, binary: str) -> Iterator[Target]:
    """Serve the graph with the Oxigraph server, its default graph being the union."""
    location = str(folder / "oxigraph")
    for arguments in (["load", "--file", str(nquads)], ["optimize"]):
        subprocess.run([binary, *arguments, "--location", location], check=True, capture_output=True)
    port = _free_port()
    command = [
        binary,
        "serve-read-only",
        "--location",
        location,
        "--bind",
        f"127.0.0.1:{port}",
        "--union-default-graph",
    ]
    with _running(command, port, dict(os.environ)):
        yield Target(port, "/query")


@contextmanager
def _running(command: list[str], port: int, environment: dict[str, str]) -> Iterator[None]:
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            _await(port, process)
            yield
        finally:
            process.terminate()


def _await(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    sys.exit(f"{process.args!r} does not listen on port {port}")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port
