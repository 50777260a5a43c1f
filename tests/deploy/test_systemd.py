"""The unit for systemd: what it starts exists, and systemd has nothing against it."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.serving import DATA, release, serve

from policygraph.settings import Settings, declared, option

if TYPE_CHECKING:
    from collections.abc import Sequence

DEPLOY = Path(__file__).parents[2] / "deploy"
UNIT = DEPLOY / "policygraph.service"
PROGRAM = "/opt/policygraph/bin/policygraph"
EXPOSURE = 2.0
"""What systemd calls OK ends at 3."""


def assignments(name: str) -> list[str]:
    return re.findall(rf"^{name}=(.*)$", UNIT.read_text(encoding="utf-8"), re.MULTILINE)


def systemd(folder: Path, *arguments: str) -> str:
    """Have systemd look at the unit, with a program in the place of ours."""
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd is not installed")
    unit = folder / UNIT.name
    unit.write_text(UNIT.read_text(encoding="utf-8").replace(PROGRAM, sys.executable), encoding="utf-8")
    done = subprocess.run(["systemd-analyze", *arguments, str(unit)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_systemd_finds_no_fault(tmp_path: Path) -> None:
    systemd(tmp_path, "verify")


def test_systemd_finds_it_well_confined(tmp_path: Path) -> None:
    judgement = re.search(r"exposure level for \S+: ([\d.]+)", systemd(tmp_path, "security", "--offline=yes"))
    assert judgement is not None
    assert float(judgement[1]) < EXPOSURE


def test_it_starts_the_server_with_options_that_exist() -> None:
    (command,) = assignments("ExecStart")
    program, subcommand, *arguments = shlex.split(command)
    assert (program, subcommand) == (PROGRAM, "serve")
    given: Sequence[str] = [argument for argument in arguments if argument.startswith("--")]
    assert given
    assert set(given) <= {option(one.name) for one in declared(Settings)}


def test_systemd_waits_longer_than_the_server_drains() -> None:
    assert int(*assignments("TimeoutStopSec")) > Settings().drain_seconds + 5


def test_more_files_may_be_open_than_the_settings_can_need() -> None:
    assert int(*assignments("LimitNOFILE")) > 2 * Settings().connections


def test_its_settings_are_settings() -> None:
    lines = (DEPLOY / "policygraph.env").read_text(encoding="utf-8").splitlines()
    given = dict(line.removeprefix("# ").split("=", 1) for line in lines if "=" in line)
    assert {f"POLICYGRAPH_{one.name.upper()}" for one in declared(Settings)} >= given.keys()
    assert Settings.from_env(given).port == 8000


def test_a_reload_opens_the_access_log_anew(tmp_path: Path) -> None:
    release(tmp_path, "one", DATA)
    log = tmp_path / "access.log"
    with serve(tmp_path, workers=1, access_log=log) as client:
        assert client.get("/health/live").status_code == 200
        time.sleep(0.6)
        log.rename(tmp_path / "access.log.1")
        os.kill(int(client.headers["server-pid"]), signal.SIGHUP)
        time.sleep(0.6)
        assert client.get("/health/live").status_code == 200
    assert [len((tmp_path / name).read_text().splitlines()) for name in ("access.log.1", "access.log")] == [1, 1]


def test_a_reload_without_an_access_log_is_survived(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    release(tmp_path, "one", DATA)
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "nowhere"))
    with serve(tmp_path, workers=1) as client:
        os.kill(int(client.headers["server-pid"]), signal.SIGHUP)
        time.sleep(0.3)
        assert client.get("/health/live").status_code == 200
