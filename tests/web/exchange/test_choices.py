"""Values of parameters are read strictly, and a refusal says what would do."""

from __future__ import annotations

import pytest

from policygraph.web.exchange.choices import check_names, choose, whole
from policygraph.web.problems.problem import Problem


def test_known_parameters_pass_and_others_are_named() -> None:
    check_names(["rule", "lang"], ("rule", "lang"))
    with pytest.raises(Problem) as raised:
        check_names(["rule", "langs"], ("rule", "lang"))
    assert raised.value.detail == "there is no parameter 'langs'"
    assert raised.value.remedy == "did you mean `lang`? The parameters are rule, lang"


@pytest.mark.parametrize(("value", "chosen"), [("up", "up"), ("UP", "up"), (None, "both")])
def test_one_of_several_is_chosen(value: str | None, chosen: str) -> None:
    given = {} if value is None else {"way": value}
    assert choose(given, "way", ("both", "up"), "both") == chosen


def test_another_word_is_refused() -> None:
    with pytest.raises(Problem, match="`way` is 'left'"):
        choose({"way": "left"}, "way", ("both", "up"), "both")


@pytest.mark.parametrize(("value", "number"), [("1", 1), ("20", 20), ("007", 7), (None, 5)])
def test_a_whole_number_is_read(value: str | None, number: int) -> None:
    assert whole({} if value is None else {"n": value}, "n", 1, 20, 5) == number


@pytest.mark.parametrize("value", ["0", "21", "-1", "1.0", "", " 1", "٣", "1e1", "9" * 5000])
def test_what_is_no_number_within_bounds_is_refused(value: str) -> None:
    with pytest.raises(Problem) as raised:
        whole({"n": value}, "n", 1, 20, 5)
    assert raised.value.remedy == "give a whole number from 1 to 20"
