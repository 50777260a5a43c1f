"""Running the shapes: the one place that knows pySHACL.

Two of its switches are never used, because they give wrong answers: `focus_nodes` misses faults in nested shapes, and
`use_shapes` drops property shapes that have a name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyshacl
from pyshacl.errors import ReportableRuntimeError
from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef
from rdflib.namespace import SH

from policygraph.errors import DataError
from policygraph.validation.idle import without_idle_queries
from policygraph.validation.prepared import PreparingGraph
from policygraph.validation.result import Severity, ValidationFigures, ValidationFinding, ValidationResult
from policygraph.validation.shapes import message_of, named, path_text
from policygraph.validation.targets import aimed_at_properties, focus_nodes
from policygraph.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib.term import Node

    from policygraph.model.files import Triple
    from policygraph.validation.idle import Select

__all__ = ["validate"]

_LANGUAGES = ("en", "zh-Hans")
_ORDER = {severity: rank for rank, severity in enumerate(Severity)}


def validate(data: Iterable[Triple], shapes: Graph, ontology: Graph, select: Select | None = None) -> ValidationResult:
    """Hold a graph against shapes.

    Args:
        data: The triples to check, inferences included; a graph is not changed. A triple may come twice.
        shapes: The shapes graph; see `read_shapes`.
        ontology: Where the class hierarchy stands; nothing else is taken from it.
        select: Who answers queries over the same data faster than the engine; rdflib unless told.

    Raises:
        DataError: The shapes are not well-formed, so that the engine can't run them.
    """
    subject = _with_classes(data, ontology)
    busy = without_idle_queries(shapes, select or (lambda text: list(subject.query(text).bindings)))
    report = _run(subject, busy)
    _restore_messages(report, shapes)
    findings = (_finding(report, shapes, result) for result in report.objects(None, SH.result))
    figures = ValidationFigures(
        node_shapes=len(named(shapes, SH.NodeShape)),
        property_shapes=len(named(shapes, SH.PropertyShape)),
        focus_nodes=len(focus_nodes(subject, shapes)),
    )
    return ValidationResult(tuple(sorted(findings, key=_rank)), report, figures)


def _with_classes(data: Iterable[Triple], ontology: Graph) -> PreparingGraph:
    """Copy the data, and add what the ontology says about its classes and properties being such."""
    graph = PreparingGraph()
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    for triple in data:
        graph.add(triple)
    for triple in ontology.triples((None, RDFS.subClassOf, None)):
        graph.add(triple)
    for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty):
        for term in ontology.subjects(RDF.type, kind):
            graph.add((term, RDF.type, kind))
    return graph


def _run(subject: PreparingGraph, shapes: Graph) -> Graph:
    try:
        _, report, text = pyshacl.validate(subject, shacl_graph=aimed_at_properties(shapes), inplace=True)
    except ReportableRuntimeError as error:
        raise DataError(f"the shapes can't be run: {error}", remedy="mend the shape named") from error
    if not isinstance(report, Graph):
        raise DataError(f"the shapes can't be run: {text}", remedy="mend the shape named")
    return report


def _restore_messages(report: Graph, shapes: Graph) -> None:
    """Write each result's messages as the shape has them; the engine drops the language tags of some."""
    for result, shape in list(report.subject_objects(SH.sourceShape)):
        messages = list(shapes.objects(shape, SH.message))
        if messages:
            report.remove((result, SH.resultMessage, None))
        for message in messages:
            report.add((result, SH.resultMessage, message))


def _finding(report: Graph, shapes: Graph, result: Node) -> ValidationFinding:
    shape = report.value(result, SH.sourceShape)
    path = report.value(result, SH.resultPath)
    value = report.value(result, SH.value)
    severity = str(report.value(result, SH.resultSeverity)).removeprefix(str(SH))
    generic = str(report.value(result, SH.resultMessage) or "")
    english, chinese = (message_of(shapes, shape, language) if shape else "" for language in _LANGUAGES)
    return ValidationFinding(
        focus=str(report.value(result, SH.focusNode)),
        path=None if path is None else path_text(report, path),
        value=value.n3() if isinstance(value, (URIRef, Literal)) else None,
        severity=Severity(severity),
        shape=str(shape),
        message_en=english or generic,
        message_zh=chinese or generic,
    )


def _rank(finding: ValidationFinding) -> tuple[int, str, str, str]:
    return _ORDER[finding.severity], finding.shape, finding.focus, finding.value or ""
