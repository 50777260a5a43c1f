"""`policygraph trace`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Built, Cli, Outcome

VALUE = "value:sample-surveyed-outlets"


def ask(cli: Cli, built: Built, *arguments: str, **variables: str) -> Outcome:
    return cli("trace", "--root", built.root, *arguments, **variables)


def test_a_tree_shows_steps_facts_and_words(cli: Cli, built: Built) -> None:
    outcome = ask(cli, built, VALUE)
    assert (outcome.code, outcome.err) == (0, "")
    for words in (
        "Outlets surveyed by the end of June 2024  截至2024年6月底已排查排污口数 (reconstructed)  Observation",
        "value: 12",
        "says example-notice 244–298 “By the end of June 2024, 12 outlets had been surveyed.”",
        "← hasOutcome  Survey the outlets into the Sample River",
        "→ hasNumber  YXZF [2024] No. 7",
        "normalForm: YXZF [2024] No. 7",
        "→ assignsTo  People's Government of Sample County",
        "(see above)",
    ):
        assert words in outcome.out


def test_json_is_complete(cli: Cli, built: Built) -> None:
    outcome = ask(cli, built, VALUE, "--format", "json")
    found = json.loads(outcome.out)
    focus = found["nodes"][found["focus"]]
    assert (found["release"], focus["label"]) == (built.release.id, "Outlets surveyed by the end of June 2024")
    passage = "https://w3id.org/policygraph/id/passage/example-notice-244-298"
    assert focus["evidence"] == [passage]
    assert found["passages"][passage]["words"] == "By the end of June 2024, 12 outlets had been surveyed."
    labels = [node["label"] for node in found["nodes"].values()]
    assert "YXZF [2024] No. 7" in labels
    assert "People's Government of Sample County" in labels


def test_what_is_not_stated_is_shown(cli: Cli, built: Built) -> None:
    assert "not stated: hasResponsibleUnit" in ask(cli, built, "provision:sample-treat-outlets").out


def test_a_label_in_chinese_is_understood(cli: Cli, built: Built) -> None:
    outcome = ask(cli, built, "样本县水利局", "--direction", "down", "--depth", "0")
    assert outcome.out.startswith("Water Bureau of Sample County  样本县水利局 (reconstructed)  Unit")


def test_without_words_the_anchor_is_shown(cli: Cli, built: Built) -> None:
    outcome = ask(cli, built, VALUE, "--no-words", "--depth", "0")
    assert "says example-notice 244–298 “…12 outlets…”" in outcome.out


def test_where_a_text_is_not_at_hand_it_is_said_once(cli: Cli, built: Built, built_copy: Path) -> None:
    (built_copy / "sources" / "example-notice.txt").unlink()
    outcome = cli("trace", "--root", built_copy, VALUE)
    assert outcome.code == 0
    assert "“…12 outlets…”" in outcome.out
    assert outcome.err.startswith("only the anchor phrases are shown of example-notice: the text is not at hand;")
    assert ask(cli, built, VALUE, "--no-words").err == ""


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["task:none"], 6, "nothing in the graph is called 'task:none'"),
        (["nobody knows"], 6, "nothing in the graph is called 'nobody knows'"),
        ([VALUE, "--depth", "-1"], 2, "Invalid value"),
    ],
)
def test_what_cannot_be_traced_is_explained(
    cli: Cli, built: Built, arguments: list[str], code: int, words: str
) -> None:
    outcome = ask(cli, built, *arguments)
    assert (outcome.code, outcome.out) == (code, "")
    assert words in outcome.err


def test_a_narrow_terminal_loses_nothing(cli: Cli, built: Built) -> None:
    wide, narrow = (ask(cli, built, VALUE, COLUMNS=columns).out for columns in ("400", "60"))
    plain = str.maketrans("", "", "│├└─ \n")
    assert narrow.translate(plain) == wide.translate(plain)


def test_a_store_of_another_version_is_refused(cli: Cli, built_copy: Path) -> None:
    (note,) = (built_copy / "releases").glob("*/store/policygraph-store.json")
    note.write_text('{"format": 1, "pyoxigraph": "0.0.1", "overlapping": []}', encoding="utf-8")
    outcome = cli("trace", "--root", built_copy, VALUE)
    assert outcome.code == 8
    assert "written by pyoxigraph 0.0.1" in outcome.err
