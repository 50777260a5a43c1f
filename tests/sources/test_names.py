"""Which capitals mark a name."""

from __future__ import annotations

import pytest

from policygraph.model.evidence import Span
from policygraph.sources.locate import sentences
from policygraph.sources.names import names


def found(text: str, *blocked: tuple[int, int]) -> list[str]:
    starts = [span.start for span in sentences(text)]
    return [name.span.of(text) for name in names(text, starts, [Span(*place) for place in blocked])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was held in Datong and Xinzhou cities.", ["Datong", "Xinzhou"]),
        (
            "by the Ministry of Ecology and the Office of the Leading Group",
            ["Ministry of Ecology", "Office of the Leading Group"],
        ),
        ("the concentration of PM2.5 and of NH-3, CDQ and GEEP", ["PM2.5", "NH-3", "CDQ", "GEEP"]),
        ("under the 14th Five-Year Plan", ["Five-Year Plan"]),
        ("in Shanxi Province's plan, at Xi'an", ["Shanxi Province's", "Xi'an"]),
        ("in a village", []),
    ],
)
def test_capitals_within_a_sentence_are_names(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Promote it. They promote it.", []),
        ("\ufeffPromote it. They promote it.", []),
        ("Progress is good.", []),
        ("Promote Baotou City. They promote it.", ["Baotou City"]),
        ("Baotou City was named.", ["Baotou City"]),
        ("Baotou was named. So was Baotou again.", ["Baotou", "Baotou"]),
        ("The Notice on it was issued. They notice it.", ["Notice"]),
        ("Task name: Explore it; Promote that. Explore on. We explore and promote.", []),
        ("in 2022 (I) Task name. Of this task", []),
        ("We went. We stayed. It was in Our time.", []),
    ],
)
def test_a_capital_that_begins_a_sentence_is_asked_for_elsewhere(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("them3Home Completed,3Completed the work at home, completed.", []),
        ("and12Gemeng City too", ["Gemeng City"]),
        ("preventionThree Northsand others", ["Northsand"]),
        ("issuesGreen ShieldStrengthen the green. They strengthen it.", ["Green Shield"]),
        ("realizedDynamic clearing. The dynamic list.", []),
    ],
)
def test_a_glued_capital_is_asked_for_elsewhere_too(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_labels_of_numbers_and_numbers_are_no_names() -> None:
    assert found("water of Class IV (Document No.: 7), in Four or VI parts") == []


def test_blocked_stretches_hold_no_names() -> None:
    text = "see JHF No. 43 in Datong"
    assert found(text, (4, 14)) == ["Datong"]


def test_the_small_words_between_belong_to_no_word_of_the_name() -> None:
    text = "the Bank of China here"
    (name,) = names(text, [0])
    assert [word.of(text) for word in name.words] == ["Bank", "China"]


def test_a_glued_word_that_is_never_small_is_a_name() -> None:
    assert found("the cities of the west35Wuhai and more") == ["Wuhai"]
