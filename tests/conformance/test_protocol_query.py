"""SPARQL 1.1 Protocol §2.1 to §2.1.3: the query operation and the three ways of sending one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.conformance.ways import CSV, DIRECT, FORM, Way, ask, check_problem, column, in_all_ways

if TYPE_CHECKING:
    import httpx

ONE = "SELECT ?o { <http://e/a> <http://e/p> ?o }"
ENCODED_ONE = "SELECT%20%3Fo%20%7B%20%3Chttp%3A%2F%2Fe%2Fa%3E%20%3Chttp%3A%2F%2Fe%2Fp%3E%20%3Fo%20%7D"


def post(service: httpx.Client, body: str | bytes, content_type: str, target: str = "/sparql") -> httpx.Response:
    return service.post(target, content=body, headers=CSV | {"Content-Type": content_type})


@in_all_ways
def test_a_query_is_answered(service: httpx.Client, way: Way) -> None:
    """§2.1: a query comes by GET or POST."""
    assert column(ask(service, way, ONE, headers=CSV)) == ["one"]


@in_all_ways
@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT ('a+b c%20d&e=f;g' AS ?o) {}", "a+b c%20d&e=f;g"),
        ("SELECT ('\\u4EFB 任 😀' AS ?o) {}", "任 任 😀"),
        ("# 任\nSELECT ?o\r\n{\tVALUES ?o { '100%' } }", "100%"),
        ("SELECT (CONCAT('?', '#', '/', '\\\\', '+') AS ?o) {}", "?#/\\+"),
    ],
)
def test_every_character_arrives_as_it_was_meant(service: httpx.Client, way: Way, query: str, expected: str) -> None:
    """§2.1.1, §2.1.2: parameters are percent-encoded; §2.1.3: a query sent directly is not."""
    assert column(ask(service, way, query, headers=CSV)) == [expected]


@in_all_ways
@pytest.mark.parametrize(("iri", "label"), [("http://e/任", "raw"), ("http://e/%E4%BB%BB", "encoded")])
def test_raw_and_percent_encoded_iris_stay_two_things(service: httpx.Client, way: Way, iri: str, label: str) -> None:
    """§2.1.1 to §2.1.3: what is decoded once too often answers for another resource."""
    assert column(ask(service, way, f"SELECT ?o {{ <{iri}> <http://e/q> ?o }}", headers=CSV)) == [label]


@pytest.mark.parametrize(
    "query_string",
    [
        f"query={ENCODED_ONE}",
        f"query={ENCODED_ONE.replace('%20', '+')}",
        f"%71uery={ENCODED_ONE}",
        f"named-graph-uri=http%3A%2F%2Fe%2Fnone&query={ENCODED_ONE}&default-graph-uri=http%3A%2F%2Fe%2Fg1",
        f"&&query={ENCODED_ONE}&",
        f"unknown=1&query={ENCODED_ONE}&another&=",
        f"query={ENCODED_ONE.replace('%3A', ':').replace('%2F', '/')}",
        f"query={ENCODED_ONE.lower().replace('select', 'SELECT')}",
    ],
)
def test_parameters_stand_in_any_order_and_ampersands_part_them(service: httpx.Client, query_string: str) -> None:
    """§2.1.1 and §2.1.2: so in the address and in a form; what is not defined is passed over."""
    assert column(service.get(f"/sparql?{query_string}", headers=CSV)) == ["one"]
    assert column(post(service, query_string, FORM)) == ["one"]


def test_a_semicolon_parts_nothing(service: httpx.Client) -> None:
    """§2.1.1: parameters are separated by the ampersand."""
    query = "SELECT%20(%271%27%20AS%20%3Fo)%20%7B%7D%20%23;query=2"
    assert column(service.get(f"/sparql?query={query}", headers=CSV)) == ["1"]


def test_raw_utf8_in_a_form_stands_for_itself(service: httpx.Client) -> None:
    """§2.1.2: clients percent-encode; one that does not is understood where that can mean one thing only."""
    assert column(post(service, "query=SELECT+?o+{<http://e/任>+?p+?o}".encode(), FORM)) == ["raw"]


@in_all_ways
@pytest.mark.parametrize("query", ["", " \t\r\n"])
def test_an_empty_query_is_none(service: httpx.Client, way: Way, query: str) -> None:
    """§2.1: exactly one query."""
    assert "empty" in check_problem(ask(service, way, query), 400, "bad-request")["detail"]


@pytest.mark.parametrize("target", ["/sparql?query=ASK%7B%7D&query=ASK%7B%7D", "/sparql?query=ASK%7B%7D&query="])
def test_two_queries_are_none(service: httpx.Client, target: str) -> None:
    """§2.1: exactly one query."""
    problem = check_problem(service.get(target), 400, "bad-request")
    assert problem["detail"] == "there are 2 `query` parameters"
    check_problem(post(service, target.partition("?")[2], FORM), 400, "bad-request")


def test_a_query_in_the_address_and_another_in_the_body_are_two(service: httpx.Client) -> None:
    """§2.1: exactly one query; §2.1.3: the body is the query, and the address has the dataset only."""
    check_problem(post(service, ONE, DIRECT, f"/sparql?query={ENCODED_ONE}"), 400, "bad-request")
    check_problem(post(service, f"query={ENCODED_ONE}", FORM, f"/sparql?query={ENCODED_ONE}"), 400, "bad-request")


@pytest.mark.parametrize("body", ["nothing=here", "Query=ASK%7B%7D", "default-graph-uri=http%3A%2F%2Fe%2Fg1"])
def test_a_form_without_a_query_is_refused(service: httpx.Client, body: str) -> None:
    """§2.1.2: exactly one `query`; names of parameters are as they are written."""
    check_problem(post(service, body, FORM), 400, "bad-request")


def test_a_dataset_without_a_query_is_refused(service: httpx.Client) -> None:
    """§2.1.1: exactly one `query`; a GET without any parameter asks for the description of the service."""
    check_problem(service.get("/sparql?default-graph-uri=http%3A%2F%2Fe%2Fg1"), 400, "bad-request")


@pytest.mark.parametrize(
    ("parameters", "where"),
    [
        ("query=ASK%7B%7D%20%23%", "'%' at byte 22"),
        ("query=%ZZ", "'%ZZ' at byte 7"),
        ("query=ASK%7B%7D%2", "'%2' at byte 16"),
        ("query=%C4%BB%FF", "FF at byte 3"),
        ("query=%ED%A0%80", "ED at byte 1"),
        ("query=%C0%AF", "C0 at byte 1"),
        ("%E4%BB=1&query=ASK%7B%7D", "E4 BB at byte 1"),
    ],
)
def test_what_encodes_no_character_is_refused_with_its_place(
    service: httpx.Client, parameters: str, where: str
) -> None:
    """§2.1.1, §2.1.2: parameters are percent-encoded as RFC 3986 §2.1 says, UTF-8 being the charset (§2.1.3)."""
    assert where in check_problem(service.get(f"/sparql?{parameters}"), 400, "bad-request")["detail"]
    assert where in check_problem(post(service, parameters, FORM), 400, "bad-request")["detail"]


@pytest.mark.parametrize("content_type", [DIRECT, FORM])
def test_a_body_that_is_not_utf8_is_refused_with_its_place(service: httpx.Client, content_type: str) -> None:
    """§2.1.3: UTF-8 is the only valid charset."""
    body = (b"query=" if content_type == FORM else b"") + b"ASK{'\xc3\xa9\xe9'}"
    where = "E9 at byte 8"
    assert where in check_problem(post(service, body, content_type), 400, "bad-request")["detail"]
    for charset in ("utf-16", "ISO-8859-1", '"latin-1"', "utf-8; charset=utf-16"):
        problem = check_problem(post(service, "query=ASK{}", f"{content_type}; charset={charset}"), 400, "bad-request")
        assert "charset" in problem["detail"]


@pytest.mark.parametrize(
    "options", ["", ";", "; charset=utf-8", '; charset="UTF-8"', ";charset=utf8", '; x="; charset=latin-1"; y']
)
@pytest.mark.parametrize("content_type", [DIRECT, FORM, DIRECT.upper(), FORM.title()])
def test_a_content_type_may_say_utf8_in_any_spelling(service: httpx.Client, content_type: str, options: str) -> None:
    """§2.1.2, §2.1.3: the media type tells the way; RFC 9110 §8.3: type and parameter names know no case."""
    body = ONE if "query" in content_type.lower() else f"query={ENCODED_ONE}"
    assert column(post(service, body, content_type + options)) == ["one"]


@pytest.mark.parametrize(
    "content_type",
    [
        "text/plain",
        "application/json",
        "multipart/form-data; boundary=x",
        "application/sparql",
        f"{DIRECT}, {FORM}",
        "?",
    ],
)
def test_a_body_of_another_type_is_refused_with_those_that_are_read(service: httpx.Client, content_type: str) -> None:
    """§2.1.2, §2.1.3: the content type must be set to the one that belongs to the way (RFC 9110 §15.5.16)."""
    answer = post(service, ONE, content_type)
    assert content_type.split(";", maxsplit=1)[0] in check_problem(answer, 415, "unsupported-media-type")["detail"]
    assert answer.headers["accept-post"] == f"{FORM}, {DIRECT}"


def test_a_body_of_no_type_is_refused(service: httpx.Client) -> None:
    """§2.1.2, §2.1.3: the content type must be set."""
    check_problem(service.post("/sparql", content=ONE), 415, "unsupported-media-type")


@pytest.mark.parametrize("content_type", [DIRECT, FORM])
def test_a_compressed_body_is_refused(service: httpx.Client, content_type: str) -> None:
    """RFC 9110 §15.5.16: so that nothing that is sent unfolds here; `Accept-Encoding` says what is read."""
    headers = {"Content-Type": content_type, "Content-Encoding": "gzip"}
    answer = service.post("/sparql", content=b"\x1f\x8b", headers=headers)
    check_problem(answer, 415, "unsupported-media-type")
    assert answer.headers["accept-encoding"] == "identity"


@in_all_ways
def test_a_query_as_long_as_the_limit_is_answered_and_a_longer_one_is_not(service: httpx.Client, way: Way) -> None:
    """RFC 9110 §15.5.14: told with the length and the limit, which count characters however they are encoded."""
    longest = ONE + " #" + "任" * (2000 - len(ONE) - 2)
    assert column(ask(service, way, longest, headers=CSV)) == ["one"]
    problem = check_problem(ask(service, way, longest + "任"), 413, "too-long")
    assert problem["detail"] == "the query is 2001 characters long, the limit is 2000"


@pytest.mark.parametrize(("content_type", "size"), [(DIRECT, 8001), (FORM, 24_000 + 65_537)])
def test_a_body_that_no_query_can_fill_is_not_read(service: httpx.Client, content_type: str, size: int) -> None:
    """RFC 9110 §15.5.14."""
    problem = check_problem(post(service, b"x" * size, content_type), 413, "too-long")
    assert str(size) in problem["detail"]


def test_a_thousand_parameters_are_read_and_no_more(service: httpx.Client) -> None:
    """Every parameter costs, so their number has a limit."""
    many = "&".join([f"query={ENCODED_ONE}", *(f"a{number}=1" for number in range(999))])
    assert column(post(service, many, FORM)) == ["one"]
    check_problem(post(service, many + "&a=1", FORM), 400, "bad-request")


def test_a_body_of_a_get_is_not_read(service: httpx.Client) -> None:
    """§2.1.1: a query by GET has no body; RFC 9110 §9.3.1: one that is sent means nothing."""
    target = f"/sparql?query={ENCODED_ONE}"
    headers = CSV | {"Content-Type": DIRECT}
    assert column(service.request("GET", target, content="SELECT * {}", headers=headers)) == ["one"]
