"""Who has a part in what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.analysis.model import Part
from policygraph.analysis.parts import Choice, read_parts
from policygraph.errors import NotFoundError
from policygraph.model.inquiry import conduct
from policygraph.vocab import GRAPH, expand, shorten

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygraph.store import EmbeddedStore


def read(store: EmbeddedStore, choice: Choice | None = None) -> set[tuple[str, str, str]]:
    parts = conduct(read_parts(choice or Choice()), store.select)
    return {(shorten(part.agent), part.role, shorten(part.thing)) for part in parts}


def test_acts_count_for_the_task_or_document_they_belong_to(office: EmbeddedStore) -> None:
    assert read(office) == {
        ("unit:ada", "lead", "task:one"),
        ("unit:bei", "cooperating", "task:one"),
        ("unit:bei", "responsible", "task:one"),
        ("unit:bei", "lead", "task:two"),
        ("unit:cai", "cooperating", "task:two"),
        ("group:dui", "issuer", "document:plan"),
    }


def test_acts_may_stand_for_themselves(office: EmbeddedStore) -> None:
    found = read(office, Choice(acts=True))
    assert {thing for _, _, thing in found} == {"task:one", "task:two", "measure:m", "measure:step", "event:issue"}


def test_a_part_tells_its_assignment_and_what_that_rests_on(office: EmbeddedStore) -> None:
    parts = conduct(read_parts(Choice(roles=frozenset({"responsible"}))), office.select)
    assert parts == (
        Part(
            agent=expand("unit:bei"), thing=expand("task:one"), role="responsible", act=expand("measure:step"),
            assignment=expand("assignment:3"), graph=f"{GRAPH}office", basis="reading", certainty="likely",
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("scope", "agents"),
    [
        ("task:two", {"unit:bei", "unit:cai"}),
        ("document:report", {"unit:bei", "unit:cai"}),
        ("document:plan", {"unit:ada", "unit:bei", "unit:cai", "group:dui"}),
        ("measure:m", {"unit:bei"}),
        ("unit:ada", {"unit:ada"}),
        ("region:county", {"unit:bei"}),
    ],
)
def test_a_scope_keeps_what_belongs_to_it(office: EmbeddedStore, scope: str, agents: set[str]) -> None:
    assert {agent for agent, _, _ in read(office, Choice(scope=expand(scope), acts=True))} == agents


def test_a_region_has_the_parts_of_agents_that_serve_it(office: EmbeddedStore) -> None:
    things = {thing for _, _, thing in read(office, Choice(scope=expand("region:province")))}
    assert things == {"task:one", "task:two"}


@pytest.mark.parametrize("scope", ["task:none", "inference:i", "event:other"])
def test_a_scope_without_assignments_is_explained(office: EmbeddedStore, scope: str) -> None:
    with pytest.raises(NotFoundError, match=f"nothing is assigned to an agent in {scope}"):
        read(office, Choice(scope=expand(scope)))


def test_measures_that_are_steps_of_one_another_stand_for_themselves(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(
        circle="""measure:a pg:isPartOfMeasure measure:b ; pg:hasAssignment assignment:a .
        measure:b pg:isPartOfMeasure measure:a . assignment:a pg:assignsTo unit:u ."""
    )
    assert read(store) == {("unit:u", "", "measure:a")}


def test_a_measure_of_two_tasks_counts_for_both(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(
        both="""measure:a pg:isMeasureOf task:x , task:y ; pg:hasAssignment assignment:a .
        assignment:a pg:assignsTo unit:u ; pg:hasRole <https://example.org/role> ."""
    )
    assert read(store) == {("unit:u", "https://example.org/role", f"task:{name}") for name in "xy"}
