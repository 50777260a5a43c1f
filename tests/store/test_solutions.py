from __future__ import annotations

import pytest

from policygraph.errors import QueryRefusedError
from policygraph.model.terms import Solutions, bnode, iri, literal
from policygraph.store import EmbeddedStore, read_solutions

INTEGER = "http://www.w3.org/2001/XMLSchema#integer"


def test_every_kind_of_term_is_read() -> None:
    data = """{"head": {"vars": ["a", "b"]}, "results": {"bindings": [
      {"a": {"type": "uri", "value": "http://e/任"}, "b": {"type": "literal", "value": "plain"}},
      {"a": {"type": "bnode", "value": "b0"}, "b": {"type": "literal", "value": "任务", "xml:lang": "zh-Hans"}},
      {"b": {"type": "literal", "value": "7", "datatype": "http://www.w3.org/2001/XMLSchema#integer"}}
    ]}}"""
    assert read_solutions(data.encode()) == Solutions(
        ("a", "b"),
        (
            {"a": iri("http://e/任"), "b": literal("plain")},
            {"a": bnode("b0"), "b": literal("任务", language="zh-hans")},
            {"b": literal("7", datatype=INTEGER)},
        ),
    )


def test_terms_that_differ_only_in_kind_or_tag_stay_apart() -> None:
    data = b"""{"head": {"vars": ["a"]}, "results": {"bindings": [
      {"a": {"type": "literal", "value": "x", "xml:lang": "en"}}, {"a": {"type": "literal", "value": "x"}},
      {"a": {"type": "literal", "value": "x", "datatype": "en"}}, {"a": {"type": "uri", "value": "x"}}
    ]}}"""
    assert [row["a"] for row in read_solutions(data).rows] == [
        literal("x", language="en"), literal("x"), literal("x", datatype="en"), iri("x"),
    ]  # fmt: skip


def test_no_solution_is_none() -> None:
    assert read_solutions(b'{"head": {"vars": ["a"]}, "results": {"bindings": []}}') == Solutions(("a",), ())


def test_a_quoted_triple_is_refused() -> None:
    data = b'{"head": {"vars": ["a"]}, "results": {"bindings": [{"a": {"type": "triple", "value": {}}}]}}'
    with pytest.raises(QueryRefusedError, match="quoted triple"):
        read_solutions(data)


def test_what_the_engine_writes_is_what_the_store_gives(example: EmbeddedStore) -> None:
    query = "SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?s ?p ?o ?g"
    written = example.serialise(query, "application/sparql-results+json")
    solutions = read_solutions(written)
    assert len(solutions.rows) > 500
    assert solutions == example.select(query)
