from __future__ import annotations

import json
import re

import pytest

from policygraph import errors
from policygraph.web.problems.kinds import KINDS, OVERLOADED, QUERY_SYNTAX
from policygraph.web.problems.problem import Problem, problem_of

EVIL = 'no <script>alert("任")</script> & such'


def a_problem() -> Problem:
    return Problem(QUERY_SYNTAX, EVIL, "mend <it>", {"X": "y"}, errors.Position(3, 14))


@pytest.mark.parametrize(
    ("accept", "content_type"),
    [
        (None, "application/problem+json"),
        ("*/*", "application/problem+json"),
        ("application/json", "application/problem+json"),
        ("application/sparql-results+json, */*;q=0.1", "application/problem+json"),
        ("text/csv", "application/problem+json"),
        ("application/problem+json;q=0", "application/problem+json"),
        ("text/plain", "text/plain; charset=utf-8"),
        ("text/*", "text/plain; charset=utf-8"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "text/html; charset=utf-8"),
        ("text/html;q=0.5, text/plain;q=0.6", "text/plain; charset=utf-8"),
    ],
)
def test_a_problem_comes_as_the_client_prefers_and_as_json_when_in_doubt(accept: str | None, content_type: str) -> None:
    answer = a_problem().response(accept)
    assert (answer.status_code, answer.headers["content-type"]) == (400, content_type)
    assert answer.headers["vary"] == "Accept"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x"] == "y"
    assert answer.headers["content-length"] == str(len(answer.body))


def test_json_has_the_members_of_the_standard_and_where_in_the_query() -> None:
    assert json.loads(bytes(a_problem().response().body)) == {
        "type": "https://w3id.org/policygraph/problem/query-syntax",
        "title": "The query is not SPARQL 1.1",
        "status": 400,
        "detail": EVIL,
        "remedy": "mend <it>",
        "line": 3,
        "column": 14,
    }


def test_text_says_it_all_in_four_lines() -> None:
    text = bytes(a_problem().response("text/plain").body).decode()
    assert text == f"400 The query is not SPARQL 1.1\n\n{EVIL}\n\nWhat to do: mend <it>\n"


def test_a_page_shows_what_was_sent_and_runs_none_of_it() -> None:
    page = bytes(a_problem().response("text/html").body).decode()
    assert "no &lt;script&gt;alert(&#34;任&#34;)&lt;/script&gt; &amp; such" in page
    assert "mend &lt;it&gt;" in page
    assert not re.search(r"<script|\bon\w+=|src=", page)


def test_a_character_that_is_half_of_one_is_replaced() -> None:
    answer = Problem(QUERY_SYNTAX, "\ud800", "x").response()
    assert json.loads(bytes(answer.body))["detail"] == "?"


def test_every_kind_has_a_name_of_its_own_and_a_status_of_errors() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS)
    assert all(400 <= kind.status < 600 for kind in KINDS)
    assert [kind.status for kind in KINDS] == sorted(kind.status for kind in KINDS)


def test_every_way_a_query_can_fail_has_a_kind_of_its_own() -> None:
    kinds = {
        failure: problem_of(failure("what", remedy="do")).kind.name for failure in errors.QueryError.__subclasses__()
    }
    assert "internal" not in kinds.values()
    assert len(set(kinds.values())) == len(kinds) == 8


def test_a_position_is_told() -> None:
    error = errors.QuerySyntaxError("what", remedy="do", position=errors.Position(2, 5))
    assert problem_of(error).position == (2, 5)


def test_what_passes_by_waiting_says_when_to_come_again() -> None:
    problem = problem_of(errors.OverloadedError("what", remedy="do"))
    assert (problem.kind, problem.headers) == (OVERLOADED, {"Retry-After": "1"})


def test_what_is_wrong_with_a_store_is_for_the_operator(caplog: pytest.LogCaptureFixture) -> None:
    problem = problem_of(errors.StoreError("no files in /srv/graph", remedy="mend /srv/graph"))
    assert problem.kind.name == "no-release"
    assert "/srv" not in problem.detail + problem.remedy
    assert "no files in /srv/graph" in caplog.text


def test_an_error_that_no_client_can_cause_tells_nothing_of_the_inside() -> None:
    problem = problem_of(errors.HostError("disk /dev/x is full", remedy="empty it"))
    assert (problem.kind.name, "/dev/x" in problem.detail) == ("internal", False)


@pytest.mark.parametrize(("size", "told"), [(500, 500), (501, 453), (1_000_000, 453)])
def test_of_a_long_detail_the_beginning_and_the_end_are_told(size: int, told: int) -> None:
    detail = "it is " + "a" * (size - 13) + ", wrong"
    problem = Problem(QUERY_SYNTAX, detail, "shorten it")
    assert len(problem.detail) == told
    assert problem.detail.startswith("it is a")
    assert problem.detail.endswith("a, wrong")
