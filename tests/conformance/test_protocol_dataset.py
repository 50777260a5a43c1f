"""SPARQL 1.1 Protocol §2.1.4: the dataset of a query; and §2.3: its base IRI."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest
from tests.conformance.ways import CSV, Way, ask, check_problem, column, in_all_ways

if TYPE_CHECKING:
    import httpx

G1, G2, TU, NONE = "http://e/g1", "http://e/g2", "http://e/图", "http://e/none"
PLAIN = "SELECT ?o {} {{ ?s <http://e/p> ?o }} ORDER BY ?o"
GRAPHS = "SELECT DISTINCT ?g {} {{ GRAPH ?g {{ ?s ?p ?o }} }} ORDER BY ?g"


def default(*graphs: str) -> list[tuple[str, str]]:
    return [("default-graph-uri", graph) for graph in graphs]


def named(*graphs: str) -> list[tuple[str, str]]:
    return [("named-graph-uri", graph) for graph in graphs]


@in_all_ways
@pytest.mark.parametrize(
    ("query", "dataset", "expected"),
    [
        # No dataset is given: the service's own, whose default graph is the union of all its graphs
        (PLAIN.format(""), [], ["both", "one", "two"]),
        (GRAPHS.format(""), [], [G1, G2, TU]),
        # Given by the protocol
        (PLAIN.format(""), default(G1), ["both", "one"]),
        (PLAIN.format(""), default(G1, G2), ["both", "one", "two"]),
        (PLAIN.format(""), default(G1, G1), ["both", "one"]),
        (PLAIN.format(""), default(G1, TU), ["both", "one"]),
        (PLAIN.format(""), default(NONE), []),
        (PLAIN.format(""), named(G1), []),
        (GRAPHS.format(""), default(G1), []),
        (GRAPHS.format(""), named(G2), [G2]),
        (GRAPHS.format(""), named(TU, G1), [G1, TU]),
        (GRAPHS.format(""), named(NONE), []),
        (GRAPHS.format(""), default(G2) + named(G1), [G1]),
        (PLAIN.format(""), default(G2) + named(G1), ["both", "two"]),
        # Given by the query
        (PLAIN.format(f"FROM <{G2}>"), [], ["both", "two"]),
        (PLAIN.format(f"FROM <{G1}> FROM <{G2}>"), [], ["both", "one", "two"]),
        (GRAPHS.format(f"FROM <{G2}> FROM NAMED <{TU}>"), [], [TU]),
        # Given by both: the protocol's is taken, the whole of it
        (PLAIN.format(f"FROM <{G2}>"), default(G1), ["both", "one"]),
        (PLAIN.format(f"FROM <{G2}>"), named(G1), []),
        (GRAPHS.format(f"FROM <{G2}> FROM NAMED <{TU}>"), named(G1), [G1]),
        (GRAPHS.format(f"FROM NAMED <{TU}>"), default(G1), []),
    ],
)
def test_the_dataset_is_the_one_that_the_specification_says(
    service: httpx.Client, way: Way, query: str, dataset: list[tuple[str, str]], expected: list[str]
) -> None:
    """§2.1.4; SPARQL 1.1 Query §13.2: a triple that is in two default graphs is once in their merge."""
    assert column(ask(service, way, query, dataset, CSV)) == expected


@in_all_ways
@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri"])
@pytest.mark.parametrize("value", ["", "relative", "//e/g1", "<http://e/g1>", "http://e/a b", "http://[e/", "e%20:g"])
def test_a_graph_has_an_absolute_iri(service: httpx.Client, way: Way, name: str, value: str) -> None:
    """§2.1.4: "default graph URIs" and "named graph URIs"; what is none is told with its value."""
    problem = check_problem(ask(service, way, "ASK {}", [(name, "http://e/g1"), (name, value)]), 400, "bad-request")
    assert f"`{name}` is {value!r}" in problem["detail"]


@in_all_ways
def test_nothing_that_is_named_is_fetched(service: httpx.Client, way: Way) -> None:
    """§2.1.4, §4.1: a service need not fetch graphs, and this one is not to be used to reach others."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        graph = f"http://127.0.0.1:{listener.getsockname()[1]}/graph"
        assert column(ask(service, way, PLAIN.format(""), default(graph) + named(graph), CSV)) == []
        assert column(ask(service, way, PLAIN.format(f"FROM <{graph}> FROM <{G2}>"), headers=CSV)) == ["both", "two"]
        with pytest.raises(TimeoutError):
            listener.accept()


@in_all_ways
def test_a_relative_iri_is_resolved_against_a_base_of_the_service(service: httpx.Client, way: Way) -> None:
    """§2.3: services define their own base IRI; here it is the project's, the same wherever the data is served."""
    query = "SELECT (STR(<id/task/x>) AS ?o) {}"
    assert column(ask(service, way, query, headers=CSV)) == ["https://w3id.org/policygraph/id/task/x"]
    assert column(ask(service, way, f"BASE <http://e/> {query}", headers=CSV)) == ["http://e/id/task/x"]
