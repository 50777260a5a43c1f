"""Small networks whose figures can be computed by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygraph.store import EmbeddedStore

OFFICE = """
task:one a pg:Task ; skos:prefLabel "Task one"@en , "任务一"@zh-hans ; pg:isTaskOf document:plan .
task:two a pg:Task ; skos:prefLabel "Task two"@en ; pg:isTaskOf document:plan , document:report .
document:plan a pg:Plan ; skos:prefLabel "Plan"@en ; pg:hasLifecycleEvent event:issue .
document:report a pg:Report ; skos:prefLabel "Report"@en ; pg:reportsOn document:plan .
measure:m a pg:Measure ; pg:isMeasureOf task:one ; pg:takesPlaceIn region:county .
measure:step a pg:Measure ; pg:isPartOfMeasure measure:m .
event:issue a pg:LifecycleEvent .
region:county pg:isPartOf region:province .
unit:ada a pg:Unit ; skos:prefLabel "Ada"@en .
unit:bei a pg:Unit ; skos:prefLabel "Bei"@en ; pg:servesRegion region:province .
unit:cai a pg:Unit ; skos:prefLabel "Cai"@en .
group:dui a pg:AgentGroup ; skos:prefLabel "Dui"@en .
task:one pg:hasAssignment assignment:1 .
assignment:1 pg:assignsTo unit:ada ; pg:hasRole role:lead .
measure:m pg:hasAssignment assignment:2 .
assignment:2 pg:assignsTo unit:bei ; pg:hasRole role:cooperating .
measure:step pg:hasAssignment assignment:3 .
assignment:3 pg:assignsTo unit:bei ; pg:hasRole role:responsible ; pg:restsOn inference:i .
inference:i pg:hasBasis inference-basis:reading ; pg:hasCertainty certainty:likely .
task:two pg:hasAssignment assignment:4 , assignment:5 .
assignment:4 pg:assignsTo unit:bei ; pg:hasRole role:lead .
assignment:5 pg:assignsTo unit:cai ; pg:hasRole role:cooperating .
event:issue pg:hasAssignment assignment:6 .
assignment:6 pg:assignsTo group:dui ; pg:hasRole role:issuer .
"""
"""Ada leads task one, Bei cooperates in its measure and answers for a step of that; Bei leads task two, with Cai; Dui
issued the plan. Of tasks and documents: Ada 1; Bei 1, 2; Cai 2; Dui the plan, alone."""


@pytest.fixture
def office(store_of: Callable[..., EmbeddedStore]) -> EmbeddedStore:
    return store_of(office=OFFICE)
