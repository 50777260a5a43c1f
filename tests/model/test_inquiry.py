"""Inquiries: questions are answered one by one, and an error reaches the question that met it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.errors import QueryTimeoutError
from policygraph.model.inquiry import conduct
from policygraph.model.terms import Solutions, literal

if TYPE_CHECKING:
    from policygraph.model.inquiry import Inquiry


def answer(question: str) -> Solutions:
    if question == "slow":
        raise QueryTimeoutError("too slow", remedy="ask less")
    return Solutions(("n",), ({"n": literal(question)},))


def ask(*questions: str, patient: bool = False) -> Inquiry[list[str]]:
    heard: list[str] = []
    for question in questions:
        try:
            found = yield question
        except QueryTimeoutError as error:
            if not patient:
                raise
            heard.append(error.message)
        else:
            heard.append(found.rows[0]["n"].value)
    return heard


def test_each_question_gets_its_answer() -> None:
    assert conduct(ask("a", "b"), answer) == ["a", "b"]
    assert conduct(ask(), answer) == []


def test_an_inquiry_may_handle_an_error_and_go_on() -> None:
    assert conduct(ask("a", "slow", "b", patient=True), answer) == ["a", "too slow", "b"]


def test_an_error_that_is_not_handled_ends_the_inquiry() -> None:
    inquiry = ask("slow", "b")
    with pytest.raises(QueryTimeoutError, match="too slow"):
        conduct(inquiry, answer)
    assert next(inquiry, "ended") == "ended"
