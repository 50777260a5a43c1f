"""What a validation says: findings a person can act on, and the W3C report they come from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from policygraph.errors import Finding
from policygraph.vocab import shorten

if TYPE_CHECKING:
    from rdflib import Graph

    from policygraph.errors import Location

__all__ = ["REMEDY_MARK", "Severity", "ValidationFigures", "ValidationFinding", "ValidationResult"]

REMEDY_MARK = " → "
"""Stands in every `sh:message` between what is wrong and what to do about it."""


class Severity(Enum):
    """How bad a finding is; only a violation keeps a release from being written."""

    VIOLATION = "Violation"
    WARNING = "Warning"
    INFO = "Info"


@dataclass(frozen=True, slots=True)
class ValidationFinding:
    """One node that breaks one shape.

    Attributes:
        focus: IRI of the node that was looked at.
        path: IRI of the property concerned, or a property path in SPARQL's syntax; None where the node itself is wrong.
        value: The value concerned, in N-Triples; None where a value is missing.
        severity: Violation, warning or information.
        shape: IRI of the shape that was broken, the property shape where there is one.
        message_en: What is wrong and what to do, in English.
        message_zh: The same in Chinese.
    """

    focus: str
    path: str | None
    value: str | None
    severity: Severity
    shape: str
    message_en: str
    message_zh: str

    def as_finding(self, location: Location | None = None) -> Finding:
        """Give the finding in the form that errors carry, message and remedy apart, in English."""
        wrong, _, remedy = self.message_en.partition(REMEDY_MARK)
        value = f" (value: {self.value})" if self.value and self.value != f"<{self.focus}>" else ""
        return Finding(shorten(self.shape), wrong + value, remedy or "see the shape's definition", location, self.focus)


@dataclass(frozen=True, slots=True)
class ValidationFigures:
    """How much was looked at.

    Attributes:
        node_shapes: Named node shapes.
        property_shapes: Named property shapes.
        focus_nodes: Distinct nodes of the data that at least one shape is aimed at.
    """

    node_shapes: int
    property_shapes: int
    focus_nodes: int


@dataclass(frozen=True, slots=True)
class ValidationResult:
    """The outcome of one validation.

    Attributes:
        findings: Everything found, violations first, then by shape and node.
        report: The W3C validation report; its `sh:conforms` is false once there is any result, a warning included.
        figures: How much was looked at.
    """

    findings: tuple[ValidationFinding, ...]
    report: Graph
    figures: ValidationFigures

    @property
    def violations(self) -> tuple[ValidationFinding, ...]:
        """The findings that keep a release from being written."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.VIOLATION)

    @property
    def warnings(self) -> tuple[ValidationFinding, ...]:
        """The findings that are worth a look, those of mere information included."""
        return tuple(finding for finding in self.findings if finding.severity is not Severity.VIOLATION)

    @property
    def conforms(self) -> bool:
        """Whether there is no violation; warnings do not count."""
        return not self.violations
