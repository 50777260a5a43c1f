"""Which way a trace goes from things of each kind, and what it leaves out."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from tests.trace.walking import short, trace

from policygraph.errors import UsageError
from policygraph.model.inquiry import conduct
from policygraph.trace import Basis, Omission, Reason
from policygraph.trace import trace as trace_thing
from policygraph.vocab import CONCEPT, ID, PG, shorten

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygraph.model.terms import Solutions
    from policygraph.store import EmbeddedStore


def test_a_unit_leads_past_its_assignments_to_what_it_acts_in(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(
        a="""unit:u a pg:Unit . assignment:a a pg:Assignment ; pg:assignsTo unit:u .
        assignment:b a pg:Assignment ; pg:assignsTo unit:u .
        event:e a pg:LifecycleEvent ; pg:hasAssignment assignment:a .
        document:d a pg:PolicyDocument ; pg:hasLifecycleEvent event:e ; pg:hasNumber number:n .
        number:n a pg:DocumentNumber . task:t a pg:Task ; pg:hasAssignment assignment:b ; pg:isTaskOf document:d .
        measure:m a pg:Measure ; pg:isMeasureOf task:t .""",
        inferred_acts_in="unit:u pg:actsIn event:e , task:t .",
    )
    assert short(store, "unit/u", direction="down") == [
        "1 down ^pg:assignsTo assignment:a",
        "2 down ^pg:hasAssignment event:e",
        "3 down ^pg:hasLifecycleEvent document:d",
        "4 detail pg:hasNumber number:n",
        "1 down ^pg:assignsTo assignment:b",
        "2 down ^pg:hasAssignment task:t",
        "3 detail pg:isTaskOf document:d seen",
        "3 down ^pg:isMeasureOf measure:m",
    ]


def test_an_assignment_leads_up_to_what_it_belongs_to(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(
        a="""assignment:a a pg:Assignment ; pg:assignsTo unit:u . task:t a pg:Task ; pg:hasAssignment assignment:a ,
        assignment:b . measure:m a pg:Measure ; pg:isMeasureOf task:t ."""
    )
    assert short(store, "assignment/a") == [
        "1 detail pg:assignsTo unit:u",
        "1 up ^pg:hasAssignment task:t",
        "2 detail pg:hasAssignment assignment:b",
    ]


def test_a_short_way_is_taken_where_there_is_no_room_for_the_long_one(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(
        a="task:t a pg:Task ; pg:hasAssignment assignment:a . assignment:a pg:assignsTo unit:u . unit:u a pg:Unit .",
        inferred_responsible_unit="task:t pg:hasResponsibleUnit unit:u .",
    )
    assert short(store, "task/t", depth=1) == [
        "1 detail pg:hasAssignment assignment:a",
        "1 detail pg:hasResponsibleUnit unit:u",
    ]
    assert short(store, "task/t", depth=2) == [
        "1 detail pg:hasAssignment assignment:a",
        "2 detail pg:assignsTo unit:u",
    ]


def test_a_short_way_is_taken_where_there_is_no_long_one(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(a="document:d pg:isIssuedBy unit:u . unit:v pg:actsIn document:d .")
    assert short(store, "document/d") == ["1 detail pg:isIssuedBy unit:u"]
    assert short(store, "unit/v", direction="down") == ["1 down pg:actsIn document:d", "2 detail pg:isIssuedBy unit:u"]


def test_what_rests_on_damaged_text_shows_the_defect(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(
        a="""value:v a pg:Observation ; pg:value 490900.0 . defect:d a pg:SourceDefect ; pg:affects value:v ;
        pg:asPrinted "49.0910,000" ; pg:hasReading "490,900"@en ; pg:hasCertainty certainty:certain .
        measure:m a pg:Measure ; pg:hasOutcome value:v .""",
        inferred_inverse="value:v pg:isAffectedBy defect:d .",
    )
    assert short(store, "measure/m") == []
    assert short(store, "measure/m", direction="down") == [
        "1 down pg:hasOutcome value:v",
        "2 detail ^pg:affects defect:d",
    ]
    facts = {
        f.property.removeprefix(PG): f.value for f in trace(store, f"{ID}value/v").nodes[f"{ID}source-defect/d"].facts
    }
    assert facts == {"asPrinted": "49.0910,000", "hasReading": "490,900", "hasCertainty": f"{CONCEPT}certainty/certain"}


def test_a_computed_value_is_derived_by_its_arithmetic(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(
        a="""value:share a pg:DerivedValue ; pg:isDerivedFrom value:two , value:ten ; pg:restsOn inference:i .
        value:two a pg:Observation . value:ten a pg:Observation . measure:m pg:hasOutcome value:two .
        inference:i skos:definition "2 / 10 = 20 %"@en ; pg:hasBasis inference-basis:arithmetic ."""
    )
    found = trace(store, f"{ID}value/share")
    assert short(store, "value/share") == [
        "1 up pg:isDerivedFrom value:ten",
        "1 up pg:isDerivedFrom value:two",
        "2 up ^pg:hasOutcome measure:m",
    ]
    assert {hop.basis for hop in found.hops} == {
        Basis("derived", None, (Reason(f"{ID}inference/i", "2 / 10 = 20 %", basis="arithmetic"),))
    }


def test_who_takes_part_is_as_sure_as_the_assignment(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(
        a="""event:e pg:hasAssignment assignment:printed , assignment:read ; pg:statedIn passage:a , passage:c .
        assignment:printed pg:statedIn passage:a , passage:b . assignment:read pg:restsOn inference:i .
        inference:i skos:definition "Its code stands in the number."@en .
        passage:a pg:inSource source:s . passage:b pg:inSource source:s . passage:c pg:inSource source:s .
        passage:c pg:startOffset 9 ; pg:endOffset 12 ; pg:passageDigest "00" ; pg:anchorPhrase "C" .
        passage:a pg:startOffset 0 ; pg:endOffset 9 ; pg:passageDigest "00" ; pg:anchorPhrase "A" .
        passage:b pg:startOffset 0 ; pg:endOffset 5 ; pg:passageDigest "00" ; pg:anchorPhrase "B" ."""
    )
    printed, read = trace(store, f"{ID}lifecycle-event/e").hops
    assert (printed.basis, printed.evidence) == (Basis("printed"), (f"{ID}passage/a",))
    assert (read.basis.kind, [r.en for r in read.basis.reasons]) == ("inferred", ["Its code stands in the number."])
    assert read.evidence == (f"{ID}passage/a", f"{ID}passage/c")


SHARED = """programme:p a pg:Programme . region:r a pg:Region .
  measure:here a pg:Measure ; pg:carriesOut programme:p ; pg:takesPlaceIn region:r ;
  pg:concerns designation:here ; pg:isMeasureOf task:here . measure:there a pg:Measure ; pg:carriesOut programme:p ;
  pg:concerns designation:there ; pg:isMeasureOf task:there . task:here a pg:Task . task:there a pg:Task .
  designation:here a pg:Designation ; pg:inProgramme programme:p . value:v pg:isAbout programme:p .
  designation:there a pg:Designation ; pg:inProgramme programme:p ."""


def test_a_programme_does_not_lead_from_one_place_that_takes_part_to_another(
    store_of: Callable[..., EmbeddedStore],
) -> None:
    store = store_of(a=SHARED)
    for thing in ("designation/here", "region/r", "task/here", "measure/here"):
        told = " ".join(short(store, thing, direction="both"))
        assert "programme:p" in told
        assert "there" not in told
        assert "value:v" not in told


def test_a_programme_itself_leads_to_all_that_take_part_and_to_why_they_do(
    store_of: Callable[..., EmbeddedStore],
) -> None:
    told = " ".join(short(store_of(a=SHARED), "programme/p", direction="both"))
    for thing in ("task:here", "task:there", "designation:here", "designation:there", "value:v"):
        assert thing in told


def test_an_indicator_leads_to_figures_only_where_a_trace_starts_from_it(
    store_of: Callable[..., EmbeddedStore],
) -> None:
    store = store_of(
        a="""document:p a pg:Plan ; pg:setsIndicator indicator:i . indicator:i a pg:Indicator .
        value:there a pg:Observation ; pg:ofIndicator indicator:i . measure:there pg:concerns indicator:i ."""
    )
    assert short(store, "document/p", direction="down") == ["1 down pg:setsIndicator indicator:i"]
    assert short(store, "indicator/i", direction="down") == [
        "1 down ^pg:concerns measure:there",
        "1 down ^pg:ofIndicator value:there",
    ]


def test_a_designation_leads_up_to_the_measure_about_it(store_of: Callable[..., EmbeddedStore]) -> None:
    assert short(store_of(a=SHARED), "designation/here", direction="up")[:2] == [
        "1 up ^pg:concerns measure:here",
        "2 detail pg:takesPlaceIn region:r",
    ]


def test_the_words_of_a_part_are_its_own_where_those_of_the_whole_stand_elsewhere(
    store_of: Callable[..., EmbeddedStore],
) -> None:
    store = store_of(
        a="""document:d pg:hasNumber number:n , number:bare ; pg:isBasedOn document:e ; pg:statedIn passage:title .
        number:n pg:statedIn passage:code . document:e pg:statedIn passage:code .
        passage:title pg:inSource source:s ; pg:startOffset 0 ; pg:endOffset 9 ; pg:passageDigest "00" ;
          pg:anchorPhrase "A" .
        passage:code pg:inSource source:s ; pg:startOffset 20 ; pg:endOffset 29 ; pg:passageDigest "00" ;
          pg:anchorPhrase "B" ."""
    )
    told = {hop.node: hop.evidence for hop in trace(store, f"{ID}document/d").hops}
    assert told[f"{ID}document-number/n"] == (f"{ID}passage/code",)
    assert told[f"{ID}document-number/bare"] == (f"{ID}passage/title",)
    assert told[f"{ID}document/e"] == (f"{ID}passage/title",)  # the document says what it is based on


def test_a_passage_leads_to_what_it_states_and_to_its_source(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(
        a="""passage:p a pg:Passage ; pg:inSource source:s ; pg:startOffset 0 ; pg:endOffset 9 ;
        pg:passageDigest "00" ; pg:anchorPhrase "A" . source:s a pg:Source ; pg:carriesReport document:r .
        document:r a pg:Report . task:t a pg:Task ; pg:statedIn passage:p ; pg:isTaskOf document:r ; pg:ordinal 1 .
        defect:d a pg:SourceDefect ; pg:affects task:t ; pg:statedIn passage:p ."""
    )
    assert short(store, "passage/p") == [
        "1 up pg:inSource source:s",
        "2 up pg:carriesReport document:r",
        "1 up ^pg:statedIn defect:d",
        "2 up pg:affects task:t seen",
        "1 up ^pg:statedIn task:t",
        "2 up pg:isTaskOf document:r seen",
    ]
    assert list(trace(store, f"{ID}passage/p").passages) == [f"{ID}passage/p"]


def test_a_thing_that_was_replaced_leads_on_to_its_successor(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(
        a="""task:old a pg:Task ; owl:deprecated true ; dcterms:isReplacedBy task:new .
        task:new a pg:Task ; pg:isTaskOf document:d ."""
    )
    assert short(store, "task/old") == ["1 up dcterms:isReplacedBy task:new", "2 up pg:isTaskOf document:d"]
    (fact,) = trace(store, f"{ID}task/old").nodes[f"{ID}task/old"].facts
    assert (shorten(fact.property), fact.value) == ("owl:deprecated", "true")


HUB = "region:r a pg:Region . " + " ".join(
    f"measure:m{n:03} a pg:Measure ; pg:takesPlaceIn region:r ." for n in range(300)
)


def test_a_hub_shows_the_first_of_its_neighbours_and_counts_the_others(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(a=f"{HUB} unit:u a pg:Unit ; pg:servesRegion region:r .")
    found = trace(store, f"{ID}region/r", direction="both", limit=20)
    assert [shorten(hop.node or "") for hop in found.hops] == ["unit:u", *(f"measure:m{n:03}" for n in range(10))]
    assert found.nodes[found.focus].omitted == (Omission(f"{PG}takesPlaceIn", inverse=True, count=290),)
    assert not found.complete


def test_a_crowd_of_neighbours_is_counted_and_not_read(store_of: Callable[..., EmbeddedStore]) -> None:
    crowd = " ".join(f"measure:m{n} pg:takesPlaceIn region:r ." for n in range(5001))
    store = store_of(a=f"region:r a pg:Region . unit:u pg:servesRegion region:r . {crowd}")
    asked: list[int] = []

    def select(query: str) -> Solutions:
        solutions = store.select(query)
        asked.append(len(solutions.rows))
        return solutions

    found = conduct(trace_thing(f"{ID}region/r", release="r"), select)
    assert [shorten(hop.node or "") for hop in found.hops] == ["unit:u"]
    assert found.nodes[found.focus].omitted == (Omission(f"{PG}takesPlaceIn", inverse=True, count=5001),)
    assert not found.complete
    assert max(asked) < 10


def test_ways_up_and_details_keep_room_beside_many_steps_down(store_of: Callable[..., EmbeddedStore]) -> None:
    below = " ".join(
        f"measure:m{n:03} a pg:Measure ; pg:isMeasureOf task:t ; pg:hasOutcome value:v{n}a , value:v{n}b ."
        for n in range(40)
    )
    above = "task:t a pg:Task ; pg:isTaskOf document:a . " + " ".join(
        f"document:{x} pg:isBasedOn document:{y} ." for x, y in pairwise("abcdefg")
    )
    found = trace(store_of(a=below + above), f"{ID}task/t", direction="both", limit=40)
    assert {f"{ID}document/{name}" for name in "abcdefg"} <= set(found.nodes)
    assert sum("/measure/" in iri or "/value/" in iri for iri in found.nodes) == 30
    assert len(found.nodes) <= 40


def test_the_order_does_not_depend_on_the_order_of_the_data(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(b="measure:z pg:isMeasureOf task:t . task:t a pg:Task .", a="measure:y pg:isMeasureOf task:t .")
    assert short(store, "task/t", direction="down") == [
        "1 down ^pg:isMeasureOf measure:y",
        "1 down ^pg:isMeasureOf measure:z",
    ]


@pytest.mark.parametrize(
    "iri", ["https://example.org/a> ?p ?o } #", 'a:"', "a:\n", "no-scheme", "", "a:{}", "a:\\u003e"]
)
def test_what_is_no_iri_is_refused_before_any_question(iri: str) -> None:
    with pytest.raises(UsageError, match="is not an IRI"):
        next(trace_thing(iri, release="r"))


def test_a_property_that_no_table_knows_leads_to_its_object(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(a="task:t a pg:Task ; <https://example.org/about> task:u ; <https://example.org/kind> role:lead .")
    found = trace(store, f"{ID}task/t")
    assert [(hop.property, hop.way, hop.node) for hop in found.hops] == [
        ("https://example.org/about", "detail", f"{ID}task/u")
    ]
    assert [fact.value for fact in found.nodes[found.focus].facts] == [f"{CONCEPT}role/lead"]
