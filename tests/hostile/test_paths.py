"""Addresses that want a file of the machine, or a route by another name."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from tests.hostile.target import assert_problem
from tests.hostile.wire import request

if TYPE_CHECKING:
    from tests.hostile.target import Target

ROUTES = ["/", "/sparql", "/health", "/health/live", "/health/ready", "/metrics", "/queries", "/static", "/nothing"]
# What stands behind a route; nothing of it leads anywhere but to another name of the route itself.
TRAVERSALS = [
    "/../../../../etc/passwd",
    "/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
    "/%2E%2E%2F%2E%2E%2Fetc%2Fpasswd",
    "/..%2f..%2f..%2fetc/passwd",
    "/..%5c..%5c..%5cetc%5cpasswd",
    "/..\\..\\..\\etc\\passwd",
    "/%252e%252e%252f%252e%252e%252fetc%252fpasswd",
    "/%25252e%25252e/etc/passwd",
    "/%c0%ae%c0%ae/%c0%af/etc/passwd",
    "/%e0%80%ae%e0%80%ae/etc/passwd",
    "/%uff0e%uff0e/etc/passwd",
    "/．．/etc/passwd".replace("．", "%EF%BC%8E"),
    "/..;/..;/etc/passwd",
    "/..;x=y/etc/passwd",
    "/....//....//etc/passwd",
    "/.%00./etc/passwd",
    "/etc/passwd%00.html",
    "/%00",
    "%00",
    "%00/etc/passwd",
    "//etc/passwd",
    "/C:/Windows/win.ini",
    "/file:///etc/passwd",
    "/sys/kernel/notes",
    "/.git/config",
    "/.env",
    "/current/policygraph-store.json",
    "/releases",
    "/data.nq",
    "/~root",
    "/*",
    "/%",
    "/%zz",
    "/%ff%fe",
    "/" + "a" * 60_000,
    "/" + "../" * 10_000,
    "/" + "%2e%2e/" * 5000,
    ";x=y",
    "%20",
    "%09",
    "%0d%0a",
    ".json",
    "~",
    "%3fquery=ASK%7B%7D",
    "%23",
]
PATHS = [
    "etc/passwd",
    "../../etc/passwd",
    "/etc/passwd",
    "..\\..\\etc\\passwd",
    "\0",
    "a\0b",
    "%2e%2e%2f",
    "x" * 50_000,
]


@pytest.mark.parametrize("traversal", TRAVERSALS, ids=lambda traversal: traversal[:40])
@pytest.mark.parametrize("route", ROUTES)
def test_no_address_leads_to_a_file(target: Target, route: str, traversal: str) -> None:
    reply = target.ask(request((route.rstrip("/") if traversal.startswith("/") else route) + traversal))
    members = assert_problem(reply, 404)
    assert len(reply.body) < 1000
    assert "root:" not in str(members)


@pytest.mark.parametrize("traversal", TRAVERSALS, ids=lambda traversal: traversal[:40])
@pytest.mark.parametrize("route", ["/trace", "/trace/task", "/trace/task/x"])
def test_no_address_of_a_trace_leads_to_a_file(target: Target, route: str, traversal: str) -> None:
    reply = target.ask(request(route + traversal))
    members = assert_problem(reply, 400, 404)
    assert len(reply.body) < 2500
    assert "root:" not in str(members)


@pytest.mark.parametrize("method", ["HEAD", "POST", "OPTIONS"])
@pytest.mark.parametrize("traversal", TRAVERSALS[:8])
def test_no_method_leads_to_a_file(target: Target, method: str, traversal: str) -> None:
    reply = target.ask(request("/queries" + traversal, [("Content-Length", "0")], method=method), method)
    assert reply.status == 404


@pytest.mark.parametrize("path", PATHS, ids=lambda path: ascii(path)[:30])
@pytest.mark.parametrize("name", ["saved", "query", "file", "path", "output", "x"])
def test_no_parameter_of_the_start_page_leads_to_a_file(target: Target, name: str, path: str) -> None:
    reply = target.ask(request(f"/?{name}={quote(path, safe='')}", [("Accept", "text/html")]))
    assert reply.status in {200, 404}
    assert "root:" not in reply.text


@pytest.mark.parametrize(
    "slug",
    [
        "x> } UNION { ?s ?p ?o } #",
        "x>\n}",
        "a\\u003e",
        "{}",
        "a|b^c`d",
        "x' \" <y>",
        "\0",
        "a%00b",
        "\ufffe\U0001f600",
        "植" * 3_000,
        "a" * 10_000,
        "." * 1_000,
        "-" * 1_000 + "*",
        "x?query=ASK{}",
        "x#y",
        "x/../../document/y",
    ],
    ids=lambda slug: ascii(slug)[:30],
)
@pytest.mark.parametrize("place", ["/trace/task/@", "/trace/@/x", "/trace?iri=http://e/@", "/trace?iri=task:@"])
def test_no_name_of_a_thing_becomes_a_query(target: Target, place: str, slug: str) -> None:
    reply = target.ask(request(place.replace("@", quote(slug, safe=""))))
    if reply.status == 303:  # the IRI of a thing that would have a path
        assert reply.headers["location"].startswith("trace/task/")
        return
    members = assert_problem(reply, 400, 404)
    assert len(reply.body) < 2500
    assert "root:" not in str(members)


@pytest.mark.parametrize("prefix", ["/x", "//e", "/health/..", "/%2e", "/.", "/sparql"])
def test_a_route_has_one_name(target: Target, prefix: str) -> None:
    assert_problem(target.ask(request(f"{prefix}/sparql?query=ASK%7B%7D")), 404)


@pytest.mark.parametrize("route", ["/docs", "/redoc", "/openapi.json", "/favicon.ico", "/robots.txt", "/server-status"])
def test_what_is_not_there_is_not_there(target: Target, route: str) -> None:
    reply = target.ask(request(route))
    assert reply.status in {200, 404}  # later pages may be some of these
    assert "text/html" not in reply.headers["content-type"]


def test_an_answer_does_not_tell_what_answers(target: Target) -> None:
    for route in (*ROUTES, "/sparql?query=ASK%7B%7D", "/sparql?query=%7B"):
        reply = target.ask(request(route))
        assert not {"server", "x-powered-by", "via"} & reply.headers.keys()
