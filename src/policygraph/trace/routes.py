"""Which way each property of the graph leads, for a trace to follow.

Up leads from a thing to where it comes from: a provision to its document, the document to the measure that produced
it, the measure to its task, the task to the report. Down leads the other way, to what comes of it. A detail belongs to
a thing and explains it: the number of a document, the events of its life, who took part in them and in which role.

A step up is followed by steps up, a step down by steps down, and details go with both; a detail leads to further
details. So a trace never turns round half way, which would lead to everything else that a report tells.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

from policygraph.vocab import PG, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["EXCLUDED", "FACTS", "HUBS", "ROUTES", "Route", "Way"]

Way = Literal["up", "down", "detail", "aside", "mention", "onward", "start", "start-up", "start-down"]
"""How a property is followed in one of its directions.

`up`, `down` and `detail` are the ways of a trace. An `aside` is a detail of what the walk goes through that leads no
further, and so is a `mention`, on the way down; `onward` carries a walk down through a thing that stands between two
others, such as an assignment; `start` is a detail of the thing that a trace starts from, and of no other, `start-up`
and `start-down` are ways up and down from that thing alone.
"""


@dataclass(frozen=True, slots=True)
class Route:
    """A property and the ways on which it is followed.

    Attributes:
        property: IRI of the property.
        forward: The ways on which it leads from subject to object; the first that applies names the step.
        backward: The ways on which it leads from object to subject.
        into: Local names of the classes that its objects can have; empty where every thing can be one.
        bearer: Whether the `subject` or the `object` of a statement is what its words and reasons stand on: a person
            reads in the object that an event has an assignment, and in the subject that a measure serves a task.
        steps: Of a property that rules write as a short way, how many steps the long way takes; else 0.
        first: IRI of the property of the long way's first step.
        apart: Local name of a class → the ways back from objects of that class, where they are others.
    """

    property: str
    forward: tuple[Way, ...]
    backward: tuple[Way, ...] = ()
    into: frozenset[str] = frozenset()
    bearer: Literal["subject", "object"] = "subject"
    steps: int = 0
    first: str = ""
    apart: Mapping[str, tuple[Way, ...]] = field(default_factory=dict)


_AGENT = "Agent AgentGroup Unit"
_DOCUMENT = "Plan PolicyDocument Report"
_INDICATOR = "Indicator"
_MEASURE = "Measure"
_PROVISION = "Provision"
_REGION = "AdministrativeDivision NaturalArea Region RegionGroup SpecialArea"
_TIME = "TimeExpression"
_VALUE = "DeclaredTotal DerivedValue Observation PrescribedValue Target ValueStatement"
_PROBLEM = "Problem ProblemSet"
_ANY = ""

_WAYS: Mapping[str, Way] = {way: way for way in get_args(Way)}

# Parts of a thing: property, forward, backward, classes of the objects. The part bears the words.
_PARTS = (
    ("hasProvision", "down", "up", _PROVISION),
    ("hasSubprovision", "down detail", "up", _PROVISION),
    ("createsInstrument", "down", "up", "PolicyInstrument"),
    ("setsValue", "down detail", "up", "PrescribedValue"),
    ("setsTarget", "down", "up", "Target"),
    ("hasCondition", "down detail", "up", "Condition"),
    ("hasNumber", "detail", "up", "DocumentNumber"),
    ("hasLifecycleEvent", "detail", "up onward", "LifecycleEvent"),
    ("hasAssignment", "detail", "up onward", "Assignment"),
    ("hasElement", "down", "up", "TaskElement"),
    ("hasOutcome", "down", "up aside", _VALUE),
    ("hasTotal", "down", "up", "DeclaredTotal"),
    ("hasAcceptance", "down", "up", "Acceptance"),
    ("hasPrintedName", "start", "up", "PrintedName"),
)

# Statements of a thing about another: the thing that says so bears the words.
_STATEMENTS = (
    ("accepts", "up", "down", _PROBLEM),
    ("addresses", "up", "down", _ANY),
    ("adjusts", "up", "down", _ANY),
    ("affects", "up", "detail", _ANY),
    ("amends", "up", "down", _DOCUMENT),
    ("appliesTo", "aside", "down", _REGION),
    ("assesses", "up", "down", "Plan"),
    ("assignsTo", "detail", "down", _AGENT),
    ("carriesOut", "down", "up down", _ANY),
    ("carriesReport", "up down", "detail", _DOCUMENT),
    ("concerns", "aside", "mention", _ANY),
    ("declaredFor", "up", "down", _ANY),
    ("derivesFrom", "up", "down", "Plan"),
    ("details", "up", "down", "Plan"),
    ("establishes", "down", "up", _ANY),
    ("excludes", "detail", "down", "Passage"),
    ("forArea", "aside", "down", _REGION),
    ("governs", "down", "up", "PolicyInstrument"),
    ("hasCodeExplainedBy", "", "down", "Inference"),
    ("hasComponent", "down", "up", _ANY),
    ("hasDeadline", "detail", "down", _TIME),
    ("hasHolder", "detail", "down", f"{_AGENT} {_REGION} Project"),
    ("hasMember", "down", "up", _REGION),
    ("hasPeriod", "detail", "down", _TIME),
    ("hasPublicationTime", "detail", "down", _TIME),
    ("hasTime", "detail", "down", _TIME),
    ("improves", "down", "up", _ANY),
    ("inBatch", "up aside", "down", "Batch"),
    ("inProgramme", "up aside", "start-down", "Programme"),
    ("inSource", "up", "", "Source"),
    ("inspects", "aside", "down", f"{_AGENT} {_REGION}"),
    ("isAbout", "aside", "down", _ANY),
    ("isBasedOn", "up", "down", _ANY),
    ("isBatchOf", "up", "start-down", "Programme"),
    ("isComparedWith", "detail", "down", _TIME),
    ("isConnectedTo", "aside", "aside", "InformationSystem"),
    ("isCountedIn", "up", "down", "DeclaredTotal"),
    ("isDerivedFrom", "up detail", "down", _VALUE),
    ("isDueTo", "up", "down", _ANY),
    ("isFoundBy", "up", "down", "Inspection"),
    ("isMeasureOf", "up aside", "down", "RectificationProgramme RectificationTask Task"),
    ("isOfficeOf", "up", "down", "Unit"),
    ("isPartOf", "up", "down", _REGION),
    ("isPartOfMeasure", "up", "down", _MEASURE),
    ("isPartOfTotal", "up", "down", _VALUE),
    ("isReportedBy", "down", "up", _MEASURE),
    ("isResultOf", "up", "down", "Assessment"),
    ("isRunBy", "detail", "down", _AGENT),
    ("isSubordinateTo", "up", "down", "Unit"),
    ("isSubsetOfTotal", "up", "down", _VALUE),
    ("isTaskOf", "up aside", "down", _DOCUMENT),
    ("liesIn", "up", "down", _REGION),
    ("measures", "aside", "down", _ANY),
    ("ofIndicator", "detail", "start-down", _INDICATOR),
    ("overlaps", "start", "start", _REGION),
    ("producesDocument", "down", "up", _DOCUMENT),
    ("rectifies", "up", "down", _PROBLEM),
    ("replaces", "up", "down", _DOCUMENT),
    ("reportsOn", "up", "down", _DOCUMENT),
    ("restsOn", "", "down", "Inference"),
    ("revises", "up", "down", _DOCUMENT),
    ("servesRegion", "up", "down", _REGION),
    ("setsIndicator", "down", "up", _INDICATOR),
    ("statedIn", "", "down up", "Passage"),
    ("takesPlaceIn", "aside", "down", _REGION),
    ("usesMethodology", "aside", "down", "Methodology"),
    ("dcterms:isReplacedBy", "up down", "", _ANY),
    ("dcterms:publisher", "detail", "down", _AGENT),
    ("skos:broader", "up", "down", "Concept"),
)

# Many places carry out one programme and measure one indicator, none of them because another does. A designation comes
# of the measure about it.
_APART = {
    "carriesOut": {"Programme": "start-up start-down"},
    "concerns": {"Designation": "up mention", "Indicator": "start-down", "Programme": "start-down"},
    "isAbout": {"Programme": "start-down"},
}

# What rules derive as a short way: its way, the steps of the long one, which tells roles, evidence and reasons, and the
# property of the first of them.
_SHORT: tuple[tuple[str, Way, int, str], ...] = (
    ("actsIn", "down", 2, "assignsTo"),
    ("hasResponsibleUnit", "detail", 2, "hasAssignment"),
    ("hasSupervisingUnit", "detail", 2, "hasAssignment"),
    ("isIssuedBy", "detail", 3, "hasLifecycleEvent"),
    ("isOrganisedBy", "detail", 2, "hasAssignment"),
)


def _iri(name: str) -> str:
    prefix, colon, local = name.partition(":")
    return PREFIXES[prefix] + local if colon else PG + name


def _ways(words: str) -> tuple[Way, ...]:
    return tuple(_WAYS[word] for word in words.split())


def _apart(name: str) -> Mapping[str, tuple[Way, ...]]:
    return {kind: _ways(words) for kind, words in _APART.get(name, {}).items()}


def _routes() -> dict[str, Route]:
    parts = [Route(_iri(n), _ways(f), _ways(b), frozenset(into.split()), "object") for n, f, b, into in _PARTS]
    others = [
        Route(_iri(n), _ways(f), _ways(b), frozenset(into.split()), apart=_apart(n)) for n, f, b, into in _STATEMENTS
    ]
    short = [Route(_iri(n), (way,), steps=steps, first=_iri(first)) for n, way, steps, first in _SHORT]
    return {route.property: route for route in (*parts, *others, *short)}


ROUTES: Mapping[str, Route] = _routes()
"""The routes by property, in the order in which the steps from a thing are told."""

FACTS: frozenset[str] = frozenset(
    map(
        _iri,
        (
            *("atStage", "byRule", "convertsTo", "countsClass", "hasAcceptanceStatus", "hasAreaKind"),
            *("hasAssessmentStatus", "hasBasis", "hasBound", "hasCertainty", "hasDefaultUnit", "hasDefectKind"),
            *("hasDesignationStatus", "hasDirection", "hasDivisionType", "hasDocumentKind", "hasDocumentStatus"),
            *("hasExclusionKind", "hasInspectionKind", "hasLevel", "hasMeasureStatus", "hasModality", "hasPrecision"),
            *("hasProgrammeKind", "hasProjectStatus", "hasProvisionKind", "hasRecurrence", "hasRole", "hasStatistic"),
            *("hasTaskStatus", "hasUnitKind", "inUnit", "isCarriedAt"),
            *("dcterms:license", "dcterms:source", "skos:closeMatch", "skos:exactMatch", "skos:relatedMatch"),
        ),
    )
)
"""Properties whose object is told as a fact of the subject: a concept, a unit of measurement, an address."""

EXCLUDED: Mapping[str, str] = {
    _iri(name): reason
    for name, reason in (
        ("enumerates", "the inverse of isCountedIn, which is followed against its direction"),
        ("findsProblem", "the inverse of isFoundBy, which is followed against its direction"),
        ("hasMeasure", "the inverse of isMeasureOf, which is followed against its direction"),
        ("isAffectedBy", "the inverse of affects, which is followed against its direction"),
        ("isAnsweredBy", "the inverse of addresses, which is followed against its direction"),
        ("isEstablishedBy", "the inverse of establishes, which is followed against its direction"),
        ("notStated", "a step without a thing at its end, of the property that it names"),
        ("derivedAtBuild", "speaks of properties of the ontology"),
        ("mintsUnder", "speaks of classes of the ontology"),
        ("takesConceptFrom", "speaks of properties of the ontology"),
        ("anchorPhrase", "told with the passage"),
        ("endOffset", "told with the passage"),
        ("passageDigest", "told with the passage"),
        ("startOffset", "told with the passage"),
        ("reconstructedName", "told as the Chinese label"),
        ("rdf:type", "told as the type"),
        ("rdfs:label", "told as the label"),
        ("skos:altLabel", "what a rule copies from the printed names"),
        ("skos:prefLabel", "told as the label"),
        ("skos:inScheme", "the scheme stands in the IRI of a concept"),
        ("skos:topConceptOf", "the scheme stands in the IRI of a concept"),
        ("rdfs:isDefinedBy", "the ontology stands in the IRI of a term"),
        ("oa:hasSelector", "repeats the place of a passage"),
        ("oa:hasSource", "repeats the place of a passage"),
        ("prov:wasQuotedFrom", "repeats the place of a passage"),
    )
}
"""Properties that no trace shows as a step or a fact, each with the reason."""

HUBS: frozenset[str] = frozenset(f"{_AGENT} {_REGION} {_TIME} {_INDICATOR} Concept Inference Programme Source".split())
"""Local names of the classes whose members thousands of things may point to."""
