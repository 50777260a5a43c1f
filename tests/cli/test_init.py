"""`policygraph init`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Cli


def test_a_workspace_is_made_and_what_comes_next_is_said(cli: Cli, tmp_path: Path) -> None:
    outcome = cli("init", tmp_path / "new")
    assert outcome.code == 0
    assert f"wrote {tmp_path / 'new' / 'queries' / 'outlets.rq'}\n" in outcome.out
    assert f"cd {tmp_path / 'new'} && policygraph build" in outcome.err
    (contract,) = re.findall(r"contract of its data files: (.*)", outcome.err)
    assert contract.endswith("data/FORMAT.md")


def test_nothing_is_overwritten(cli: Cli, tmp_path: Path) -> None:
    cli("init", tmp_path)
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    outcome = cli("init", tmp_path)
    assert (outcome.code, outcome.out) == (2, "")
    assert "README.md is there already, nothing was written" in outcome.err
    assert (tmp_path / "README.md").read_text(encoding="utf-8") == "mine"


def test_a_folder_that_cannot_be_made_is_a_fault_of_the_machine(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    outcome = cli("init", tmp_path / "file" / "new")
    assert outcome.code == 9
    assert "the workspace can't be written: Not a directory" in outcome.err
