"""A synthetic policy graph: regions, units, documents, tasks and measures in the ontology's namespaces, by a seed."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["task", "tasks_for", "write_graph"]

ID = "https://w3id.org/policygraph/id"
TERM = "https://w3id.org/policygraph/ontology#"
GRAPH = "https://w3id.org/policygraph/graph/source"
TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
LABEL = "<http://www.w3.org/2004/02/skos/core#prefLabel>"
TRIPLES_A_TASK = 27
GRAPHS = 20
MEASURES = 4


def task(number: int) -> str:
    """Give the IRI of a task."""
    return f"{ID}/task/synthetic-{number}"


def tasks_for(triples: int) -> int:
    """Give the number of tasks that makes about so many triples."""
    return max(1, triples // TRIPLES_A_TASK)


def write_graph(path: Path, triples: int, seed: int = 1) -> int:
    """Write the graph as N-Quads and give the number of its statements, about as many as asked for."""
    chance = random.Random(seed)
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for number in range(tasks_for(triples)):
            graph = f"<{GRAPH}-{number % GRAPHS}>"
            for statement in _task(number, chance):
                file.write(f"{statement} {graph} .\n")
                count += 1
    return count


def _task(number: int, chance: random.Random) -> Iterator[str]:
    """One task with its document, its measures, their units and regions."""
    document, unit, region = (f"<{ID}/{kind}/synthetic-{number}>" for kind in ("document", "unit", "region"))
    this = f"<{task(number)}>"
    yield from _labelled(this, "Task", f"Task {number}", f"任务{number}")
    yield f"{this} <{TERM}documentedBy> {document}"
    yield f"{this} <{TERM}responsibleUnit> {unit}"
    yield from _labelled(document, "PolicyDocument", f"Notice No. {number}", f"第{number}号通知")
    yield f"{document} <{TERM}issuedBy> <{ID}/unit/synthetic-{chance.randrange(number + 1)}>"
    yield f'{unit} {LABEL} "Unit {number}"@en'
    yield f"{unit} <{TERM}hasRegion> {region}"
    yield f"{region} <{TERM}isPartOf> <{ID}/region/synthetic-{number // 10}>"
    for ordinal in range(MEASURES):
        measure = f"<{ID}/measure/synthetic-{number}-{ordinal}>"
        yield f"{this} <{TERM}hasMeasure> {measure}"
        yield f"{measure} {TYPE} <{TERM}Measure>"
        yield f'{measure} {LABEL} "Measure {ordinal} of task {number}"@en'
        yield f'{measure} <{TERM}ordinal> "{ordinal}"^^<http://www.w3.org/2001/XMLSchema#integer>'


def _labelled(thing: str, kind: str, english: str, chinese: str) -> Iterator[str]:
    yield f"{thing} {TYPE} <{TERM}{kind}>"
    yield f'{thing} {LABEL} "{english}"@en'
    yield f'{thing} {LABEL} "{chinese}"@zh-hans'
