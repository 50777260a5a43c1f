"""The dumps of a release: the same graph in the formats that tools read, compressed."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

from policygraph.graph.dataset import serialise

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["DUMPS", "write_dumps"]

DUMPS = {
    "policygraph.nq.gz": "N-Quads, canonical (RDFC-1.0): the form that the release id is made of",
    "policygraph.trig.gz": "TriG: named graphs, prefixes",
    "policygraph.ttl.gz": "Turtle: the union of all graphs",
    "policygraph.jsonld.gz": "JSON-LD: named graphs",
}
"""File name of each dump and what it is."""


def write_dumps(canonical: Sequence[bytes], folder: Path) -> None:
    """Write every dump into a folder, which is made; the same data set gives the same bytes.

    Args:
        canonical: The data set's canonical N-Quads, line by line.
        folder: Where.
    """
    folder.mkdir()
    contents = {
        "policygraph.nq.gz": b"".join(canonical),
        "policygraph.trig.gz": serialise(canonical, "trig"),
        "policygraph.ttl.gz": serialise(canonical, "turtle"),
        "policygraph.jsonld.gz": serialise(canonical, "json-ld"),
    }
    for name, content in contents.items():
        (folder / name).write_bytes(gzip.compress(content, compresslevel=6, mtime=0))
