"""From a thing, step by step, to what it comes from and the words that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.trace.walking import each, steps, trace

from policygraph.errors import NotFoundError, UsageError
from policygraph.trace import Basis, Omission, Reason
from policygraph.vocab import CONCEPT, GRAPH, ID, PG, shorten

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Built

    from policygraph.store import EmbeddedStore

VALUE = f"{ID}value/sample-surveyed-outlets"


def test_a_value_leads_up_to_the_document_its_number_and_its_issuer(example: EmbeddedStore) -> None:
    assert steps(trace(example, VALUE)) == [
        (1, "forArea", "region:sample-county"),
        (1, "hasPeriod", "time:sample-by-june-2024"),
        (1, "^hasOutcome", "measure:sample-survey-outlets"),
        (2, "hasAssignment", "assignment:sample-survey-responsible"),
        (3, "assignsTo", "unit:sample-county-water-bureau"),
        (2, "isMeasureOf", "task:sample-clean-rivers"),
        (3, "hasAssignment", "assignment:sample-survey-responsible"),
        (3, "isTaskOf", "document:sample-clean-rivers-notice"),
        (4, "hasNumber", "number:yxzf-2024-7"),
        (4, "hasLifecycleEvent", "event:sample-clean-rivers-notice-issued"),
        (5, "hasAssignment", "assignment:sample-notice-issuer"),
        (6, "assignsTo", "unit:sample-county-government"),
        (5, "hasTime", "time:sample-2024-03-03"),
        (4, "appliesTo", "region:sample-county"),
    ]


def test_each_passage_has_its_words(example: EmbeddedStore, built: Built) -> None:
    found = trace(example, VALUE, texts=built.texts)
    (passage,) = found.nodes[VALUE].evidence
    evidence = found.passages[passage]
    assert evidence.words == "By the end of June 2024, 12 outlets had been surveyed."
    assert (evidence.source, evidence.start, evidence.end, evidence.anchor) == (
        "example-notice",
        244,
        298,
        "12 outlets",
    )
    assert evidence.digest == "65b42625fb5e10e2e2a884ce807fa1ff23549c81dcfab40dd3494c55b4f6d24d"
    (printed,) = found.nodes[f"{ID}document-number/yxzf-2024-7"].evidence
    assert found.passages[printed].words == (
        "On 3 March 2024 the People's Government of Sample County issued the Notice on Clean Rivers"
        " (Document No.: YXZF [2024] No. 7)."
    )


def test_without_the_text_the_anchor_is_left(example: EmbeddedStore) -> None:
    (evidence,) = trace(example, VALUE, depth=0).passages.values()
    assert (evidence.words, evidence.anchor) == (None, "12 outlets")


def test_a_thing_says_what_it_is_and_is_called(example: EmbeddedStore) -> None:
    focus = trace(example, VALUE).nodes[VALUE]
    assert (focus.type, focus.label) == ("Observation", "Outlets surveyed by the end of June 2024")
    assert (focus.label_zh, focus.reconstructed) == ("截至2024年6月底已排查排污口数", True)
    facts = {
        f.property.removeprefix(PG): (f.value.removeprefix(CONCEPT).removeprefix(ID), f.label) for f in focus.facts
    }
    assert facts == {
        "asPrinted": ("12", None),
        "value": ("12", None),
        "inUnit": ("measurement-unit/outlet", "outlet"),
        "hasStatistic": ("statistic/count", "count"),
    }
    assert {fact.graphs for fact in focus.facts} == {(f"{GRAPH}example-notice",)}


def test_what_is_not_stated_is_a_hop_that_leads_nowhere(example: EmbeddedStore) -> None:
    found = trace(example, f"{ID}provision/sample-treat-outlets", depth=1)
    (hop,) = (hop for hop in found.hops if hop.node is None)
    assert (hop.property, hop.graphs, hop.source) == (
        f"{PG}hasResponsibleUnit",
        (f"{GRAPH}example-notice",),
        "example-notice",
    )
    assert hop.evidence == found.nodes[found.focus].evidence
    assert hop.basis == Basis("inferred")


def test_down_leads_to_what_comes_of_a_thing(example: EmbeddedStore) -> None:
    found = trace(example, f"{ID}task/sample-clean-rivers", direction="down")
    assert steps(found) == [
        (1, "hasAssignment", "assignment:sample-survey-responsible"),
        (2, "assignsTo", "unit:sample-county-water-bureau"),
        (1, "isTaskOf", "document:sample-clean-rivers-notice"),
        (1, "^isMeasureOf", "measure:sample-survey-outlets"),
        (2, "hasAssignment", "assignment:sample-survey-responsible"),
        (2, "hasOutcome", "value:sample-surveyed-outlets"),
        (3, "forArea", "region:sample-county"),
        (3, "hasPeriod", "time:sample-by-june-2024"),
    ]


def test_both_ways_lead_up_and_down(example: EmbeddedStore) -> None:
    found = trace(example, f"{ID}measure/sample-survey-outlets", direction="both", depth=1)
    assert [(hop.way, shorten(hop.node or "")) for hop in found.hops] == [
        ("detail", "assignment:sample-survey-responsible"),
        ("detail", "unit:sample-county-water-bureau"),
        ("up", "task:sample-clean-rivers"),
        ("down", "value:sample-surveyed-outlets"),
    ]


@pytest.mark.parametrize(("depth", "deepest"), [(0, 0), (1, 1), (3, 3), (20, 6)])
def test_the_depth_limits_the_steps(example: EmbeddedStore, depth: int, deepest: int) -> None:
    found = trace(example, VALUE, depth=depth)
    assert max((step[0] for step in steps(found)), default=0) == deepest
    assert found.complete is (depth == 20)


def test_what_the_depth_leaves_out_is_counted(example: EmbeddedStore) -> None:
    found = trace(example, VALUE, depth=0)
    assert found.nodes[VALUE].omitted == (
        Omission(f"{PG}forArea", inverse=False, count=1),
        Omission(f"{PG}hasPeriod", inverse=False, count=1),
        Omission(f"{PG}hasOutcome", inverse=True, count=1),
    )


def test_an_unknown_thing_is_refused(example: EmbeddedStore) -> None:
    with pytest.raises(NotFoundError, match=r"the graph says nothing about <https://example\.org/x>"):
        trace(example, "https://example.org/x")


@pytest.mark.parametrize("options", [{"depth": -1}, {"depth": 33}, {"limit": 0}, {"limit": 2001}])
def test_a_limit_out_of_range_is_refused(example: EmbeddedStore, options: dict[str, int]) -> None:
    with pytest.raises(UsageError, match="is out of range"):
        trace(example, VALUE, **options)


def test_a_cycle_ends_where_it_comes_back(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(
        a="""document:a pg:isBasedOn document:b . document:b pg:isBasedOn document:c .
        document:c pg:isBasedOn document:a ."""
    )
    found = trace(store, f"{ID}document/a", depth=20)
    assert steps(found) == [
        (1, "isBasedOn", "document:b"),
        (2, "isBasedOn", "document:c"),
        (3, "isBasedOn", "document:a"),
    ]
    assert [hop.seen for hop in each(found.hops)] == [False, False, True]
    assert found.complete


def test_a_thing_that_is_based_on_itself_is_told_once(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(a="document:a pg:isBasedOn document:a .")
    (hop,) = trace(store, f"{ID}document/a", direction="both").hops
    assert (hop.node, hop.seen, hop.hops) == (f"{ID}document/a", True, ())


def test_a_thing_met_again_is_not_walked_again(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(
        a="""measure:m pg:hasOutcome value:a ; pg:hasAssignment assignment:s ; pg:isMeasureOf task:t .
        task:t pg:hasAssignment assignment:s . assignment:s pg:assignsTo unit:u . unit:u a pg:Unit .
        value:a a pg:Observation ."""
    )
    found = trace(store, f"{ID}value/a")
    again = [hop for hop in each(found.hops) if hop.node == f"{ID}assignment/s"]
    assert sorted((hop.seen, len(hop.hops)) for hop in again) == [(False, 1), (True, 0)]


def test_an_inferred_step_names_its_rule_and_why_it_holds(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(
        a="document:d a pg:PolicyDocument .",
        inferred_inverse="task:t pg:isTaskOf document:d .",
        inferences="""<https://w3id.org/policygraph/graph/inferred-inverse> pg:restsOn inference:rule-inverse .
        inference:rule-inverse skos:definition "It holds."@en ; pg:hasCertainty certainty:certain .""",
    )
    (hop,) = trace(store, f"{ID}task/t").hops
    reason = Reason(f"{ID}inference/rule-inverse", "It holds.", certainty="certain")
    assert (hop.graphs, hop.source) == ((f"{GRAPH}inferred-inverse",), None)
    assert hop.basis == Basis("inferred", "inverse", (reason,), "certain")


def test_a_step_that_is_stated_and_inferred_is_stated(store_of: Callable[..., EmbeddedStore]) -> None:
    said = "task:t pg:isTaskOf document:d ."
    store = store_of(inferred_inverse=said, z=said, b="document:d a pg:PolicyDocument .")
    (hop,) = trace(store, f"{ID}task/t").hops
    assert (hop.graphs, hop.source) == ((f"{GRAPH}z", f"{GRAPH}inferred-inverse"), "z")
    assert hop.basis.rule is None


def test_what_a_thing_rests_on_is_told_with_the_least_certainty(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(
        a="""task:t a pg:Task ; pg:restsOn inference:i , inference:j .
        certainty:likely skos:notation "02" . certainty:certain skos:notation "01" .
        inference:i skos:definition "The lines say so."@en , "如此。"@zh-hans ; pg:hasCertainty certainty:likely ;
          pg:hasBasis inference-basis:reading .
        inference:j skos:definition "Plain."@en ; pg:hasCertainty certainty:certain .""",
    )
    assert trace(store, f"{ID}task/t").nodes[f"{ID}task/t"].basis == Basis(
        "inferred",
        None,
        (
            Reason(f"{ID}inference/i", "The lines say so.", "如此。", "reading", "likely"),
            Reason(f"{ID}inference/j", "Plain.", certainty="certain"),
        ),
        "likely",
    )


@pytest.mark.parametrize(
    ("said", "called"),
    [
        ('skos:prefLabel "A"@en , "甲"@zh-hans', ("A", "甲", False)),
        ('skos:prefLabel "A"@en ; pg:reconstructedName "乙"@zh-hans', ("A", "乙", True)),
        ('skos:prefLabel "甲"@zh-hans ; pg:reconstructedName "乙"@zh-hans', ("甲", "甲", False)),
        ("pg:ordinal 1", ("t", None, False)),
    ],
)
def test_a_thing_is_called_by_the_best_of_its_labels(
    store_of: Callable[..., EmbeddedStore], said: str, called: tuple[str, str | None, bool]
) -> None:
    focus = trace(store_of(a=f"task:t {said} ."), f"{ID}task/t").nodes[f"{ID}task/t"]
    assert (focus.label, focus.label_zh, focus.reconstructed) == called


def test_a_thing_that_nothing_is_said_about_ends_a_step(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(a="task:t pg:isTaskOf document:gone .")
    found = trace(store, f"{ID}task/t")
    node = found.nodes[f"{ID}document/gone"]
    assert (node.type, node.label, node.facts, node.basis) == ("Resource", "gone", (), Basis("defined"))
