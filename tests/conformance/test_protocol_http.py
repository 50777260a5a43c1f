"""SPARQL 1.1 Protocol §2: all requirements of HTTP must be followed; and what browsers ask beyond (Fetch §3.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.conformance.ways import CSV, FORM, Way, ask, check_problem, in_all_ways

if TYPE_CHECKING:
    import httpx

METHODS = "GET, HEAD, POST, OPTIONS"
ONE = "SELECT ?o { <http://e/a> <http://e/p> ?o }"


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
def test_other_methods_are_refused_with_those_that_are_answered(service: httpx.Client, method: str) -> None:
    """§2.1: a query comes by GET or POST; RFC 9110 §15.5.6: with `Allow`."""
    answer = service.request(method, "/sparql?query=ASK%7B%7D", headers={"Content-Type": FORM})
    assert method in check_problem(answer, 405, "method-not-allowed")["detail"]
    assert answer.headers["allow"] == METHODS


@pytest.mark.parametrize("accept", ["text/csv", "application/sparql-results+xml", "image/png"])
@pytest.mark.parametrize(
    "target", ["/sparql?query=SELECT%20%3Fo%20%7B%20%3Fs%20%3Fp%20%3Fo%20%7D", "/sparql", "/sparql?query=SELEKT"]
)
def test_head_is_get_without_the_body(service: httpx.Client, target: str, accept: str) -> None:
    """RFC 9110 §9.3.2: the same header fields, `Content-Length` among them."""
    whole = service.get(target, headers={"Accept": accept})
    head = service.head(target, headers={"Accept": accept})
    assert (head.status_code, head.content) == (whole.status_code, b"")
    assert int(head.headers["content-length"]) == len(whole.content)
    assert same_headers(head) == same_headers(whole)


def same_headers(answer: httpx.Response) -> dict[str, str]:
    """Give the headers but those that no two answers share."""
    return {name: value for name, value in answer.headers.items() if name not in {"date", "x-request-id"}}


def test_options_says_what_there_is(service: httpx.Client) -> None:
    """RFC 9110 §9.3.7; Linked Data Platform §7.1 for `Accept-Post`."""
    answer = service.options("/sparql")
    assert (answer.status_code, answer.content) == (204, b"")
    assert answer.headers["allow"] == METHODS
    assert answer.headers["accept-post"] == "application/x-www-form-urlencoded, application/sparql-query"


@pytest.mark.parametrize(
    ("wanted", "allowed"),
    [
        (None, "Accept, Content-Type, If-None-Match"),
        ("content-type,x-requested-with", "content-type,x-requested-with"),
        ("content-type, x-my.header", "content-type, x-my.header"),
        ("content-type, <script>", "Accept, Content-Type, If-None-Match"),
        ("x" * 1001, "Accept, Content-Type, If-None-Match"),
    ],
)
def test_a_browser_may_ask_from_any_site_with_any_header(
    service: httpx.Client, wanted: str | None, allowed: str
) -> None:
    """Fetch §3.3: the preflight; what is no list of names is not repeated."""
    headers = {"Origin": "https://other.example", "Access-Control-Request-Method": "POST"}
    answer = service.options(
        "/sparql", headers=headers | ({} if wanted is None else {"Access-Control-Request-Headers": wanted})
    )
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["access-control-allow-methods"] == METHODS
    assert answer.headers["access-control-allow-headers"] == allowed
    assert "access-control-request-headers" in answer.headers["vary"].lower()
    assert "access-control-allow-credentials" not in answer.headers


@in_all_ways
@pytest.mark.parametrize(
    ("query", "status"),
    [(ONE, 200), ("SELEKT", 400), ("", 400), ("DROP ALL", 403), ("ASK {} #" + "x" * 2000, 413)],
)
def test_every_answer_may_be_read_from_any_site_and_runs_nothing(
    service: httpx.Client, way: Way, query: str, status: int
) -> None:
    """Fetch §3.3: errors too, else a page cannot tell its reader what is wrong; never credentials."""
    answer = ask(service, way, query, headers={"Origin": "https://other.example"})
    assert answer.status_code == status
    assert answer.headers.get_list("access-control-allow-origin") == ["*"]
    assert "access-control-allow-credentials" not in answer.headers
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert "accept" in answer.headers["vary"].lower()


@in_all_ways
def test_the_same_question_has_the_same_tag_in_whichever_way_it_comes(service: httpx.Client, way: Way) -> None:
    """RFC 9110 §8.8.3: a tag is of the representation: release, query, dataset, format."""
    tag = ask(service, "get", ONE, headers=CSV).headers["etag"]
    assert tag.startswith('W/"0123abcd-')
    assert ask(service, way, ONE, headers=CSV).headers["etag"] == tag
    others = (
        ask(service, way, ONE + " ", headers=CSV),
        ask(service, way, ONE, [("default-graph-uri", "http://e/g1")], CSV),
        ask(service, way, ONE, headers={"Accept": "text/tab-separated-values"}),
    )
    assert all(other.headers["etag"] != tag for other in others)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_an_unchanged_answer_is_not_sent_again(service: httpx.Client, method: str) -> None:
    """RFC 9110 §13.1.2, §15.4.5."""
    for target in (f"/sparql?query={ONE.replace(' ', '+').replace('{', '%7B').replace('}', '%7D')}", "/sparql"):
        tag = service.get(target).headers["etag"]
        again = service.request(method, target, headers={"If-None-Match": f'"other", {tag}'})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert "vary" in again.headers
        assert service.request(method, target, headers={"If-None-Match": '"other"'}).status_code == 200
