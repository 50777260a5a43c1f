"""`policygraph resolve`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from policygraph.vocab import ID

if TYPE_CHECKING:
    from tests.conftest import Built, Cli, Outcome

NOTICE = f"{ID}document/sample-clean-rivers-notice"
NUMBER = f"{ID}document-number/yxzf-2024-7"


def ask(cli: Cli, built: Built, *arguments: str, **variables: str) -> Outcome:
    return cli("resolve", "--root", built.root, *arguments, **variables)


def test_a_number_leads_to_its_document_by_way_of_the_number(cli: Cli, built: Built) -> None:
    outcome = ask(cli, built, "yxzf 2024-7")
    assert (outcome.code, outcome.err) == (0, "")
    lines = [" ".join(line.split()) for line in outcome.out.splitlines()]
    assert f"thing {NOTICE}" in lines
    assert "matched YXZF [2024] No. 7 (document-number)" in lines
    assert f"by number {NUMBER}" in lines


def test_a_name_is_shown_with_what_tells_the_thing_apart(cli: Cli, built: Built) -> None:
    outcome = ask(cli, built, "样本县水利局")
    assert outcome.code == 0
    lines = [" ".join(line.split()) for line in outcome.out.splitlines()]
    assert "name Water Bureau of Sample County" in lines
    assert "Chinese 样本县水利局 (reconstructed)" in lines
    assert "isSubordinateTo People's Government of Sample County (unit:sample-county-government)" in lines


def test_a_number_itself_is_given_where_numbers_are_asked_for(cli: Cli, built: Built) -> None:
    found = json.loads(ask(cli, built, "YXZF [2024] No. 7", "--kind", "number", "--format", "json").out)
    assert (found["outcome"], found["matches"][0]["iri"]) == ("found", NUMBER)
    assert found["matches"][0]["documents"] == [NOTICE]


def test_json_holds_the_whole_resolution(cli: Cli, built: Built) -> None:
    outcome = ask(cli, built, "clean the rivers!", "--format", "json")
    found = json.loads(outcome.out)
    assert outcome.code == 0
    assert set(found) == {"asked", "kinds", "outcome", "matches", "near", "numbers", "omitted"}
    assert (found["asked"], found["kinds"], found["outcome"]) == ("clean the rivers!", [], "found")
    assert found["matches"][0] | {"context": []} == {
        "iri": f"{ID}task/sample-clean-rivers",
        "kind": "task",
        "type": "Task",
        "name": {"en": "Clean the rivers", "zh": "清洁河流", "reconstructed": True},
        "matched": "Clean the rivers",
        "how": "folded",
        "score": 100.0,
        "via": None,
        "documents": [],
        "context": [],
        "deprecated": False,
        "successors": [],
    }


def test_what_is_not_found_names_what_comes_near_and_ends_with_6(cli: Cli, built: Built) -> None:
    outcome = ask(cli, built, "Clean teh rivers")
    assert (outcome.code, outcome.out) == (6, "")
    assert outcome.err.startswith("  task:sample-clean-rivers  Clean the rivers 清洁河流  (Task")
    assert "error: nothing in the graph is called 'Clean teh rivers'" in outcome.err


def test_json_of_what_is_not_found_comes_with_the_error(cli: Cli, built: Built) -> None:
    outcome = ask(cli, built, "yxzf 2024-8", "--format", "json")
    found = json.loads(outcome.out)
    assert outcome.code == 6
    assert (found["outcome"], found["near"][0]["iri"], found["near"][0]["via"]) == ("not-found", NOTICE, NUMBER)
    assert found["numbers"][0]["codes"][0]["held"] == ["YXZF [2024] No. 7"]
    assert found["message"].startswith("no document with the number YXZF [2024] No. 8 is in the graph")
    assert found["message"] in outcome.err


def test_a_thing_of_another_kind_is_not_found(cli: Cli, built: Built) -> None:
    outcome = ask(cli, built, "Clean the rivers", "-k", "unit", "-k", "region")
    assert outcome.code == 6
    assert "'Clean the rivers' is no unit or region, but task:sample-clean-rivers" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["x", "--kind", "nonsense"], "'nonsense' is no kind of thing"),
        ([""], "nothing is asked for"),
        (["x" * 501], "is too long for a name"),
        ([], "Missing argument"),
    ],
)
def test_what_cannot_be_asked_ends_with_2(cli: Cli, built: Built, arguments: list[str], words: str) -> None:
    outcome = ask(cli, built, *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert words in outcome.err


def test_no_text_steers_the_terminal(cli: Cli, built: Built) -> None:
    outcome = ask(cli, built, "\x1b[31mred\x1b[0m [bold]rivers[/]")
    assert outcome.code == 6
    assert "\x1b" not in outcome.out + outcome.err
    assert "[bold]rivers[/]" in outcome.err


def test_several_things_are_listed_and_none_is_chosen(cli: Cli, built: Built) -> None:
    outcome = ask(cli, built, "in force")
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.splitlines()[:2] == [
        "  document-status:in-force  in force 已施行  (concept, document status)",
        "  stage:in-force  in force 施行  (concept, stage)",
    ]
    assert "error: 2 things are called 'in force'" in outcome.err


def test_several_things_are_an_answer_to_whoever_wants_all(cli: Cli, built: Built) -> None:
    outcome = ask(cli, built, "in force", "--all")
    assert (outcome.code, outcome.err) == (0, "")
    assert [line.split()[0] for line in outcome.out.splitlines()] == [
        "thing",
        "document-status:in-force",
        "stage:in-force",
    ]
    found = json.loads(ask(cli, built, "in force", "--all", "--format", "json").out)
    assert (found["outcome"], len(found["matches"])) == ("ambiguous", 2)


def test_nothing_is_no_answer_to_whoever_wants_all_either(cli: Cli, built: Built) -> None:
    assert ask(cli, built, "Clean teh rivers", "--all").code == 6
