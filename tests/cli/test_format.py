"""`policygraph format`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Cli

    from policygraph.graph.workspace import Workspace

LOOSE = "PREFIX task: <https://w3id.org/policygraph/id/task/>\ntask:b a task:T . task:a a task:T .\n"


@pytest.fixture
def loose(tmp_path: Path) -> Path:
    """A folder with a file that is not canonical and a text that is none of its business."""
    (tmp_path / "data" / "deep").mkdir(parents=True)
    (tmp_path / "data" / "deep" / "a.ttl").write_text(LOOSE, encoding="utf-8")
    (tmp_path / "data" / "notes.md").write_text("# notes", encoding="utf-8")
    return tmp_path


def test_the_example_is_canonical(cli: Cli, workspace: Workspace) -> None:
    outcome = cli("format", "--check", "--root", workspace.root)
    assert (outcome.code, outcome.out) == (0, "")
    assert "3 files are canonical" in outcome.err


def test_check_changes_nothing_and_names_the_files(cli: Cli, loose: Path) -> None:
    outcome = cli("format", "--check", loose)
    assert outcome.code == 3
    assert "data/deep/a.ttl: [canonical-form]" in outcome.err
    assert "1 of 1 files are not canonical" in outcome.err
    assert (loose / "data" / "deep" / "a.ttl").read_text(encoding="utf-8") == LOOSE


def test_a_file_is_formatted_once(cli: Cli, loose: Path) -> None:
    file = loose / "data" / "deep" / "a.ttl"
    assert cli("format", file).out == f"formatted {file}\n"
    assert [line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("task:")] == [
        "task:a",
        "task:b",
    ]
    assert cli("format", "--check", loose).code == 0
    assert cli("format", loose).out == ""


def test_a_broken_file_keeps_the_others_from_being_written(cli: Cli, loose: Path) -> None:
    (loose / "data" / "z.ttl").write_text("broken", encoding="utf-8")
    outcome = cli("format", loose)
    assert outcome.code == 3
    assert "z.ttl:1:" in outcome.err
    assert (loose / "data" / "deep" / "a.ttl").read_text(encoding="utf-8") == LOOSE


def test_an_inner_comment_is_refused_with_its_line(cli: Cli, loose: Path) -> None:
    file = loose / "data" / "deep" / "a.ttl"
    file.write_text(f"{LOOSE}# lost\n", encoding="utf-8")
    outcome = cli("format", loose)
    assert outcome.code == 3
    assert "a.ttl:3: the comment '# lost' would be lost" in outcome.err
    assert file.read_text(encoding="utf-8") == f"{LOOSE}# lost\n"


def test_a_name_that_is_not_there_is_refused(cli: Cli, tmp_path: Path) -> None:
    outcome = cli("format", tmp_path / "none.ttl")
    assert outcome.code == 6
    assert "there is no file or folder" in outcome.err
