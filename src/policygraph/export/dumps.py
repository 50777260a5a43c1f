"""The dumps of a release: the same graph in the formats that tools read, compressed."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from policygraph.graph.dataset import Dataset

__all__ = ["DUMPS", "write_dumps"]

DUMPS = {
    "policygraph.nq.gz": "N-Quads, canonical (RDFC-1.0): the form that the release id is made of",
    "policygraph.trig.gz": "TriG: named graphs, prefixes",
    "policygraph.ttl.gz": "Turtle: the union of all graphs",
    "policygraph.jsonld.gz": "JSON-LD: named graphs",
}
"""File name of each dump and what it is."""


def write_dumps(dataset: Dataset, canonical: Iterable[bytes], folder: Path) -> None:
    """Write every dump into a folder, which is made; the same data set gives the same bytes.

    Args:
        dataset: The data set.
        canonical: Its canonical N-Quads, line by line.
        folder: Where.
    """
    folder.mkdir()
    contents = {
        "policygraph.nq.gz": b"".join(canonical),
        "policygraph.trig.gz": dataset.serialise("trig"),
        "policygraph.ttl.gz": dataset.serialise("turtle"),
        "policygraph.jsonld.gz": dataset.serialise("json-ld"),
    }
    for name, content in contents.items():
        (folder / name).write_bytes(gzip.compress(content, mtime=0))
