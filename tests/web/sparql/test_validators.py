from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from policygraph.store import QueryLimits, QueryRequest, inspect
from policygraph.web.pages.templates import templates
from policygraph.web.sparql.exchange import Exchange
from policygraph.web.sparql.validators import digest_of_words, holds, tag_of, without_body

if TYPE_CHECKING:
    import httpx

TAG = b'W/"r-0"'
QUERY = "SELECT ?o { <http://e/7> <http://e/label> ?o }"
QUESTION = QueryRequest(inspect(QUERY, QueryLimits()), "text/csv")
HTML = replace(QUESTION, media_type="text/html", rows=1000)


def exchange(method: str = "GET", query_string: bytes = b"", **headers: bytes) -> Exchange:
    given = [(name.replace("_", "-").encode(), value) for name, value in headers.items()]
    scope: dict[str, Any] = {"method": method, "headers": given, "query_string": query_string}
    return Exchange(scope, None, None)  # type: ignore[arg-type] # nothing is received or sent


def test_a_tag_is_weak_and_names_the_release() -> None:
    assert tag_of("0123abcd", QUESTION).startswith(b'W/"0123abcd-')


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


@pytest.mark.parametrize(
    ("given", "held"),
    [
        (b'W/"r-0"', True),
        (b'"r-0"', True),
        (b' "x" ,W/"r-0" ', True),
        (b"*", True),
        (b'"r-1"', False),
        (b"r-0", False),
        (b"", False),
        (b'W/"r-0', False),
    ],
)
def test_tags_are_compared_weakly(given: bytes, held: bool) -> None:  # noqa: FBT001
    assert holds(exchange(if_none_match=given), TAG) is held
    assert holds(exchange("HEAD", if_none_match=given), TAG) is held
    assert not holds(exchange("POST", if_none_match=given), TAG)
    assert holds(exchange(if_none_match=given), TAG, frozenset()) is (held and given != b"*")


def test_without_the_header_nothing_is_held() -> None:
    assert not holds(exchange(), TAG)


def test_requests_are_known_again_by_all_that_matters() -> None:
    requests = [
        exchange(query_string=b"query=a"),
        exchange(query_string=b"query=b"),
        exchange(query_string=b"query=a", accept=b"text/csv"),
        exchange(query_string=b"query=a", accept_encoding=b"text/csv"),
    ]
    digests = {digest_of_words(request) for request in requests}
    assert len(digests) == 4
    assert digest_of_words(exchange("HEAD", b"query=a", user_agent=b"x")) in digests
    assert digest_of_words(exchange("POST", b"query=a")) is None
    assert digest_of_words(exchange()) is None


def test_headers_of_a_body_are_not_sent_without_it() -> None:
    assert without_body([(b"etag", TAG), (b"content-type", b"text/csv"), (b"vary", b"Accept")]) == [
        (b"etag", TAG),
        (b"vary", b"Accept"),
    ]
