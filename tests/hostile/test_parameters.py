"""Parameters that come twice, ten thousand times, or where they do not belong."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.hostile.target import assert_problem
from tests.hostile.wire import request

if TYPE_CHECKING:
    from tests.hostile.target import Target
    from tests.hostile.wire import Reply

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
ASK = "query=ASK%20%7B%7D"


def form(target: Target, body: str, query_string: str = "") -> Reply:
    return target.ask(request(f"/sparql?{query_string}", [("Content-Type", FORM)], body.encode(), "POST"), "POST")


@pytest.mark.parametrize(
    "parameters",
    [
        f"{ASK}&{ASK}",
        f"{ASK}&query=",
        f"query&{ASK}",
        f"{ASK}&query=DROP%20ALL",
        f"%71uery=ASK%7B%7D&{ASK}",
        f"{ASK}&output=csv&output=json",
        f"{ASK}&output=nonsense",
        f"{ASK}&output=../../etc/passwd",
        f"{ASK}&output=%00",
        f"{ASK}&output=csv%0D%0AX-Injected:%20yes",
        f"{ASK}&default-graph-uri=relative",
        f"{ASK}&default-graph-uri=",
        f"{ASK}&default-graph-uri=http://e/%20",
        f"{ASK}&named-graph-uri=http://e/%00",
        f"{ASK}&named-graph-uri=%3Cscript%3E",
        "default-graph-uri=http://e/g0",
        "query=",
        "query=%20%0A%09",
    ],
)
def test_parameters_that_contradict_each_other_or_are_wrong_are_refused(target: Target, parameters: str) -> None:
    assert_problem(target.ask(request(f"/sparql?{parameters}")), 400)
    assert_problem(form(target, parameters), 400)


@pytest.mark.parametrize(
    "parameters",
    [
        "update=DROP%20ALL",
        f"{ASK}&update=DROP%20ALL",
        f"update=&{ASK}",
        f"{ASK}&using-graph-uri=http://e/g",
        "%75pdate=DROP%20ALL",
    ],
)
def test_an_update_is_refused_however_it_comes(target: Target, parameters: str) -> None:
    assert_problem(form(target, parameters), 400, 403)
    assert_problem(form(target, ASK, parameters), 400, 403)
    assert_problem(target.ask(request(f"/sparql?{parameters}")), 400, 403)


@pytest.mark.parametrize("name", ["default-graph-uri", "named-graph-uri", "x", "", "query"])
@pytest.mark.parametrize("way", ["get", "form"])
def test_ten_thousand_parameters_are_refused(target: Target, name: str, way: str) -> None:
    parameters = "&".join([ASK, *[f"{name}=a:"] * 10_000])
    reply = form(target, parameters) if way == "form" else target.ask(request(f"/sparql?{parameters}"))
    assert_problem(reply, 400, 414)


def test_empty_parameters_are_none(target: Target) -> None:
    assert form(target, f"&&&{ASK}&&output=csv&").text == "true"


def test_five_hundred_graphs_are_five_hundred_graphs(target: Target) -> None:
    graphs = "&".join(f"default-graph-uri=http://e/g{n}" for n in range(500))
    count = "query=SELECT%20(COUNT(*)%20AS%20%3Fn)%7B%3Fs%20%3Fp%20%3Fo%7D&output=csv"
    assert form(target, f"{count}&{graphs}").text == "n\r\n10002\r\n"


@pytest.mark.parametrize(
    "types",
    [
        [],
        ["text/html"],
        ["multipart/form-data; boundary=x"],
        ["application/json"],
        [FORM, DIRECT],
        [DIRECT, DIRECT],
        [f"{DIRECT}, {FORM}"],
        [f"{DIRECT}x"],
        [f"x{DIRECT}"],
        ["/"],
        [";charset=utf-8"],
        ["a" * 60_000],
        [f'"{DIRECT}"'],
    ],
)
def test_a_body_has_one_type_that_carries_a_query(target: Target, types: list[str]) -> None:
    fields = [("Content-Type", one) for one in types]
    reply = target.ask(request("/sparql", fields, b"ASK {}", "POST"), "POST")
    members = assert_problem(reply, 415)
    assert len(str(members["detail"])) < 500


@pytest.mark.parametrize(
    ("parameters", "status"),
    [
        ("charset=utf-8", 200),
        ('charset="UTF-8"; x=y', 200),
        ("x=charset=latin-1", 200),
        ("charset=utf-16", 400),
        ("charset = utf-16 ; x=y", 400),
        ("charset=utf-8; charset=utf-16", 400),
        ("charset=" + "x" * 10_000, 400),
        (";" * 10_000, 200),
        ('x="' + "\\" * 10_000, 200),
    ],
    ids=lambda value: str(value)[:30],
)
def test_the_charset_is_one_parameter_among_others(target: Target, parameters: str, status: int) -> None:
    fields = [("Content-Type", f"{DIRECT}; {parameters}")]
    reply = target.ask(request("/sparql?output=csv", fields, b"ASK {}", "POST"), "POST")
    assert reply.text == "true" if status == 200 else len(str(assert_problem(reply, status)["detail"])) < 500


@pytest.mark.parametrize(("body", "query_string"), [(ASK, ASK), ("x=y", ""), ("", ""), ("x=y", "x=y")])
def test_a_form_holds_one_query(target: Target, body: str, query_string: str) -> None:
    assert_problem(form(target, body, query_string), 400)


def test_a_query_is_the_body_or_a_parameter(target: Target) -> None:
    fields = [("Content-Type", DIRECT)]
    assert_problem(target.ask(request(f"/sparql?{ASK}", fields, b"ASK {}", "POST"), "POST"), 400)
    assert_problem(target.ask(request("/sparql", fields, method="POST"), "POST"), 400)
