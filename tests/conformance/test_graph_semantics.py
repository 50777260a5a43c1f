"""What a query sees of a store: the union of all graphs, each triple once, and each graph by its name.

Four triples in three graphs, one of them in two graphs. The dataset of the store, chosen again by the protocol or the
query, must give what the plain query gives.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from tests.conformance.endpoint import Endpoint, open_endpoint

if TYPE_CHECKING:
    from collections.abc import Iterator

QUADS = """
<http://e/a> <http://e/p> <http://e/b> <http://e/g1> .
<http://e/b> <http://e/p> <http://e/c> <http://e/g1> .
<http://e/a> <http://e/p> <http://e/b> <http://e/g2> .
<http://e/c> <http://e/p> <http://e/d> <http://e/g2> .
<http://e/x> <http://e/q> <http://e/y> <http://e/g3> .
"""
GRAPHS = ("http://e/g1", "http://e/g2", "http://e/g3")
CLAUSES = " ".join(f"FROM <{graph}> FROM NAMED <{graph}>" for graph in GRAPHS)

# projection, pattern → rows, sorted, values separated by spaces, `-` for none
PATTERNS = {
    ("(COUNT(*) AS ?n)", "{ ?s ?p ?o }"): ["4"],
    ("?s ?o", "{ ?s :p/:p ?o }"): ["a c", "b d"],
    ("?s ?o", "{ ?s :p+ ?o }"): ["a b", "a c", "a d", "b c", "b d", "c d"],
    ("?g ?s ?o", "{ GRAPH ?g { ?s :p+ ?o } }"): ["g1 a b", "g1 a c", "g1 b c", "g2 a b", "g2 c d"],
    ("?x", "{ GRAPH ?g { :a :p ?y } GRAPH ?h { ?y :p ?x } }"): ["c", "c"],
    ("?g", "{ GRAPH ?g {} }"): ["g1", "g2", "g3"],
    ("?g (COUNT(*) AS ?n)", "{ GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"): ["g1 2", "g2 2", "g3 1"],
    ("?s", "{ GRAPH :g1 { ?s :p ?o } }"): ["a", "b"],
    ("?s", "{ GRAPH :none { ?s :p ?o } }"): [],
    ("?s ?g", "{ ?s :p :b OPTIONAL { GRAPH ?g { ?s :p :b } } }"): ["a g1", "a g2"],
    ("?s ?g", "{ ?s ?p ?o OPTIONAL { GRAPH ?g { ?s :q ?o } } }"): ["a -", "b -", "c -", "x g3"],
    ("?g ?s", "{ ?s :p :d GRAPH ?g { ?x :p ?s } }"): ["g1 c"],
    ("?s", "{ ?s :p ?o FILTER EXISTS { GRAPH ?g { ?s :p ?o } } }"): ["a", "b", "c"],
    ("?s", "{ ?s :p ?o FILTER NOT EXISTS { GRAPH :g2 { ?s :p ?o } } }"): ["b"],
    ("?g ?s", "{ GRAPH ?g { ?s :p ?o FILTER NOT EXISTS { ?o :p ?x } } }"): ["g1 b", "g2 a", "g2 c"],
    ("?g ?s", "{ GRAPH ?g { ?s :p ?o MINUS { ?s :p :b } } }"): ["g1 b", "g2 c"],
    ("?s", "{ ?s :p ?o MINUS { GRAPH :g2 { ?s :p ?o } } }"): ["b"],
    ("?s", "{ GRAPH :g1 { ?s :p ?o GRAPH :g2 { ?s :p ?o } } }"): ["a"],
    ("?g ?s", "{ BIND(:g1 AS ?g) GRAPH ?g { ?s :p ?o } }"): ["g1 a", "g1 b"],
    ("?g ?o", "{ VALUES ?g { :g1 :g3 } GRAPH ?g { ?s ?p ?o } }"): ["g1 b", "g1 c", "g3 y"],
    ("?g ?n", "{ GRAPH ?g { { SELECT ?g (COUNT(*) AS ?n) { ?s :p ?o } GROUP BY ?g } } }"): ["g1 2", "g2 2"],
}


@pytest.fixture(scope="module")
def endpoint(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Endpoint]:
    quads = pyoxigraph.parse(QUADS, format=pyoxigraph.RdfFormat.N_QUADS)
    with open_endpoint(tmp_path_factory.mktemp("graphs"), quads) as opened:
        yield opened


def rows(answer: bytes) -> list[str]:
    document = json.loads(answer)
    names = document["head"]["vars"]
    return sorted(
        " ".join(row.get(name, {"value": "-"})["value"].removeprefix("http://e/") for name in names)
        for row in document["results"]["bindings"]
    )


@pytest.mark.parametrize(("query", "expected"), PATTERNS.items(), ids="".join)
@pytest.mark.parametrize("way", ["plain", "protocol", "clauses"])
def test_the_union_is_the_default_graph_and_graphs_keep_their_names(
    endpoint: Endpoint, way: str, query: tuple[str, str], expected: list[str]
) -> None:
    projection, pattern = query
    text = f"PREFIX : <http://e/> SELECT {projection} {CLAUSES if way == 'clauses' else ''} WHERE {pattern}"
    graphs = (GRAPHS, GRAPHS) if way == "protocol" else ((), ())
    assert rows(endpoint.ask(text, "application/sparql-results+json", *graphs)) == expected


@pytest.mark.parametrize(
    ("default", "named", "pattern", "expected"),
    [
        ((0,), (), "?s ?p ?o", ["a", "b"]),
        ((0, 1), (), "?s ?p ?o", ["a", "b", "c"]),
        ((1, 1), (), "?s ?p ?o", ["a", "c"]),
        ((0, 2), (), "?s ?p ?o", ["a", "b", "x"]),
        ((0, 1), (), "GRAPH ?g { ?s ?p ?o }", []),
        ((), (1,), "?s ?p ?o", []),
        ((), (1, 1), "GRAPH ?g { ?s ?p ?o }", ["a", "c"]),
        ((2,), (0,), "GRAPH ?g { ?s ?p ?o }", ["a", "b"]),
        ((0, 1), (2,), "?s :p :b GRAPH ?g { ?x ?y ?z }", ["a"]),
        ((0, 1), (0,), "?s :p ?o GRAPH ?g { ?s :p ?o }", ["a", "b"]),
    ],
)
@pytest.mark.parametrize("way", ["protocol", "clauses"])
def test_a_dataset_holds_what_is_named_and_no_more(
    endpoint: Endpoint, way: str, default: tuple[int, ...], named: tuple[int, ...], pattern: str, expected: list[str]
) -> None:
    graphs = (tuple(GRAPHS[number] for number in default), tuple(GRAPHS[number] for number in named))
    clauses = " ".join([f"FROM <{iri}>" for iri in graphs[0]] + [f"FROM NAMED <{iri}>" for iri in graphs[1]])
    text = f"PREFIX : <http://e/> SELECT ?s {clauses if way == 'clauses' else ''} WHERE {{ {pattern} }}"
    chosen = graphs if way == "protocol" else ((), ())
    assert rows(endpoint.ask(text, "application/sparql-results+json", *chosen)) == expected


def test_the_dataset_of_the_protocol_replaces_that_of_the_query(endpoint: Endpoint) -> None:
    text = "SELECT ?s FROM <http://e/g1> FROM <http://e/g2> FROM NAMED <http://e/g1> { ?s ?p ?o }"
    assert rows(endpoint.ask(text, "application/sparql-results+json", GRAPHS[2:], ())) == ["x"]
