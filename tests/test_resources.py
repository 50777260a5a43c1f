"""The files that travel with the package."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import policygraph
from policygraph.resources import FOLDERS, bundled

FIND = "from policygraph.resources import bundled; print(bundled())"


def test_the_bundle_holds_every_folder() -> None:
    assert all((bundled() / folder).is_dir() for folder in FOLDERS)


def run(source: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", FIND], env={"PYTHONPATH": str(source)}, capture_output=True, text=True, check=False
    )


def test_a_wheel_brings_its_own_bundle_and_an_incomplete_one_says_so(tmp_path: Path) -> None:
    package = tmp_path / "site" / "policygraph"
    package.mkdir(parents=True)
    for name in ("__init__.py", "errors.py", "resources.py"):
        shutil.copyfile(Path(policygraph.__file__).parent / name, package / name)
    for folder in FOLDERS[:-1]:
        (package / "bundled" / folder).mkdir(parents=True)
    incomplete = run(tmp_path / "site")
    assert "StoreError" in incomplete.stderr
    assert "lacks one of the folders ontology, data, shapes, queries" in incomplete.stderr
    (package / "bundled" / FOLDERS[-1]).mkdir()
    assert run(tmp_path / "site").stdout.strip() == str(package / "bundled")
