"""Turtle files made of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.graph.turtle import triples_of
from policygraph.model.files import TurtleFile
from policygraph.vocab import GRAPH

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def turtle_file(tmp_path: Path) -> Callable[..., TurtleFile]:
    """Make a file of the graph `a` from its Turtle, named as told."""

    def make(text: str, name: str = "a.ttl", graph: str = "a") -> TurtleFile:
        path = tmp_path / name
        return TurtleFile(path, GRAPH + graph, None, text, tuple(triples_of(path, text)))

    return make
