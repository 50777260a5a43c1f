from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import httpx
import pytest

from policygraph.settings import Settings, declared, option

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Cli

    from policygraph.release import Release

COMMAND = [sys.executable, "-m", "policygraph", "serve"]


@pytest.fixture
def environment(built: tuple[Path, Release]) -> dict[str, str]:
    """An environment whose workspace has a release, without any other setting."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("POLICYGRAPH_")}
    return kept | {"POLICYGRAPH_ROOT": str(built[0]), "POLICYGRAPH_WORKERS": "1"}


def run(environment: dict[str, str], *arguments: str) -> tuple[int, str]:
    done = subprocess.run(
        [*COMMAND, *arguments], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    return done.returncode, " ".join(done.stderr.split())


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_prints_its_address_serves_and_stops_on_a_signal(
    environment: dict[str, str], number: signal.Signals
) -> None:
    command = [*COMMAND, "--port", "0"]
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        address = server.stdout.readline().removeprefix("policygraph serves ").strip()
        assert httpx.get(f"{address}sparql", params={"query": "ASK {}", "output": "csv"}).text == "true"
        server.send_signal(number)
        assert server.wait(20) == 0


def test_an_option_wins_over_its_variable(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "current").symlink_to(tmp_path / "releases" / "gone")
    code, error = run(environment, "--root", str(tmp_path))
    assert (code, "the release has no store" in error) == (8, True)


def test_a_port_in_use_is_exit_code_9_and_named(environment: dict[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        code, error = run(environment, "--port", port)
    assert code == 9
    assert f"port {port} on 127.0.0.1 is in use" in error


def test_a_wrong_setting_is_exit_code_2_and_named(environment: dict[str, str]) -> None:
    code, error = run(environment | {"POLICYGRAPH_QUERY_DEPTH": "deep"})
    assert code == 2
    assert "POLICYGRAPH_QUERY_DEPTH is 'deep'" in error


def test_an_option_of_the_rarer_settings_is_read_too(environment: dict[str, str]) -> None:
    code, error = run(environment, "--query-depth", "deep")
    assert code == 2
    assert "--query-depth is 'deep'" in error


def test_what_holds_for_each_setting_is_listed(cli: Cli) -> None:
    outcome = cli("serve", "--settings", "--port", "3", POLICYGRAPH_QUERY_DEPTH="7", COLUMNS="200")
    assert outcome.code == 0
    rows = {tuple(line.split()) for line in outcome.out.splitlines()}
    assert ("POLICYGRAPH_PORT", "3", "--port") in rows
    assert ("POLICYGRAPH_QUERY_DEPTH", "7", "POLICYGRAPH_QUERY_DEPTH") in rows
    assert ("POLICYGRAPH_QUERY_LENGTH", "100000", "default") in rows


def test_help_lists_the_common_settings(cli: Cli) -> None:
    listed = cli("serve", "--help", COLUMNS="160").out
    assert {one.name: option(one.name) in listed for one in declared(Settings)} == {
        one.name: one.common or one.name == "query_length" for one in declared(Settings)
    }


def test_a_variable_that_is_no_setting_is_warned_of(cli: Cli) -> None:
    outcome = cli("serve", "--settings", POLICYGRAPH_WROKERS="3")
    assert (outcome.code, "warning: POLICYGRAPH_WROKERS is no setting" in outcome.err) == (0, True)


def test_serving_loads_nothing_of_what_only_building_needs() -> None:
    code = (
        "import sys, policygraph.web, policygraph.cli.serve\n"
        "print([name for name in ('rdflib', 'pyshacl', 'pypinyin', 'policygraph.pipeline') if name in sys.modules])"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"
