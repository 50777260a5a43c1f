"""The analyses over two synthetic nations, one ten times the other: whether what they take grows as the graph does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from benchmarks.children import cost_of
from benchmarks.stores import Nations
from benchmarks.table import table
from policygraph.analysis import (
    Network,
    analyse_documents,
    analyse_responsibility,
    find_paths,
    profile_agent,
    read_graph,
    write_graph,
)
from policygraph.model.inquiry import conduct
from policygraph.store import EmbeddedStore
from policygraph.vocab import ID

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from benchmarks.children import Cost

__all__ = ["ANALYSES", "Growth", "analysis_table", "measure_analyses"]

TOP: Final = 10
PUBLISHER: Final = "http://purl.org/dc/terms/publisher"


class Growth(NamedTuple):
    """What one analysis took.

    Attributes:
        small: Over the smaller nation.
        large: Over the larger one.
    """

    small: Cost
    large: Cost


def measure_analyses(folder: Path, sizes: tuple[int, int], seed: int) -> tuple[tuple[int, int], Mapping[str, Growth]]:
    """Carry out each analysis over a smaller and a larger nation; give what their sizes came to, too."""
    nations = [Nations(folder).open(size, seed) for size in sizes]
    costs = [{name: cost_of(work, nation.store, folder) for name, work in ANALYSES.items()} for nation in nations]
    return (nations[0].triples, nations[1].triples), {name: Growth(costs[0][name], costs[1][name]) for name in ANALYSES}


def analysis_table(sizes: tuple[int, int], found: Mapping[str, Growth]) -> str:
    """Write what the analyses took."""
    times = sizes[1] / sizes[0]
    head = (
        "analysis", f"s at {sizes[0]:,} triples", f"s at {sizes[1]:,} triples", "times as long", "MiB", "MiB", "found",
    )  # fmt: skip
    rows = [
        (
            name, f"{one.small.seconds:.2f}", f"{one.large.seconds:.2f}",
            f"{one.large.seconds / one.small.seconds:.1f}", f"{one.small.memory:,.0f}", f"{one.large.memory:,.0f}",
            one.large.result,
        )
        for name, one in found.items()
    ]  # fmt: skip
    return (
        f"The larger graph is {times:.1f} times the smaller one. Each analysis runs in a process of its own, over the "
        f"store on disk; the memory is the most that process held.\n\n{table(head, rows)}\n"
    )


def responsibility(store: Path, _: Path) -> str:
    """Analyse who answers for what with whom."""
    found = conduct(analyse_responsibility(top=TOP), EmbeddedStore.open(store).select)
    return f"{found.agents:,} agents, {found.things:,} things, betweenness from {found.sampling.pivots:,} nodes"


def documents(store: Path, _: Path) -> str:
    """Analyse which documents rest on which."""
    found = conduct(analyse_documents(top=TOP), EmbeddedStore.open(store).select)
    return f"{found.documents:,} documents, {found.references:,} references, betweenness from {found.sampling.pivots:,}"


def unit(store: Path, _: Path) -> str:
    """Tell in what the publisher of the first source has a part."""
    opened = EmbeddedStore.open(store)
    (publisher,) = opened.select(f"SELECT ?unit {{ <{ID}source/synthetic-0> <{PUBLISHER}> ?unit }}").rows
    found = conduct(profile_agent(publisher["unit"].value), opened.select)
    return f"{found.load.things:,} things, {len(found.partners):,} partners"


def path(store: Path, _: Path) -> str:
    """Find the shortest paths between tasks of two sources."""
    ends = (f"{ID}task/synthetic-0-0", f"{ID}task/synthetic-2-7")
    found = conduct(find_paths(*ends), EmbeddedStore.open(store).select)
    return f"{len(found.paths)} of length {found.cost:.1f}"


def export(store: Path, folder: Path) -> str:
    """Write the responsibility network as GEXF."""
    graph = conduct(read_graph(Network.RESPONSIBILITY), EmbeddedStore.open(store).select)
    write_graph(graph, folder / "network.gexf")
    return f"{len(graph):,} nodes, {graph.number_of_edges():,} links"


ANALYSES: Final[Mapping[str, Callable[[Path, Path], str]]] = {
    "responsibility": responsibility,
    "documents": documents,
    "unit": unit,
    "path": path,
    "export": export,
}
"""Name of an analysis on the command line → the work that stands for it."""
