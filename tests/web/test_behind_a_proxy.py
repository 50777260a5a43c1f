"""A server behind a proxy that this test stands in for: it speaks for clients by forwarding headers."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    import httpx

    Start = Callable[..., AbstractContextManager[httpx.Client]]

FORWARDED = {
    "Host": "127.0.0.1",
    "X-Forwarded-For": "6.6.6.6, 192.0.2.7",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "data.example",
    "X-Request-Id": "proxy-1",
}
LIGHT = {"query": "SELECT ?o { <http://e/7> <http://e/label> ?o }"}
BROWSER = {"Accept": "text/html"}
ENDPOINT = "<http://www.w3.org/ns/sparql-service-description#endpoint> "


class Links(HTMLParser):
    """Collects where a page leads to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the addresses of one element."""
        del tag
        self.found |= {value for name, value in attrs if name in {"href", "src", "action", "formaction"} and value}


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("logs") / "access.log"


@pytest.fixture(scope="module")
def proxied(root: Path, start: Start, log: Path) -> Iterator[httpx.Client]:
    """A server shown below /graph by a proxy on this machine, which is trusted."""
    settings = {"workers": 1, "root_path": "/graph", "trusted_proxies": "127.0.0.1", "access_log": log}
    with start(root, **settings) as client:
        yield client


def endpoint(answer: httpx.Response) -> str:
    (line,) = [line for line in answer.text.splitlines() if ENDPOINT in line]
    return line.split(ENDPOINT)[1].split(">")[0].removeprefix("<")


def describe(client: httpx.Client, path: str = "/sparql", **headers: str) -> httpx.Response:
    return client.get(path, headers={"Accept": "application/n-triples", **headers})


@pytest.mark.parametrize("path", ["/sparql", "/graph/sparql"])
def test_the_endpoint_is_named_as_the_client_sees_it_whether_or_not_the_prefix_was_taken_off(
    proxied: httpx.Client, path: str
) -> None:
    assert endpoint(describe(proxied, path, **FORWARDED)) == "https://data.example/graph/sparql"
    port = urlsplit(str(proxied.base_url)).port
    assert endpoint(describe(proxied, path)) == f"http://127.0.0.1:{port}/graph/sparql"


def test_headers_of_anybody_else_are_not_believed(root: Path, start: Start) -> None:
    with start(root, workers=1, trusted_proxies="10.0.0.0/8") as client:
        answer = describe(client, **{**FORWARDED, "Host": "127.0.0.1:1"})
        assert endpoint(answer) == "http://127.0.0.1:1/sparql"
        assert answer.headers["x-request-id"] != "proxy-1"


def test_the_log_names_client_and_id_that_the_proxy_names(root: Path, start: Start, tmp_path: Path) -> None:
    file = tmp_path / "access.log"
    with start(root, workers=1, trusted_proxies="127.0.0.1", access_log=file) as client:
        answer = client.get("/sparql", params=LIGHT, headers=FORWARDED)
    (line,) = [json.loads(line) for line in file.read_text().splitlines()]
    assert (line["client"], line["id"], line["path"]) == ("192.0.2.7", "proxy-1", "/sparql")
    assert answer.headers["x-request-id"] == "proxy-1"


@pytest.mark.parametrize(
    "path",
    [
        "/graph/",
        "/graph/sparql",
        "/graph/sparql?query=ASK%7B%7D",
        "/graph/sparql?query=x",
        "/graph/nowhere",
        "/graph/trace?iri=http://e/7",
        "/graph/trace/task/nothing",
        "/graph/trace/task/nothing/" + "x/" * 9,
    ],
)
def test_every_link_of_a_page_stays_below_the_prefix(proxied: httpx.Client, path: str) -> None:
    page = proxied.get(path, headers={**FORWARDED, **BROWSER})
    assert page.headers["content-type"].startswith("text/html")
    links = Links()
    links.feed(page.text)
    assert links.found
    here = f"https://data.example{path}"
    for link in links.found:
        target = urlsplit(urljoin(here, link))
        if target.netloc == "data.example":
            assert target.path.startswith("/graph"), link


def test_the_iri_of_a_thing_leads_to_its_trace_below_the_prefix(proxied: httpx.Client) -> None:
    address = "https://data.example/graph/trace"
    answer = proxied.get("/graph/trace?iri=task:x&depth=2", headers=FORWARDED)
    assert urljoin(address, answer.headers["location"]) == f"{address}/task/x?depth=2"


def test_problems_and_health_are_there_below_the_prefix(proxied: httpx.Client) -> None:
    assert proxied.get("/graph/health/ready").json()["release"] == "0123abcd"
    assert "see /graph/ for" in proxied.get("/graph/nowhere").json()["remedy"]
    assert proxied.get("/graphs/sparql").status_code == 404
