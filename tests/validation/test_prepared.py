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
