"""SPARQL 1.1 Protocol §2.2: the update operation, which this service refuses in every form it can come in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.conformance.ways import CSV, DIRECT, FORM, UPDATE, Way, ask, check_problem, column, in_all_ways

if TYPE_CHECKING:
    import httpx

ALL = "SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s ?p ?o }} }} # {}"


@pytest.mark.parametrize(
    ("method", "target", "content_type", "body"),
    [
        # §2.2.1 and §2.2.2: the two ways that the specification has
        ("POST", "/sparql", FORM, "update=DROP%20ALL"),
        ("POST", "/sparql", UPDATE, "DROP ALL"),
        ("POST", "/sparql", f"{UPDATE}; charset=utf-8", "INSERT DATA { <a> <b> 1 }"),
        ("POST", "/sparql", UPDATE, ""),
        # §2.2.3: with a dataset
        ("POST", "/sparql?using-graph-uri=http%3A%2F%2Fe%2Fg1", UPDATE, "DELETE WHERE { ?s ?p ?o }"),
        ("POST", "/sparql", FORM, "using-named-graph-uri=http%3A%2F%2Fe%2Fg1&update=CLEAR+ALL"),
        # Where it does not belong
        ("GET", "/sparql?update=DROP%20ALL", None, None),
        ("HEAD", "/sparql?update=DROP%20ALL", None, None),
        ("GET", "/sparql?query=ASK%7B%7D&update=", None, None),
        ("GET", "/sparql?query=ASK%7B%7D&using-graph-uri=http%3A%2F%2Fe%2Fg1", None, None),
        ("POST", "/sparql?update=DROP%20ALL", FORM, "query=ASK%7B%7D"),
        ("POST", "/sparql?using-named-graph-uri=http%3A%2F%2Fe%2Fg1", DIRECT, "ASK {}"),
        ("POST", "/sparql", FORM, "query=ASK%7B%7D&%75pdate=DROP%20ALL"),
        ("POST", "/sparql", FORM, "update=CLEAR%20NAMED&update=CLEAR%20DEFAULT"),
    ],
)
def test_an_update_is_refused_wherever_it_stands(
    service: httpx.Client, method: str, target: str, content_type: str | None, body: str | None
) -> None:
    """§2.2; RFC 9110 §15.5.4: it was understood and will not be done."""
    headers = {"Content-Type": content_type} if content_type else {}
    answer = service.request(method, target, content=body, headers=headers)
    if method == "HEAD":
        assert (answer.status_code, answer.content) == (403, b"")
    else:
        assert "read-only" in check_problem(answer, 403, "query-refused")["detail"]
    assert column(ask(service, "get", ALL.format(target + str(body)), headers=CSV)) == ["6"]


@in_all_ways
@pytest.mark.parametrize(
    "update", ["DROP ALL", "INSERT DATA { <a> <b> 1 }", "PREFIX e: <http://e/> DELETE WHERE { ?s ?p ?o }", "LOAD <x:y>"]
)
def test_an_update_that_is_sent_as_a_query_is_refused(service: httpx.Client, way: Way, update: str) -> None:
    """§2.1: the query operation takes a query string."""
    check_problem(ask(service, way, update), 403, "query-refused")
    assert column(ask(service, way, ALL.format(update), headers=CSV)) == ["6"]


@pytest.mark.parametrize("charset", ["utf-16", "latin-1"])
def test_an_update_in_another_charset_is_wrong_all_the_same(service: httpx.Client, charset: str) -> None:
    """§2.2.2: as with queries, UTF-8 is the charset."""
    headers = {"Content-Type": f"{UPDATE}; charset={charset}"}
    check_problem(service.post("/sparql", content="DROP ALL", headers=headers), 400, "bad-request")
