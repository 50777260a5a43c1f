"""From files to a release."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from policygraph.errors import EvidenceError
from policygraph.graph.workspace import Workspace
from policygraph.pipeline import BuildOptions, Silent, build_release, check_graph
from policygraph.pipeline.build import _commit
from policygraph.release import current_release
from policygraph.store import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Built

    from policygraph.pipeline import Build
    from policygraph.sources import Texts

    TextsOf = Callable[[Workspace], Texts]

EXAMPLE = Path("data/sources/example-notice")


class Told:
    """A progress that keeps what it is told."""

    def __init__(self) -> None:
        self.steps: list[str] = []
        self.notes: list[str] = []

    def step(self, title: str) -> AbstractContextManager[None]:
        """Keep a title."""
        self.steps.append(title)
        return nullcontext()

    def note(self, text: str) -> None:
        """Keep a note."""
        self.notes.append(text)


@pytest.fixture
def again(built_copy: Path, small_bundle: Path, texts_of: TextsOf) -> Callable[..., Build]:
    """Build once more in a workspace that has a release."""

    def build(*, force: bool = False) -> Build:
        workspace = Workspace.of(built_copy, small_bundle)
        return build_release(workspace, texts_of(workspace), Silent(), BuildOptions(force=force))

    return build


def test_the_example_is_built_and_can_be_asked(built: Built) -> None:
    store = EmbeddedStore.open(current_release(built.root).store)
    rows = store.select(
        "PREFIX pg: <https://w3id.org/policygraph/ontology#> SELECT ?value { ?s a pg:Observation ; pg:value ?value }"
    ).rows
    assert [str(row["value"]) for row in rows] == ["12"]


def test_the_manifest_says_what_the_release_holds(built: Built) -> None:
    manifest = built.release.manifest
    assert manifest.evidence == {"example-notice": 9}
    assert manifest.classes["Task"] == 1
    assert manifest.classes["Passage"] == 9
    assert manifest.graphs["https://w3id.org/policygraph/graph/inferred-acts-in"] == 3
    assert manifest.warnings == 0
    assert manifest.release == built.release.folder.name
    assert manifest.triples == len(EmbeddedStore.open(built.release.store).select("SELECT * { ?s ?p ?o }").rows)
    assert set(manifest.files) == {
        "validation.ttl",
        *(f"dumps/policygraph.{form}.gz" for form in ("jsonld", "nq", "trig", "ttl")),
    }


def test_the_dump_is_what_the_id_is_made_of(built: Built) -> None:
    lines = gzip.decompress((built.release.dumps / "policygraph.nq.gz").read_bytes()).splitlines()
    assert lines == sorted(lines)
    assert len(lines) == sum(built.release.manifest.graphs.values())


def test_nothing_unfinished_is_left(built: Built) -> None:
    assert {path.name for path in (built.root / "releases").iterdir()} == {".lock", built.release.id}
    assert not list(built.root.glob(".current-*"))


def test_building_again_changes_nothing(again: Callable[..., Build], built: Built) -> None:
    result = again()
    assert (result.fresh, result.release.id) == (False, built.release.id)
    assert result.release.manifest == built.release.manifest


def test_building_by_force_gives_the_same_release(again: Callable[..., Build], built: Built) -> None:
    result = again(force=True)
    assert (result.fresh, result.release.id) == (True, built.release.id)


def test_a_change_gives_another_release_and_keeps_the_old_one(
    again: Callable[..., Build], built: Built, built_copy: Path
) -> None:
    path = built_copy / EXAMPLE / "notice.ttl"
    path.write_text(path.read_text(encoding="utf-8").replace('"Clean the rivers"', '"Clean rivers"'), encoding="utf-8")
    result = again()
    assert result.fresh
    assert current_release(built_copy).id == result.release.id != built.release.id
    assert (built_copy / "releases" / built.release.id / "manifest.json").is_file()


def test_a_change_of_order_alone_gives_the_same_release(
    again: Callable[..., Build], built: Built, built_copy: Path
) -> None:
    passages = built_copy / EXAMPLE / "passages.ttl"
    head, *blocks = passages.read_text(encoding="utf-8").split("\n\n")
    passages.write_text("\n\n".join([head, *reversed(blocks)]), encoding="utf-8")
    result = again()
    assert (result.fresh, result.release.id) == (True, built.release.id)


def test_a_text_that_has_gone_is_a_change(again: Callable[..., Build], built: Built, built_copy: Path) -> None:
    shutil.rmtree(built_copy / "sources")
    result = again()
    assert (result.fresh, result.release.id) == (True, built.release.id)


def test_a_required_text_that_is_not_at_hand_stops_the_build_even_if_nothing_has_changed(
    again: Callable[..., Build], built_copy: Path, small_bundle: Path, texts_of: TextsOf
) -> None:
    shutil.rmtree(built_copy / "sources")
    again()
    assert again().fresh is False
    workspace = Workspace.of(built_copy, small_bundle)
    with pytest.raises(EvidenceError, match="'example-notice' is not at hand"):
        build_release(workspace, texts_of(workspace), Silent(), BuildOptions(require_texts=True))


@pytest.fixture
def repository(tmp_path: Path) -> Callable[..., str]:
    """Run git in a repository of its own."""

    def git(*arguments: str) -> str:
        command = ["git", "-C", str(tmp_path), "-c", "user.name=a", "-c", "user.email=a@b", *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    git("init", "--quiet")
    return git


def test_a_release_names_the_commit_of_its_files_and_says_if_they_differ(
    tmp_path: Path, repository: Callable[..., str]
) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "a.ttl").write_text("", encoding="utf-8")
    assert _commit(data) is None
    repository("add", "data")
    repository("commit", "--quiet", "--message", "data: begin")
    commit = repository("rev-parse", "HEAD")
    assert _commit(data) == commit
    (data / "a.ttl").write_text("# more", encoding="utf-8")
    assert _commit(data) == f"{commit}+changes"


def test_an_installation_that_git_does_not_track_has_no_commit(tmp_path: Path, repository: Callable[..., str]) -> None:
    (tmp_path / "mine.txt").write_text("", encoding="utf-8")
    repository("add", "mine.txt")
    repository("commit", "--quiet", "--message", "mine")
    (tmp_path / "site-packages").mkdir()
    assert _commit(tmp_path / "site-packages") is None


def test_a_damaged_current_release_is_built_again(again: Callable[..., Build], built: Built, built_copy: Path) -> None:
    (built_copy / "releases" / built.release.id / "manifest.json").write_text("{", encoding="utf-8")
    result = again()
    assert (result.fresh, result.release.id) == (True, built.release.id)
    assert current_release(built_copy).manifest.triples == built.release.manifest.triples


def test_a_file_that_moves_to_another_graph_is_a_change(
    again: Callable[..., Build], built: Built, built_copy: Path
) -> None:
    (built_copy / "data" / "concepts").mkdir()
    (built_copy / EXAMPLE / "zz.ttl").write_text("# Nothing yet.\n", encoding="utf-8")
    (built_copy / "data" / "reference").mkdir()
    (built_copy / "data" / "reference" / "a.ttl").write_text("# Nothing yet.\n", encoding="utf-8")
    assert again().fresh
    assert not again().fresh
    (built_copy / "data" / "reference" / "a.ttl").rename(built_copy / "data" / "concepts" / "a.ttl")
    assert again().fresh
    assert built.release.id == current_release(built_copy).id


def test_the_progress_is_told_of_each_step(workspace: Workspace, texts_of: TextsOf) -> None:
    told = Told()
    check_graph(workspace, texts_of(workspace), told)
    assert told.steps == [
        "check against the contract",
        "verify the evidence",
        "infer",
        "validate",
    ]
    files = len(workspace.graph_files())
    assert told.notes[:2] == [f"{files} files", "9 passages held against their text"]


def test_the_manifest_in_the_folder_is_the_one_given(built: Built) -> None:
    content = json.loads((built.release.folder / "manifest.json").read_text(encoding="utf-8"))
    assert content["release"] == built.release.id
