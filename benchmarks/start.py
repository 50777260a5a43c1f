"""How long a server takes from its start to its first answer over the bundled graph, and what it holds then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks.figures import OURS
from benchmarks.ratios import spread
from benchmarks.servers import oxigraph, policygraph, publish
from policygraph.graph.assemble import read_files
from policygraph.graph.dataset import Dataset
from policygraph.graph.infer import infer, load_rules
from policygraph.graph.workspace import Workspace
from policygraph.resources import bundled

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from benchmarks.ratios import Spread
    from benchmarks.servers import Server

__all__ = ["measure_starts", "publish_bundled"]


def measure_starts(folder: Path, rounds: int) -> dict[str, tuple[Spread, float]]:
    """Start the servers in turns; give of each the seconds to its first answer and the MiB it holds then."""
    store = publish_bundled(folder)
    seconds: dict[str, list[float]] = {}
    memory: dict[str, float] = {}
    for _ in range(rounds):
        for starting in _contestants(folder, store):
            with starting as server:
                seconds.setdefault(server.name, []).append(server.start)
                memory[server.name] = server.memory()
    return {name: (spread(found), memory[name]) for name, found in seconds.items()}


def _contestants(folder: Path, store: Path) -> list[AbstractContextManager[Server]]:
    return [*(policygraph(folder, mode, store=mode) for mode in OURS), oxigraph(store)]


def publish_bundled(folder: Path) -> Path:
    """Assemble the bundled graph with its inferences, unvalidated, and write a release of it."""
    workspace = Workspace.of(bundled(), bundled())
    dataset = Dataset.of(read_files(workspace))
    infer(dataset, load_rules(workspace.rule_files()))
    folder.mkdir()
    nquads = folder / "bundled.nq"
    nquads.write_bytes(b"".join(dataset.canonical_lines()))
    return publish(folder, nquads, "bundled")
