"""A small bundle, a workspace with the example in it, a release built from that, and a command line that uses them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import settings

import policygraph
from policygraph.graph.records import source_records
from policygraph.graph.workspace import Workspace
from policygraph.pipeline import Silent, build_release
from policygraph.pipeline.workspace import make_workspace
from policygraph.sources import Texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from policygraph.release import Release

# Property-based tests look for new cases at a desk; in CI they repeat the same ones, so that a red run is the change's.
settings.register_profile("desk", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

pytest_plugins = ["tests.stores"]

CHECKOUT = Path(__file__).resolve().parents[1]
_TREES = ("ontology", "shapes", "data/concepts", "queries/rules", "queries/findings")
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
    """The command line of an installation of its own that brings the small bundle along.

    Importing the command line takes longer than most commands do. One process imports it, and forks for every command.
    """

    def __init__(self, installation: Path, folder: Path) -> None:
        self._installation = installation
        self._folder = folder
        self._server = subprocess.Popen(
            [sys.executable, "-c", _FORK],
            env=self._environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __call__(self, *arguments: str | Path, stdin: str = "", **variables: str) -> Outcome:
        """Run a command to its end."""
        (self._folder / "in").write_text(stdin, encoding="utf-8")
        request = {
            "arguments": list(map(str, arguments)),
            "variables": {"COLUMNS": "200"} | variables,
            "files": [str(self._folder / name) for name in ("in", "out", "err")],
        }
        code = self._ask(json.dumps(request))
        out, err = ((self._folder / name).read_text(encoding="utf-8") for name in ("out", "err"))
        return Outcome(code, out, err)

    def start(self, *arguments: str | Path) -> subprocess.Popen[bytes]:
        """Start `python -m policygraph` in a process of its own and leave it running."""
        return subprocess.Popen(
            [sys.executable, "-m", "policygraph", *map(str, arguments)],
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def close(self) -> None:
        """End the process that forks."""
        self._server.communicate()

    def _ask(self, request: str) -> int:
        if self._server.stdin is None or self._server.stdout is None:
            pytest.fail("the process that runs commands has no pipes")
        self._server.stdin.write(request + "\n")
        self._server.stdin.flush()
        return int(self._server.stdout.readline())

    def _environment(self) -> dict[str, str]:
        """Give the environment of a process that finds the installation, and no workspace or sources by accident."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("POLICYGRAPH_")}
        return kept | {"PYTHONPATH": str(self._installation / "src")}


_FORK = """
import json, os, sys, traceback
from policygraph.cli import main
for line in sys.stdin:
    request = json.loads(line)
    child = os.fork()
    if child == 0:
        source, out, err = request["files"]
        os.dup2(os.open(source, os.O_RDONLY), 0)
        os.dup2(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
        os.dup2(os.open(err, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
        sys.stdin = open(0, encoding="utf-8")
        os.environ.update(request["variables"])
        sys.argv = ["policygraph", *request["arguments"]]
        try:
            main()
            code = 0
        except SystemExit as end:
            code = end.code or 0
        except BaseException:
            traceback.print_exc()
            code = 70
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


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
def cli(small_bundle: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cli]:
    """The command line beside the small bundle, in processes of its own."""
    package = Path(policygraph.__file__).parent
    shutil.copytree(package, small_bundle / "src" / "policygraph", ignore=shutil.ignore_patterns("bundled"))
    command = Cli(small_bundle, tmp_path_factory.mktemp("cli"))
    yield command
    command.close()


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
