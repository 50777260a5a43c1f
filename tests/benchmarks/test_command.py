"""The command: its help teaches, and it writes a nation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from benchmarks.__main__ import main
from benchmarks.questions import QUESTIONS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.benchmarks.conftest import Written


def test_help_shows_examples(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    shown = capsys.readouterr().out
    assert "python -m benchmarks speed --triples 100000 --rounds 2" in shown


def test_help_names_every_query(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["speed", "--help"])
    shown = " ".join(capsys.readouterr().out.split())
    assert ", ".join(question.name for question in QUESTIONS) in shown.replace("- ", "-")


def test_an_unknown_query_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["speed", "--only", "nonsense"])
    assert "nonsense" in capsys.readouterr().err


def test_a_nation_can_be_written_alone(written: Written, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["nation", "25000", str(tmp_path / "nation.nq")])
    assert (tmp_path / "nation.nq").read_bytes() == written.file.read_bytes()
    assert f"triples={written.nation.triples}" in capsys.readouterr().out
