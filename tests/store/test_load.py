from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph
import pytest

from policygraph.errors import DataError, HostError, StoreError
from policygraph.store import EmbeddedStore, StoreSize, create_store

if TYPE_CHECKING:
    from pathlib import Path


def test_it_counts_the_union_and_each_graph(tmp_path: Path) -> None:
    file = tmp_path / "data.nq"
    file.write_text("<http://e/s> <http://e/p> 'o' <http://e/g1> .\n".replace("'", '"') * 2, encoding="utf-8")
    with file.open("a", encoding="utf-8") as more:
        more.write('<http://e/s> <http://e/p> "o" <http://e/g2> .\n')
    assert create_store(tmp_path / "store", file) == StoreSize(1, {"http://e/g1": 1, "http://e/g2": 1})


def test_it_takes_quads_as_well_as_a_file(tmp_path: Path) -> None:
    thing = pyoxigraph.NamedNode("http://e/s")
    create_store(tmp_path / "store", [pyoxigraph.Quad(thing, thing, thing, thing)])
    assert EmbeddedStore.open(tmp_path / "store").ask("ASK { GRAPH <http://e/s> { ?s ?p ?o } }")


def test_a_statement_without_a_named_graph_is_refused(tmp_path: Path) -> None:
    thing = pyoxigraph.NamedNode("http://e/s")
    with pytest.raises(DataError, match="in no graph with a name"):
        create_store(tmp_path / "store", [pyoxigraph.Quad(thing, thing, thing)])


def test_a_broken_file_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "data.nq"
    file.write_text("<http://e/s> <http://e/p> <http://e/o> <http://e/g> .\nbroken\n", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        create_store(tmp_path / "store", file)
    assert caught.value.location is not None
    assert (caught.value.location.file, caught.value.location.line) == (file, 2)


def test_what_a_failed_load_leaves_is_no_store(tmp_path: Path) -> None:
    file = tmp_path / "data.nq"
    file.write_text("broken", encoding="utf-8")
    with pytest.raises(DataError):
        create_store(tmp_path / "store", file)
    with pytest.raises(StoreError, match="no complete store"):
        EmbeddedStore.open(tmp_path / "store")


def test_a_folder_in_use_is_not_written_to(small: Path) -> None:
    with pytest.raises(StoreError, match="is not empty"):
        create_store(small, [])


def test_a_folder_that_cannot_be_made_is_a_fault_of_the_machine(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(HostError, match="cannot be written"):
        create_store(tmp_path / "file" / "store", [])
