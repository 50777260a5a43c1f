"""What stands in the boxes of a drawing."""

from __future__ import annotations

from dataclasses import replace

from tests.trace.drawing.traces import FIRST, MEASURE, small, words

from policygraph.trace.drawing.captions import box_lines, concluded, facts, known, place, telling
from policygraph.trace.drawing.outline import Row
from policygraph.trace.drawing.picture import Box
from policygraph.trace.model import Fact, Node, Omission
from policygraph.vocab import PG

_STATUS = Fact(f"{PG}hasMeasureStatus", "iri", "completed", "已完成")
_PRINTED = Fact(f"{PG}asPrinted", "12 outlets")
_NOTE = Fact("http://www.w3.org/2004/02/skos/core#note", "A note.", language="en")
_NOTE_ZH = replace(_NOTE, value="注。", language="zh-hans")


def test_what_is_printed_comes_before_statuses_and_notes() -> None:
    node = Node("i", "Measure", "Survey", facts=(_NOTE, _STATUS, _PRINTED))
    assert facts(node, words()) == (_PRINTED, _STATUS, _NOTE)
    assert telling(node, words()) == (_PRINTED, _STATUS)


def test_a_text_is_given_in_the_language_of_the_drawing_else_in_the_one_it_has() -> None:
    both = Node("i", "Measure", "Survey", facts=(_NOTE, _NOTE_ZH))
    assert facts(both, words("en")) == (_NOTE,)
    assert facts(both, words("zh")) == (_NOTE_ZH,)
    assert facts(replace(both, facts=(_NOTE,)), words("zh")) == (_NOTE,)


def test_a_fact_that_repeats_the_name_is_not_told() -> None:
    node = Node("i", "Observation", "12 outlets", facts=(_PRINTED, _STATUS))
    assert telling(node, words()) == (_STATUS,)


def test_a_place_is_source_and_offsets() -> None:
    assert place(small().passages[FIRST]) == "report 10–42"


def test_a_box_for_no_thing_says_so() -> None:
    assert box_lines(Box("m1", "not-stated"), words(), {}) == ["not stated"]
    left_out = Omission(f"{PG}hasOutcome", inverse=False, count=1)
    assert box_lines(Box("o1", "omitted", omission=left_out), words(), {}) == ["and 1 more"]


def test_a_reasoning_that_stands_further_up_is_referred_to() -> None:
    node = small().nodes[MEASURE]
    assert known(Row(1, node=node, reasons=node.basis.reasons), words()) == (
        "inferred (reading, likely): The heading says so."
    )
    assert known(Row(1, node=node), words()) == "inferred (reading, likely): see above"
    assert known(Row(1, node=node, shown=True), words()) == ""
    assert known(Row(1, node=replace(node, basis=replace(node.basis, reasons=())), reasons=()), words("zh")) == (
        "推断（很可能）"
    )


def test_how_a_step_is_known_is_said_where_it_is_not_printed_and_leads_to_a_thing() -> None:
    inferred, not_stated = small().hops
    assert concluded(inferred, words()) == "inferred (rule inverse)"
    assert concluded(replace(inferred, node=None), words()) == ""
    assert concluded(not_stated, words()) == ""
    assert concluded(None, words()) == ""
