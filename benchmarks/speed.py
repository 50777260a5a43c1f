"""Twelve queries asked of this project's server, the Oxigraph server and rdflib-endpoint in turns, over the same data.

Every measurement is made in rounds in which the servers take turns, so that what else the machine does falls on all of
them; the order turns with each round. What is compared is the ratio within a round.
"""

from __future__ import annotations

import platform
import shutil
import sys
import tempfile
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

from benchmarks.contest import Course, hold, hold_again
from benchmarks.figures import CACHED, DISK, MEMORY, OXIGRAPH, Figures
from benchmarks.nation import write_nation
from benchmarks.servers import oxigraph, policygraph, publish, rdflib_endpoint
from benchmarks.start import measure_starts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from benchmarks.plan import Plan
    from benchmarks.servers import Server

__all__ = ["measure"]

AGAIN: Final = ("look-up", "count-by-unit")
"""Queries that are also asked again and again: an answer of one kilobyte, and one of many."""


def measure(plan: Plan) -> Figures:
    """Make the data, start the servers, compare their answers and measure them.

    Raises:
        SystemExit: The servers answer differently, or one fails.
    """
    with tempfile.TemporaryDirectory() as temporary, ExitStack() as running:
        folder = Path(temporary)
        nation = write_nation(folder / "nation.nq", plan.triples, plan.seed)
        figures = Figures(nation, plan.rounds, _tools())
        _say(f"{nation.triples:,} triples written")
        figures.bundled = measure_starts(folder / "bundled", plan.rounds)
        servers = {server.name: server for server in _start(plan, folder, running)}
        figures.starts = {name: server.start for name, server in servers.items()}
        idle = {name: server.memory() for name, server in servers.items()}
        _ask(Course(plan, folder, figures), servers)
        figures.memory = {name: (idle[name], server.memory()) for name, server in servers.items()}
        return figures


def _ask(course: Course, servers: dict[str, Server]) -> None:
    uncached = tuple(server for name, server in servers.items() if name != CACHED)
    for question in course.plan.questions:
        hold(course, question, uncached)
        if question.name in AGAIN:
            hold_again(course, question, (servers[CACHED], servers[OXIGRAPH]))
        _say(f"{question.name} measured")


def _start(plan: Plan, folder: Path, running: ExitStack) -> Iterator[Server]:
    nquads = folder / "nation.nq"
    store = publish(folder, nquads, f"nation-{plan.triples}-{plan.seed}")
    common = {"query_seconds": 600} | ({"workers": plan.workers} if plan.workers else {})
    contestants = [
        policygraph(folder, DISK, store="disk", cache_size=0, **common),
        policygraph(folder, MEMORY, store="memory", cache_size=0, **common),
        policygraph(folder, CACHED, store="disk", **common),
        oxigraph(store),
        *([rdflib_endpoint(nquads)] if plan.rdflib else []),
    ]
    for contestant in contestants:
        server = running.enter_context(contestant)
        _say(f"{server.name} started in {server.start:.1f} s")
        yield server


def _tools() -> dict[str, str]:
    """Give the versions of what is measured and of what measures."""
    names = ("policygraph", "pyoxigraph", "oxigraph", "rdflib-endpoint", "rdflib", "uvicorn", "uvloop")
    client = {} if shutil.which("wrk") else {"client": "of this package for all queries, wrk not being installed"}
    return {"Python": platform.python_version()} | {name: version(name) for name in names} | client


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
