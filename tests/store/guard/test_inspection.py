from __future__ import annotations

import time

import pytest

from policygraph.errors import QueryRefusedError
from policygraph.store import QueryLimits, inspect

LIMITS = QueryLimits()
CALL = "SERVICE <http://127.0.0.1/> { ?s ?p ?o }"

SERVICES = [
    f"SELECT * {{ {CALL} }}",
    f"SELECT * {{ {CALL.lower()} }}",
    "SELECT * { SeRvIcE\t<http://e/> {} }",
    "SELECT * { SERVICE # comment\n <http://e/> {} }",
    "SELECT * {SERVICE<http://e/>{}}",
    "SELECT * { SERVICE SILENT <http://e/> {} }",
    "SELECT * { SERVICESILENT<http://e/>{} }",
    "SELECT * { VALUES ?u { <http://e/> } SERVICE ?u {} }",
    "PREFIX ex: <http://e/> SELECT * { SERVICE ex:a {} }",
    "PREFIX ex: <http://e/> SELECT * { SERVICEex:a {} }",
    "PREFIX : <http://e/> SELECT * { SERVICE:a {} }",
    "PREFIX ex: <http://e/> SELECT * { ?s ?p trueSERVICEex:a {} }",
    "SELECT * { ?s ?p 1SERVICE<http://e/>{} }",
    "SELECT * { ?s ?p 1.SERVICE<http://e/>{} }",
    "SELECT * { ?s ?p trueSERVICE<http://e/>{} }",
    "SELECT * { ?s ?p ''SERVICE<http://e/>{} }",
    "SELECT * { ?s ?p 'a'@en.SERVICE<http://e/>{} }",
    "PREFIX e: <http://e/> SELECT * { ?s ?p e:.SERVICE<http://e/>{} }",
    r"SELECT * { \u0053ERVICE <http://e/> {} }",
    r"SELECT * { S\U00000045RVICE <http://e/> {} }",
    r"SELECT * { ?s ?p 'a\'' . SERVICE <http://e/> {} }",
    "SELECT * { ?s ?p '''a''b''' . SERVICE <http://e/> {} }",
    "SELECT * { ?s ?p ?o # it's a 'comment\n SERVICE <http://e/> {} }",
    "SELECT * { ?s ?p ?o # comment\r SERVICE <http://e/> {} }",
    "SELECT * { { SELECT * { { SERVICE <http://e/> {} } } } }",
    "SELECT * { FILTER EXISTS { SERVICE <http://e/> {} } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <http://e/> { ?s ?p ?o } }",
    # less than, a comment and a call to the engine; an IRI and a long string to a naive reader
    'SELECT * { FILTER(?a<?b#>"""\n) SERVICE <http://e/> {} #"""\n}',
    "SELECT * { FILTER(?a<'#>'\n) SERVICE <http://e/> {} #'\n}",
]


@pytest.mark.parametrize("text", SERVICES)
def test_service_is_refused_however_it_is_written(text: str) -> None:
    with pytest.raises(QueryRefusedError, match=r"SERVICE at line|can be an IRI or a comparison|<"):
        inspect(text, LIMITS)


INNOCENT = [
    "SELECT ?service { ?service ?p ?load }",
    'SELECT * { ?s ?p "SERVICE <http://e/> {}" }',
    'SELECT * { ?s ?p """\nSERVICE <http://e/> {}""" }',
    "SELECT * { ?s ?p ?o } # SERVICE <http://e/> {}",
    "SELECT * { <http://e/service> ?p ?o }",
    "PREFIX service: <http://e/service#> SELECT * { service:a service:b ?o }",
    "PREFIX service: <urn:service#> SELECT * { GRAPH service:g { ?s ?p ?o } }",
    "PREFIX service: <http://e/> SELECT * FROM service:g { ?s ?p ?o }",
    "PREFIX service: <http://e/> DESCRIBE service:a { ?s ?p ?o }",
    "PREFIX e: <http://e/> SELECT * { e:service ?p e:a.service }",
    "SELECT * { ?s <http://e/#a> 'service', 'x'@en }",
    "SELECT * { ?s ?p ?o FILTER(?o < 5 && 'service' != ?p) }",
    "SELECT * { _:service ?p ?o }",
]


