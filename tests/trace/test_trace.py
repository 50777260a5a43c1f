"""From a thing, step by step, to what it comes from and the words that say so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.errors import NotFoundError
from policygraph.trace import Fact, trace
from policygraph.vocab import GRAPH, ID, PG, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import Built

    from policygraph.store import EmbeddedStore
    from policygraph.trace import Hop, Trace

VALUE = f"{ID}value/sample-surveyed-outlets"


def walked(hops: tuple[Hop, ...], depth: int = 1) -> Iterator[tuple[int, str, str]]:
    """Give depth, step and thing of every hop; a step against the property's direction begins with `^`."""
    for hop in hops:
        step = f"{'^' if hop.inverse else ''}{hop.property.removeprefix(PG)}"
        yield depth, step, shorten(hop.node.iri)
        yield from walked(hop.hops, depth + 1)


def steps(found: Trace) -> list[tuple[int, str, str]]:
    return list(walked(found.hops))


def find(hops: tuple[Hop, ...], name: str) -> Hop:
    every = (found for hop in hops for found in _each(hop))
    return next(hop for hop in every if shorten(hop.node.iri) == name)


def _each(hop: Hop) -> Iterator[Hop]:
    yield hop
    for further in hop.hops:
        yield from _each(further)


def test_a_value_leads_up_to_the_document_its_number_and_its_issuer(example: EmbeddedStore) -> None:
    assert steps(trace(example, VALUE, release="r")) == [
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
    ]


def test_each_thing_has_its_words(example: EmbeddedStore, built: Built) -> None:
    found = trace(example, VALUE, release="r", texts=built.texts)
    (evidence,) = found.focus.evidence
    assert evidence.words == "By the end of June 2024, 12 outlets had been surveyed."
    assert (evidence.source, evidence.start, evidence.end, evidence.anchor) == (
        "example-notice",
        244,
        298,
        "12 outlets",
    )
    assert evidence.passage == f"{ID}passage/example-notice-244-298"
    assert evidence.digest == "65b42625fb5e10e2e2a884ce807fa1ff23549c81dcfab40dd3494c55b4f6d24d"
    number = find(found.hops, "number:yxzf-2024-7").node
    (printed,) = number.evidence
    assert printed.words == (
        "On 3 March 2024 the People's Government of Sample County issued the Notice on Clean Rivers"
        " (Document No.: YXZF [2024] No. 7)."
    )


def test_without_the_text_the_anchor_is_left(example: EmbeddedStore) -> None:
    (evidence,) = trace(example, VALUE, release="r").focus.evidence
    assert (evidence.words, evidence.anchor) == (None, "12 outlets")


def test_words_that_do_not_have_the_digest_are_not_shown(store_of: Callable[..., EmbeddedStore], built: Built) -> None:
    store = store_of(
        a="""task:a a pg:Task ; pg:statedIn passage:p . passage:p pg:inSource source:example-notice ;
        pg:startOffset 0 ; pg:endOffset 6 ; pg:passageDigest "00" ; pg:anchorPhrase "Notice" ."""
    )
    (evidence,) = trace(store, f"{ID}task/a", release="r", texts=built.texts).focus.evidence
    assert evidence.words is None


def test_a_source_that_is_not_registered_has_no_words(store_of: Callable[..., EmbeddedStore], built: Built) -> None:
    store = store_of(
        a="""task:a a pg:Task ; pg:statedIn passage:p . passage:p pg:inSource source:foreign ;
        pg:startOffset 0 ; pg:endOffset 6 ; pg:passageDigest "00" ; pg:anchorPhrase "Notice" ."""
    )
    (evidence,) = trace(store, f"{ID}task/a", release="r", texts=built.texts).focus.evidence
    assert (evidence.source, evidence.words) == ("foreign", None)


def test_a_thing_says_what_it_is_and_is_called(example: EmbeddedStore) -> None:
    focus = trace(example, VALUE, release="r").focus
    assert (focus.type, focus.label) == ("Observation", "Outlets surveyed by the end of June 2024")
    assert (focus.label_zh, focus.reconstructed) == ("截至2024年6月底已排查排污口数", True)
    assert focus.facts == (
        Fact(f"{PG}asPrinted", "12"),
        Fact(f"{PG}value", "12"),
        Fact(f"{PG}inUnit", "outlet"),
        Fact(f"{PG}hasStatistic", "count"),
    )


def test_what_is_not_stated_is_told(example: EmbeddedStore) -> None:
    focus = trace(example, f"{ID}provision/sample-treat-outlets", release="r").focus
    assert focus.not_stated == (f"{PG}hasResponsibleUnit",)


