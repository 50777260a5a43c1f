"""Which properties a path may follow, and through which kinds of things it may lead."""

from __future__ import annotations

from typing import Final

__all__ = ["ENDS_ONLY", "NOT_STEPS", "ORGANISATION", "STEPS"]

STEPS: Final = (
    "accepts", "addresses", "adjusts", "amends", "appliesTo", "assesses", "assignsTo", "carriesOut", "concerns",
    "createsInstrument", "declaredFor", "derivesFrom", "details", "establishes", "forArea", "governs", "hasAcceptance",
    "hasAssignment", "hasComponent", "hasCondition", "hasElement", "hasHolder", "hasLifecycleEvent", "hasMember",
    "hasNumber", "hasOutcome", "hasProvision", "hasSubprovision", "hasTotal", "improves", "inBatch", "inProgramme",
    "inspects", "isAbout", "isBasedOn", "isBatchOf", "isConnectedTo", "isCountedIn", "isDerivedFrom", "isDueTo",
    "isFoundBy", "isMeasureOf", "isOfficeOf", "isPartOf", "isPartOfMeasure", "isPartOfTotal", "isReportedBy",
    "isResultOf", "isRunBy", "isSubordinateTo", "isSubsetOfTotal", "isTaskOf", "liesIn", "measures", "ofIndicator",
    "overlaps", "producesDocument", "rectifies", "replaces", "reportsOn", "revises", "servesRegion", "setsIndicator",
    "setsTarget", "setsValue", "takesPlaceIn", "usesMethodology",
)  # fmt: skip
"""Properties of the ontology between things that are stated of them, not concluded by a rule; followed both ways."""

ORGANISATION: Final = frozenset(("isOfficeOf", "isSubordinateTo"))
"""Those of them that say who stands above whom, whatever either of them answers for."""

NOT_STEPS: Final = {
    "affects": "damage to a text joins what is printed beside one another",
    "byRule": "evidence",
    "carriesReport": "evidence",
    "convertsTo": "measurement units are shared by what has nothing else in common",
    "excludes": "evidence",
    "hasCodeExplainedBy": "evidence",
    "hasDeadline": "times are shared by what has nothing else in common",
    "hasDefaultUnit": "measurement units are shared by what has nothing else in common",
    "hasPeriod": "times are shared by what has nothing else in common",
    "hasPrintedName": "a name leads nowhere",
    "hasPublicationTime": "evidence",
    "hasTime": "times are shared by what has nothing else in common",
    "inSource": "evidence",
    "inUnit": "measurement units are shared by what has nothing else in common",
    "isCarriedAt": "evidence",
    "isComparedWith": "times are shared by what has nothing else in common",
    "restsOn": "evidence",
    "statedIn": "evidence",
}
"""Property that no path follows → why. Nor is anything followed that leads to a concept or that a rule adds."""

ENDS_ONLY: Final = {
    "indicator": "two acts measured alike need not have to do with each other",
    "region": "most acts of a place have nothing else in common",
    "subject": "being about the same thing is no accountability",
}
"""Kind of things at which a path may begin or end, but through which it does not lead unless told → why."""