@pytest.mark.parametrize("text", INNOCENT)
def test_the_word_service_elsewhere_is_let_through(text: str) -> None:
    assert inspect(text, LIMITS).text == text


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <http://e/a> <http://e/b> 1 }",
        "PREFIX e: <http://e/> DELETE WHERE { e:a ?p ?o }",
        "load <http://e/>",
        "BASE <http://e/> CLEAR ALL",
        "DROP GRAPH <http://e/g>",
        "WITH <http://e/g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "# a comment first\nCOPY <http://a> TO <http://b>",
        r"\u004COAD <http://e/>",
    ],
)
def test_updates_are_refused(text: str) -> None:
    with pytest.raises(QueryRefusedError, match="is an update, and this store is read-only"):
        inspect(text, LIMITS)


def test_the_place_of_what_is_refused_is_told() -> None:
    with pytest.raises(QueryRefusedError, match="SERVICE at line 2, column 3"):
        inspect("SELECT * {\n  SERVICE <http://e/> {} }", LIMITS)


def test_a_query_of_the_longest_length_passes_and_one_more_does_not() -> None:
    text = "ASK {}".ljust(40)
    assert inspect(text, QueryLimits(length=40)).form == "ASK"
    with pytest.raises(QueryRefusedError, match="41 characters long, the limit is 40"):
        inspect(text + " ", QueryLimits(length=40))


@pytest.mark.parametrize(("opening", "closing"), [("{", "}"), ("(", ")"), ("[", "]")])
def test_nesting_of_every_bracket_is_bounded(opening: str, closing: str) -> None:
    limits = QueryLimits(depth=5)
    inspect("ASK " + opening * 5 + closing * 5, limits)
    with pytest.raises(QueryRefusedError, match="nests deeper than 5 levels"):
        inspect("ASK " + opening * 6 + closing * 6, limits)


def test_brackets_in_strings_and_comments_do_not_nest() -> None:
    inspect("ASK { ?s ?p '((((((' } # ((((((", QueryLimits(depth=2))


def test_a_hundred_thousand_brackets_are_refused_without_recursion() -> None:
    with pytest.raises(QueryRefusedError, match="nests deeper"):
        inspect("ASK " + "{" * 90_000, LIMITS)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("select * {}", "SELECT"),
        ("PREFIX ask: <http://e/> BASE <http://e/> ASK{}", "ASK"),
        ("# SELECT\nCONSTRUCT WHERE {}", "CONSTRUCT"),
        ("DESCRIBE<http://e/>", "DESCRIBE"),
        (r"\u0053ELECT * {}", "SELECT"),
        ("{ SELECT * {} }", None),
        ("nonsense", None),
        ("", None),
    ],
)
def test_the_form_of_a_query_is_told(text: str, form: str | None) -> None:
    assert inspect(text, LIMITS).form == form


@pytest.mark.parametrize("call", ["NOW()", "rand()", "UUID()", "STRUUID()"])
def test_a_query_whose_result_changes_by_itself_is_told(call: str) -> None:
    assert inspect(f"SELECT ({call} AS ?x) {{}}", LIMITS).volatile
    assert not inspect(f"SELECT * {{ ?s ?p '{call}' }}", LIMITS).volatile


def test_from_clauses_are_found_before_the_first_brace_only() -> None:
    query = inspect("PREFIX e: <http://e/> SELECT * FROM e:a FROM NAMED <http://e/b> FROM <c> { ?s ?FROM e:z }", LIMITS)
    assert (query.from_graphs, query.from_named) == (("e:a", "<c>"), ("<http://e/b>",))
    assert query.prologue == "PREFIX e: <http://e/> "


def test_a_long_word_is_read_in_time_in_proportion() -> None:
    began = time.monotonic()
    with pytest.raises(QueryRefusedError, match="SERVICE at line 1, column 1"):
        inspect("SERVICE" * 14_000, LIMITS)
    assert time.monotonic() - began < 0.5
