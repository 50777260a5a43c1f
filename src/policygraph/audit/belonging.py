"""What belongs to what: the properties along which the scope of an audit grows.

A thing belongs to an audit if somebody who audits the plan, unit or region would want to see it: a measure of a task,
an event in the life of a document, a value that a measure has led to. What many things share (a region, a unit, an
indicator, a time) is only mentioned by them: from it the scope would grow into what belongs to others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policygraph.vocab import KINDS

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ANY", "AUDITED", "PARTS", "SHARED", "Routes", "Stage"]

ANY = "*"
"""Stands for every kind in a table of routes."""

SHARED = frozenset(
    KINDS[prefix]
    for prefix in ("batch", "group", "indicator", "programme", "region", "source", "subject", "time", "unit")
) | {KINDS["measure-unit"], KINDS["inference"], KINDS["passage"]}
"""Kinds that things have in common, and that are mentioned by them rather than belong to them."""


class Routes(NamedTuple):
    """Properties to follow from things of one kind, as local names of the ontology.

    Attributes:
        forward: From subject to object.
        inverse: From object to subject.
        mentions: From subject to what it only mentions.
    """

    forward: tuple[str, ...] = ()
    inverse: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()


class Stage(NamedTuple):
    """One widening of a scope.

    Attributes:
        routes: By kind of thing, the last segment but one of its IRI.
        again: Whether what is found is followed in the same way, until nothing new comes.
    """

    routes: Mapping[str, Routes]
    again: bool = False


PARTS: Mapping[str, Routes] = {
    ANY: Routes(
        forward=("hasAssignment", "hasPrintedName", "hasOutcome", "hasTotal", "hasAcceptance"),
        inverse=("affects", "declaredFor"),
        mentions=("hasTime", "hasPeriod", "hasDeadline", "isBasedOn", "takesPlaceIn", "concerns", "usesMethodology"),
    ),
    "document": Routes(
        forward=("hasNumber", "hasLifecycleEvent", "hasProvision", "setsTarget"),
        mentions=("appliesTo", "setsIndicator", "reportsOn", "derivesFrom", "details", "revises", "replaces", "amends"),
    ),
    "provision": Routes(
        forward=("hasSubprovision", "setsValue", "hasCondition", "createsInstrument"), mentions=("governs", "appliesTo")
    ),
    "task": Routes(forward=("hasElement", "rectifies"), inverse=("isMeasureOf",), mentions=("isTaskOf",)),
    "measure": Routes(
        forward=("producesDocument", "establishes", "carriesOut"),
        inverse=("isPartOfMeasure",),
        mentions=("isMeasureOf", "addresses", "improves", "adjusts"),
    ),
    "rectification": Routes(forward=("rectifies", "producesDocument"), inverse=("isMeasureOf",)),
    "inspection": Routes(forward=("producesDocument",), inverse=("isFoundBy",), mentions=("inspects",)),
    "problem": Routes(inverse=("rectifies", "accepts"), mentions=("isFoundBy",)),
    "mechanism": Routes(forward=("hasComponent",)),
    "information-system": Routes(forward=("hasComponent",)),
    "instrument": Routes(forward=("hasComponent",)),
    "assessment": Routes(inverse=("isResultOf",), mentions=("assesses",)),
    "assessment-result": Routes(mentions=("ofIndicator",)),
    "assignment": Routes(mentions=("assignsTo",)),
    "designation": Routes(mentions=("hasHolder", "inProgramme", "inBatch")),
    "value": Routes(inverse=("isDerivedFrom",), mentions=("ofIndicator", "forArea", "isAbout")),
    "programme": Routes(),
    "region": Routes(mentions=("overlaps",)),
    "unit": Routes(),
}
"""What belongs to a thing of each kind, whatever the audit is for."""

_DOCUMENT = Stage(
    {
        "document": Routes(
            inverse=(
                *("isTaskOf", "assesses", "reportsOn", "derivesFrom", "details"),
                *("isBasedOn", "revises", "replaces", "amends"),
            )
        )
    }
)
_ACTS = Routes(forward=("actsIn",), inverse=("assignsTo", "isRunBy"))
_LIFE = Stage({"lifecycle-event": Routes(inverse=("hasLifecycleEvent",))})

AUDITED: Mapping[str, tuple[Stage, ...]] = {
    "plan": (_DOCUMENT,),
    "report": (_DOCUMENT,),
    "document": (_DOCUMENT,),
    "task": (),
    "unit": (
        Stage(
            {kind: Routes(inverse=("isSubordinateTo", "isOfficeOf")) for kind in ("unit", "agent-group")}, again=True
        ),
        Stage({"unit": _ACTS, "agent-group": _ACTS}),
        _LIFE,
    ),
    "region": (
        Stage({"region": Routes(forward=("hasMember",), inverse=("isPartOf", "liesIn"))}, again=True),
        Stage(
            {
                "region": Routes(
                    inverse=("servesRegion", "hasHolder", "takesPlaceIn", "forArea", "appliesTo", "inspects", "isAbout")
                )
            }
        ),
        Stage({"unit": _ACTS, "agent-group": _ACTS, "document": Routes(inverse=("isTaskOf",))}),
        _LIFE,
    ),
}
"""What is audited → how its scope widens before the parts of everything in it are added."""
