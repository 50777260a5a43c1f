"""Pages as a server gives them to a browser, and not to other clients."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from tests.web.document import downloads_of, form_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    import httpx

CHROME = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8"
HTML = {"Accept": CHROME}
LABELS = "SELECT ?s ?o { VALUES ?s { <http://e/1> <http://e/2> <http://e/3> } ?s <http://e/label> ?o }"


@pytest.fixture(scope="module")
def few(root: Path, start: Callable[..., AbstractContextManager[httpx.Client]]) -> Iterator[httpx.Client]:
    """A server whose pages show three rows."""
    with start(root, page_rows=3, workers=1) as running:
        yield running


@pytest.mark.parametrize("method", ["GET", "POST form", "POST query"])
def test_a_browser_gets_its_result_as_a_table_by_each_way_of_asking(client: httpx.Client, method: str) -> None:
    match method:
        case "GET":
            answer = client.get("/sparql", params={"query": LABELS}, headers=HTML)
        case "POST form":
            answer = client.post("/sparql", data={"query": LABELS}, headers=HTML)
        case _:
            answer = client.post("/sparql", content=LABELS, headers=HTML | {"Content-Type": "application/sparql-query"})
    assert (answer.status_code, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert form_of(answer.text) == LABELS
    assert "3 rows</h2>" in answer.text
    assert "<bdi>the label of thing 1</bdi>" in answer.text
    assert '<a href="http://e/1" rel="nofollow noopener noreferrer">http://e/1</a>' in answer.text


def test_downloads_give_the_same_query_in_each_format(client: httpx.Client) -> None:
    for query, labels in (
        (LABELS, ["JSON", "XML", "CSV", "TSV"]),
        ("CONSTRUCT WHERE { <http://e/7> ?p ?o }", ["Turtle", "N-Triples", "JSON-LD", "RDF/XML", "TriG", "N-Quads"]),
    ):
        downloads = downloads_of(client.get("/sparql", params={"query": query}, headers=HTML).text)
        assert list(downloads) == labels
        for link in downloads.values():
            answer = client.get(f"/{link}", headers=HTML)
            assert answer.status_code == 200
            assert "html" not in answer.headers["content-type"]


def test_the_policy_lets_in_the_style_of_the_page_and_nothing_else(client: httpx.Client) -> None:
    for address in ("/", "/sparql?query=ASK{}", "/sparql?query=ASK", "/nowhere"):
        answer = client.get(address, headers=HTML)
        (policy,) = answer.headers.get_list("content-security-policy")
        assert policy.startswith("default-src 'none'; style-src 'sha256-")
        assert "script-src" not in policy
        assert "unsafe" not in policy
        assert len(re.findall(r"<style>", answer.text)) == 1


def test_a_page_is_kept_and_known_again_with_its_policy(client: httpx.Client) -> None:
    first, second = (client.get("/sparql", params={"query": LABELS}, headers=HTML) for _ in range(2))
    assert first.text == second.text
    again = client.get("/sparql", params={"query": LABELS}, headers=HTML | {"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.headers["content-security-policy"] == first.headers["content-security-policy"]
    as_json = client.get("/sparql", params={"query": LABELS}, headers={"Accept": "*/*"})
    assert as_json.headers["content-type"] == "application/sparql-results+json"
    assert as_json.headers["etag"] != first.headers["etag"]


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd"])
@pytest.mark.parametrize("address", ["/", f"/sparql?query={quote(LABELS)}"])
def test_a_page_is_compressed_where_the_browser_asks(client: httpx.Client, address: str, encoding: str) -> None:
    plain = client.get(address, headers=HTML | {"Accept-Encoding": "identity"})
    small = client.get(address, headers=HTML | {"Accept-Encoding": encoding})
    assert small.headers["content-encoding"] == encoding
    assert int(small.headers["content-length"]) < len(plain.content) / 2


def test_what_is_cut_is_said_to_be_and_the_whole_is_offered(few: httpx.Client) -> None:
    html = few.get("/sparql", params={"query": "SELECT ?o { ?s <http://e/label> ?o }"}, headers=HTML).text
    assert "The first 3 rows</h2>" in html
    assert "There are more rows." in html
    assert html.count("<tr>") == 4
    whole = few.get(f"/{downloads_of(html)['CSV']}")
    assert whole.text.count("\r\n") == 10_003


def test_a_cross_product_costs_no_more_than_the_page_shows(few: httpx.Client) -> None:
    query = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    assert "The first 3 rows</h2>" in few.get("/sparql", params={"query": query}, headers=HTML).text


def test_a_syntax_error_is_a_page_with_the_query_in_the_form_and_the_mistake_marked(client: httpx.Client) -> None:
    query = "SELECT *\nWHERE { ?任务 foo <b>x</b> }"
    answer = client.get("/sparql", params={"query": query}, headers=HTML)
    assert (answer.status_code, answer.headers["content-type"]) == (400, "text/html; charset=utf-8")
    assert form_of(answer.text) == query
    assert '<span class="no">2</span> WHERE { ?任务 <mark>foo</mark> &lt;b&gt;x&lt;/b&gt; }' in answer.text
    assert "`foo` cannot stand here" in answer.text
    assert "What to do:" in answer.text


@pytest.mark.parametrize(
    ("query", "status", "marked"),
    [
        ("ASK { SERVICE <http://localhost/> { ?s ?p ?o } }", 403, "SERVICE"),
        ("DROP ALL", 403, "DROP"),
        ("SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", 504, None),
    ],
)
def test_every_refusal_is_a_page_that_keeps_the_query(
    hasty: httpx.Client, query: str, status: int, marked: str | None
) -> None:
    answer = hasty.get("/sparql", params={"query": query}, headers=HTML)
    assert answer.status_code == status
    assert form_of(answer.text) == query
    assert re.findall(r"<mark>([^<]*)</mark>", answer.text) in ([], [marked])


def test_what_cannot_be_read_as_a_request_is_a_page_without_a_form(client: httpx.Client) -> None:
    answer = client.get("/sparql?query=%FF", headers=HTML)
    assert (answer.status_code, answer.headers["content-type"]) == (400, "text/html; charset=utf-8")
    assert "<textarea" not in answer.text
    assert 'href="./"' in answer.text


def test_a_program_gets_problems_as_json(client: httpx.Client) -> None:
    answer = client.get("/sparql", params={"query": "SELECT"})
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_page_that_is_not_there_leads_to_the_start_page(client: httpx.Client) -> None:
    answer = client.get("/no/where?<b>", headers=HTML)
    assert answer.status_code == 404
    assert '<p><a href="/">To the start page</a></p>' in answer.text


def test_a_saved_query_is_run_by_its_name(client: httpx.Client) -> None:
    answer = client.get("/?run=emission-reserve", headers=HTML)
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("sparql?query=")
    page = client.get(f"/{answer.headers['location']}", headers=HTML)
    assert page.status_code == 200
    assert form_of(page.text).startswith("# Which document created the provincial government reserve")


@pytest.mark.parametrize("wish", ["saved", "run"])
def test_a_saved_query_that_is_not_there_is_a_problem(client: httpx.Client, wish: str) -> None:
    answer = client.get("/", params={wish: "emission<b>"}, headers=HTML)
    assert answer.status_code == 404
    assert "did you mean" in answer.text
    assert "<b>" not in answer.text
    assert client.get("/", params={wish: "emission"}).json()["status"] == 404


def test_below_a_path_every_link_holds(root: Path, start: Callable[..., AbstractContextManager[httpx.Client]]) -> None:
    with start(root, root_path="/graphs", workers=1) as below:
        home = below.get("/graphs/", headers=HTML)
        assert f"{str(below.base_url).rstrip('/')}/graphs/sparql</code>" in home.text
        links = sorted({unescape(link) for link in re.findall(r'href="((?:\./|sparql)[^"#]*)"', home.text)})
        for link in [*links[:3], *links[-3:]]:
            assert below.get(f"/graphs/{link}", headers=HTML).status_code in {200, 303}
        missing = below.get("/graphs/nowhere", headers=HTML)
        assert (missing.status_code, 'href="/graphs/"' in missing.text) == (404, True)
        refused = below.get("/graphs/sparql?query=ASK", headers=HTML)
        assert (refused.status_code, 'action="./sparql#result"' in refused.text) == (400, True)
