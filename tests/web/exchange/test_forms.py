"""Choosing a form, and what an answer in it says of itself."""

from __future__ import annotations

import pytest

from policygraph.web.exchange.forms import Forms, content_type, headers_of
from policygraph.web.problems.problem import Problem

FORMS = Forms(
    {"json": "application/json", "html": "text/html"},
    others={".json": "json"},
    accepted={"application/problem+json": "application/json"},
)


@pytest.mark.parametrize(
    ("wanted", "accept", "name"),
    [
        (None, None, "json"),
        (None, "text/html", "html"),
        (None, "application/xhtml+xml", "html"),
        (None, "application/problem+json", "json"),
        ("HTML", "application/json", "html"),
        (".json", "text/html", "json"),
    ],
)
def test_the_address_wins_over_the_header(wanted: str | None, accept: str | None, name: str) -> None:
    assert FORMS.choose(wanted, accept) == name


@pytest.mark.parametrize(
    ("wanted", "accept", "status", "detail", "remedy"),
    [
        ("pdf", None, 400, "there is no format 'pdf'", "use one of json, html"),
        ("", None, 400, "there is no format ''", "use one of json, html"),
        (
            None,
            "image/png",
            406,
            "nothing here fits `Accept: image/png`",
            "accept one of application/json, text/html, or add `format=` one of json, html",
        ),
    ],
)
def test_what_there_is_not_is_refused(
    wanted: str | None, accept: str | None, status: int, detail: str, remedy: str
) -> None:
    with pytest.raises(Problem) as raised:
        FORMS.choose(wanted, accept)
    problem = raised.value
    assert (problem.kind.status, problem.detail, problem.remedy) == (status, detail, remedy)


def test_json_says_no_charset() -> None:
    assert content_type("application/ld+json") == "application/ld+json"
    assert content_type("image/svg+xml") == "image/svg+xml; charset=utf-8"


def test_only_an_answer_with_a_tag_may_be_kept() -> None:
    kept = dict(headers_of("application/json", "gzip", b'W/"a"', "public, max-age=60", "<./s>"))
    assert (kept[b"cache-control"], kept[b"etag"]) == (b"public, max-age=60", b'W/"a"')
    assert (kept[b"content-encoding"], kept[b"link"]) == (b"gzip", b"<./s>")
    never = dict(headers_of("application/json", "identity", None, "public, max-age=60", None))
    assert never[b"cache-control"] == b"no-store"
    assert never.keys().isdisjoint((b"etag", b"content-encoding", b"link"))