def test_down_leads_to_what_comes_of_a_thing(example: EmbeddedStore) -> None:
    found = trace(example, f"{ID}task/sample-clean-rivers", release="r", direction="down")
    assert steps(found) == [
        (1, "hasAssignment", "assignment:sample-survey-responsible"),
        (2, "assignsTo", "unit:sample-county-water-bureau"),
        (1, "^isMeasureOf", "measure:sample-survey-outlets"),
        (2, "hasOutcome", "value:sample-surveyed-outlets"),
        (3, "hasPeriod", "time:sample-by-june-2024"),
    ]


@pytest.mark.parametrize(("depth", "deepest"), [(0, 0), (1, 1), (3, 3), (20, 6)])
def test_the_depth_limits_the_steps(example: EmbeddedStore, depth: int, deepest: int) -> None:
    found = trace(example, VALUE, release="r", depth=depth)
    assert max((step[0] for step in steps(found)), default=0) == deepest


def test_an_unknown_thing_is_refused(example: EmbeddedStore) -> None:
    with pytest.raises(NotFoundError, match=r"the graph says nothing about <https://example\.org/x>"):
        trace(example, "https://example.org/x", release="r")


def test_a_cycle_ends(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(
        a="""document:a pg:isBasedOn document:b . document:b pg:isBasedOn document:c .
        document:c pg:isBasedOn document:a ."""
    )
    assert steps(trace(store, f"{ID}document/a", release="r", depth=50)) == [
        (1, "isBasedOn", "document:b"),
        (2, "isBasedOn", "document:c"),
    ]


def test_a_thing_that_is_based_on_itself_has_no_step(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(a="document:a pg:isBasedOn document:a .")
    assert steps(trace(store, f"{ID}document/a", release="r")) == []


def test_a_thing_met_again_is_not_walked_again(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(
        a="""measure:m pg:hasOutcome value:a ; pg:hasAssignment assignment:s ; pg:isMeasureOf task:t .
        task:t pg:hasAssignment assignment:s . assignment:s pg:assignsTo unit:u . unit:u a pg:Unit .
        value:a a pg:Observation ."""
    )
    found = trace(store, f"{ID}value/a", release="r")
    again = [hop for top in found.hops for hop in _each(top) if shorten(hop.node.iri) == "assignment:s"]
    assert sorted((hop.seen, len(hop.hops)) for hop in again) == [(False, 1), (True, 0)]


def test_an_inferred_step_names_its_rule(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(a="document:d a pg:PolicyDocument .", inferred_inverse="task:t pg:isTaskOf document:d .")
    (hop,) = trace(store, f"{ID}task/t", release="r").hops
    assert hop.graph == f"{GRAPH}inferred-inverse"


def test_a_step_that_is_stated_and_inferred_is_stated(store_of: Callable[..., EmbeddedStore]) -> None:
    said = "task:t pg:isTaskOf document:d ."
    store = store_of(inferred_inverse=said, z=said, b="document:d a pg:PolicyDocument .")
    (hop,) = trace(store, f"{ID}task/t", release="r").hops
    assert hop.graph == f"{GRAPH}z"


def test_what_a_thing_rests_on_is_told_with_its_certainty(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(
        a="""task:t a pg:Task ; pg:restsOn inference:i . certainty:likely skos:prefLabel "likely"@en .
        inference:i skos:definition "The lines say so."@en , "如此。"@zh-hans ; pg:hasCertainty certainty:likely .
        task:u a pg:Task ; pg:restsOn inference:j . inference:j skos:definition "Plain."@en ."""
    )
    assert trace(store, f"{ID}task/t", release="r").focus.inferences == ("The lines say so. (likely)",)
    assert trace(store, f"{ID}task/u", release="r").focus.inferences == ("Plain.",)


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
    focus = trace(store_of(a=f"task:t {said} ."), f"{ID}task/t", release="r").focus
    assert (focus.label, focus.label_zh, focus.reconstructed) == called


def test_the_narrow_class_that_is_stated_goes_before_inferred_ones(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(inferred_subclass="task:t a pg:Agent .", z="task:t a pg:Task .")
    assert trace(store, f"{ID}task/t", release="r").focus.type == "Task"


def test_a_thing_without_class_is_a_resource(store_of: Callable[..., EmbeddedStore]) -> None:
    assert trace(store_of(a="task:t pg:ordinal 1 ."), f"{ID}task/t", release="r").focus.type == "Resource"
