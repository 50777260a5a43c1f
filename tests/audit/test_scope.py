"""What belongs to a plan, a report, a unit or a region."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.audit.scope import Scope, scope_of
from policygraph.errors import NotFoundError, UsageError
from policygraph.model.inquiry import conduct
from policygraph.vocab import expand, shorten

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

    from policygraph.store import EmbeddedStore

COUNTY = """
document:plan a pg:Plan ; pg:hasNumber number:n1 ; pg:appliesTo region:county ; pg:setsIndicator indicator:air .
document:report a pg:Report ; pg:reportsOn document:plan .
document:other a pg:Plan ; pg:setsIndicator indicator:air .
task:clean a pg:Task ; pg:isTaskOf document:plan ; pg:hasAssignment assignment:a1 ; pg:hasElement element:e1 .
task:elsewhere a pg:Task ; pg:isTaskOf document:other ; pg:hasAssignment assignment:a2 .
measure:survey a pg:Measure ; pg:isMeasureOf task:clean ; pg:hasOutcome value:v1 ; pg:takesPlaceIn region:town .
measure:part a pg:Measure ; pg:isPartOfMeasure measure:survey ; pg:producesDocument document:notice .
measure:far a pg:Measure ; pg:isMeasureOf task:elsewhere ; pg:hasOutcome value:v2 .
value:v1 a pg:Observation ; pg:ofIndicator indicator:air .
value:v2 a pg:Observation ; pg:ofIndicator indicator:air .
document:notice a pg:PolicyDocument ; pg:hasLifecycleEvent event:issued .
event:issued a pg:LifecycleEvent ; pg:hasAssignment assignment:a3 .
assignment:a1 pg:assignsTo unit:bureau . assignment:a2 pg:assignsTo unit:bureau .
assignment:a3 pg:assignsTo unit:office .
unit:office a pg:Unit ; pg:isSubordinateTo unit:bureau ; pg:actsIn event:issued .
unit:bureau a pg:Unit ; pg:actsIn task:clean , task:elsewhere ; pg:servesRegion region:county .
region:county a pg:Region . region:town a pg:Region ; pg:isPartOf region:county .
designation:d a pg:Designation ; pg:hasHolder region:town ; pg:inProgramme programme:p .
defect:smudge pg:affects value:v1 . programme:p a pg:Programme . indicator:air a pg:Indicator .
source:text pg:carriesReport document:report . passage:p1 pg:inSource source:text .
task:clean pg:statedIn passage:p1 . problem:dust a pg:Problem ; pg:statedIn passage:p1 .
region:county pg:statedIn passage:p1 .
"""
PLAN = {
    *("document:plan", "number:n1", "document:report", "task:clean", "assignment:a1", "element:e1"),
    *("measure:survey", "measure:part", "value:v1", "defect:smudge"),
    *("document:notice", "event:issued", "assignment:a3"),
}


@pytest.fixture
def county(store_of: Callable[..., EmbeddedStore]) -> EmbeddedStore:
    return store_of(county=COUNTY)


def _scope(store: EmbeddedStore, name: str) -> Scope:
    return conduct(scope_of(expand(name)), store.select)


def _short(iris: AbstractSet[str]) -> set[str]:
    return set(map(shorten, iris))


def test_a_plan_has_its_tasks_and_all_that_hangs_below_them(county: EmbeddedStore) -> None:
    scope = _scope(county, "document:plan")
    assert scope.kind == "plan"
    assert _short(scope.things) == PLAN


def test_what_is_shared_is_mentioned_and_leads_no_further(county: EmbeddedStore) -> None:
    scope = _scope(county, "document:plan")
    shared = {"region:county", "region:town", "indicator:air", "unit:bureau", "unit:office"}
    assert _short(scope.mentioned) == shared


def test_a_report_has_what_its_text_states(county: EmbeddedStore) -> None:
    scope = _scope(county, "document:report")
    assert {"problem:dust", "task:clean", "value:v1"} <= _short(scope.things)
    assert "region:county" in _short(scope.mentioned)
    assert "task:elsewhere" not in _short(scope.things)


def test_a_unit_has_what_it_and_those_below_it_act_in(county: EmbeddedStore) -> None:
    found = _short(_scope(county, "unit:bureau").things)
    assert {"unit:office", "task:clean", "task:elsewhere", "value:v2", "event:issued", "document:notice"} <= found
    assert not found & {"document:plan", "region:county", "designation:d"}


def test_a_region_has_what_takes_place_in_it_and_below_it(county: EmbeddedStore) -> None:
    found = _short(_scope(county, "region:county").things)
    wanted = {"region:town", "unit:bureau", "designation:d", "measure:survey", "document:plan", "task:clean"}
    assert wanted <= found
    assert "document:other" not in found


def test_a_task_has_its_measures_and_their_results(county: EmbeddedStore) -> None:
    assert _short(_scope(county, "task:clean").things) == PLAN - {"document:plan", "number:n1", "document:report"}


def test_a_circle_of_parts_ends(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(
        a="unit:a a pg:Unit ; pg:isSubordinateTo unit:b . unit:b a pg:Unit ; pg:isSubordinateTo unit:a ."
        "measure:m pg:isPartOfMeasure measure:m ; pg:isMeasureOf task:t . task:t a pg:Task ."
    )
    assert _short(_scope(store, "unit:a").things) == {"unit:a", "unit:b"}
    assert _short(_scope(store, "task:t").things) == {"task:t", "measure:m"}


def test_a_finding_is_in_scope_by_its_thing_or_by_what_belongs_among_the_related() -> None:
    scope = Scope("a:plan", "plan", frozenset({"a:plan", "a:task"}), frozenset({"a:unit"}))
    assert scope.holds("a:task")
    assert scope.holds("a:unit")
    assert scope.holds("a:other", ("a:task",))
    assert not scope.holds("a:other", ("a:unit",))


def test_a_thing_of_another_kind_is_refused_with_its_kind(county: EmbeddedStore) -> None:
    with pytest.raises(UsageError, match="designation:d can't be audited: it is Designation") as caught:
        _scope(county, "designation:d")
    assert "name a plan, a report or another document, a task, a unit or a region" in caught.value.remedy


def test_a_thing_that_is_not_there_is_named(county: EmbeddedStore) -> None:
    with pytest.raises(NotFoundError, match=r"says nothing about <.*/task/none>"):
        _scope(county, "task:none")
