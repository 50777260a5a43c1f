from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from policygraph.errors import StoreError
from policygraph.store.note import NOTE, open_store, read_note

if TYPE_CHECKING:
    from pathlib import Path


def copy(store: Path, to: Path) -> Path:
    shutil.copytree(store, to)
    return to


def test_it_knows_which_graphs_overlap(small: Path) -> None:
    assert open_store(small)[1] == {"http://e/g1", "http://e/g2"}


def test_it_knows_how_many_statements_the_engine_keeps(small: Path) -> None:
    assert read_note(small).statements == 7  # four in named graphs, three different ones in their union


def test_a_store_whose_note_does_not_say_how_many_is_opened_all_the_same(small: Path, tmp_path: Path) -> None:
    store = copy(small, tmp_path / "store")
    note = json.loads((store / NOTE).read_text(encoding="utf-8"))
    del note["statements"]
    (store / NOTE).write_text(json.dumps(note), encoding="utf-8")
    assert read_note(store).statements == 0
    assert open_store(store)[1] == {"http://e/g1", "http://e/g2"}


def test_a_store_of_another_engine_version_is_refused_with_both_versions(small: Path, tmp_path: Path) -> None:
    store = copy(small, tmp_path / "store")
    note = json.loads((store / NOTE).read_text(encoding="utf-8"))
    (store / NOTE).write_text(json.dumps({**note, "pyoxigraph": "0.4.11"}), encoding="utf-8")
    with pytest.raises(StoreError, match=r"written by pyoxigraph 0\.4\.11; .* 0\.5\.") as caught:
        open_store(store)
    assert "policygraph build" in caught.value.remedy


def test_a_damaged_store_is_refused(small: Path, tmp_path: Path) -> None:
    store = copy(small, tmp_path / "store")
    (store / "CURRENT").write_text("nonsense", encoding="utf-8")
    with pytest.raises(StoreError, match="is damaged"):
        open_store(store)


@pytest.mark.parametrize("text", ["[]", "[" * 100_000])
def test_a_damaged_note_is_refused(small: Path, tmp_path: Path, text: str) -> None:
    store = copy(small, tmp_path / "store")
    (store / NOTE).write_text(text, encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be read"):
        open_store(store)


def test_a_missing_store_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no complete store"):
        open_store(tmp_path / "nowhere")
