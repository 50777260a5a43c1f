"""One agent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.analysis import profile_agent
from policygraph.errors import NotFoundError
from policygraph.model.inquiry import conduct
from policygraph.vocab import expand

if TYPE_CHECKING:
    from policygraph.store import EmbeddedStore


def test_a_profile_tells_things_roles_and_partners(office: EmbeddedStore) -> None:
    found = conduct(profile_agent(expand("unit:bei")), office.select)
    assert (found.agent.label, found.load.things, found.load.parts) == ("Bei", 2, 3)
    assert [(one.thing.label, one.roles, one.certain, one.others) for one in found.held] == [
        ("Task one", ("cooperating", "responsible"), False, 1),
        ("Task two", ("lead",), True, 1),
    ]
    assert [(one.agent.label, one.things, one.roles) for one in found.partners] == [
        ("Ada", 1, {"cooperating with lead": 1, "lead with responsible": 1}),
        ("Cai", 1, {"cooperating with lead": 1}),
    ]


def test_acts_may_stand_for_themselves(office: EmbeddedStore) -> None:
    found = conduct(profile_agent(expand("unit:bei"), acts=True), office.select)
    assert found.load.kinds == {"measure": 2, "task": 1}


def test_an_agent_alone_has_no_partners(office: EmbeddedStore) -> None:
    found = conduct(profile_agent(expand("group:dui")), office.select)
    assert (found.load.alone, found.partners) == (1, ())


def test_an_agent_without_assignments_is_explained(office: EmbeddedStore) -> None:
    with pytest.raises(NotFoundError, match="no assignment names unit:none"):
        conduct(profile_agent(expand("unit:none")), office.select)
