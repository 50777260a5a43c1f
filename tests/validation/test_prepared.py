"""The engine asks the graph it was given, so that each query of a shape is parsed once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyshacl
import pytest
from rdflib import Literal, URIRef, Variable

from policygraph.errors import DataError
from policygraph.validation.prepared import PreparingGraph

if TYPE_CHECKING:
    from tests.validation.conftest import Read

EX = "https://example.org/"
SELECT = "SELECT $this ?value WHERE { $this <https://example.org/size> ?value FILTER (?value > 2) }"


@pytest.fixture
def graph(read: Read) -> PreparingGraph:
    filled = PreparingGraph()
    filled += read("ex:a a ex:Box ; ex:size 1 . ex:b a ex:Box ; ex:size 2 . ex:c a ex:Box ; ex:size 3 .")
    return filled


def test_pyshacl_asks_the_graph_it_was_given_once_a_node_with_one_text(read: Read, graph: PreparingGraph) -> None:
    shapes = read(f'ex:S a sh:NodeShape ; sh:targetClass ex:Box ; sh:sparql [ sh:select "{SELECT}" ] .')
    conforms, _, report = pyshacl.validate(graph, shacl_graph=shapes, inplace=True)
    assert (graph.asked, len(graph.prepared)) == (3, 1)
    assert not conforms
    assert f"{EX}c" in report


def test_what_was_parsed_once_is_used_again(graph: PreparingGraph) -> None:
    graph.query(SELECT)
    parsed = graph.prepared[SELECT]
    graph.query(SELECT)
    assert graph.prepared[SELECT] is parsed


def test_a_query_parsed_once_answers_with_different_bindings(graph: PreparingGraph) -> None:
    found = {name: graph.query(SELECT, initBindings={"this": URIRef(EX + name)}).bindings for name in ("a", "c")}
    answers = [[row[Variable("value")] for row in rows] for rows in found.values()]
    assert answers == [[], [Literal(3)]]
    assert len(graph.prepared) == 1


def test_prefixes_bound_to_the_graph_may_be_used(graph: PreparingGraph) -> None:
    graph.bind("box", EX)
    assert len(graph.query("SELECT ?size WHERE { box:c box:size ?size }")) == 1


def test_a_text_that_is_not_sparql_is_a_data_error_that_shows_it(graph: PreparingGraph) -> None:
    with pytest.raises(DataError, match="not SPARQL") as caught:
        graph.query("SELECT WHERE {")
    assert "SELECT WHERE {" in caught.value.remedy


def _answers(graph: PreparingGraph, text: str) -> dict[str, list[dict[str, object]]]:
    rows = {name: graph.query(text, initBindings={"this": URIRef(EX + name)}).bindings for name in ("a", "b", "c")}
    return {name: [{str(v): term for v, term in row.items()} for row in found] for name, found in rows.items()}


@pytest.mark.parametrize("where", ["?value > 2", "NOT EXISTS { $this ex:size 3 }", "$this IN (ex:a, ex:c)"])
def test_a_query_of_many_nodes_is_answered_at_once_with_the_same_rows(read: Read, where: str) -> None:
    text = f"PREFIX ex: <{EX}> SELECT DISTINCT $this ?value WHERE {{ $this ex:size ?value FILTER ({where}) }}"
    single, bulk = PreparingGraph(), PreparingGraph(bulk_after=0)
    sizes = read("ex:a ex:size 1 . ex:b ex:size 2 . ex:c ex:size 3 , 4 .")
    single += sizes
    bulk += sizes
    assert _answers(bulk, text) == _answers(single, text)
    assert (list(single.bulk), list(bulk.bulk)) == ([], [text])


@pytest.mark.parametrize(
    "where",
    [
        "FILTER NOT EXISTS { $this ex:size ?any }",
        "{ SELECT (COUNT(?x) AS ?n) WHERE { ?x ex:size ?s } } $this ex:size ?any",
        "OPTIONAL { $this ex:size ?any }",
        "{ $this ex:size ?any } UNION { ?any ex:size $this }",
    ],
)
def test_a_query_that_does_not_say_which_nodes_it_is_about_is_answered_node_by_node(read: Read, where: str) -> None:
    graph = PreparingGraph(bulk_after=0)
    graph += read("ex:a ex:size 1 .")
    _answers(graph, f"PREFIX ex: <{EX}> SELECT $this WHERE {{ {where} }}")
    assert graph.bulk == {}


def test_a_query_with_another_bound_variable_is_answered_node_by_node(graph: PreparingGraph) -> None:
    many = PreparingGraph(bulk_after=0)
    many += graph
    found = many.query(SELECT, initBindings={"this": URIRef(f"{EX}c"), "value": Literal(3)})
    assert (len(found), many.bulk) == (1, {})


def test_another_engine_may_answer_for_all_nodes(graph: PreparingGraph) -> None:
    asked: list[str] = []

    def select(text: str) -> list[dict[Variable, URIRef | Literal]]:
        asked.append(text)
        return [{Variable("this"): URIRef(f"{EX}b"), Variable("value"): Literal(7)}]

    faster = PreparingGraph(select=select, bulk_after=0)
    faster += graph
    answers = _answers(faster, SELECT)
    assert (answers["a"], answers["c"]) == ([], [])
    assert [row["value"] for row in answers["b"]] == [Literal(7)]
    assert asked == [SELECT]
