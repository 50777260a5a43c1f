"""`policygraph locate`."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pytest
import typer

from policygraph.cli.locate import locate

if TYPE_CHECKING:
    from tests.conftest import Cli

    from policygraph.graph.workspace import Workspace

PRINTED = """PREFIX passage: <https://w3id.org/policygraph/id/passage/>
PREFIX pg: <https://w3id.org/policygraph/ontology#>
PREFIX source: <https://w3id.org/policygraph/id/source/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

passage:example-notice-244-298
    a pg:Passage ;
    pg:anchorPhrase "12 outlets"@en ;
    pg:endOffset 298 ;
    pg:inSource source:example-notice ;
    pg:passageDigest "65b42625fb5e10e2e2a884ce807fa1ff23549c81dcfab40dd3494c55b4f6d24d" ;
    pg:startOffset 244 ;
.
"""


def test_a_phrase_gives_its_sentence_in_turtle(cli: Cli, workspace: Workspace) -> None:
    outcome = cli("locate", "example-notice", "12  outlets", "--root", workspace.root)
    assert (outcome.code, outcome.out.strip(), outcome.err) == (0, PRINTED.strip(), "")


@pytest.mark.parametrize(
    ("options", "name", "words"),
    [
        (["--extent", "phrase"], "passage:example-notice-269-279", "12 outlets"),
        (["--extent", "paragraph"], "passage:example-notice-168-298", "1. The County Water Bureau shall"),
        (["--to", "At least 80%"], "passage:example-notice-244-370", "12 outlets had been surveyed.\n2. At least 80%"),
    ],
)
def test_the_extent_is_an_option(cli: Cli, workspace: Workspace, options: list[str], name: str, words: str) -> None:
    outcome = cli("locate", "example-notice", "12 outlets", *options, "--show", "--root", workspace.root)
    assert outcome.code == 0
    assert f"\n{name}\n" in outcome.out
    assert words in outcome.err


def test_a_phrase_that_stands_twice_is_asked_about(cli: Cli, workspace: Workspace) -> None:
    outcome = cli("locate", "example-notice", "Clean Rivers", "--root", workspace.root)
    assert (outcome.code, outcome.out) == (2, "")
    assert "  1  line 1, character 10: …Notice on ⟦Clean Rivers⟧ in Sample County" in outcome.err
    assert "  2  line 3, character 119: …" in outcome.err
    assert "stands 2 times in example-notice.txt" in outcome.err
    assert "-n 1 … -n 2" in outcome.err


class Keyboard(io.StringIO):
    """A terminal in which somebody types."""

    def isatty(self) -> bool:
        """Say that it is one."""
        return True


def test_in_a_terminal_it_is_asked_until_the_answer_fits(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", Keyboard("second\n3\n2\n"))
    locate("example-notice", "Clean Rivers", extent="phrase", root=workspace.root)
    shown = capsys.readouterr()
    assert "\npassage:example-notice-119-131\n" in shown.out
    assert shown.err.count("Which one") == 3
    assert "choose one of 1 … 2" in shown.err


def test_who_gives_up_gets_the_exit_code_of_ctrl_c(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Keyboard(""))
    with pytest.raises(typer.Exit) as raised:
        locate("example-notice", "Clean Rivers", root=workspace.root)
    assert raised.value.exit_code == 130


def test_the_occurrence_can_be_chosen(cli: Cli, workspace: Workspace) -> None:
    outcome = cli("locate", "example-notice", "Clean Rivers", "-n", "2", "--extent", "phrase", "--root", workspace.root)
    assert outcome.code == 0
    assert "\npassage:example-notice-119-131\n" in outcome.out


@pytest.mark.parametrize("number", ["0", "3"])
def test_an_occurrence_that_is_not_there_is_refused(cli: Cli, workspace: Workspace, number: str) -> None:
    outcome = cli("locate", "example-notice", "Clean Rivers", "-n", number, "--root", workspace.root)
    assert (outcome.code, outcome.out) == (2, "")
    assert f"there is no occurrence {number}" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["example-notice", "13 outlets"], 6, "example-notice.txt does not say '13 outlets'"),
        (["example-notice", "  "], 2, "the anchor phrase is empty"),
        (["none", "12 outlets"], 6, "no source is called 'none'"),
        (["example-notice", "12 outlets", "--to", "On 3 March"], 6, "does not say 'On 3 March' after character 269"),
        (
            ["example-notice", "On 3 March 2024 the People's Government of Sample County issued the Notice on"],
            2,
            "14 words",
        ),
    ],
)
def test_what_cannot_be_located_is_explained(
    cli: Cli, workspace: Workspace, arguments: list[str], code: int, words: str
) -> None:
    outcome = cli("locate", *arguments, "--root", workspace.root)
    assert (outcome.code, outcome.out) == (code, "")
    assert words in outcome.err


def test_a_text_that_is_not_at_hand_is_asked_for(cli: Cli, workspace: Workspace) -> None:
    (workspace.root / "sources" / "example-notice.txt").unlink()
    outcome = cli("locate", "example-notice", "12 outlets", "--root", workspace.root)
    assert outcome.code == 6
    assert "POLICYGRAPH_SOURCES" in outcome.err


def test_a_passage_is_appended_once(cli: Cli, workspace: Workspace) -> None:
    file = workspace.root / "data" / "sources" / "example-notice" / "more.ttl"
    arguments = ["locate", "example-notice", "every outlet", "--extent", "phrase", "--append", str(file)]
    for _ in range(2):
        outcome = cli(*arguments, "--root", workspace.root)
        assert (outcome.code, outcome.out) == (0, "passage:example-notice-208-220\n")
    assert file.read_text(encoding="utf-8").count("a pg:Passage") == 1


def test_a_passage_of_another_file_is_not_repeated(cli: Cli, workspace: Workspace) -> None:
    file = workspace.root / "data" / "sources" / "example-notice" / "more.ttl"
    outcome = cli("locate", "example-notice", "12 outlets", "--append", file, "--root", workspace.root)
    assert (outcome.code, outcome.out) == (0, "passage:example-notice-244-298\n")
    assert not file.exists()
