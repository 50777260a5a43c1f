"""The dataset of one query: what its default graph holds and which named graphs it sees (SPARQL 1.1 Query §13)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pyoxigraph

from policygraph.vocab import BASE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Dataset", "DatasetRequest", "choose_dataset"]


class DatasetRequest(NamedTuple):
    """What the client says about the dataset.

    Attributes:
        default_graphs: `default-graph-uri` of the protocol: absolute IRIs.
        named_graphs: `named-graph-uri` of the protocol: absolute IRIs.
        prologue: The query's own declarations, needed to understand its FROM clauses.
        from_graphs: The terms of the query's FROM clauses as written.
        from_named: The terms of its FROM NAMED clauses as written.
    """

    default_graphs: Sequence[str] = ()
    named_graphs: Sequence[str] = ()
    prologue: str = ""
    from_graphs: Sequence[str] = ()
    from_named: Sequence[str] = ()


class Dataset(NamedTuple):
    """What the engine is given: a store, and the arguments of its `query` that choose graphs in it."""

    store: pyoxigraph.Store
    arguments: dict[str, Any]


def choose_dataset(store: pyoxigraph.Store, overlapping: frozenset[str], request: DatasetRequest) -> Dataset:
    """Choose the dataset that the specifications want, and the IRI that relative ones are resolved against.

    That IRI is the same wherever the release is served (SPARQL 1.1 Protocol §2.3), so that the same query has the same
    answer everywhere.

    The protocol's dataset wins over the query's (SPARQL 1.1 Protocol §2.1.4). The engine would give a triple that
    stands in two of several default graphs twice, where the specification wants their merge: such graphs are merged in
    memory first. So it would where one graph is named twice: it is given once.

    Raises:
        ValueError: An IRI is not absolute.
        SyntaxError: The declarations or FROM clauses break the grammar.
    """
    if request.default_graphs or request.named_graphs:
        default = _distinct(pyoxigraph.NamedNode(iri) for iri in request.default_graphs)
        named = _distinct(pyoxigraph.NamedNode(iri) for iri in request.named_graphs)
    elif len(request.from_graphs) > 1 or len(request.from_named) > 1:
        default = _resolve(request.prologue, request.from_graphs)
        named = _resolve(request.prologue, request.from_named)
    else:
        return Dataset(store, {"base_iri": BASE})
    graphs: dict[str, Any] = {"base_iri": BASE, "default_graph": default, "named_graphs": named}
    if len({graph.value for graph in default} & overlapping) > 1:
        graphs["default_graph"] = pyoxigraph.DefaultGraph()
        if not set(default).issuperset(store.named_graphs()):  # the merge of all is the store's own default graph
            merged = pyoxigraph.Store()
            merged.extend(_merge(store, default, named))
            return Dataset(merged, graphs)
    return Dataset(store, graphs)


def _resolve(prologue: str, terms: Sequence[str]) -> list[pyoxigraph.NamedNode]:
    """Let the engine itself expand prefixed names and relative IRIs."""
    if not terms:
        return []
    query = f"{prologue} SELECT ?graph {{ VALUES ?graph {{ {' '.join(terms)} }} }}"
    rows = pyoxigraph.Store().query(query, base_iri=BASE)
    return _distinct(row["graph"] for row in rows)  # type: ignore[union-attr] # a SELECT gives solutions


def _distinct(graphs: Iterable[pyoxigraph.NamedNode]) -> list[pyoxigraph.NamedNode]:
    return list(dict.fromkeys(graphs))


def _merge(
    store: pyoxigraph.Store, default: Sequence[pyoxigraph.NamedNode], named: Sequence[pyoxigraph.NamedNode]
) -> Iterator[pyoxigraph.Quad]:
    for graph in default:
        for quad in store.quads_for_pattern(None, None, None, graph):
            yield pyoxigraph.Quad(quad.subject, quad.predicate, quad.object, pyoxigraph.DefaultGraph())
    for graph in named:
        yield from store.quads_for_pattern(None, None, None, graph)
