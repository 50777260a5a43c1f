"""SPARQL 1.1 Protocol §2.1.5 to §2.1.7: formats, success and failure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from tests.conformance.ways import Way, ask, check_problem, in_all_ways

from policygraph.store.formats import GRAPH_FORMATS, SOLUTION_FORMATS

if TYPE_CHECKING:
    import httpx

SELECT = "SELECT ?o { <http://e/a> <http://e/p> ?o }"
QUERIES = {
    "SELECT": SELECT,
    "ASK": "ASK { <http://e/a> <http://e/p> 'one' }",
    "CONSTRUCT": "CONSTRUCT WHERE { <http://e/a> <http://e/p> ?o }",
    "DESCRIBE": "DESCRIBE <http://e/a>",
}
JSON, TURTLE = SOLUTION_FORMATS["json"], GRAPH_FORMATS["turtle"]


def formats(form: str) -> list[str]:
    return list((SOLUTION_FORMATS if form in {"SELECT", "ASK"} else GRAPH_FORMATS).values())


def value(answer: httpx.Response, media_type: str) -> str:
    """Read what an answer says with the reader of its format."""
    results = pyoxigraph.QueryResultsFormat.from_media_type(media_type)
    if results is None:
        (quad,) = pyoxigraph.parse(answer.content, pyoxigraph.RdfFormat.from_media_type(media_type))
        return str(quad.object.value)
    if media_type.startswith("text/"):
        return answer.text.splitlines()[-1].strip('"')
    parsed = pyoxigraph.parse_query_results(answer.content, results)
    return str(next(iter(parsed))["o"].value) if isinstance(parsed, pyoxigraph.QuerySolutions) else str(bool(parsed))


@in_all_ways
@pytest.mark.parametrize(("form", "media_type"), [(form, one) for form in QUERIES for one in formats(form)])
def test_every_form_of_query_has_its_formats(service: httpx.Client, way: Way, form: str, media_type: str) -> None:
    """§2.1.6: results of SELECT and ASK as XML, JSON, CSV, TSV, graphs as RDF, under their own media type."""
    answer = ask(service, way, QUERIES[form], headers={"Accept": media_type})
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    assert (answer.status_code, answer.headers["content-type"]) == (200, media_type + charset)
    assert value(answer, media_type).lower() == ("true" if form == "ASK" else "one")


@in_all_ways
@pytest.mark.parametrize(
    ("form", "accept", "media_type"),
    [
        ("SELECT", None, JSON),
        ("ASK", "*/*", JSON),
        ("SELECT", "application/json", JSON),
        ("SELECT", "text/*", SOLUTION_FORMATS["csv"]),
        ("SELECT", f"{JSON};q=0.1, {SOLUTION_FORMATS['xml']};q=0.2, {TURTLE}", SOLUTION_FORMATS["xml"]),
        ("SELECT", f"*/*, {JSON};q=0", SOLUTION_FORMATS["xml"]),
        ("CONSTRUCT", None, TURTLE),
        ("DESCRIBE", "*/*", TURTLE),
        ("CONSTRUCT", "application/*", GRAPH_FORMATS["ntriples"]),
        ("CONSTRUCT", f"{JSON}, {GRAPH_FORMATS['rdfxml']};q=0.5", GRAPH_FORMATS["rdfxml"]),
        # What Jena, RDF4J and SPARQLWrapper send for a query of either kind
        ("SELECT", f"{JSON}, {SOLUTION_FORMATS['xml']};q=0.9, {TURTLE};q=0.9, application/n-triples;q=0.8", JSON),
        ("CONSTRUCT", "text/turtle,application/turtle,text/rdf+n3,application/rdf+xml;q=0.9,*/*;q=0.1", TURTLE),
    ],
)
def test_the_format_is_negotiated(
    service: httpx.Client, way: Way, form: str, accept: str | None, media_type: str
) -> None:
    """§2.1.5: by content negotiation (RFC 9110 §12)."""
    headers = {"Accept": "*/*" if accept is None else accept}
    answer = ask(service, way, QUERIES[form], headers=headers)
    assert answer.headers["content-type"].partition(";")[0] == media_type
    assert "accept" in [name.strip().lower() for name in answer.headers["vary"].split(",")]


def test_an_accept_header_in_two_lines_is_one(service: httpx.Client) -> None:
    """RFC 9110 §5.3: a list may come in several lines."""
    lines = [("Accept", f"{JSON};q=0.1"), ("Accept", "text/csv")]
    answer = service.get("/sparql", params={"query": SELECT}, headers=lines)
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"


@in_all_ways
@pytest.mark.parametrize(("form", "accept"), [("SELECT", TURTLE), ("CONSTRUCT", JSON), ("ASK", "image/png, */*;q=0")])
def test_what_no_format_fits_is_told_with_those_that_there_are(
    service: httpx.Client, way: Way, form: str, accept: str
) -> None:
    """§2.1.5; RFC 9110 §15.5.7."""
    problem = check_problem(ask(service, way, QUERIES[form], headers={"Accept": accept}), 406, "not-acceptable")
    assert accept in problem["detail"]
    assert all(media_type in problem["remedy"] for media_type in formats(form))


@in_all_ways
def test_the_output_parameter_wins_and_stands_once(service: httpx.Client, way: Way) -> None:
    """§2.1 does not know it, and so it cannot contradict: for clients that cannot set `Accept`."""
    answer = ask(service, way, SELECT, [("output", "csv")], {"Accept": JSON})
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    check_problem(ask(service, way, SELECT, [("output", "csv"), ("output", "csv")]), 400, "bad-request")
    assert "'turtle'" in check_problem(ask(service, way, SELECT, [("output", "turtle")]), 400, "bad-request")["detail"]


@in_all_ways
@pytest.mark.parametrize(
    ("query", "line", "column"),
    [
        ("SELECT ?s { ?s ?p }", 1, 19),
        ("SELECT ?s {\n  ?s ?p ?o .\n  任 }", 3, 3),
        ("SELEKT * {}", 1, 1),
        ("ASK { ?s ex:p ?o }", 1, 10),
        ("ASK { ?s ?p 'open }", 1, 13),
    ],
)
def test_what_is_not_sparql_is_400_with_its_place(
    service: httpx.Client, way: Way, query: str, line: int, column: int
) -> None:
    """§2.1.7: 400 if the query is not a legal sequence of characters in the language defined by the grammar."""
    problem = check_problem(ask(service, way, query), 400, "query-syntax")
    assert (problem["line"], problem["column"]) == (line, column)


@in_all_ways
@pytest.mark.parametrize(
    ("query", "line", "column"),
    [
        ("ASK {\n  SERVICE <http://127.0.0.1/> {} }", 2, 3),
        ("ASK " + "{" * 21 + "}" * 21, 1, 25),
        ("# 任\nDROP ALL", 2, 1),
    ],
)
def test_what_is_not_to_be_run_is_refused_with_its_place(
    service: httpx.Client, way: Way, query: str, line: int, column: int
) -> None:
    """§2.1.7: "other 4XX or 5XX HTTP response codes for other failure conditions, as per HTTP"."""
    problem = check_problem(ask(service, way, query), 403, "query-refused")
    assert f"at line {line}, column {column}" in problem["detail"]
    assert (problem["line"], problem["column"]) == (line, column)


@in_all_ways
@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html; charset=utf-8"),
        (f"text/plain, {JSON};q=0.1", "text/plain; charset=utf-8"),
        (JSON, "application/problem+json"),
        ("text/csv, */*;q=0.1", "application/problem+json"),
    ],
)
def test_a_failure_is_told_to_people_and_to_machines(
    service: httpx.Client, way: Way, accept: str, content_type: str
) -> None:
    """§2.1.7: implementations may use content negotiation for information about the failed request."""
    answer = ask(service, way, "SELECT <script>alert(1)</script>", headers={"Accept": accept})
    assert (answer.status_code, answer.headers["content-type"]) == (400, content_type)
    assert "at 1:8" in answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    if "html" in content_type:
        assert not re.search(r"<script", answer.text)
