"""Every shape lets its ok case pass and stops its bad cases, each by the shape that the case names at its head."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rdflib.namespace import SH

from policygraph.validation.shapes import named

if TYPE_CHECKING:
    from rdflib import Graph
    from tests.shapes.conftest import Cases

CASES = Path(__file__).parent / "cases"
SHAPES = "https://w3id.org/policygraph/shapes#"
BAD = sorted(CASES.glob("*/bad-*.ttl"))


def test_the_ok_cases_together_are_a_sound_graph(cases: Cases) -> None:
    assert [(f.focus, f.shape, f.message_en) for f in cases.sound.findings] == []


@pytest.mark.parametrize("path", BAD, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_bad_case_breaks_exactly_the_shapes_it_names(cases: Cases, path: Path) -> None:
    expected = cases.expected[path]
    nodes = {node for node, _ in expected}
    assert expected
    assert {pair for pair in cases.broken if pair[0] in nodes} == expected


def test_nothing_is_found_that_no_case_names(cases: Cases) -> None:
    assert cases.broken - frozenset().union(*cases.expected.values()) == frozenset()


@pytest.mark.parametrize("path", BAD, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_bad_case_stands_in_the_folder_of_a_shape_it_breaks(cases: Cases, path: Path) -> None:
    shape = SHAPES + path.parent.name
    assert any(broken == shape or broken.startswith(f"{shape}-") for _, broken in cases.expected[path])


def test_every_node_shape_has_an_ok_case_and_a_bad_one(shapes: Graph) -> None:
    names = {str(shape).removeprefix(SHAPES) for shape in named(shapes, SH.NodeShape)}
    assert {path.parent.name for path in CASES.glob("*/ok.ttl")} == names
    assert {path.parent.name for path in BAD} == names


def test_every_property_shape_is_broken_by_a_case(cases: Cases, shapes: Graph) -> None:
    broken = {shape for expected in cases.expected.values() for _, shape in expected}
    assert {str(shape) for shape in named(shapes, SH.PropertyShape)} - broken == set()
