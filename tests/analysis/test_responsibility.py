"""The responsibility network, against figures counted by hand in `conftest.OFFICE`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.analysis import Choice, analyse_responsibility
from policygraph.analysis.agents import Joint, joint
from policygraph.analysis.model import Cut
from policygraph.analysis.parts import read_parts
from policygraph.analysis.responsibility import Load
from policygraph.model.inquiry import conduct
from policygraph.vocab import expand, shorten

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygraph.analysis import Responsibility
    from policygraph.store import EmbeddedStore


@pytest.fixture
def found(office: EmbeddedStore) -> Responsibility:
    return conduct(analyse_responsibility(), office.select)


def test_agents_come_by_how_much_they_have_a_part_in(found: Responsibility) -> None:
    assert {one.agent.label: one.load for one in found.standings} == {
        "Bei": Load(2, 3, 0, {"cooperating": 1, "lead": 1, "responsible": 1}, {"task": 2}),
        "Ada": Load(1, 1, 0, {"lead": 1}, {"task": 1}),
        "Cai": Load(1, 1, 0, {"cooperating": 1}, {"task": 1}),
        "Dui": Load(1, 1, 1, {"issuer": 1}, {"document": 1}),
    }
    assert found.standings[0].agent.label == "Bei"
    assert (found.agents, found.things, found.parts) == (4, 3, 6)


def test_whoever_stands_between_is_central(found: Responsibility) -> None:
    # among agents: Ada - Bei - Cai, Dui alone; of the 3 pairs without Bei, one is joined by it
    standings = {one.agent.label: one for one in found.standings}
    assert {name: (one.partners, one.strength) for name, one in standings.items()} == {
        "Ada": (1, 1), "Bei": (2, 2), "Cai": (1, 1), "Dui": (0, 0),
    }  # fmt: skip
    assert [standings[name].betweenness for name in ("Ada", "Bei", "Cai", "Dui")] == pytest.approx([0, 1 / 3, 0, 0])
    assert found.sampling.exact
    # Dui strands: with s = (0.15 + 0.85 d) / 4, d = s, Bei = s + 0.85 * 2 a, a = s + 0.425 Bei
    s = 0.15 / (4 - 0.85)
    bei = s * (1 + 1.7) / (1 - 1.7 * 0.425)
    assert standings["Dui"].pagerank == pytest.approx(s)
    assert standings["Bei"].pagerank == pytest.approx(bei)


def test_the_network_depends_on_who_joins_its_tasks(found: Responsibility) -> None:
    # Ada - one - Bei - two - Cai: each inner node divides the agents; Dui and the plan are no part of it
    cuts = {tuple(node.label for node in one.lost): one.pieces for one in found.structure.cut_points}
    assert cuts == {("Bei",): (1, 1), ("Task one",): (2, 1), ("Task two",): (2, 1)}
    assert found.structure.components == (5, 2)
    assert (found.structure.cut_point_count, found.structure.bridge_count) == (3, 4)
    assert all(isinstance(one, Cut) and sum(one.pieces) == 3 for one in found.structure.bridges)


def test_communities_are_called_by_their_members(found: Responsibility) -> None:
    groups = [(one.members, {node.label for node in one.central}) for one in found.structure.communities]
    assert groups == [(3, {"Ada", "Bei", "Cai"}), (1, {"Dui"})]


def test_lists_are_as_long_as_asked_for_and_counts_are_not(office: EmbeddedStore) -> None:
    found = conduct(analyse_responsibility(top=1), office.select)
    assert (len(found.standings), found.agents) == (1, 4)
    assert (len(found.structure.cut_points), found.structure.cut_point_count) == (1, 3)
    assert (len(found.structure.communities), found.structure.community_count) == (1, 2)


def test_a_scope_is_named(office: EmbeddedStore) -> None:
    found = conduct(analyse_responsibility(Choice(scope=expand("document:report"))), office.select)
    assert found.scope is not None
    assert (found.scope.label, found.scope.type, found.agents) == ("Report", "Report", 2)


def test_two_agents_meet_in_their_roles(office: EmbeddedStore) -> None:
    found = joint(conduct(read_parts(Choice()), office.select))
    assert {tuple(map(shorten, pair)): one for pair, one in found.items()} == {
        ("unit:ada", "unit:bei"): Joint(1, {"cooperating with lead": 1, "lead with responsible": 1}),
        ("unit:bei", "unit:cai"): Joint(1, {"cooperating with lead": 1}),
    }


def test_a_unit_may_act_in_what_established_it_and_in_itself(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(
        own="""unit:u pg:hasAssignment assignment:a , assignment:b .
        assignment:a pg:assignsTo unit:u . assignment:b pg:assignsTo unit:v ."""
    )
    found = conduct(analyse_responsibility(), store.select)
    assert (found.agents, found.things, found.structure.components) == (2, 1, (3,))


def test_a_release_without_assignments_has_an_empty_network(store_of: Callable[..., EmbeddedStore]) -> None:
    found = conduct(analyse_responsibility(), store_of(empty="task:a a pg:Task .").select)
    assert (found.agents, found.standings, found.structure.components) == (0, (), ())
