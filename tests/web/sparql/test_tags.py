from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policygraph.store import QueryLimits, QueryRequest, inspect
from policygraph.web.pages.templates import templates
from policygraph.web.sparql.tags import tag_of

if TYPE_CHECKING:
    import httpx

QUERY = "SELECT ?o { <http://e/7> <http://e/label> ?o }"
QUESTION = QueryRequest(inspect(QUERY, QueryLimits()), "text/csv")
HTML = replace(QUESTION, media_type="text/html", rows=1000)


def test_everything_that_an_answer_depends_on_gives_it_another_tag() -> None:
    questions = [
        QUESTION,
        replace(QUESTION, query=inspect("ASK {}", QueryLimits())),
        replace(QUESTION, default_graphs=("http://e/g",)),
        replace(QUESTION, named_graphs=("http://e/g",)),
        replace(QUESTION, media_type="text/tab-separated-values"),
        replace(QUESTION, encoding="gzip"),
        replace(QUESTION, rows=7),
    ]
    tags = {tag_of("r", question) for question in questions}
    assert len(tags | {tag_of("s", QUESTION), tag_of("r", QUESTION, "design")}) == 9
    assert tag_of("r", replace(QUESTION, client="192.0.2.7")) == tag_of("r", QUESTION)


def test_a_page_of_another_version_of_the_server_does_not_hold(client: httpx.Client) -> None:
    headers = {"Accept": "text/html", "Accept-Encoding": "identity"}
    answer = client.get("/sparql", params={"query": QUERY}, headers=headers)
    assert answer.headers["etag"].encode() == tag_of("0123abcd", HTML, templates().design)
    old = tag_of("0123abcd", HTML, "of another version").decode()
    again = client.get("/sparql", params={"query": QUERY}, headers=headers | {"If-None-Match": old})
    assert (again.status_code, again.text) == (200, answer.text)
