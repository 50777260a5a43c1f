"""The three ways of sending a query (SPARQL 1.1 Protocol §2.1), and a small release to send them to."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote, urlencode

import pytest
from tests.serving import release, serve

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    import httpx

    Parameters = Sequence[tuple[str, str]]

Way = Literal["get", "form", "direct"]

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
CSV = {"Accept": "text/csv"}

DATA = """\
<http://e/a> <http://e/p> "one" <http://e/g1> .
<http://e/b> <http://e/p> "two" <http://e/g2> .
<http://e/c> <http://e/p> "both" <http://e/g1> .
<http://e/c> <http://e/p> "both" <http://e/g2> .
<http://e/任> <http://e/q> "raw" <http://e/图> .
<http://e/%E4%BB%BB> <http://e/q> "encoded" <http://e/图> .
"""

in_all_ways = pytest.mark.parametrize("way", ["get", "form", "direct"])


@contextmanager
def small_service(root: Path, **settings: object) -> Iterator[httpx.Client]:
    """Serve `DATA`."""
    release(root, "0123abcd", DATA)
    with serve(root, workers=1, **settings) as client:
        yield client


def ask(
    client: httpx.Client,
    way: Way,
    query: str,
    parameters: Parameters = (),
    headers: Mapping[str, str] | None = None,
) -> httpx.Response:
    """Send a query in one of the three ways; parameters go where that way has them."""
    given = dict(headers or {})
    if way == "get":
        return client.get(f"/sparql?{urlencode([('query', query), *parameters], quote_via=quote)}", headers=given)
    if way == "form":
        body = urlencode([*parameters, ("query", query)])
        return client.post("/sparql", content=body, headers=given | {"Content-Type": FORM})
    target = f"/sparql?{urlencode(parameters, quote_via=quote)}" if parameters else "/sparql"
    return client.post(target, content=query.encode(), headers=given | {"Content-Type": DIRECT})


def column(answer: httpx.Response) -> list[str]:
    """Give the only column of a result in CSV."""
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    return answer.text.splitlines()[1:]


def check_problem(answer: httpx.Response, status: int, name: str) -> dict[str, Any]:
    """See that an answer is a problem of a kind, in the shape and with the headers of all; give its members."""
    problem: dict[str, Any] = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["access-control-allow-origin"] == "*"
    assert answer.headers["cache-control"] == "no-store"
    assert (answer.status_code, problem["status"]) == (status, status), answer.text
    assert problem["type"] == f"https://w3id.org/policygraph/problem/{name}"
    assert problem["title"]
    assert problem["detail"]
    assert problem["remedy"]
    return problem
