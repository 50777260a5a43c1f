"""The container file: its parts exist, and its command runs without rights and without a file system to write to."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
from tests.serving import DATA, release, serve

from policygraph.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
FILE = ROOT / "deploy" / "Containerfile"
PACK = ROOT / "docs" / "audit-pack.md"
NOBODY = "65534"

# A folder of its own for temporary files, everything else read-only; then another user, who may do nothing special.
CONFINE = f"""
set -e
mount -t tmpfs tmpfs /mnt
mount -o remount,bind,ro /
mount -o remount,bind,ro /dev/shm
exec unshare --user --map-user={NOBODY} --map-group={NOBODY} setpriv --no-new-privs "$@"
"""


def instructions(name: str) -> list[str]:
    """Give the arguments of every instruction of a kind, lines joined."""
    text = re.sub(r"\\\n\s*", "", FILE.read_text(encoding="utf-8"))
    return re.findall(rf"^{name} (.*)$", text, re.MULTILINE)


def environment() -> dict[str, str]:
    return dict(pair.split("=", 1) for given in instructions("ENV") for pair in given.split())


def test_both_stages_begin_with_the_same_image_of_python() -> None:
    first, second = (given.split()[0] for given in instructions("FROM"))
    assert first == second
    assert re.fullmatch(r"python:3\.\d+-slim", first)
    assert tuple(map(int, re.findall(r"\d+", first))) >= (3, 11)


def test_nobody_special_runs_it() -> None:
    (user,) = instructions("USER")
    assert all(int(number) >= 1000 for number in user.split(":"))


def test_its_environment_is_that_of_settings() -> None:
    settings = Settings.from_env(environment())
    assert (settings.host, settings.port, settings.access_log) == ("0.0.0.0", 8000, "-")  # noqa: S104 - inside of it
    known = {f"POLICYGRAPH_{name.upper()}" for name in Settings.__slots__}
    assert {name for name in environment() if name.startswith("POLICYGRAPH_")} <= known
    assert instructions("EXPOSE") == [str(settings.port)]


def test_what_it_copies_is_there_and_enough_to_build_from(tmp_path: Path) -> None:
    for given in instructions("COPY"):
        if given.startswith("--from"):
            continue
        *sources, target = given.split()
        for source in sources:
            assert (ROOT / source).exists()
            place = tmp_path / target / (Path(source).name if target.endswith("/") else "")
            if (ROOT / source).is_dir():
                shutil.copytree(ROOT / source, tmp_path / target)
            else:
                place.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(ROOT / source, place)
    command = [
        sys.executable,
        "-m",
        "build",
        "--no-isolation",
        "--wheel",
        "--outdir",
        str(tmp_path / "out"),
        str(tmp_path),
    ]
    subprocess.run(command, check=True, capture_output=True)
    assert len(list((tmp_path / "out").glob("policygraph-*.whl"))) == 1


def test_it_has_what_the_pdf_of_a_pack_needs() -> None:
    documented = re.search(r"^apt-get install (.*)$", PACK.read_text(encoding="utf-8"), re.MULTILINE)
    assert documented is not None
    *_, installed = instructions("RUN")
    assert set(documented[1].split()) <= set(installed.split())
    assert "fonts-noto-cjk" in installed
    runtime = (ROOT / "requirements" / "runtime.txt").read_text(encoding="utf-8")
    assert re.search(r"^weasyprint==", runtime, re.MULTILINE)


def test_its_health_check_tells_a_server_that_is_ready_from_one_that_is_not(tmp_path: Path) -> None:
    (given,) = instructions("HEALTHCHECK")
    program, *arguments = json.loads(given[given.index("[") :])
    assert program == "python"
    release(tmp_path, "one", DATA)
    with serve(tmp_path, workers=1) as client:
        check = [one.replace("http://127.0.0.1:8000/", str(client.base_url)) for one in arguments]
        assert check != arguments
        assert subprocess.run([sys.executable, *check], capture_output=True, check=False).returncode == 0
    assert subprocess.run([sys.executable, *check], capture_output=True, check=False).returncode != 0


@pytest.fixture
def confined(tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """The address and the process of a server that is started as in the container."""
    if os.geteuid() != 0 or subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False).returncode:
        pytest.skip("only root may take a file system away")
    release(tmp_path, "one", DATA)
    (entry,), (arguments,) = instructions("ENTRYPOINT"), instructions("CMD")
    assert json.loads(entry) == ["policygraph"]
    command = [sys.executable, "-m", "policygraph", *json.loads(arguments)]
    own = {
        "POLICYGRAPH_ROOT": str(tmp_path),
        "POLICYGRAPH_HOST": "127.0.0.1",
        "POLICYGRAPH_PORT": "0",
        "TMPDIR": "/mnt",
    }
    given = {**os.environ, **environment(), "PATH": os.environ["PATH"], **own}
    shell = ["unshare", "-m", "sh", "-c", CONFINE, "sh", *command]
    with subprocess.Popen(shell, env=given, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        line = server.stdout.readline()
        try:
            yield line.split()[-1], server
        finally:
            server.terminate()
            server.wait(20)


def test_it_runs_without_rights_and_with_nothing_but_a_folder_for_temporary_files(
    confined: tuple[str, subprocess.Popen[str]],
) -> None:
    address, server = confined
    status = Path(f"/proc/{server.pid}/status").read_text(encoding="ascii")
    assert re.search(r"^CapEff:\s+0+$", status, re.MULTILINE)
    assert re.search(r"^NoNewPrivs:\s+1$", status, re.MULTILINE)
    mounts = Path(f"/proc/{server.pid}/mounts").read_text(encoding="utf-8").splitlines()
    options = {mount.split()[1]: mount.split()[3].split(",") for mount in mounts}  # of mounts in one place the last
    assert "ro" in options["/"]
    assert "ro" in options["/dev/shm"]  # noqa: S108 - nothing is written to it
    with httpx.Client(base_url=address, timeout=30) as client:
        assert client.get("/health/ready").json() == {"status": "ready", "release": "one"}
        large = client.get(
            "/sparql", params={"query": "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 200000", "output": "csv"}
        )
        assert large.text.count("\n") == 200_001
        stopped = client.get("/sparql", params={"query": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c }", "output": "csv"})
        assert stopped.text == "n\r\n10002\r\n"
    server.terminate()
    assert server.wait(20) == 0
    assert server.stdout is not None
    logged = [json.loads(line) for line in server.stdout.read().splitlines()]
    assert [line["status"] for line in logged] == [200, 200, 200]
