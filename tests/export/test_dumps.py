"""The same graph as files."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from policygraph.export import write_dumps
from policygraph.export.dumps import DUMPS
from policygraph.graph.dataset import Dataset

if TYPE_CHECKING:
    from pathlib import Path

FORMATS = {
    "policygraph.nq.gz": ox.RdfFormat.N_QUADS,
    "policygraph.trig.gz": ox.RdfFormat.TRIG,
    "policygraph.jsonld.gz": ox.RdfFormat.JSON_LD,
}


@pytest.fixture
def dataset() -> Dataset:
    """Two graphs that share a triple, one with a blank node and nasty text."""
    found = Dataset()
    found.load('<x:a> <x:p> "1" ; <x:q> [ <x:r> """a "b"\n\\\\ 公""" ] .', "g:one", "g:")
    found.load('<x:a> <x:p> "1" , "2"@en .', "g:two", "g:")
    return found


def dumped(dataset: Dataset, folder: Path) -> dict[str, bytes]:
    write_dumps(dataset.canonical_lines(), folder)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_every_dump_is_written_and_no_other(dataset: Dataset, tmp_path: Path) -> None:
    assert set(dumped(dataset, tmp_path / "dumps")) == set(DUMPS)


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_a_dump_with_graphs_says_what_the_data_set_says(dataset: Dataset, tmp_path: Path, name: str) -> None:
    content = gzip.decompress(dumped(dataset, tmp_path / "dumps")[name])
    found = ox.Dataset(ox.parse(content, format=FORMATS[name]))
    found.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert sorted(f"{quad} .\n".encode() for quad in found) == dataset.canonical_lines()


def test_the_turtle_is_the_union(dataset: Dataset, tmp_path: Path) -> None:
    content = gzip.decompress(dumped(dataset, tmp_path / "dumps")["policygraph.ttl.gz"])
    assert len(list(ox.parse(content, format=ox.RdfFormat.TURTLE))) == 4
    assert len(dataset) == 5


def test_the_same_data_set_gives_the_same_bytes(dataset: Dataset, tmp_path: Path) -> None:
    one, two = dumped(dataset, tmp_path / "one"), dumped(dataset, tmp_path / "two")
    assert one == two
    assert {content[4:8] for content in one.values()} == {bytes(4)}  # RFC 1952 §2.3: the time stands there
