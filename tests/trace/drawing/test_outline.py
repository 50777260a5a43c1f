"""A trace in rows."""

from __future__ import annotations

from dataclasses import replace

from tests.trace.drawing.traces import FIRST, MEASURE, SECOND, TASK, VALUE, small

from policygraph.things import Evidence
from policygraph.trace.drawing.outline import QUOTED_AT_ONCE, outline
from policygraph.trace.model import Basis, Hop, Node, Trace
from policygraph.vocab import ID, PG


def test_rows_stand_in_the_order_of_the_steps() -> None:
    rows = outline(small()).rows
    assert [(row.depth, row.last, row.node.iri if row.node else None, row.shown) for row in rows] == [
        (0, (), TASK, False),
        (1, (False,), MEASURE, False),
        (2, (False, False), VALUE, False),
        (2, (False, False), TASK, True),
        (2, (False, True), None, False),
        (1, (True,), None, False),
    ]
    assert [row.omission.count if row.omission else None for row in rows] == [None, None, None, None, 3, None]
    assert rows[5].hop is not None
    assert rows[5].hop.property == f"{PG}hasResponsibleUnit"


def test_a_passage_is_quoted_once_and_referred_to_by_number() -> None:
    found = outline(small())
    assert [(quote.number, quote.evidence.passage) for quote in found.quotes] == [(1, FIRST), (2, SECOND)]
    assert [([q.number for q in row.quotes], row.says, row.again) for row in found.rows] == [
        ([1, 2], (), ()),
        ([], (1,), ()),
        ([], (1,), ()),
        ([], (1,), ()),
        ([], (), ()),
        ([], (2,), ()),
    ]


def test_a_reasoning_is_told_once() -> None:
    trace = small()
    nodes = {iri: replace(node, basis=trace.nodes[MEASURE].basis) for iri, node in trace.nodes.items()}
    rows = outline(replace(trace, nodes=nodes)).rows
    assert [[reason.en for reason in row.reasons] for row in rows] == [
        ["The heading says so."],
        [],
        ["2 of 10"],
        [],
        [],
        [],
    ]


def test_of_many_passages_a_few_are_quoted_and_the_others_counted() -> None:
    passages = {f"p{n}": Evidence(f"p{n}", "s", n, n + 1, "0" * 64, "a") for n in range(9)}
    again = Hop(f"{PG}concerns", False, "up", "b", (), None, ("p0",), Basis("printed"))  # noqa: FBT003 - a field
    nodes = {iri: Node(iri, "Unit", iri, evidence=tuple(passages)) for iri in ("a", "b")}
    trace = replace(small(), focus="a", nodes=nodes, passages=passages, hops=(again,))
    first, second = outline(trace).rows
    assert ([q.number for q in first.quotes], first.again, first.more) == ([1, 2, 3, 4, 5], (), 4)
    assert QUOTED_AT_ONCE == 5
    assert ([q.number for q in second.quotes], second.again, second.more) == ([6, 7, 8, 9], (2, 3, 4, 5), 0)


def test_a_passage_that_the_trace_does_not_hold_is_passed_over() -> None:
    trace = replace(small(), passages={})
    assert outline(trace).quotes == ()


def test_a_long_chain_is_no_trouble() -> None:
    hop: tuple[Hop, ...] = ()
    for n in range(5000, 0, -1):
        hop = (Hop(f"{PG}isBasedOn", False, "up", f"{ID}document/{n}", (), None, (), Basis("printed"), False, hop),)  # noqa: FBT003
    nodes = {f"{ID}document/{n}": Node(f"{ID}document/{n}", "PolicyDocument", str(n)) for n in range(5001)}
    chain = Trace("r", f"{ID}document/0", "up", 5000, 6000, True, nodes, {}, hop)  # noqa: FBT003
    assert len(outline(chain).rows) == 5001
