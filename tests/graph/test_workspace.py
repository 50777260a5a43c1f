"""Which files a graph is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.errors import DataError, NotFoundError
from policygraph.graph.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path


def put(root: Path, *names: str) -> Path:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("", encoding="utf-8")
    return root


def test_each_folder_has_its_graph(tmp_path: Path) -> None:
    root = put(
        tmp_path,
        "ontology/a.ttl",
        "ontology/migrations/old.ttl",
        "data/concepts/b.ttl",
        "data/reference/deep/c.ttl",
        "data/sources/s/passages/d.ttl",
        "data/sources/s/notes.md",
    )
    found = [(f.path.name, f.graph.rsplit("/", 1)[1], f.source) for f in Workspace(root, (root,)).graph_files()]
    assert found == [
        ("a.ttl", "ontology", None),
        ("b.ttl", "concepts", None),
        ("c.ttl", "reference", None),
        ("d.ttl", "s", "s"),
    ]


def test_files_of_which_some_are_not_yet_changed_are_not_given(tmp_path: Path) -> None:
    root = put(tmp_path, "data/concepts/b.ttl", "data/.change/concepts/b.ttl")
    with pytest.raises(DataError, match="was interrupted"):
        Workspace(root, (root,)).graph_files()


def test_shapes_over_the_ontology_are_not_shapes_over_data(tmp_path: Path) -> None:
    root = put(tmp_path, "shapes/a.ttl", "shapes/ontology-style.ttl")
    assert [path.name for path in Workspace(root, (root,)).shape_files()] == ["a.ttl"]


def test_rules_are_no_saved_queries(tmp_path: Path) -> None:
    root = put(tmp_path, "queries/a.rq", "queries/rules/b.rq", "queries/expected/a.csv")
    workspace = Workspace(root, (root,))
    assert [path.name for path in workspace.query_files()] == ["a.rq"]
    assert [path.name for path in workspace.rule_files()] == ["b.rq"]


def test_the_bundled_files_come_first(tmp_path: Path) -> None:
    bundled, own = put(tmp_path / "bundled", "queries/z.rq"), put(tmp_path / "own", "queries/a.rq")
    assert [path.name for path in Workspace.of(own, bundled).query_files()] == ["z.rq", "a.rq"]


def test_the_bundle_itself_as_root_is_taken_once(tmp_path: Path) -> None:
    bundled = put(tmp_path, "queries/z.rq")
    assert Workspace.of(bundled / "queries" / "..", bundled).layers == (bundled,)


def test_a_root_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="is not a folder") as raised:
        Workspace.of(tmp_path / "none", tmp_path)
    assert f"policygraph init {tmp_path / 'none'}" in raised.value.remedy
