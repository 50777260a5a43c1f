"""The shapes of the repository, and what they find in the cases: validated twice, looked up many times."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from policygraph.graph.dataset import Dataset
from policygraph.graph.workspace import Workspace
from policygraph.validation import ValidationResult, read_shapes, validate
from policygraph.vocab import expand

if TYPE_CHECKING:
    from rdflib import Graph

    from policygraph.validation.idle import Select

ROOT = Path(__file__).resolve().parents[2]
CASES = Path(__file__).parent / "cases"
SHAPES = "https://w3id.org/policygraph/shapes#"
EXPECTATION = "# breaks: "

Broken = tuple[str, str]
"""A node (`blank` where it has no IRI) and the shape that it breaks."""


@dataclass(frozen=True)
class Cases:
    """The case files and what the shapes say of them.

    Attributes:
        sound: The result over the ok cases alone.
        broken: What the shapes find once the bad cases are added.
        expected: What each bad case says must be found.
    """

    sound: ValidationResult
    broken: frozenset[Broken]
    expected: dict[Path, frozenset[Broken]]


def files(pattern: str) -> list[Path]:
    return sorted(CASES.glob(pattern))


def expectations(path: Path) -> frozenset[Broken]:
    lines = (line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith(EXPECTATION))
    pairs = (line.removeprefix(EXPECTATION).split() for line in lines)
    return frozenset(("blank" if node.startswith("_:") else expand(node), SHAPES + shape) for node, shape in pairs)


def found(result: ValidationResult) -> frozenset[Broken]:
    return frozenset((f.focus if f.focus.startswith("https:") else "blank", f.shape) for f in result.findings)


def selecting(graph: Graph) -> Select:
    """Give what answers the queries of shapes in a build."""
    dataset = Dataset()
    dataset.load(graph.serialize(format="turtle"), "https://example.org/cases", "https://example.org/")
    return dataset.select


@pytest.fixture(scope="session")
def shapes() -> Graph:
    return read_shapes(Workspace(ROOT, (ROOT,)).shape_files())


@pytest.fixture(scope="session")
def ontology() -> Graph:
    return read_shapes(sorted((ROOT / "ontology").glob("*.ttl")))


@pytest.fixture(scope="session")
def concepts() -> Graph:
    return read_shapes(sorted((ROOT / "data" / "concepts").rglob("*.ttl")))


@pytest.fixture(scope="session")
def cases(shapes: Graph, ontology: Graph, concepts: Graph) -> Cases:
    sound = concepts + read_shapes(files("*/ok.ttl"))
    all_cases = sound + read_shapes(files("*/bad-*.ttl"))
    return Cases(
        sound=validate(sound, shapes, ontology, selecting(sound)),
        broken=found(validate(all_cases, shapes, ontology, selecting(all_cases))),
        expected={path: expectations(path) for path in files("*/bad-*.ttl")},
    )
