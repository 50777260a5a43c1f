from __future__ import annotations

import pyoxigraph
import pytest

from policygraph.store.guard.mistake import LONGEST, describe_mistake


def describe(query: str) -> str:
    with pytest.raises(SyntaxError) as caught:
        pyoxigraph.Store().query(query, base_iri="http://e/")
    return describe_mistake(query, str(caught.value.msg))


@pytest.mark.parametrize(
    ("query", "description"),
    [
        ("SELECT * WHERE {\n ?s foo ?o }", "2:5: `foo` cannot stand here"),
        ("SELECT * {\r\n?s ?p '中文😀' ; foo }", "2:15: `foo` cannot stand here"),
        ("SELECT * { # } {\n ?s ?p ?o . # ?x\n ?s ?p }", "3:8: `}` cannot stand here"),
        ("SELECT ?x { ?s ?p ?x } ORDER BY DESC(?x) OFSET 3", "1:42: `OFSET` cannot stand here"),
        ("SELECT * { ?s ?p ?o } LIMIT -1", "1:29: `-1` cannot stand here"),
        ("SELECT (COUNT(?x) AS ?c { ?x ?y ?z }", "1:25: `{` cannot stand here"),
        ("SELEC * { }", "1:1: `SELEC` cannot stand here"),
        ("SELECT * { ?s ?p ?o }}\n\n# done", "1:22: `}` cannot stand here"),
        ("SELECT * { ?s ?p ?o FILTER(?o >= 3 && ?o != -1 || 'a'^^<http://d> = ?o) foo }", "1:73: `foo` cannot"),
        ("SELECT * {{ ?s ?p ?o }  \n", "1:23: the query ends too early"),
        ("", "1:1: the query ends too early"),
        ("SELECT * { ?s ?p 'abc }", "1:18: the string that `'` begins has no end"),
        ("SELECT * { ?s \\ ?o }", "1:15: a backslash outside a string"),
        ("SELECT * { ?x a pg:Task }", "1:17: the prefix pg: is not declared"),
        ("PREFIX pg: <http://e/> SELECT * { ?x a pg:A, sk:B }", "1:46: the prefix sk: is not declared"),
        ("SELECT * { ?s <http://[x> ?o }", "1:15: this is no valid IRI"),
        ("SELECT * { <relative> ?p ?o foo }", "1:29: `foo` cannot stand here"),
        ("SELECT ?x { } GROUP BY ?y", "1:26: SELECT names a variable that is neither grouped nor aggregated"),
        ("SELECT ?x ?x { ?x ?y ?z }", "1:26: SELECT names a variable twice"),
    ],
)
def test_the_first_token_that_no_query_goes_on_with_is_named(query: str, description: str) -> None:
    assert describe(query).startswith(f"error at {description}")


@pytest.mark.parametrize("before", range(1, 12))
def test_the_place_does_not_depend_on_what_stands_before(before: int) -> None:
    triples = "?s <http://e/p>/^<http://e/q>* ?o FILTER(?o > -1 && ?o != 3) . " * before
    query = f"SELECT * {{ {triples} foo }}"
    assert describe(query) == f"error at 1:{query.index('foo') + 1}: `foo` cannot stand here"


def test_a_query_too_long_to_be_searched_keeps_the_engines_words() -> None:
    assert describe_mistake(" " * LONGEST + "SELECT", "error at 1:2: expected x") == "error at 1:2: expected x"


def test_what_names_no_place_is_left_as_it_is() -> None:
    assert describe_mistake("SELECT", "something else") == "something else"
