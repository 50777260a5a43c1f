"""`policygraph evidence`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Cli

    from policygraph.graph.workspace import Workspace

SOURCE = "example-notice"


@pytest.fixture
def text(workspace: Workspace) -> Path:
    """The text of the example."""
    return workspace.root / "sources" / "example-notice.txt"


def change(path: Path, old: str, new: str) -> None:
    words = path.read_text(encoding="utf-8")
    assert old in words
    path.write_text(words.replace(old, new), encoding="utf-8")


def contents(workspace: Workspace) -> dict[str, str]:
    return {p.name: p.read_text(encoding="utf-8") for p in (workspace.root / "data").rglob("*") if p.is_file()}


def test_sound_evidence_is_counted(cli: Cli, workspace: Workspace) -> None:
    outcome = cli("evidence", "verify", "--require-texts", "--root", workspace.root)
    assert outcome.code == 0
    assert outcome.out == "9 passages of 1 source held against the text, 17 statements, 0 faults\n"


def test_a_changed_character_names_passage_place_and_statements(cli: Cli, workspace: Workspace, text: Path) -> None:
    change(text, "12 outlets", "13 outlets")
    outcome = cli("evidence", "verify", SOURCE, "--root", workspace.root)
    assert outcome.code == 5
    assert "passages.ttl:33: [passage-digest] passage:example-notice-244-298" in outcome.err
    assert "found: “By the end of June 2024, 13 outlets had been surveyed.”" in outcome.err
    assert "concerns value:sample-surveyed-outlets “" in outcome.err
    assert "concerns task:" not in outcome.err
    assert "error: 1 fault: " in outcome.err
    assert ", 1 fault\n" in outcome.out


def test_a_change_outside_of_passages_is_a_warning(cli: Cli, workspace: Workspace, text: Path) -> None:
    text.write_text(text.read_text(encoding="utf-8") + "More.\n", encoding="utf-8")
    outcome = cli("evidence", "verify", "--root", workspace.root)
    assert outcome.code == 0
    assert "[text-digest] source:example-notice" in outcome.err
    assert "every passage holds" in outcome.err


def test_an_absent_text_is_told_and_can_be_required(cli: Cli, workspace: Workspace, text: Path) -> None:
    text.unlink()
    outcome = cli("evidence", "verify", "--root", workspace.root)
    assert outcome.code == 0
    assert "no text at hand of example-notice" in outcome.out
    required = cli("evidence", "verify", "--require-texts", "--root", workspace.root)
    assert required.code == 5
    assert "no text is at hand of example-notice" in required.err


def test_the_findings_are_json(cli: Cli, workspace: Workspace, text: Path) -> None:
    change(text, "12 outlets", "13 outlets")
    outcome = cli("evidence", "verify", "--json", "--root", workspace.root)
    found = json.loads(outcome.out)
    assert (outcome.code, found["sound"], found["sources"][0]["text"]) == (5, False, "another")
    (fault,) = found["faults"]
    assert fault["rule"] == "passage-digest"
    assert "https://w3id.org/policygraph/id/value/sample-surveyed-outlets" in {s["iri"] for s in fault["statements"]}


@pytest.mark.parametrize("command", [["verify", "none"], ["relocate", "none", "x"], ["relocate", SOURCE, "none.txt"]])
def test_what_is_not_there_is_said(cli: Cli, workspace: Workspace, command: list[str]) -> None:
    assert cli("evidence", *command, "--root", workspace.root).code == 6


def test_a_dry_run_changes_nothing(cli: Cli, workspace: Workspace, text: Path) -> None:
    before = contents(workspace)
    copy = text.with_name("copy.txt")
    copy.write_text("A header.\n" + text.read_text(encoding="utf-8"), encoding="utf-8")
    outcome = cli("evidence", "relocate", SOURCE, copy, "--root", workspace.root)
    assert outcome.code == 0
    assert ["exact", "9"] in [line.split()[:2] for line in outcome.out.splitlines()]
    assert "3 files would change" in outcome.err
    assert contents(workspace) == before


def test_a_text_that_has_shifted_is_relocated_and_validates(cli: Cli, workspace: Workspace, text: Path) -> None:
    copy = text.with_name("copy.txt")
    copy.write_text("A header.\n" + text.read_text(encoding="utf-8"), encoding="utf-8")
    outcome = cli("evidence", "relocate", SOURCE, copy, "--write", "--root", workspace.root)
    assert (outcome.code, "3 files written" in outcome.err) == (0, True)
    assert "passage:example-notice-254-308" in contents(workspace)["notice.ttl"]
    assert 'pg:textFile "copy.txt"' in contents(workspace)["source.ttl"]
    text.unlink()
    assert cli("validate", "--require-texts", "--root", workspace.root).code == 0
    assert cli("format", "--check", workspace.root / "data").code == 0
    again = cli("evidence", "relocate", SOURCE, copy, "--write", "--root", workspace.root)
    assert (again.code, "nothing to change" in again.err) == (0, True)


def test_changed_white_space_must_be_accepted(cli: Cli, workspace: Workspace, text: Path) -> None:
    before = contents(workspace)
    copy = text.with_name("copy.txt")
    copy.write_text(text.read_text(encoding="utf-8").replace(" ", "\n"), encoding="utf-8")
    arguments = ["evidence", "relocate", SOURCE, str(copy), "--write", "--root", str(workspace.root)]
    refused = cli(*arguments)
    assert refused.code == 5
    assert "nothing was written" in refused.err
    assert contents(workspace) == before
    assert cli(*arguments, "--accept-changed").code == 0
    assert cli("evidence", "verify", "--require-texts", "--root", workspace.root).code == 0


def test_changed_words_are_shown_and_must_be_accepted(cli: Cli, workspace: Workspace, text: Path) -> None:
    copy = text.with_name("copy.txt")
    copy.write_text(text.read_text(encoding="utf-8").replace("had been surveyed", "were surveyed"), encoding="utf-8")
    arguments = ["evidence", "relocate", SOURCE, str(copy), "--write", "--root", str(workspace.root)]
    refused = cli(*arguments, "--accept-changed")
    assert refused.code == 5
    assert "was: By the end of June 2024, 12 outlets had been surveyed." in refused.out
    assert "alike: By the end of June 2024, 12 outlets were surveyed." in refused.out
    assert cli(*arguments, "--accept-reworded").code == 0
    assert cli("evidence", "verify", "--require-texts", "--root", workspace.root).code == 0


def test_what_is_not_found_is_named_and_stays_if_told(cli: Cli, workspace: Workspace, text: Path) -> None:
    copy = text.with_name("copy.txt")
    words = text.read_text(encoding="utf-8")
    copy.write_text("A header.\n" + words.split(" The unit that treats")[0] + "\n", encoding="utf-8")
    arguments = ["evidence", "relocate", SOURCE, str(copy), "--write", "--root", str(workspace.root)]
    refused = cli(*arguments)
    assert refused.code == 5
    assert "not-found" in refused.out
    assert "passage:example-notice-371-415" in refused.out
    assert cli(*arguments, "--keep-unfound").code == 0
    assert "passage:example-notice-371-415" in contents(workspace)["notice.ttl"]
    verified = cli("evidence", "verify", "--root", workspace.root)
    assert (verified.code, verified.err.count("[passage-")) == (5, 1)


def test_a_name_that_another_text_has_is_refused(cli: Cli, workspace: Workspace, text: Path, tmp_path: Path) -> None:
    copy = tmp_path / "example-notice.txt"
    copy.write_text("A header.\n" + text.read_text(encoding="utf-8"), encoding="utf-8")
    outcome = cli("evidence", "relocate", SOURCE, copy, "--write", "--root", workspace.root)
    assert (outcome.code, "another text of the same name" in outcome.err) == (2, True)


def test_without_the_old_text_digests_prove_and_it_is_said(cli: Cli, workspace: Workspace, text: Path) -> None:
    text.write_text("A header.\n" + text.read_text(encoding="utf-8"), encoding="utf-8")
    outcome = cli("evidence", "relocate", SOURCE, text, "--json", "--root", workspace.root)
    found = json.loads(outcome.out)
    assert (outcome.code, found["registeredTextAtHand"], found["counts"]["exact"]) == (0, False, 9)
    assert "the registered text was not at hand" in outcome.err


def test_an_interrupted_change_is_told_and_completed(cli: Cli, workspace: Workspace, text: Path) -> None:
    copy = text.with_name("copy.txt")
    copy.write_text("A header.\n" + text.read_text(encoding="utf-8"), encoding="utf-8")
    before = contents(workspace)["source.ttl"]
    data = workspace.root / "data"
    cli("evidence", "relocate", SOURCE, copy, "--write", "--root", workspace.root)
    place = data / "sources" / SOURCE / "source.ttl"
    waiting = data / ".change" / "sources" / SOURCE
    waiting.mkdir(parents=True)
    place.rename(waiting / "source.ttl")
    place.write_text(before, encoding="utf-8")
    refused = cli("evidence", "verify", "--root", workspace.root)
    assert (refused.code, "was interrupted" in refused.err) == (3, True)
    outcome = cli("evidence", "relocate", SOURCE, copy, "--write", "--root", workspace.root)
    assert (outcome.code, "has been completed" in outcome.err) == (0, True)
    assert cli("evidence", "verify", "--root", workspace.root).code == 0


@pytest.mark.parametrize("command", ["verify", "relocate"])
def test_help_teaches_with_an_example(cli: Cli, command: str) -> None:
    outcome = cli("evidence", command, "--help")
    assert f"policygraph evidence {command} " in outcome.out.split("Example:")[1]
