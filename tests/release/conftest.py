"""Releases of a few triples, written as a build writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from policygraph.release import Manifest, Release, ReleaseWriter
from policygraph.store import create_store

if TYPE_CHECKING:
    from pathlib import Path


class Publish:
    """Publishes releases of one triple in a folder."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def __call__(self, name: str = "aaaa", **changes: object) -> Release:
        """Publish a release of some id, its manifest changed as told."""
        with ReleaseWriter(self._root) as writer:
            self.write(writer, name)
            return writer.publish(self.manifest(**({"release": name, "files": writer.digests()} | changes)))

    def manifest(self, **changes: object) -> Manifest:
        """Make a manifest of a release of one triple, changed as told."""
        values: dict[str, object] = {
            "release": "aaaa",
            "built": "2026-01-01T00:00:00+00:00",
            "software": "0.1.0",
            "engine": "pyoxigraph 0.5.13",
            "ontology": "0.1.0",
            "commit": None,
            "inputs": "0" * 64,
            "triples": 1,
            "graphs": {"g:g": 1},
            "classes": {"Task": 1},
            "shapes": 62,
            "warnings": 0,
            "evidence": {"s": 9},
            "files": {},
        }
        return Manifest(**(values | changes))  # type: ignore[arg-type] # the names are those of the manifest

    def write(self, writer: ReleaseWriter, name: str) -> None:
        """Write what a release holds beside its manifest."""
        node = ox.NamedNode(f"x:{name}")
        create_store(writer.folder / "store", [ox.Quad(node, node, node, ox.NamedNode("g:g"))])
        (writer.folder / "dumps").mkdir()
        (writer.folder / "dumps" / "a.nq").write_text(f"<x:{name}>", encoding="utf-8")


@pytest.fixture
def publish(tmp_path: Path) -> Publish:
    """Publish releases in the test's folder."""
    return Publish(tmp_path)
