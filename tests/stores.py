"""Fixtures: stores of a few statements, and of the example."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from policygraph.store import EmbeddedStore, create_store
from policygraph.vocab import GRAPH, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Built

_HEAD = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())


@pytest.fixture
def store_of(tmp_path: Path) -> Callable[..., EmbeddedStore]:
    """Make a store of Turtle texts, each in the named graph of its keyword; `_` stands for a hyphen."""

    def make(**graphs: str) -> EmbeddedStore:
        quads = [
            ox.Quad(q.subject, q.predicate, q.object, ox.NamedNode(GRAPH + name.replace("_", "-")))
            for name, text in graphs.items()
            for q in ox.parse((_HEAD + text).encode(), format=ox.RdfFormat.TURTLE)
        ]
        create_store(tmp_path / "store", quads)
        return EmbeddedStore.open(tmp_path / "store")

    return make


@pytest.fixture(scope="session")
def example(built: Built) -> EmbeddedStore:
    """The store of the example's release."""
    return EmbeddedStore.open(built.release.store)
