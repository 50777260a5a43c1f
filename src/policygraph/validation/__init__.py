"""The graph against its shapes: SHACL in, findings with remedies out."""

from policygraph.validation.engine import validate
from policygraph.validation.result import Severity, ValidationFigures, ValidationFinding, ValidationResult
from policygraph.validation.shapes import read_shapes

__all__ = [
    "Severity",
    "ValidationFigures",
    "ValidationFinding",
    "ValidationResult",
    "read_shapes",
    "validate",
]
