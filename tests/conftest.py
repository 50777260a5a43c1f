"""A small bundle, a workspace with the example in it, a release built from that, and a command line that uses them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

import policygraph
from policygraph.graph.records import source_records
from policygraph.graph.workspace import Workspace
from policygraph.pipeline import Silent, build_release
from policygraph.pipeline.workspace import make_workspace
from policygraph.sources import Texts

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from policygraph.release import Release

CHECKOUT = Path(__file__).resolve().parents[1]
_TREES = ("ontology", "shapes", "data/concepts", "queries/rules")
_FILES = ("data/reference/measurement-units.ttl",)


class Outcome(NamedTuple):
    """What a run of the command line gave."""

    code: int
    out: str
    err: str


class Built(NamedTuple):
    """A workspace with a release."""

    root: Path
    release: Release
    texts: Texts


class Cli:
    """The command line of an installation of its own that brings the small bundle along."""

    def __init__(self, installation: Path) -> None:
        self._installation = installation

    def environment(self, **variables: str) -> dict[str, str]:
        """Give the environment of a process that finds the installation, and no workspace or sources by accident."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("POLICYGRAPH_")}
        return kept | {"PYTHONPATH": str(self._installation / "src"), "COLUMNS": "200"} | variables

    def start(self, *arguments: str | Path) -> subprocess.Popen[bytes]:
        """Start `python -m policygraph` and leave it running."""
        return subprocess.Popen(
            [sys.executable, "-m", "policygraph", *map(str, arguments)],
            env=self.environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def __call__(self, *arguments: str | Path, stdin: str = "", **variables: str) -> Outcome:
        """Run `python -m policygraph` to its end."""
        done = subprocess.run(
            [sys.executable, "-m", "policygraph", *map(str, arguments)],
            env=self.environment(**variables),
            input=stdin.encode(),
            capture_output=True,
            timeout=60,
            check=False,
        )
        return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())


@pytest.fixture(scope="session")
def small_bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ontology, shapes, concepts and rules of the checkout, and of the reference data what the example needs alone."""
    bundle = tmp_path_factory.mktemp("bundle")
    for tree in _TREES:
        shutil.copytree(CHECKOUT / tree, bundle / tree)
    for file in _FILES:
        (bundle / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(CHECKOUT / file, bundle / file)
    return bundle


@pytest.fixture(scope="session")
def cli(small_bundle: Path) -> Cli:
    """The command line beside the small bundle, as a process of its own."""
    package = Path(policygraph.__file__).parent
    shutil.copytree(package, small_bundle / "src" / "policygraph", ignore=shutil.ignore_patterns("bundled"))
    return Cli(small_bundle)


@pytest.fixture(scope="session")
def texts_of() -> Callable[[Workspace], Texts]:
    """The texts of a workspace, looked for in its `sources/` alone."""
    return lambda workspace: Texts.of(source_records(workspace), (workspace.root / "sources",))


@pytest.fixture
def workspace(tmp_path: Path, small_bundle: Path) -> Workspace:
    """A fresh workspace with the example, beside the small bundle."""
    make_workspace(tmp_path / "workspace")
    return Workspace.of(tmp_path / "workspace", small_bundle)


@pytest.fixture(scope="session")
def built(
    tmp_path_factory: pytest.TempPathFactory, small_bundle: Path, texts_of: Callable[[Workspace], Texts]
) -> Built:
    """One release of the example, to be read only."""
    root = tmp_path_factory.mktemp("built")
    make_workspace(root)
    workspace = Workspace.of(root, small_bundle)
    texts = texts_of(workspace)
    return Built(root, build_release(workspace, texts, Silent()).release, texts)


@pytest.fixture
def built_copy(built: Built, tmp_path: Path) -> Path:
    """A workspace with a release that a test may damage or build upon."""
    return shutil.copytree(built.root, tmp_path / "copy", symlinks=True)


@pytest.fixture(scope="session")
def sources_folder() -> Path:
    """The folder of the reports' texts, which are no part of the repository."""
    candidates: Sequence[Path] = [CHECKOUT.parent / "shared" / "sources"]
    if named := os.environ.get("POLICYGRAPH_SOURCES"):
        candidates = [Path(named), *candidates]
    found = next((folder for folder in candidates if folder.is_dir()), None)
    if found is not None:
        return found
    reason = f"no source texts in {' or '.join(map(str, candidates))}; name their folder in POLICYGRAPH_SOURCES"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
