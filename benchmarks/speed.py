"""Twelve queries asked of this project's server, the Oxigraph server and rdflib-endpoint in turns, over the same data.

Every measurement is made in rounds in which the servers take turns, so that what else the machine does falls on all of
them; the order turns with each round. What is compared is the ratio within a round.
"""

from __future__ import annotations

import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.contest import Course, hold
from benchmarks.figures import CACHED, DISK, MEMORY, RDFLIB, Figures
from benchmarks.nation import write_nation
from benchmarks.servers import oxigraph, policygraph, publish, rdflib_endpoint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.plan import Plan
    from benchmarks.servers import Server

__all__ = ["measure"]


def measure(plan: Plan) -> Figures:
    """Make the data, start the servers, compare their answers and measure them.

    Raises:
        SystemExit: The servers answer differently, or one fails.
    """
    with tempfile.TemporaryDirectory() as temporary, ExitStack() as running:
        folder = Path(temporary)
        figures = Figures(write_nation(folder / "nation.nq", plan.triples, plan.seed), plan.rounds)
        _say(f"{figures.nation.triples:,} triples written")
        servers = tuple(_start(plan, folder, running))
        idle = {server.name: server.memory() for server in servers}
        for question in plan.questions:
            hold(Course(plan, folder, figures), question, tuple(s for s in servers if s.name != CACHED))
            _say(f"{question.name} measured")
        figures.memory = {server.name: (idle[server.name], server.memory()) for server in servers}
        return figures


def _start(plan: Plan, folder: Path, running: ExitStack) -> Iterator[Server]:
    nquads = folder / "nation.nq"
    store = publish(folder, nquads, f"nation-{plan.triples}-{plan.seed}")
    uncached = {"workers": plan.workers, "cache_size": 0, "query_seconds": 600}
    contestants = [
        policygraph(folder, DISK, store="disk", **uncached),
        policygraph(folder, MEMORY, store="memory", **uncached),
        oxigraph(store),
        *([rdflib_endpoint(nquads)] if plan.rdflib else []),
    ]
    for contestant in contestants:
        server = running.enter_context(contestant)
        _say(f"{server.name} started in {server.start:.1f} s")
        yield server


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
