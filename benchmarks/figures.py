"""What a run measured."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from benchmarks.ratios import ratio

if TYPE_CHECKING:
    from benchmarks.load import Load
    from benchmarks.nation import Nation
    from benchmarks.ratios import Spread

__all__ = ["CACHED", "DISK", "MEMORY", "OURS", "OXIGRAPH", "RDFLIB", "Figures", "Loads", "against"]

DISK: Final = "disk"
MEMORY: Final = "memory"
CACHED: Final = "cache"
OURS: Final = (DISK, MEMORY)
"""This project's server without its cache, by where its store is."""

OXIGRAPH: Final = "Oxigraph"
RDFLIB: Final = "rdflib-endpoint"

Loads = dict[str, list["Load"]]
"""Server → what each round gave."""


@dataclass(slots=True)
class Figures:
    """What a run measured.

    Attributes:
        nation: What the data were.
        rounds: How often each measurement was made.
        tools: What was used, by name and version.
        rows: Query → rows of its answer with the first choice of constants.
        loads: Query and clients → what the servers did.
        hits: The same for one query asked again and again, by the server with its cache and by Oxigraph.
        starts: Server → seconds from its start to its first answer over the nation.
        memory: Server → MiB before the first query and after the last.
        bundled: Server → seconds to the first answer over the bundled graph, and MiB then.
    """

    nation: Nation
    rounds: int
    tools: dict[str, str] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    loads: dict[tuple[str, int], Loads] = field(default_factory=dict)
    hits: dict[tuple[str, int], Loads] = field(default_factory=dict)
    starts: dict[str, float] = field(default_factory=dict)
    memory: dict[str, tuple[float, float]] = field(default_factory=dict)
    bundled: dict[str, tuple[Spread, float]] = field(default_factory=dict)


def against(loads: Loads, ours: str, theirs: str) -> Spread | None:
    """Give the ratio of two servers' throughputs, None where one of them did not take part."""
    if ours not in loads or theirs not in loads:
        return None
    return ratio([load.throughput for load in loads[ours]], [load.throughput for load in loads[theirs]])
