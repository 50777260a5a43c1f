"""What the wheel holds is enough: in an empty folder it builds the graph and serves it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import httpx
import pytest

from policygraph.resources import FOLDERS

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which a freshly built wheel was unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_holds_ontology_data_shapes_queries_and_the_licences(installed: Path) -> None:
    for name in FOLDERS:
        here = {path.relative_to(ROOT / name) for path in (ROOT / name).rglob("*") if path.is_file()}
        there = installed / "policygraph" / "bundled" / name
        assert {path.relative_to(there) for path in there.rglob("*") if path.is_file()} == here
    assert {path.name for path in installed.rglob("LICENSE*")} == {"LICENSE", "LICENSE-DATA"}
    assert (installed / "policygraph" / "pipeline" / "example" / "sources" / "example-notice.txt").is_file()


def test_in_an_empty_folder_the_wheel_builds_and_serves(installed: Path, tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(installed), "POLICYGRAPH_ROOT": str(tmp_path)}
    command = [sys.executable, "-P", "-m", "policygraph", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        address = server.stdout.readline().split()[-1]
        query = "ASK { ?task a <https://w3id.org/policygraph/ontology#Task> }"
        assert httpx.get(f"{address}sparql", params={"query": query, "output": "csv"}).text == "true"
        server.send_signal(signal.SIGTERM)
        assert server.wait(20) == 0
    assert (tmp_path / "current").resolve().parent == tmp_path / "releases"
