"""Every command explains itself, and its documented exit codes are those of the errors."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typer.main

from policygraph import __version__
from policygraph.cli import build
from policygraph.cli.app import app
from policygraph.errors import DataError, EvidenceError, HostError, ValidationError

if TYPE_CHECKING:
    from tests.conftest import Cli

COMMANDS = sorted(typer.main.get_command(app).commands)  # type: ignore[attr-defined] # a group has commands


def test_help_lists_every_command(cli: Cli) -> None:
    outcome = cli("--help")
    assert outcome.code == 0
    assert {name for name in COMMANDS if not re.search(rf"^│ {name} ", outcome.out, re.MULTILINE)} == set()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_and_option_is_explained(cli: Cli, command: str) -> None:
    outcome = cli(command, "--help", COLUMNS="160")
    assert (outcome.code, outcome.err) == (0, "")
    assert re.search(rf"Usage: policygraph {command} ", outcome.out)
    assert "completion" not in outcome.out
    parameters = typer.main.get_command(app).commands[command].params  # type: ignore[attr-defined] # as above
    assert [p.name for p in parameters if not getattr(p, "help", None)] == []


def test_without_a_command_the_help_is_shown(cli: Cli) -> None:
    outcome = cli()
    assert outcome.code == 2
    assert "Usage: policygraph" in outcome.out + outcome.err


def test_the_version_is_told(cli: Cli) -> None:
    assert cli("--version") == (0, f"{__version__}\n", "")


@pytest.mark.parametrize("arguments", [["--help"], ["query", "--help"]])
def test_a_terminal_without_the_characters_gets_escapes(arguments: list[str]) -> None:
    command = [sys.executable, "-m", "policygraph", *arguments]
    ascii_only = os.environ | {"PYTHONIOENCODING": "ascii", "COLUMNS": "200"}
    done = subprocess.run(command, env=ascii_only, capture_output=True, check=True)
    assert b"\\u" in done.stdout
    assert done.stderr == b""


@pytest.mark.parametrize("arguments", [["number", "parse", "JHF [2022] No.43"], ["query", "--list"]])
def test_an_output_without_room_is_told(arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "policygraph", *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == HostError.exit_code
    assert done.stderr.startswith("error: the output can't be written: No space left on device\n")
    assert "Traceback" not in done.stderr


def test_an_output_that_nobody_reads_ends_quietly() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "policygraph", "--version"], stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.parametrize("arguments", [["nonsense"], ["build", "--nonsense"], ["trace"]])
def test_what_is_not_understood_ends_with_2(cli: Cli, arguments: list[str]) -> None:
    outcome = cli(*arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert "Usage: policygraph" in outcome.err


def test_the_exit_codes_of_build_are_those_of_the_errors() -> None:
    documented = re.search(r"Exit codes: (.*?)\.\n", str(build.build.__doc__), re.DOTALL)
    assert documented is not None
    codes = {int(code) for code in re.findall(r"\b(\d)\b", documented[1])}
    assert codes == {0, *(error.exit_code for error in (DataError, ValidationError, EvidenceError, HostError))}
    assert re.search(rf"{DataError.exit_code} a file is broken", documented[1])
    assert re.search(rf"{ValidationError.exit_code} the graph breaks a shape", documented[1])
    assert re.search(rf"{EvidenceError.exit_code} evidence does not agree", documented[1])
    assert re.search(rf"{HostError.exit_code} the folder is not writable", documented[1])


def test_the_module_is_the_command(cli: Cli) -> None:
    process = cli.start("validate", "--help")
    assert process.wait(timeout=30) == 0
