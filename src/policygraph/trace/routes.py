"""Which properties a trace follows, and in which direction.

Up leads from a thing to where it comes from: a provision to its document, the document to the measure that produced
it, the measure to its task, the task to the report. Detail leads to what belongs to a thing and explains it: the
number of a document, the events of its life, who took part in them and in which role.
"""

from __future__ import annotations

from policygraph.vocab import PG

__all__ = ["DETAIL", "DOWN", "UP", "Route"]

Route = tuple[str, bool]
"""IRI of a property, and whether it is followed against its direction."""

_UP = (
    ("createsInstrument", True),
    ("hasProvision", True),
    ("hasSubprovision", True),
    ("setsValue", True),
    ("hasCondition", True),
    ("hasNumber", True),
    ("hasLifecycleEvent", True),
    ("hasAssignment", True),
    ("producesDocument", True),
    ("establishes", True),
    ("carriesOut", True),
    ("hasOutcome", True),
    ("isMeasureOf", False),
    ("isPartOfMeasure", False),
    ("hasElement", True),
    ("isTaskOf", False),
    ("reportsOn", False),
    ("isBasedOn", False),
    ("derivesFrom", False),
    ("declaredFor", False),
    ("hasTotal", True),
    ("hasAcceptance", True),
    ("accepts", False),
    ("rectifies", False),
    ("isFoundBy", False),
    ("addresses", False),
    ("inProgramme", False),
    ("inBatch", False),
    ("isResultOf", False),
    ("assesses", False),
    ("hasComponent", True),
    ("affects", False),
)

_DETAIL = (
    ("hasNumber", False),
    ("hasLifecycleEvent", False),
    ("hasAssignment", False),
    ("assignsTo", False),
    ("hasTime", False),
    ("hasPeriod", False),
    ("hasDeadline", False),
    ("setsValue", False),
    ("hasCondition", False),
    ("hasSubprovision", False),
    ("isDerivedFrom", False),
)


def _inverted(routes: tuple[Route, ...]) -> tuple[Route, ...]:
    return tuple((name, not inverse) for name, inverse in routes)


def _expanded(routes: tuple[Route, ...]) -> tuple[Route, ...]:
    return tuple((PG + name, inverse) for name, inverse in dict.fromkeys(routes))


UP: tuple[Route, ...] = _expanded(_UP)
"""From a thing to what it comes from."""
DOWN: tuple[Route, ...] = _expanded((*_inverted(_UP), *_DETAIL))
"""From a thing to what comes of it."""
DETAIL: tuple[Route, ...] = _expanded(_DETAIL)
"""From a thing to what explains it."""
