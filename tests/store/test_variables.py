"""What a query gives is told without data, and what is no SELECT query is refused."""

from __future__ import annotations

import pytest

from policygraph.errors import QueryRefusedError, QuerySyntaxError
from policygraph.store import variables_of


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        ("SELECT ?a (1 AS ?b) { ?a ?p ?o }", ("a", "b")),
        ("SELECT * { ?s ?p ?o }", ("s", "p", "o")),
        ("PREFIX e: <http://e/>\nSELECT DISTINCT ?s { ?s e:p [] } GROUP BY ?s", ("s",)),
    ],
)
def test_the_variables_come_in_their_order(query: str, variables: tuple[str, ...]) -> None:
    found = variables_of(query)
    assert found == variables or set(found) == set(variables) == {"s", "p", "o"}


@pytest.mark.parametrize(
    ("query", "line", "column", "message"),
    [
        ("SELECT ?a {\n ?a ?p }", 2, 8, "`}` cannot stand here"),
        ("SELECT ?a { e:a ?p ?a }", 1, 13, "the prefix e: is not declared"),
        ("SELECT ?a { ?a ?p ?o", 1, 21, "ends too early"),
        ("nonsense", 1, 1, "`nonsense` cannot stand here"),
    ],
)
def test_a_mistake_is_told_with_its_place(query: str, line: int, column: int, message: str) -> None:
    with pytest.raises(QuerySyntaxError) as raised:
        variables_of(query)
    assert message in raised.value.message
    assert raised.value.position == (line, column)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("ASK { ?s ?p ?o }", "it is ASK and no SELECT query"),
        ("CONSTRUCT WHERE { ?s ?p ?o }", "it is CONSTRUCT"),
        ("SELECT ?s { SERVICE <http://e/> { ?s ?p ?o } }", "SERVICE"),
        ("LOAD <http://e/>", "LOAD"),
        ("INSERT DATA { <a:a> <a:a> <a:a> }", "update"),
        ("SELECT ?s { ?s ?p ?o FILTER <http://e/f>(?s) }", "the engine cannot evaluate it"),
    ],
)
def test_what_never_runs_is_refused(query: str, message: str) -> None:
    with pytest.raises(QueryRefusedError, match=message):
        variables_of(query)
