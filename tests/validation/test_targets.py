"""Moving targets from node shapes to property shapes changes the speed and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyshacl
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import SH

from policygraph.validation.targets import aimed_at_properties, focus_nodes

if TYPE_CHECKING:
    from tests.validation.conftest import Read

EX = "https://example.org/"
SHAPES = """
    ex:Box a sh:NodeShape ; sh:targetClass ex:Box ; sh:targetSubjectsOf ex:lidOf ; sh:nodeKind sh:IRI ;
      sh:property ex:Box-size , ex:Box-lid .
    ex:Box-size a sh:PropertyShape ; sh:path ex:size ; sh:minCount 1 .
    ex:Box-lid a sh:PropertyShape ; sh:path ex:hasLid ; sh:node ex:Lid .
    ex:Lid a sh:NodeShape ; sh:targetClass ex:Lid ; sh:property ex:Lid-size .
    ex:Lid-size a sh:PropertyShape ; sh:path ex:size ; sh:maxCount 1 .
    ex:Off a sh:NodeShape ; sh:targetClass ex:Box ; sh:deactivated true ; sh:property ex:Off-never .
    ex:Off-never a sh:PropertyShape ; sh:path ex:never ; sh:minCount 1 .
"""
DATA = """
    ex:a a ex:Box ; ex:hasLid ex:l .
    ex:b a ex:Box ; ex:size 1 .
    [] a ex:Box ; ex:size 1 .
    ex:l a ex:Lid ; ex:size 1 , 2 ; ex:lidOf ex:a .
"""

Result = tuple[object, ...]


def _results(data: Graph, shapes: Graph) -> set[Result]:
    _, report, _ = pyshacl.validate(data, shacl_graph=shapes)
    parts = (SH.focusNode, SH.resultPath, SH.value, SH.sourceShape, SH.sourceConstraintComponent)
    return {tuple(report.value(result, part) for part in parts) for result in report.objects(None, SH.result)}


def test_the_results_are_those_of_the_shapes_as_written(read: Read) -> None:
    data, shapes = read(DATA), read(SHAPES)
    results = _results(data, shapes)
    assert len(results) == 4
    assert _results(data, aimed_at_properties(shapes)) == results


def test_a_property_shape_takes_over_every_target_of_its_node_shape(read: Read) -> None:
    aimed = aimed_at_properties(read(SHAPES))
    size = URIRef(f"{EX}Box-size")
    assert set(aimed.objects(size, SH.targetClass)) == {URIRef(f"{EX}Box")}
    assert set(aimed.objects(size, SH.targetSubjectsOf)) == {URIRef(f"{EX}lidOf")}
    assert (URIRef(f"{EX}Box"), SH.property, size) not in aimed


@pytest.mark.parametrize("shape", ["Lid", "Off"])
def test_a_shape_that_is_referred_to_or_switched_off_is_left_alone(read: Read, shape: str) -> None:
    shapes = read(SHAPES)
    aimed = aimed_at_properties(shapes)
    assert set(aimed.objects(URIRef(EX + shape), SH.property)) == set(shapes.objects(URIRef(EX + shape), SH.property))


def test_the_shapes_given_are_not_changed(read: Read) -> None:
    shapes = read(SHAPES)
    before = set(shapes)
    aimed_at_properties(shapes)
    assert set(shapes) == before


def test_focus_nodes_are_those_of_every_kind_of_target(read: Read) -> None:
    shapes = read("""
        ex:A sh:targetClass ex:Box . ex:B sh:targetSubjectsOf ex:owns . ex:C sh:targetObjectsOf ex:owns .
        ex:D sh:targetNode ex:alone , ex:absent .""")
    data = read("""
        ex:Crate rdfs:subClassOf ex:Box .
        ex:crate a ex:Crate . ex:owner ex:owns ex:thing .
        ex:alone ex:says "something" . ex:other ex:says "nothing" .""")
    assert focus_nodes(data, shapes) == {URIRef(EX + name) for name in ("crate", "owner", "thing", "alone")}
