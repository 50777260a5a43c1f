"""`policygraph query`."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Built, Cli, Outcome

TASKS = "SELECT ?task ?label { ?task a pg:Task ; skos:prefLabel ?label }"
TASK = "https://w3id.org/policygraph/id/task/sample-clean-rivers"
LONG = "SELECT ?selector { ?passage oa:hasSelector ?selector } ORDER BY ?selector LIMIT 1"


def ask(cli: Cli, built: Built, *arguments: str | Path, stdin: str = "", **variables: str) -> Outcome:
    return cli("query", "--root", built.root, *arguments, stdin=stdin, **variables)


def test_prefixes_need_not_be_declared_and_iris_are_short_in_a_table(cli: Cli, built: Built) -> None:
    outcome = ask(cli, built, TASKS)
    assert outcome.code == 0
    assert [line.split(maxsplit=1) for line in outcome.out.splitlines()] == [
        ["task", "label".ljust(16)],
        ["task:sample-clean-rivers", "Clean the rivers"],
    ]
    assert outcome.err == "1 row\n"


def test_csv_is_complete(cli: Cli, built: Built) -> None:
    outcome = ask(cli, built, TASKS, "--format", "csv")
    assert list(csv.reader(io.StringIO(outcome.out))) == [["task", "label"], [TASK, "Clean the rivers"]]
    assert outcome.err == ""


def test_json_is_the_w3c_format(cli: Cli, built: Built) -> None:
    found = json.loads(ask(cli, built, TASKS, "--format", "json").out)
    assert found["results"]["bindings"][0]["task"] == {"type": "uri", "value": TASK}


@pytest.mark.parametrize(("form", "start"), [("tsv", "?task\t?label\n"), ("xml", "<?xml")])
def test_other_formats_of_solutions(cli: Cli, built: Built, form: str, start: str) -> None:
    assert ask(cli, built, TASKS, "--format", form).out.startswith(start)


def test_a_graph_is_turtle_unless_told(cli: Cli, built: Built) -> None:
    outcome = ask(cli, built, "CONSTRUCT { ?t a pg:Task } { ?t a pg:Task }")
    assert outcome.code == 0
    assert TASK in outcome.out


@pytest.mark.parametrize(("query", "answer"), [("ASK { ?s a pg:Task }", "true\n"), ("ASK { ?s a pg:None }", "false\n")])
def test_a_question_of_yes_or_no_is_answered_plainly(cli: Cli, built: Built, query: str, answer: str) -> None:
    assert ask(cli, built, query).out == answer


@pytest.mark.parametrize(
    ("query", "form", "words"),
    [
        (TASKS, "turtle", "turtle can't hold the result of SELECT"),
        ("DESCRIBE pg:Task", "csv", "csv can't hold"),
    ],
)
def test_a_format_that_cannot_hold_the_result_is_refused(
    cli: Cli, built: Built, query: str, form: str, words: str
) -> None:
    outcome = ask(cli, built, query, "--format", form)
    assert (outcome.code, outcome.out) == (2, "")
    assert words in outcome.err


@pytest.mark.parametrize("columns", ["60", "20"])
def test_a_narrow_terminal_loses_nothing_of_an_iri(cli: Cli, built: Built, columns: str) -> None:
    outcome = ask(cli, built, LONG, COLUMNS=columns)
    head, *lines = (line.strip() for line in outcome.out.splitlines())
    assert head == "selector"
    assert "".join(lines) == "https://w3id.org/policygraph/id/passage/example-notice-0-39#position"


WIDE = "SELECT ?task ?document { VALUES (?task ?document) { (task:sample-clean-rivers document:sample-notice) } }"


def test_where_a_table_would_break_words_each_row_is_a_record(cli: Cli, built: Built) -> None:
    wide = ask(cli, built, WIDE, COLUMNS="50")
    assert [line.split() for line in wide.out.splitlines()] == [
        ["task", "document"],
        ["task:sample-clean-rivers", "document:sample-notice"],
    ]
    narrow = ask(cli, built, WIDE, COLUMNS="40")
    assert [line.split() for line in narrow.out.splitlines()] == [
        ["task", "task:sample-clean-rivers"],
        ["document", "document:sample-notice"],
        [],
    ]
    assert narrow.err == "1 row\n"


def test_outside_a_terminal_a_row_is_a_line(cli: Cli, built: Built) -> None:
    words = "word " * 100
    outcome = ask(cli, built, f"SELECT ?text {{ VALUES ?text {{ '{words}' }} }}", COLUMNS="")
    assert [line.strip() for line in outcome.out.splitlines()] == ["text", words.strip()]


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("SELECT ?t { ?t a pg:Task ", "error at 1:25"),
        ("SELECT ?t {\n?t a pg:Task ", "error at 2:13"),
        ("SELECT ?t { ?t a pg:Task SERVICE <http://x/> {} }", "line 1, column 26"),
    ],
)
def test_a_place_in_a_query_is_that_of_the_text_as_given(cli: Cli, built: Built, query: str, place: str) -> None:
    assert place in ask(cli, built, query).err


def test_what_looks_like_markup_is_shown_as_it_is(cli: Cli, built: Built) -> None:
    outcome = ask(cli, built, "SELECT ?text { VALUES ?text { '[red]a[/red] [2024] [bold]' } }")
    assert "[red]a[/red] [2024] [bold]" in outcome.out


def test_a_saved_query_is_run_by_its_name(cli: Cli, built: Built) -> None:
    outcome = ask(cli, built, "--name", "outlets", "--format", "csv")
    assert list(csv.reader(io.StringIO(outcome.out))) == [
        ["count", "when", "unit", "anchor"],
        ["12", "By the end of June 2024", "Water Bureau of Sample County", "12 outlets"],
    ]


def test_saved_queries_are_listed_with_their_questions(cli: Cli, built: Built) -> None:
    outcome = ask(cli, built, "--list")
    assert outcome.code == 0
    assert "outlets" in outcome.out
    assert "How many outlets were surveyed in Sample County" in outcome.out


def test_an_unknown_saved_query_gets_the_nearest(cli: Cli, built: Built) -> None:
    outcome = ask(cli, built, "--name", "outlet")
    assert (outcome.code, outcome.out) == (6, "")
    assert "did you mean outlets?" in outcome.err


def test_a_query_comes_from_a_file_or_standard_input(cli: Cli, built: Built, tmp_path: Path) -> None:
    file = tmp_path / "a.rq"
    file.write_text(TASKS, encoding="utf-8")
    from_file = ask(cli, built, "--file", file, "--format", "csv")
    from_input = ask(cli, built, "-", "--format", "csv", stdin=TASKS)
    assert from_file.out == from_input.out
    assert TASK in from_file.out


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ([], 2, "no query is given"),
        ([TASKS, "--name", "outlets"], 2, "give exactly one of a query, --name or --file"),
        (["--file", "/none.rq"], 6, "the query file /none.rq can't be read: No such file or directory\n"),
        (["SELECT * { ?s ?p }"], 7, "the query is not SPARQL"),
        (["SELECT * { SERVICE <http://x/> { ?s ?p ?o } }"], 7, "SERVICE at line 1"),
        (["DROP ALL"], 7, "read-only"),
        (["SELECT * {?s foo:b ?o}"], 7, "error at 1:14: the prefix foo: is not declared"),
        (
            ["SELECT * { ?s foo:bar ?o }"],
            7,
            "error at 1:15: the prefix foo: is not declared\n",
        ),
    ],
)
def test_what_cannot_be_asked_is_explained_on_standard_error(
    cli: Cli, built: Built, arguments: list[str], code: int, words: str
) -> None:
    outcome = ask(cli, built, *arguments)
    assert (outcome.code, outcome.out) == (code, ""), outcome.err
    assert words in outcome.err
    assert "→" in outcome.err


def test_without_a_release_it_is_said_how_to_build_one(cli: Cli, tmp_path: Path) -> None:
    outcome = cli("query", "--root", tmp_path, TASKS)
    assert outcome.code == 8
    assert "build one with `policygraph build`" in outcome.err


def test_listing_runs_no_query(cli: Cli, built: Built) -> None:
    outcome = cli("query", "--root", built.root, "--list", "--name", "outlets")
    assert (outcome.code, "--list runs no query" in outcome.err) == (2, True)
