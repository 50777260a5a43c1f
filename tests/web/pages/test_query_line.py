from __future__ import annotations

import pytest

from policygraph.web.pages.query_line import QueryLine, lines_around

QUERY = "SELECT ?x\nWHERE {\n  ?x a pg:任务 ; foo }\n# end"


def test_the_mistake_is_a_word_of_its_line_with_two_lines_before_it() -> None:
    assert lines_around(QUERY, 3, 16) == [
        QueryLine(1, "SELECT ?x", "", ""),
        QueryLine(2, "WHERE {", "", ""),
        QueryLine(3, "  ?x a pg:任务 ; ", "foo", " }"),
    ]


@pytest.mark.parametrize(
    ("column", "mistake"), [(3, "?x"), (8, "pg:任务"), (14, ";"), (18, "o"), (20, "}"), (21, ""), (999, "")]
)
def test_a_word_is_a_name_a_variable_or_one_character(column: int, mistake: str) -> None:
    assert lines_around(QUERY, 3, column)[-1].mistake == mistake


def test_an_iri_is_one_word() -> None:
    assert lines_around("ASK { <http://[x> }", 1, 7)[-1].mistake == "<http://[x>"


@pytest.mark.parametrize("line", [0, 5, -1])
def test_a_line_that_is_not_there_gives_nothing(line: int) -> None:
    assert lines_around(QUERY, line, 1) == []


def test_carriage_returns_are_not_shown() -> None:
    assert lines_around("ASK {\r\nfoo\r\n}", 2, 1) == [QueryLine(1, "ASK {", "", ""), QueryLine(2, "", "foo", "")]


def test_a_long_line_is_cut_on_both_sides_of_the_mistake() -> None:
    line = "a" * 500 + " " + "b" * 500 + " " + "c" * 500
    (shown,) = lines_around(line, 1, 502)
    assert shown == QueryLine(1, f"…{'a' * 79} ", f"{'b' * 60}…", f" {'c' * 59}…")
    assert lines_around(f"{'a' * 500}\nfoo", 2, 1)[0].before == f"{'a' * 80}…"
