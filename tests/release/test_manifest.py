"""What a release says of itself."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from policygraph.errors import StoreError
from policygraph.release import Manifest

if TYPE_CHECKING:
    from pathlib import Path

CONTENT = {
    "release": "d0db54f6b93f2e1d",
    "built": "2026-01-01T00:00:00+00:00",
    "software": "0.1.0",
    "engine": "pyoxigraph 0.5.13",
    "ontology": "0.1.0",
    "commit": None,
    "inputs": "0" * 64,
    "triples": 1,
    "graphs": {"https://w3id.org/policygraph/graph/样本": 1},
    "classes": {"Task": 1},
    "shapes": 62,
    "warnings": 0,
    "evidence": {"s": 9},
    "files": {"dumps/a.nq": "1" * 64},
    "format": 1,
}


def written(folder: Path, text: str) -> Path:
    path = folder / "manifest.json"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_manifest_is_read_as_it_is_written(tmp_path: Path) -> None:
    manifest = Manifest(**CONTENT)  # type: ignore[arg-type] # the names are those of the manifest
    assert Manifest.read(written(tmp_path, manifest.to_json())) == manifest


def test_a_manifest_is_json_with_sorted_keys() -> None:
    text = Manifest(**CONTENT).to_json()  # type: ignore[arg-type] # the names are those of the manifest
    assert json.loads(text) == CONTENT
    assert text == json.dumps(CONTENT, indent=2, sort_keys=True, ensure_ascii=False) + "\n"
    assert "样本" in text


def test_every_field_is_written() -> None:
    assert {field.name for field in fields(Manifest)} == set(CONTENT)


def test_another_layout_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="has layout 2, this version reads 1") as raised:
        Manifest.read(written(tmp_path, json.dumps(CONTENT | {"format": 2, "new": "key"})))
    assert "--force" in raised.value.remedy


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "[" * 100_000,
        "{}",
        json.dumps({key: value for key, value in CONTENT.items() if key != "engine"}),
        json.dumps(CONTENT | {"foreign": 1}),
    ],
)
def test_a_damaged_manifest_is_refused_with_its_file(tmp_path: Path, text: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(StoreError, match="the manifest can't be read") as raised:
        Manifest.read(path)
    assert raised.value.location is not None
    assert raised.value.location.file == path


def test_a_missing_manifest_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="No such file"):
        Manifest.read(tmp_path / "manifest.json")


def test_a_manifest_that_is_not_utf8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_bytes(b"\xff")
    with pytest.raises(StoreError, match="can't be read"):
        Manifest.read(tmp_path / "manifest.json")
