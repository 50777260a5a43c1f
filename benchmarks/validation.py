"""Validation of the whole bundled graph: with every query of a shape asked node by node, and without the idle ones.

The two ways alternate in one run, so that what else the machine does falls on both; printed are the medians and their
ratio. Both must find the same.
"""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING

from rdflib import Literal, Variable

from policygraph.graph.assemble import read_files
from policygraph.graph.dataset import Dataset
from policygraph.graph.infer import infer, load_rules
from policygraph.graph.turtle import as_graph
from policygraph.graph.workspace import Workspace
from policygraph.resources import bundled
from policygraph.validation import read_shapes, validate
from policygraph.vocab import GRAPH

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

    from policygraph.validation.idle import Select

__all__ = ["main"]


def main(rounds: int) -> None:
    """Run the benchmark and print its table.

    Args:
        rounds: Validations each way.

    Raises:
        SystemExit: The two ways do not find the same.
    """
    workspace = Workspace.of(bundled(), bundled())
    files = read_files(workspace)
    dataset = Dataset.of(files)
    infer(dataset, load_rules(workspace.rule_files()))
    ontology = as_graph(t for file in files if file.graph == f"{GRAPH}ontology" for t in file.triples)
    shapes = read_shapes(workspace.shape_files())
    data = as_graph(dataset.triples())
    ways: dict[str, Select] = {"every query, node by node": _something, "idle queries left out": dataset.select}
    times: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        found = {name: _timed(times[name], (data, shapes, ontology), select) for name, select in ways.items()}
        if len(set(found.values())) != 1:
            raise SystemExit(f"the two ways differ: {found}")
    slow, fast = (statistics.median(values) for values in times.values())
    print(f"{len(data):,} triples, {rounds} rounds\n")
    print("| every query, node by node | idle queries left out | ratio |\n| --- | --- | --- |")
    print(f"| {slow:.1f} s | {fast:.1f} s | {slow / fast:.2f} |")


def _something(_: str) -> list[dict[Variable, Node]]:
    """Answer every query with a row, so that none counts as idle."""
    return [{Variable("this"): Literal(1)}]


def _timed(times: list[float], graphs: tuple[Graph, Graph, Graph], select: Select) -> int:
    start = time.perf_counter()
    findings = len(validate(*graphs, select).findings)
    times.append(time.perf_counter() - start)
    return findings
