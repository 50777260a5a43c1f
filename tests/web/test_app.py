from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph
import pytest

if TYPE_CHECKING:
    import httpx

SD = "http://www.w3.org/ns/sparql-service-description#"


def description(answer: httpx.Response) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.load(answer.content, pyoxigraph.RdfFormat.TURTLE)
    return store


def test_a_get_without_a_query_describes_the_service(client: httpx.Client) -> None:
    answer = client.get("/sparql")
    assert answer.headers["content-type"] == "text/turtle; charset=utf-8"
    query = f"""PREFIX sd: <{SD}> PREFIX void: <http://rdfs.org/ns/void#>
    SELECT ?endpoint ?all ?size {{
      ?service a sd:Service ; sd:endpoint ?endpoint ; sd:feature sd:UnionDefaultGraph ; sd:defaultDataset ?dataset .
      ?dataset sd:defaultGraph/void:triples ?all ; sd:namedGraph [ sd:name <http://e/g1> ; sd:graph/void:triples ?size ]
    }}"""
    results = description(answer).query(query)
    assert isinstance(results, pyoxigraph.QuerySolutions)
    (row,) = results
    assert [row[name].value for name in ("endpoint", "all", "size")] == [
        str(client.base_url.join("/sparql")),
        "10002",
        "5001",
    ]


@pytest.mark.parametrize("host", ["evil!", "[:]", "[::ffff:1.2.3.4.5]", "evil" * 100, ""])
def test_a_host_that_is_none_is_not_repeated(client: httpx.Client, host: str) -> None:
    answer = client.get("/sparql", headers={"Host": host})
    assert answer.status_code == 200
    assert f"<{client.base_url.join('/sparql')}>" in answer.text
    assert "evil" not in answer.text


@pytest.mark.parametrize("path", ["/", "/sparql"])
def test_a_browser_gets_a_page_with_a_form_and_nothing_from_elsewhere(client: httpx.Client, path: str) -> None:
    answer = client.get(path, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src 'sha256-")
    assert '<form action="./sparql#result" method="get">' in answer.text
    assert "0123abcd" in answer.text
    assert "10,002" in answer.text
    assert not re.search(r"<script|\ssrc=|@import|url\(", answer.text)


def test_health_tells_life_and_the_release(client: httpx.Client) -> None:
    assert client.get("/health/live").json() == {"status": "live"}
    assert client.get("/health/ready").json() == {"status": "ready", "release": "0123abcd"}


@pytest.mark.parametrize("path", ["/nowhere", "/docs", "/openapi.json", "/health", "/sparql/", "/../etc/passwd"])
def test_what_does_not_exist_is_a_problem(client: httpx.Client, path: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["content-type"]) == (404, "application/problem+json")
    assert answer.json()["status"] == 404


def test_a_wrong_method_is_a_problem(client: httpx.Client) -> None:
    answer = client.post("/health/live")
    assert (answer.status_code, answer.headers["content-type"]) == (405, "application/problem+json")
    assert "GET" in answer.headers["allow"]


@pytest.mark.parametrize("path", ["/", "/sparql", "/nowhere", "/sparql?query=x", "/health/ready"])
def test_every_answer_may_be_read_from_anywhere_and_runs_nothing(client: httpx.Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"].startswith("default-src 'none'")


def test_a_header_of_a_proxy_that_is_not_trusted_is_not_believed(client: httpx.Client) -> None:
    answer = client.get("/sparql", headers={"X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"})
    port = client.base_url.port
    assert description(answer).query(f"ASK {{ ?service <{SD}endpoint> <http://127.0.0.1:{port}/sparql> }}")
