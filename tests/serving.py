"""A release made of a few statements, and a real server over it: a process of its own that listens on a free port."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

import httpx

from policygraph.release import Manifest, ReleaseWriter
from policygraph.store import create_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["DATA", "release", "serve"]

SERVE = (
    "import os; from policygraph.settings import Settings; from policygraph.web import serve_http\n"
    "serve_http(Settings.from_env(os.environ), lambda address: print(address, flush=True))"
)
DATA = "".join(
    f'<http://e/{n}> <http://e/label> "the label of thing {n}" <http://e/g{n % 2}> .\n' for n in range(10_000)
) + (
    '<http://e/%E4%BB%BB> <http://e/label> "encoded" <http://e/g0> .\n'
    '<http://e/任> <http://e/label> "raw" <http://e/g0> .\n'
    '<http://e/0> <http://e/label> "the label of thing 0" <http://e/g1> .\n'
)


def release(root: Path, name: str, nquads: str) -> None:
    """Write a release with a store of its own and make it current."""
    root.mkdir(exist_ok=True)
    (root / "data.nq").write_text(nquads, encoding="utf-8")
    with ReleaseWriter(root) as writer:
        size = create_store(writer.folder / "store", root / "data.nq")
        writer.publish(
            Manifest(
                release=name, built="2026-01-02T03:04:05Z", software="0", engine="0", ontology="0", commit=None,
                inputs="", triples=size.triples, graphs=size.graphs, classes={}, shapes=0, warnings=0, evidence={},
                files={},
            )
        )  # fmt: skip


@contextmanager
def serve(root: Path, errors: IO[str] | None = None, /, **settings: object) -> Iterator[httpx.Client]:
    """Serve a workspace.

    Args:
        root: The workspace.
        errors: The file that takes what the server writes to standard error; that of the tests where there is none.
        settings: Settings by name.

    Yields:
        A client of the server, whose `headers["server-pid"]` is the server's process id.
    """
    settings = {"store": "disk", **settings}  # a move to memory in the midst of a test changes processes and orders
    given = {f"POLICYGRAPH_{name.upper()}": str(value) for name, value in settings.items()}
    environment = os.environ | {"POLICYGRAPH_ROOT": str(root), "POLICYGRAPH_PORT": "0"} | given
    command = [sys.executable, "-c", SERVE]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=errors, text=True) as process:
        assert process.stdout is not None
        try:
            address = process.stdout.readline().strip()
            with httpx.Client(base_url=address, timeout=30, headers={"server-pid": str(process.pid)}) as client:
                yield client
        finally:
            process.terminate()
            assert process.wait(20) == 0
