"""The ontology as the repository has it, read once, and the marker of tests that start the reasoner."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tools.check_ontology import read_modules

if TYPE_CHECKING:
    from rdflib import Graph

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def modules() -> dict[Path, Graph]:
    return read_modules(ROOT / "ontology")


@pytest.fixture(scope="session")
def ontology(modules: dict[Path, Graph]) -> Graph:
    from tools.check_ontology import ALIGNMENTS, merge  # noqa: PLC0415 - the path above comes first

    return merge(modules, ALIGNMENTS)
