"""The data set while it is being built."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import RDF, Variable

from policygraph.graph.dataset import Dataset, content_id, serialise

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygraph.graph.dataset import Form
    from policygraph.model.files import TurtleFile

PREFIX = "PREFIX pg: <https://w3id.org/policygraph/ontology#>\nPREFIX x: <http://x/>\n"
GRAPH = "https://w3id.org/policygraph/graph/"


def identified(*files: TurtleFile) -> str:
    return content_id(Dataset.of(files).canonical_lines())


@pytest.fixture
def one(turtle_file: Callable[..., TurtleFile]) -> TurtleFile:
    return turtle_file(f"{PREFIX}x:a a pg:Task ; x:p _:n . _:n x:q 1 .", "one.ttl", "a")


@pytest.fixture
def two(turtle_file: Callable[..., TurtleFile]) -> TurtleFile:
    return turtle_file(f"{PREFIX}x:b a pg:Task , pg:Entity . x:a a pg:Task .", "two.ttl", "b")


def test_quads_are_counted_by_graph(one: TurtleFile, two: TurtleFile) -> None:
    dataset = Dataset.of([one, two])
    assert len(dataset) == 6
    assert dataset.graphs() == {f"{GRAPH}a": 3, f"{GRAPH}b": 3}


def test_things_are_counted_once_by_class(one: TurtleFile, two: TurtleFile) -> None:
    assert Dataset.of([one, two]).classes() == {"Entity": 1, "Task": 2}


def test_the_triples_are_those_of_all_graphs(one: TurtleFile, two: TurtleFile) -> None:
    assert len(set(Dataset.of([one, two]).triples())) == 5


def test_blank_nodes_of_two_files_are_two(one: TurtleFile, turtle_file: Callable[..., TurtleFile]) -> None:
    other = turtle_file(f"{PREFIX}x:c x:p _:n . _:n x:r 2 .", "other.ttl", "a")
    assert (
        Dataset.of([one, other]).construct("CONSTRUCT { ?n <x:both> 1 } { ?n <http://x/q> ?q ; <http://x/r> ?r }", "g:")
        == 0
    )


def test_the_id_does_not_depend_on_the_order_of_files(one: TurtleFile, two: TurtleFile) -> None:
    assert identified(one, two) == identified(two, one)


def test_the_id_does_not_depend_on_labels_of_blank_nodes(
    one: TurtleFile, turtle_file: Callable[..., TurtleFile]
) -> None:
    again = turtle_file(f"{PREFIX}_:zz x:q 1 . x:a x:p _:zz ; a pg:Task .", "again.ttl", "a")
    assert identified(one) == identified(again)


@pytest.mark.parametrize(
    ("text", "graph"),
    [
        (f"{PREFIX}x:a a pg:Task ; x:p _:n . _:n x:q 2 .", "a"),
        (f"{PREFIX}x:a a pg:Task ; x:p _:n . _:n x:q 1 .", "b"),
        (f"{PREFIX}x:a a pg:Task ; x:p _:n . _:n x:q 1 . x:a x:p 1 .", "a"),
        (f"{PREFIX}x:a x:p _:n . _:n x:q 1 .", "a"),
        (f'{PREFIX}x:a a pg:Task ; x:p _:n . _:n x:q "1" .', "a"),
    ],
)
def test_the_id_changes_with_any_triple_or_graph(
    one: TurtleFile, turtle_file: Callable[..., TurtleFile], text: str, graph: str
) -> None:
    assert identified(turtle_file(text, "other.ttl", graph)) != identified(one)


def test_the_id_is_the_start_of_the_digest_of_the_lines() -> None:
    # printf '<http://x/a> <http://x/p> "1" <http://x/g> .\n' | sha256sum
    dataset = Dataset()
    dataset.load('<http://x/a> <http://x/p> "1" .', "http://x/g", "http://x/")
    assert dataset.canonical_lines() == [b'<http://x/a> <http://x/p> "1" <http://x/g> .\n']
    assert content_id(dataset.canonical_lines()) == "fa34f75e4961a696"


def test_construct_adds_only_what_no_graph_says(one: TurtleFile, two: TurtleFile) -> None:
    dataset = Dataset.of([one, two])
    query = "CONSTRUCT { ?s a <http://x/T> , ?c } { ?s a ?c }"
    assert dataset.construct(query, "http://x/g") == 2
    assert dataset.graphs()["http://x/g"] == 2
    assert dataset.construct(query, "http://x/h") == 0


@pytest.mark.parametrize("query", ["SELECT * { ?s ?p ?o }", "ASK { ?s ?p ?o }"])
def test_only_construct_constructs(query: str) -> None:
    with pytest.raises(TypeError, match="not a CONSTRUCT query"):
        Dataset().construct(query, "http://x/g")


@pytest.mark.parametrize("form", ["trig", "turtle", "json-ld"])
def test_serialising_does_not_depend_on_the_order_of_files(one: TurtleFile, two: TurtleFile, form: Form) -> None:
    first, second = Dataset.of([one, two]), Dataset.of([two, one])
    assert serialise(first.canonical_lines(), form) == serialise(second.canonical_lines(), form)


def test_declarations_of_prefixes_are_sorted() -> None:
    lines = [b'<https://w3id.org/policygraph/id/task/a> <http://x/p> "1" <http://x/g> .\n']
    head = [line for line in serialise(lines, "trig").splitlines() if line.startswith(b"@prefix")]
    assert head == sorted(head)
    assert len(head) > 1


def test_select_answers_over_all_graphs_and_leaves_unbound_variables_out(one: TurtleFile, two: TurtleFile) -> None:
    dataset = Dataset.of([one, two])
    rows = dataset.select("SELECT ?s ?none WHERE { ?s a ?class OPTIONAL { ?s pg:never ?none } }")
    assert {str(row[Variable("s")]) for row in rows} == {str(s) for s, p, _ in dataset.triples() if p == RDF.type}
    assert {str(name) for row in rows for name in row} == {"s"}


def test_only_select_selects(one: TurtleFile) -> None:
    with pytest.raises(TypeError, match="SELECT"):
        Dataset.of([one]).select("ASK {}")
