"""Write a store: once, into a folder of its own, never touched again.

Each statement is stored twice, in its named graph and in the default graph, which so becomes the union of all named
graphs without duplicates. Why, and what was measured: docs/decisions/0003-default-graph-union.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pyoxigraph

from policygraph.errors import DataError, HostError, Location, StoreError
from policygraph.store.note import Note, write_note

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["StoreSize", "create_store"]


@dataclass(frozen=True, slots=True)
class StoreSize:
    """What a store holds.

    Attributes:
        triples: Different triples over all graphs: the size of the default graph.
        graphs: IRI of each named graph → its triples.
    """

    triples: int
    graphs: Mapping[str, int]


def create_store(folder: Path, nquads: Path | Iterable[pyoxigraph.Quad]) -> StoreSize:
    """Write a fresh store, optimised and flushed; it is complete when this returns and unusable before.

    Args:
        folder: Where; it must not exist or be empty.
        nquads: An N-Quads file, or the quads themselves. Every quad belongs to a graph named by an IRI.

    Raises:
        StoreError: The folder holds something already.
        DataError: The file is not N-Quads, or a quad is in no named graph.
        HostError: The folder or the file cannot be written or read.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise StoreError(f"{folder} is not empty", remedy="give a folder that does not exist yet")
        store = pyoxigraph.Store(folder)
        quads = nquads if isinstance(nquads, Path) else tuple(nquads)
        # one graph at a time: written side by side, the two copies take half as much room again
        store.bulk_extend(_named(_read(quads)))
        store.bulk_extend(pyoxigraph.Quad(quad.subject, quad.predicate, quad.object) for quad in _read(quads))
        store.optimize()
        store.flush()
        size = _measure(store)
        write_note(folder, Note(_overlapping(store, size), size.triples + sum(size.graphs.values())))
    except SyntaxError as fault:
        raise DataError(
            f"not N-Quads: {fault.msg}",
            remedy="correct the file",
            location=Location(Path(str(nquads)), fault.lineno, fault.offset),
        ) from fault
    except OSError as fault:
        raise HostError(
            f"the store cannot be written to {folder}: {fault}",
            remedy="check that the folder is writable and the disk has room",
        ) from fault
    return size


def _read(quads: Path | tuple[pyoxigraph.Quad, ...]) -> Iterable[pyoxigraph.Quad]:
    if isinstance(quads, Path):
        return cast("Iterable[pyoxigraph.Quad]", pyoxigraph.parse(path=quads, format=pyoxigraph.RdfFormat.N_QUADS))
    return quads


def _named(quads: Iterable[pyoxigraph.Quad]) -> Iterator[pyoxigraph.Quad]:
    for quad in quads:
        if not isinstance(quad.graph_name, pyoxigraph.NamedNode):
            raise DataError(
                f"the statement {quad} is in no graph with a name",
                remedy="put it into the graph of its source",
            )
        yield quad


def _measure(store: pyoxigraph.Store) -> StoreSize:
    (total,) = _rows(store, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    graphs = _rows(store, "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g")
    return StoreSize(int(total["n"].value), {row["g"].value: int(row["n"].value) for row in graphs})


def _rows(store: pyoxigraph.Store, query: str) -> pyoxigraph.QuerySolutions:
    return cast("pyoxigraph.QuerySolutions", store.query(query))


def _overlapping(store: pyoxigraph.Store, size: StoreSize) -> frozenset[str]:
    """Find the named graphs that share a triple with another one; the sizes say at once when there are none."""
    if sum(size.graphs.values()) == size.triples:
        return frozenset()
    pairs = _rows(store, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } GRAPH ?h { ?s ?p ?o } FILTER(?g != ?h) }")
    return frozenset(row["g"].value for row in pairs)
