"""What a run measured."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from benchmarks.load import Load
    from benchmarks.nation import Nation
    from benchmarks.ratios import Spread

__all__ = ["CACHED", "DISK", "MEMORY", "OXIGRAPH", "RDFLIB", "Figures", "Key"]

DISK: Final = "policygraph, disk"
MEMORY: Final = "policygraph, memory"
CACHED: Final = "policygraph, cache"
OXIGRAPH: Final = "Oxigraph"
RDFLIB: Final = "rdflib-endpoint"

Key = tuple[str, int]
"""A query by its name, and how many clients asked it at once."""


@dataclass(slots=True)
class Figures:
    """What a run measured.

    Attributes:
        nation: What the data were.
        rounds: How often each measurement was made.
        rows: Query → rows of its answer with the first choice of constants.
        loads: Query and clients → server → what each round gave.
        memory: Server → MiB before the first query and after the last.
        bundled: Server → seconds to the first answer over the bundled graph, and MiB then.
        tools: What was used, by name and version.
    """

    nation: Nation
    rounds: int
    rows: dict[str, int] = field(default_factory=dict)
    loads: dict[Key, dict[str, list[Load]]] = field(default_factory=dict)
    memory: dict[str, tuple[float, float]] = field(default_factory=dict)
    bundled: dict[str, tuple[Spread, float]] = field(default_factory=dict)
    tools: dict[str, str] = field(default_factory=dict)
