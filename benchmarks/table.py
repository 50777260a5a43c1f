"""The figures of a run as Markdown tables."""

from __future__ import annotations

import datetime as dt
import os
from typing import TYPE_CHECKING

from benchmarks.figures import CACHED, DISK, MEMORY, OXIGRAPH, RDFLIB, against
from benchmarks.ratios import ratio, spread
from benchmarks.targets import judge

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from benchmarks.figures import Figures, Loads
    from benchmarks.ratios import Spread

__all__ = ["tables"]


def tables(figures: Figures) -> str:
    """Write every table, with what was measured and with what."""
    parts = [_conditions(figures), "### Targets", _targets(figures)]
    parts += ["### Throughput, as ratios to the Oxigraph server", _throughput(figures)]
    parts += ["### Latency and CPU time", _costs(figures)]
    if figures.hits:
        parts += ["### A query that is asked again", _hits(figures)]
    parts += ["### Start and memory", _memory(figures)]
    return "\n\n".join(parts) + "\n"


def _conditions(figures: Figures) -> str:
    nation, tools = figures.nation, ", ".join(f"{name} {version}" for name, version in figures.tools.items())
    today = dt.datetime.now(tz=dt.UTC).date().isoformat()
    return (
        f"{today}, {os.cpu_count()} processor cores, {nation.triples:,} triples of {nation.sources:,} sources (seed "
        f"{nation.seed}), medians of {figures.rounds} rounds, the least and the greatest in brackets. {tools}."
    )


def _targets(figures: Figures) -> str:
    rows = [(one.text, one.measured, "yes" if one.reached else "**no**") for one in judge(figures)]
    return table(("target", "measured", "reached"), rows)


def _throughput(figures: Figures) -> str:
    head = ("query", "rows", "clients", "Oxigraph, answers/s", "disk", "memory", "best against rdflib-endpoint")
    rows = []
    for (name, clients), loads in figures.loads.items():
        disk, memory = (against(loads, server, OXIGRAPH) for server in (DISK, MEMORY))
        best = [found for server in (DISK, MEMORY) if (found := against(loads, server, RDFLIB))]
        factor = f"× {max(one.median for one in best):,.0f}" if best else "–"
        pace = spread([load.throughput for load in loads[OXIGRAPH]]).median if OXIGRAPH in loads else 0.0
        rows.append((name, f"{figures.rows[name]:,}", clients, number(pace), ranged(disk), ranged(memory), factor))
    return table(head, rows)


def _costs(figures: Figures) -> str:
    head = (
        "query", "clients", "median ms: disk", "memory", "Oxigraph", "99 % ms: disk", "memory", "Oxigraph",
        "CPU ms: disk", "memory", "Oxigraph", "Oxigraph's CPU by disk's", "by memory's", "client's cores",
    )  # fmt: skip
    rows: list[tuple[object, ...]] = []
    for (name, clients), loads in figures.loads.items():
        cells: list[object] = [name, clients]
        for figure in ("p50", "p99", "cpu_per_request"):
            cells += [_milliseconds(loads, server, figure) for server in (DISK, MEMORY, OXIGRAPH)]
        cells += [_thrift(loads, server) for server in (DISK, MEMORY)]
        busiest = max((one.client_cpu / one.seconds for found in loads.values() for one in found), default=0.0)
        rows.append((*cells, f"{busiest:.2f}"))
    return table(head, rows)


def _hits(figures: Figures) -> str:
    head = ("query", "clients", "Oxigraph, answers/s", "from the cache", "CPU ms: cache", "Oxigraph")
    rows = []
    for (name, clients), loads in figures.hits.items():
        pace = number(spread([load.throughput for load in loads[OXIGRAPH]]).median)
        cpu = [_milliseconds(loads, server, "cpu_per_request") for server in (CACHED, OXIGRAPH)]
        rows.append((name, clients, pace, ranged(against(loads, CACHED, OXIGRAPH)), *cpu))
    return table(head, rows)


def _memory(figures: Figures) -> str:
    head = ("server", "data", "seconds to the first answer", "MiB idle", "MiB after the run")
    rows = [
        (name, "bundled graph", ranged(start, "s"), f"{idle:,.0f}", "–")
        for name, (start, idle) in figures.bundled.items()
    ]
    rows += [
        (name, f"{figures.nation.triples:,} triples", f"{figures.starts[name]:.2f} s", f"{idle:,.0f}", f"{end:,.0f}")
        for name, (idle, end) in figures.memory.items()
    ]
    return table(head, rows)


def ranged(found: Spread | None, unit: str = "") -> str:
    """Write a median with its range in brackets."""
    if found is None:
        return "–"
    return f"{found.median:.2f}{f' {unit}' if unit else ''} ({found.least:.2f}–{found.greatest:.2f})"


def number(value: float) -> str:
    """Write a rate with as many digits as it is worth."""
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"  # noqa: PLR2004 - two digits either way


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Write a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def _milliseconds(loads: Loads, server: str, figure: str) -> str:
    if server not in loads:
        return "–"
    value = spread([float(getattr(load, figure)) for load in loads[server]]).median * 1000
    return f"{value:.2f}" if value < 10 else f"{value:,.0f}"  # noqa: PLR2004 - three digits either way


def _thrift(loads: Loads, server: str) -> str:
    """Write how much CPU time the Oxigraph server needs for what takes a server of ours 1."""
    if server not in loads or OXIGRAPH not in loads:
        return "–"
    ours, theirs = ([load.cpu_per_request for load in loads[name]] for name in (server, OXIGRAPH))
    return f"{ratio(theirs, ours).median:.2f}"
