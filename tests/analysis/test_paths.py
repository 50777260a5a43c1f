"""Paths of accountability."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

from policygraph.analysis import find_paths
from policygraph.analysis.kinds import kind_of
from policygraph.analysis.paths import Crossing
from policygraph.analysis.steps import ENDS_ONLY, NOT_STEPS, ORGANISATION, STEPS
from policygraph.errors import NotFoundError, UsageError
from policygraph.model.inquiry import conduct
from policygraph.resources import bundled
from policygraph.vocab import GRAPH, KINDS, PG, expand, shorten

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygraph.analysis import Paths
    from policygraph.store import EmbeddedStore

HUB = """
task:a pg:isTaskOf document:big . task:b pg:isTaskOf document:big .
task:c pg:isTaskOf document:big . task:d pg:isTaskOf document:big .
task:e pg:isTaskOf document:big . task:f pg:isTaskOf document:big .
task:g pg:isTaskOf document:big . task:h pg:isTaskOf document:big .
measure:x pg:isMeasureOf task:a ; pg:hasAssignment assignment:x .
measure:y pg:isMeasureOf task:b ; pg:isBasedOn measure:x .
assignment:x pg:assignsTo unit:u .
measure:x pg:takesPlaceIn region:r . measure:z pg:takesPlaceIn region:r .
task:a pg:statedIn passage:p ; pg:restsOn inference:i ; pg:hasTaskStatus task-status:completed .
task:far pg:statedIn passage:p ; pg:isTaskOf document:far .
passage:p pg:inSource source:s ; pg:startOffset 1 ; pg:endOffset 5 ; pg:passageDigest "d" ; pg:anchorPhrase "word" .
"""
"""Task a and task b meet in a document of eight tasks, and by their measures, of which one rests on the other."""


@pytest.fixture
def hub(store_of: Callable[..., EmbeddedStore]) -> EmbeddedStore:
    return store_of(hub=HUB)


def find(store: EmbeddedStore, start: str, end: str, **options: object) -> Paths:
    return conduct(find_paths(expand(start), expand(end), **options), store.select)  # type: ignore[arg-type]


def ways(found: Paths) -> list[list[str]]:
    return [
        [shorten(path.steps[0].start), *(shorten(step.end) for step in path.steps)] for path in found.paths
    ]  # fmt: skip


def test_a_way_through_a_hub_is_longer_than_one_of_more_steps(hub: EmbeddedStore) -> None:
    # over the document of 8 tasks: 2 + log2 8 = 5; over x (task a, assignment, y, region: 4 neighbours) and y (2):
    # 3 + 2 + 1 = 6. With 16 tasks the document costs 2 + 4, and both are equal; with 32 the measures win.
    assert ways(find(hub, "task:a", "task:b")) == [["task:a", "document:big", "task:b"]]
    assert find(hub, "task:a", "task:b").cost == pytest.approx(5)


@pytest.mark.parametrize(("tasks", "expected"), [(16, 2), (32, 1)])
def test_paths_of_the_same_length_are_all_given(
    store_of: Callable[..., EmbeddedStore], tasks: int, expected: int
) -> None:
    more = "\n".join(f"task:more-{number} pg:isTaskOf document:big ." for number in range(tasks - 8))
    found = find(store_of(hub=HUB + more), "task:a", "task:b")
    by_measures = ["task:a", "measure:x", "measure:y", "task:b"]
    assert ways(found)[-1] == by_measures
    assert (len(found.paths), found.more) == (expected, False)
    assert found.cost == pytest.approx(6)


def test_no_more_paths_are_given_than_asked_for(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(many="\n".join(f"measure:m{n} pg:isMeasureOf task:a , task:b ." for n in range(5)))
    found = find(store, "task:a", "task:b", most=2)
    assert (len(found.paths), found.more) == (2, True)
    assert find(store, "task:a", "task:b", most=5).more is False


def test_an_assignment_is_part_of_one_step(hub: EmbeddedStore) -> None:
    # task a - measure x - (assignment) - unit u: two steps and log2 4 for the measure
    found = find(hub, "task:a", "unit:u")
    assert ways(found) == [["task:a", "measure:x", "assignment:x", "unit:u"]]
    assert found.cost == pytest.approx(4)


def test_a_way_over_who_stands_above_whom_is_longer_than_one_over_what_they_did(
    store_of: Callable[..., EmbeddedStore],
) -> None:
    # over the superior: 1 + 1 (two neighbours) + 1 + 1 (two) + 3 = 7; over the act: 1 + 2 (four) + 1 + 1 (two) + 1 = 6
    found = find(
        store_of(
            acts="""task:t pg:isTaskOf document:d . document:d pg:hasAssignment assignment:top .
            assignment:top pg:assignsTo unit:top . unit:u pg:isSubordinateTo unit:top .
            measure:m pg:isMeasureOf task:t ; pg:takesPlaceIn region:r , region:s ; pg:producesDocument document:n .
            document:n pg:hasAssignment assignment:u . assignment:u pg:assignsTo unit:u ."""
        ),
        "task:t",
        "unit:u",
    )
    assert ways(found) == [["task:t", "measure:m", "document:n", "assignment:u", "unit:u"]]
    assert found.cost == pytest.approx(6)


def test_a_step_tells_property_direction_and_graph(hub: EmbeddedStore) -> None:
    (path,) = find(hub, "task:a", "unit:u").paths
    assert [step.crossings for step in path.steps] == [
        (Crossing(f"{PG}isMeasureOf", inverse=True, graph=f"{GRAPH}hub"),),
        (Crossing(f"{PG}hasAssignment", inverse=False, graph=f"{GRAPH}hub"),),
        (Crossing(f"{PG}assignsTo", inverse=False, graph=f"{GRAPH}hub"),),
    ]
    assert all(one.end == other.start for one, other in pairwise(path.steps))


def test_things_come_with_their_evidence(hub: EmbeddedStore) -> None:
    found = find(hub, "task:a", "unit:u")
    (passage,) = found.evidence[expand("task:a")]
    assert (passage.source, passage.start, passage.anchor) == ("s", 1, "word")
    assert expand("unit:u") not in found.evidence
    assert set(found.things) == {expand(name) for name in ways(found)[0]}


def test_the_same_path_leads_back(hub: EmbeddedStore) -> None:
    there, back = find(hub, "unit:u", "task:b"), find(hub, "task:b", "unit:u")
    assert ways(there) == [list(reversed(way)) for way in ways(back)]
    assert there.cost == back.cost


def test_two_statements_between_two_things_are_one_step(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(
        two="document:a pg:isBasedOn document:b ; pg:revises document:b . document:b pg:amends document:a ."
    )
    (path,) = find(store, "document:a", "document:b").paths
    (step,) = path.steps
    assert {(one.property.removeprefix(PG), one.inverse) for one in step.crossings} == {
        ("isBasedOn", False), ("revises", False), ("amends", True),
    }  # fmt: skip


def test_circles_and_links_to_oneself_are_no_trouble(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(
        circle="""document:a pg:isBasedOn document:a , document:b . document:b pg:isBasedOn document:c .
        document:c pg:isBasedOn document:a , document:d ."""
    )
    assert ways(find(store, "document:b", "document:d")) == [["document:b", "document:c", "document:d"]]


def test_a_region_is_an_end_but_no_way_through(hub: EmbeddedStore) -> None:
    assert ways(find(hub, "task:a", "region:r")) == [["task:a", "measure:x", "region:r"]]
    with pytest.raises(NotFoundError, match="passing through indicator, region, subject is not allowed") as caught:
        find(hub, "task:a", "measure:z")
    assert "--through region" in caught.value.remedy
    found = find(hub, "task:a", "measure:z", through=["region"])
    assert ways(found) == [["task:a", "measure:x", "region:r", "measure:z"]]
    assert found.avoided == ("indicator", "subject")


def test_shared_evidence_is_no_path(hub: EmbeddedStore) -> None:
    with pytest.raises(NotFoundError, match="no path joins task:a and task:far") as caught:
        find(hub, "task:a", "task:far")
    assert "not linked at all" in caught.value.remedy


@pytest.mark.parametrize("end", ["task:nowhere", "passage:p", "inference:i", "task-status:completed"])
def test_what_is_on_no_path_is_explained(hub: EmbeddedStore, end: str) -> None:
    with pytest.raises(NotFoundError, match=f"no statement that a path could follow leads from or to {end}"):
        find(hub, "task:a", end)


def test_the_same_thing_twice_is_refused(hub: EmbeddedStore) -> None:
    with pytest.raises(UsageError, match="both ends are task:a"):
        find(hub, "task:a", "task:a")


def test_a_kind_that_is_not_kept_out_cannot_be_let_through(hub: EmbeddedStore) -> None:
    with pytest.raises(UsageError, match="through unit anyway"):
        find(hub, "task:a", "task:b", through=["unit"])


def test_every_property_between_things_is_a_step_or_has_a_reason_not_to_be_one() -> None:
    ontology = Graph()
    for file in sorted((bundled() / "ontology").glob("*.ttl")):
        ontology.parse(file)
    links = {
        str(one).removeprefix(PG)
        for one in ontology.subjects(RDF.type, OWL.ObjectProperty)
        if str(one).startswith(PG)
        and (one, RDFS.range, SKOS.Concept) not in ontology
        and (one, URIRef(f"{PG}derivedAtBuild"), None) not in ontology
    }
    assert links == {*STEPS, *NOT_STEPS}
    assert not set(STEPS) & set(NOT_STEPS)


def test_a_kind_is_told_by_its_iri() -> None:
    assert {kind_of(expand(f"{kind}:x")) for kind in KINDS} == set(KINDS)
    assert kind_of("https://example.org/id/task/x") == "other"
    assert set(ENDS_ONLY) <= set(KINDS)


def test_what_says_who_stands_above_whom_is_followed() -> None:
    assert set(STEPS) >= ORGANISATION
