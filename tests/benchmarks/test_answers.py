"""Answers that say the same are equal, and others are not."""

from __future__ import annotations

import json
from typing import Any

import pytest
from benchmarks.answers import Answer, answer, check_alike, rows_of

XSD = "http://www.w3.org/2001/XMLSchema#"


def _answer(*rows: dict[str, dict[str, Any]]) -> Answer:
    return answer(rows_of(json.dumps({"head": {}, "results": {"bindings": rows}}).encode()))


def _literal(value: str, **more: str) -> dict[str, Any]:
    return {"type": "literal", "value": value, **more}


ONE = {"x": {"type": "uri", "value": "http://e/1"}}
TWO = {"x": {"type": "uri", "value": "http://e/2"}}


def test_the_order_of_rows_does_not_matter() -> None:
    assert _answer(ONE, TWO) == _answer(TWO, ONE)


def test_a_row_that_comes_twice_is_not_the_same_as_once() -> None:
    assert _answer(ONE, ONE) != _answer(ONE)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (_literal("2.50", datatype=f"{XSD}decimal"), _literal("2.5", datatype=f"{XSD}decimal")),
        (_literal("100", datatype=f"{XSD}integer"), _literal("1E2", datatype=f"{XSD}integer")),
        (_literal("a"), _literal("a", datatype=f"{XSD}string")),
        ({**_literal("a"), "xml:lang": "zh-Hans"}, {**_literal("a"), "xml:lang": "zh-hans"}),
        ({"type": "bnode", "value": "b0"}, {"type": "bnode", "value": "n17"}),
    ],
)
def test_the_same_term_may_be_written_in_two_ways(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert _answer({"x": one}) == _answer({"x": other})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (_literal("2.5", datatype=f"{XSD}decimal"), _literal("2.6", datatype=f"{XSD}decimal")),
        (_literal("2", datatype=f"{XSD}decimal"), _literal("2", datatype=f"{XSD}integer")),
        (_literal("01"), _literal("1")),
        ({**_literal("a"), "xml:lang": "en"}, _literal("a")),
        (_literal("http://e/1"), {"type": "uri", "value": "http://e/1"}),
    ],
)
def test_other_terms_are_told_apart(one: dict[str, Any], other: dict[str, Any]) -> None:
    assert _answer({"x": one}) != _answer({"x": other})


def test_the_name_of_the_variable_counts() -> None:
    assert _answer({"x": _literal("1")}) != _answer({"y": _literal("1")})


def test_equal_answers_give_their_number_of_rows() -> None:
    assert check_alike("look-up", {"a": Answer(3, "d"), "b": Answer(3, "d")}, same_rows=True) == 3


def test_other_rows_end_the_run() -> None:
    with pytest.raises(SystemExit, match=r"the servers answer look-up differently: a: 3 rows d, b: 3 rows e"):
        check_alike("look-up", {"a": Answer(3, "d"), "b": Answer(3, "e")}, same_rows=True)


def test_where_a_limit_cuts_only_the_number_counts() -> None:
    assert check_alike("export", {"a": Answer(3, "d"), "b": Answer(3, "e")}, same_rows=False) == 3
    with pytest.raises(SystemExit):
        check_alike("export", {"a": Answer(3, "d"), "b": Answer(4, "d")}, same_rows=False)
