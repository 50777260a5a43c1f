"""Kinds of things that answer the questions of an auditor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.vocab import CONCEPT

if TYPE_CHECKING:
    from policygraph.trace.model import Node

__all__ = [
    "is_acceptance",
    "is_aim",
    "is_document",
    "is_figure",
    "is_order",
    "is_planned",
    "is_planned_measure",
    "is_reported_measure",
    "is_result",
]

_DOCUMENTS = frozenset({"PolicyDocument", "Plan", "Report"})
_ORDERS = frozenset(
    (
        *("Assessment", "Challenge", "Inspection", "Meeting", "Plan", "PolicyDocument", "Problem", "ProblemSet"),
        *("Programme", "Provision", "RectificationProgramme", "Task"),
    )
)
_RESULTS = frozenset(
    (
        *("Designation", "InformationSystem", "Measure", "Mechanism", "Meeting", "Plan", "PolicyDocument"),
        *("PolicyInstrument", "Project", "RectificationProgramme"),
    )
)
_FIGURES = frozenset(["AssessmentResult", "DeclaredTotal", "DerivedValue", "Observation", "ValueStatement"])
_AIMS = frozenset({"PrescribedValue", "Target"})
_LIMIT = f"{CONCEPT}statistic/threshold"
_PLANNED = f"{CONCEPT}modality/planned"


def is_planned(node: Node) -> bool:
    """Tell whether a thing is only planned."""
    return _has(node, _PLANNED)


def is_planned_measure(node: Node) -> bool:
    """Tell a measure that is only planned."""
    return node.type == "Measure" and is_planned(node)


def is_reported_measure(node: Node) -> bool:
    """Tell a measure that is reported."""
    return node.type == "Measure" and not is_planned(node)


def is_document(node: Node) -> bool:
    """Tell a document."""
    return node.type in _DOCUMENTS


def is_figure(node: Node) -> bool:
    """Tell a figure that was found from a limit that says what a figure is about."""
    return node.type in _FIGURES and not _has(node, _LIMIT)


def is_acceptance(node: Node) -> bool:
    """Tell an acceptance."""
    return node.type == "Acceptance"


def is_aim(node: Node) -> bool:
    """Tell what is to be reached or done: a target, a prescribed value, a planned result."""
    return node.type in _AIMS or (node.type in _RESULTS and is_planned(node))


def is_order(node: Node) -> bool:
    """Tell what can order another thing."""
    return node.type in _ORDERS or is_planned_measure(node)


def is_result(node: Node) -> bool:
    """Tell what can come of a thing, and is not only planned."""
    return node.type in _RESULTS and not is_planned(node)


def _has(node: Node, concept: str) -> bool:
    return any(fact.value == concept for fact in node.facts)
