"""`policygraph coverage`, by the example: its names are in no statement, and one number is not."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Cli

    from policygraph.graph.workspace import Workspace


def run(cli: Cli, workspace: Workspace, *options: str | Path, **variables: str) -> tuple[int, str, str]:
    return cli("coverage", "example-notice", *options, "--root", workspace.root, **variables)


def test_figures_and_lists_are_shown(cli: Cli, workspace: Workspace) -> None:
    code, out, err = run(cli, workspace)
    assert (code, err) == (0, "")
    assert [line.split() for line in out.splitlines()[:4]] == [
        ["all", "own", "linked", "excluded", "open", "settled"],
        ["sentences", "6", "6", "0", "0", "0", "100.00", "%"],
        ["words", "77", "77", "0", "0", "0", "100.00", "%"],
        ["numbers", "4", "3", "0", "0", "1", "75.00", "%"],
    ]
    assert "   299-300    line 6   …une 2024, 12 outlets had been surveyed. ⟦2⟧ . At least" in out
    assert "open names" in out
    assert "\x1b" not in out


def test_a_window_narrows_the_lists_and_not_the_figures(cli: Cli, workspace: Workspace) -> None:
    _, out, _ = run(cli, workspace, "--from", "175", "--to", "195")
    assert "⟦County Water Bureau⟧" in out
    assert "⟦2⟧" not in out
    assert ["numbers", "4", "3", "0", "0", "1", "75.00", "%"] in [line.split() for line in out.splitlines()]


@pytest.mark.parametrize("window", [("--from", "9999"), ("--from", "20", "--to", "20")])
def test_an_empty_window_is_refused(cli: Cli, workspace: Workspace, window: tuple[str, ...]) -> None:
    code, out, err = run(cli, workspace, *window)
    assert (code, out) == (2, "")
    assert "there is no text from" in err


def test_json_has_the_documented_keys(cli: Cli, workspace: Workspace) -> None:
    code, out, _ = run(cli, workspace, "--json", "--from", "299", "--to", "300")
    found = json.loads(out)
    assert code == 0
    assert {key: found[key] for key in ("source", "file", "length", "window", "statements", "passages")} == {
        "source": "example-notice",
        "file": "example-notice.txt",
        "length": 416,
        "window": {"start": 299, "end": 300},
        "statements": 17,
        "passages": 9,
    }
    assert found["figures"]["number"] == {
        "total": 4,
        "own": 3,
        "linked": 0,
        "excluded": 0,
        "open": 1,
        "percent": {"accounted": 75.0, "excluded": 0.0, "open": 25.0, "settled": 75.0},
    }
    assert list(found["figures"]) == ["sentence", "word", "number", "date", "document-number", "title", "name"]
    assert found["items"] == [
        {
            "kind": "number",
            "state": "open",
            "start": 299,
            "end": 300,
            "line": 6,
            "text": "2",
            "before": "une 2024, 12 outlets had been surveyed.",
            "behind": ". At least 80% of the outlets shall be t",
            "missing": ["2"],
            "excluded_as": None,
        }
    ]
    (sentence,) = found["sentences"]
    assert {key: sentence[key] for key in ("line", "state", "open_words", "open")} == {
        "line": 6,
        "state": "accounted",
        "open_words": 0,
        "open": [],
    }
    assert (found["exclusions"], found["wide_passages"]) == ([], [])


def test_an_exclusion_is_listed_with_its_reason(cli: Cli, workspace: Workspace) -> None:
    folder = workspace.root / "data" / "sources" / "example-notice"
    located = cli(
        "locate", "example-notice", "2", "--extent", "phrase", "-n", "8", "--append", folder / "more.ttl",
        "--root", workspace.root,
    )  # fmt: skip
    assert located.out == "passage:example-notice-299-300\n"
    (folder / "exclusions.ttl").write_text(
        "PREFIX pg: <https://w3id.org/policygraph/ontology#>\n"
        "<https://w3id.org/policygraph/id/coverage-exclusion/sample> a pg:CoverageExclusion ;\n"
        "pg:excludes <https://w3id.org/policygraph/id/passage/example-notice-299-300> ;\n"
        "pg:hasExclusionKind <https://w3id.org/policygraph/concept/exclusion-kind/section-number> ;\n"
        'pg:hasReason "The number only counts the rules."@en .\n',
        encoding="utf-8",
    )
    found = json.loads(run(cli, workspace, "--json")[1])
    assert found["figures"]["number"]["percent"]["settled"] == 100.0
    assert found["exclusions"] == [
        {
            "start": 299,
            "end": 300,
            "kind": "section-number",
            "reason": "The number only counts the rules.",
            "text": "2",
        }
    ]


def test_the_text_is_shown_with_brackets_where_there_are_no_colours(cli: Cli, workspace: Workspace) -> None:
    _, out, _ = run(cli, workspace, "--view", "--from", "299", "--to", "338")
    assert out.splitlines()[0] == "{2}. At least 80% of the outlets shall be"
    assert "values that no statement carries" in out


def test_the_text_is_shown_in_colours_where_there_are_some(cli: Cli, workspace: Workspace) -> None:
    colours = {"FORCE_COLOR": "1", "TERM": "xterm-256color"}
    _, out, _ = run(cli, workspace, "--view", "--from", "299", "--to", "314", **colours)
    assert out.splitlines()[0] == "\x1b[1;31m2\x1b[0m. At least \x1b[32m80\x1b[0m%"
    _, plain, _ = run(cli, workspace, "--view", "--from", "299", "--to", "314", NO_COLOR="1", **colours)
    assert plain.splitlines()[0] == "{2}. At least 80%"


def test_control_characters_of_a_text_neither_steer_the_terminal_nor_shift_the_colours(
    cli: Cli, workspace: Workspace
) -> None:
    text = workspace.root / "sources" / "example-notice.txt"
    source = workspace.root / "data" / "sources" / "example-notice" / "source.ttl"
    old = text.read_bytes()
    new = b"\r\n\r\x1b[2J\x07\r\r\r80% of it" + old
    text.write_bytes(new)
    registered = source.read_text(encoding="utf-8").replace(sha256(old).hexdigest(), sha256(new).hexdigest())
    source.write_text(registered.replace("textLength 416", f"textLength {len(new)}"), encoding="utf-8")
    shown = run(cli, workspace, "--view", "--to", "19", FORCE_COLOR="1", TERM="xterm-256color")[1].splitlines()
    assert shown[1].startswith(" \u241b")
    assert "\x1b[1;31m80\x1b[0m" in shown[1]
    assert "\x1b[2J" not in run(cli, workspace)[1]


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (("--fail-under-sentences", "100"), 0, ""),
        (("--fail-under-values", "75.01"), 5, "75.00 % of numbers, less than 75.01 %; 0.00 % of names, less than"),
        (("--fail-under-values", "0", "--fail-under-sentences", "98"), 0, ""),
        (("--fail-under-values", "101"), 2, "--fail-under-values"),
    ],
)
def test_thresholds_end_with_an_exit_code(
    cli: Cli, workspace: Workspace, options: tuple[str, ...], code: int, words: str
) -> None:
    ended, _, err = run(cli, workspace, *options)
    assert ended == code
    assert words in err


def test_a_source_that_is_not_known_is_told_with_those_that_are(cli: Cli, workspace: Workspace) -> None:
    outcome = cli("coverage", "none", "--root", workspace.root)
    assert (outcome.code, outcome.out) == (6, "")
    assert "no source is called 'none'" in outcome.err
    assert "example-notice" in outcome.err


def test_a_text_that_is_not_at_hand_is_asked_for(cli: Cli, workspace: Workspace) -> None:
    (workspace.root / "sources" / "example-notice.txt").unlink()
    code, out, err = run(cli, workspace)
    assert (code, out) == (6, "")
    assert str(workspace.root / "sources") in err
    assert "POLICYGRAPH_SOURCES" in err


def test_a_broken_file_is_told(cli: Cli, workspace: Workspace) -> None:
    (workspace.root / "data" / "sources" / "example-notice" / "bad.ttl").write_text("<x:a", encoding="utf-8")
    code, _, err = run(cli, workspace)
    assert code == 3
    assert "bad.ttl:1" in err


def test_a_window_ends_with_the_text(cli: Cli, workspace: Workspace) -> None:
    found = json.loads(run(cli, workspace, "--json", "--from", "400", "--to", "9999")[1])
    assert found["window"] == {"start": 400, "end": 416}


def test_two_layouts_at_once_are_refused(cli: Cli, workspace: Workspace) -> None:
    code, out, err = run(cli, workspace, "--json", "--view")
    assert (code, out) == (2, "")
    assert "--json and --view" in err
