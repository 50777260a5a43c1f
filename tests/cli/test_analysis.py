"""`policygraph analysis`."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import networkx as nx
import pytest
import typer.main
from tests.conftest import CHECKOUT

from policygraph.cli.app import app

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Built, Cli, Outcome

GOVERNMENT = "People's Government of Sample County"
ANALYSIS = typer.main.get_command(app).commands["analysis"]  # type: ignore[attr-defined] # a group has commands
PAGE = (CHECKOUT / "docs" / "analysis.md").read_text(encoding="utf-8")


def ask(cli: Cli, built: Built, *arguments: str | Path, **variables: str) -> Outcome:
    return cli("analysis", *arguments, "--root", built.root, **variables)


def test_responsibility_lists_agents_and_what_holds_them_together(cli: Cli, built: Built) -> None:
    outcome = ask(cli, built, "responsibility")
    assert (outcome.code, outcome.err) == (0, "")
    assert re.match(r"2 agents with 3 parts in 2 things", outcome.out)
    for words in (GOVERNMENT, "issuer 1", "Communities of agents"):
        assert words in outcome.out


def test_results_come_as_json_with_the_release(cli: Cli, built: Built) -> None:
    outcome = ask(cli, built, "responsibility", "--format", "json", "--top", "1")
    found = json.loads(outcome.out)
    assert found["release"] == built.release.id
    assert found["sampling"] == {"exact": True, "pivots": found["agents"], "nodes": found["agents"]}
    assert len(found["standings"]) == 1
    assert found["standings"][0]["agent"]["iri"].startswith("https://w3id.org/policygraph/id/unit/")


def test_documents_are_ranked_by_what_rests_on_them(cli: Cli, built: Built) -> None:
    found = json.loads(ask(cli, built, "documents", "--format", "json").out)
    assert found["documents"] == len(found["papers"])
    outcome = ask(cli, built, "documents")
    assert (outcome.code, outcome.err) == (0, "")
    assert "relied on by" in outcome.out


def test_a_unit_is_found_by_its_name(cli: Cli, built: Built) -> None:
    outcome = ask(cli, built, "unit", GOVERNMENT)
    assert outcome.out.startswith(f"{GOVERNMENT} (unit:sample-county-government): ")
    assert json.loads(ask(cli, built, "unit", GOVERNMENT, "--format", "json").out)["agent"]["label"] == GOVERNMENT


def test_a_path_shows_its_steps_and_their_words(cli: Cli, built: Built) -> None:
    outcome = ask(cli, built, "path", "task:sample-clean-rivers", GOVERNMENT)
    assert (outcome.code, outcome.err) == (0, "")
    for words in (
        "1 path at the least cost, ",
        f"→ isSubordinateTo (example-notice)  {GOVERNMENT}",
        "says example-notice 168–243",
    ):
        assert words in outcome.out
    found = json.loads(ask(cli, built, "path", "task:sample-clean-rivers", GOVERNMENT, "--format", "json").out)
    assert found["paths"][0]["steps"][-1]["crossings"][0]["property"].endswith("#isSubordinateTo")
    assert len(next(iter(found["evidence"].values()))[0]["digest"]) == 64


def test_an_export_is_read_by_networkx(cli: Cli, built: Built, tmp_path: Path) -> None:
    outcome = ask(cli, built, "export", "responsibility", tmp_path / "new" / "n.gexf", "--role", "issuer")
    assert (outcome.code, outcome.out) == (0, "")
    assert "2 nodes, 1 link" in outcome.err
    assert len(nx.read_gexf(tmp_path / "new" / "n.gexf")) == 2


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["responsibility", "--for", "task:none"], 6, "task:none"),
        (["responsibility", "--role", "king"], 2, "no assignment of this release has the role 'king'"),
        (["responsibility", "--top", "0"], 2, "Invalid value"),
        (["documents", "--for", "unit:sample-county-government"], 6, "unit:sample-county-government"),
        (["unit", "task:sample-clean-rivers"], 6, "task:sample-clean-rivers"),
        (["path", "task:sample-clean-rivers", "task:sample-clean-rivers"], 2, "both ends are task:sample-clean-rivers"),
        (["path", "task:sample-clean-rivers", "nobody knows"], 6, "nobody knows"),
        (["path", "task:sample-clean-rivers", "role:lead"], 6, "no statement that a path could follow"),
        (["path", "task:sample-clean-rivers", GOVERNMENT, "--through", "unit"], 2, "Invalid value"),
        (["export", "agents", "network.svg"], 2, "ends in no format"),
        (["export", "friends", "network.gexf"], 2, "Invalid value"),
        (["export", "agents", "/proc/none/network.gexf"], 9, "can't be written"),
    ],
)
def test_what_cannot_be_done_is_explained(cli: Cli, built: Built, arguments: list[str], code: int, words: str) -> None:
    outcome = ask(cli, built, *arguments)
    assert (outcome.code, outcome.out) == (code, "")
    assert words in outcome.err


@pytest.mark.parametrize("command", sorted(ANALYSIS.commands))
def test_every_command_and_option_is_documented(cli: Cli, command: str) -> None:
    assert f"policygraph analysis {command}" in PAGE
    parameters = ANALYSIS.commands[command].params
    assert [p.name for p in parameters if not getattr(p, "help", None)] == []
    assert {option for p in parameters for option in p.opts if option.startswith("--") and option not in PAGE} == set()
    assert cli("analysis", command, "--help").code == 0
