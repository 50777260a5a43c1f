"""A trace as boxes and arrows."""

from __future__ import annotations

from dataclasses import replace

from tests.trace.drawing.traces import MEASURE, TASK, VALUE, small

from policygraph.trace.drawing.picture import picture
from policygraph.trace.drawing.steps import steps
from policygraph.trace.model import Omission
from policygraph.vocab import PG


def test_steps_come_in_the_order_of_a_reader() -> None:
    found = [(step.start, step.hop.node, step.depth, step.last) for step in steps(small())]
    assert found == [
        (TASK, MEASURE, 1, (False,)),
        (MEASURE, VALUE, 2, (False, False)),
        (MEASURE, TASK, 2, (False, True)),
        (TASK, None, 1, (True,)),
    ]


def test_a_thing_is_one_box_and_a_statement_met_from_both_ends_one_arrow() -> None:
    drawn = picture(small())
    assert [(box.key, box.look, box.node.iri if box.node else None) for box in drawn.boxes] == [
        ("n0", "printed", TASK),
        ("n1", "inferred", MEASURE),
        ("n2", "derived", VALUE),
        ("m3", "not-stated", None),
        ("o4", "omitted", None),
    ]
    assert [(arrow.start, arrow.end, arrow.look) for arrow in drawn.arrows] == [
        ("n1", "n0", "inferred"),
        ("n1", "n2", "derived"),
        ("n0", "m3", "not-stated"),
        ("n1", "o4", "omitted"),
    ]


def test_what_is_left_out_against_a_property_points_at_the_thing() -> None:
    trace = small()
    left_out = replace(trace.nodes[TASK], omitted=(Omission(f"{PG}isMeasureOf", inverse=True, count=2),))
    (arrow,) = picture(replace(trace, nodes={TASK: left_out}, hops=())).arrows
    assert (arrow.start, arrow.end, arrow.property) == ("o1", "n0", f"{PG}isMeasureOf")


def test_two_things_that_are_not_stated_are_two_boxes() -> None:
    trace = small()
    unit = trace.hops[1]
    drawn = picture(replace(trace, hops=(unit, replace(unit, property=f"{PG}hasDeadline"))))
    assert [box.key for box in drawn.boxes if box.look == "not-stated"] == ["m3", "m4"]
