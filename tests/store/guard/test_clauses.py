from __future__ import annotations

import pytest

from policygraph.store.guard.clauses import from_clauses, glued_clause
from policygraph.store.guard.tokens import tokenise


@pytest.mark.parametrize(
    ("query", "graphs", "named"),
    [
        ("SELECT * { ?s ?p ?o }", (), ()),
        ("SELECT ?s FROM <a> FROM e:b WHERE { ?s ?p ?o }", ("<a>", "e:b"), ()),
        ("ASK FROM NAMED <a> FROM <b> from named named:c {}", ("<b>",), ("<a>", "named:c")),
        ("CONSTRUCT { ?s ?p ?o } FROM <a> { ?s ?p ?o }", ("<a>",), ()),
        ("CONSTRUCT FROM <a> WHERE { ?s ?p ?o }", ("<a>",), ()),
        ("SELECT (EXISTS { ?a ?b ?c } AS ?e) FROM <a> {}", ("<a>",), ()),
        ("SELECT(1 AS ?x)FROM<a>FROMNAMED<b>{}", ("<a>",), ("<b>",)),
        ("ASKFROM<a>{}", ("<a>",), ()),
        ("SELECT ?from { ?from from:named <named>, 'FROM <a>' }", (), ()),
    ],
)
def test_the_graphs_named_are_found_wherever_the_clauses_may_stand(
    query: str, graphs: tuple[str, ...], named: tuple[str, ...]
) -> None:
    assert from_clauses(tuple(tokenise(query))) == (graphs, named)


@pytest.mark.parametrize(
    ("query", "glued"),
    [
        ("SELECT * FROMe:g {}", "FROMe:g"),
        ("SELECT (from:f(?x) AS ?y) FROM e:g fromnamede:g {}", "fromnamede:g"),
        ("CONSTRUCT { from:a ?p ?o } FROMe:g {}", "FROMe:g"),
        ("SELECT * FROM e:from { ?s from:p ?o }", None),
        ("CONSTRUCT { from:a ?p ?o } { from:b ?p ?o }", None),
        ("DESCRIBE from:a", None),
        ("", None),
    ],
)
def test_a_name_that_the_engine_reads_as_a_clause_is_found(query: str, glued: str | None) -> None:
    token = glued_clause(tuple(tokenise(query)))
    assert (token.text if token else None) == glued
