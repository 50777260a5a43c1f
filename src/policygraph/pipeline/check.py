"""From files to a data set that is known to be sound: contract, inference, shapes, evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rdflib import RDF, URIRef

from policygraph.curation import check_contract, check_evidence
from policygraph.curation.lines import location
from policygraph.errors import DataError, EvidenceError, NotFoundError, ValidationError
from policygraph.graph.assemble import read_files
from policygraph.graph.dataset import Dataset
from policygraph.graph.infer import infer, load_rules
from policygraph.graph.turtle import as_graph
from policygraph.validation import read_shapes, validate
from policygraph.vocab import GRAPH

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygraph.curation import EvidenceReport
    from policygraph.errors import Finding
    from policygraph.graph.workspace import Workspace
    from policygraph.model.files import TurtleFile
    from policygraph.pipeline.progress import Progress
    from policygraph.sources import Texts
    from policygraph.validation import ValidationFinding, ValidationResult

__all__ = ["Checked", "check_graph"]


@dataclass(frozen=True, slots=True)
class Checked:
    """A data set that has passed every check.

    Attributes:
        files: What it was made of.
        dataset: The data set, inferences included.
        inferred: Number of triples that each rule added.
        validation: The outcome of SHACL: no violation, perhaps warnings.
        warnings: The warnings of SHACL with file and line, in order.
        evidence: What holding the passages against the texts has shown.
    """

    files: tuple[TurtleFile, ...]
    dataset: Dataset
    inferred: dict[str, int]
    validation: ValidationResult
    warnings: tuple[Finding, ...]
    evidence: EvidenceReport


def check_graph(workspace: Workspace, texts: Texts, progress: Progress, *, require_texts: bool = False) -> Checked:
    """Assemble the graph of a workspace, infer, and check it.

    Args:
        workspace: Where the files are.
        texts: The source texts at hand.
        progress: Who is told of the steps.
        require_texts: Whether a source whose text is not at hand is an error.

    Raises:
        DataError: A file is broken or against the contract.
        EvidenceError: A passage does not agree with its text, or a text is required and not at hand.
        ValidationError: The graph breaks a shape.
    """
    with progress.step("check against the contract"):
        files = read_files(workspace)
        _raise_if(check_contract(files), DataError, "breaks the contract of data/FORMAT.md", "in the data")
        progress.note(f"{len(files)} files")
    with progress.step("verify the evidence"):
        evidence = _evidence(files, texts, require_texts=require_texts)
        absent = f"; no text at hand of {', '.join(evidence.absent)}" if evidence.absent else ""
        progress.note(f"{sum(evidence.checked.values())} passages held against their text{absent}")
    with progress.step("infer"):
        dataset = Dataset.of(files)
        inferred = infer(dataset, load_rules(workspace.rule_files()))
        progress.note(f"{len(dataset):,} quads, {sum(inferred.values()):,} by {len(inferred)} rules")
    with progress.step("validate"):
        validation = _validate(workspace, dataset, files)
        figures = validation.figures
        progress.note(f"{figures.node_shapes} shapes over {figures.focus_nodes:,} nodes, {_warnings(validation)}")
    warnings = tuple(_placed(warning, files) for warning in validation.warnings)
    return Checked(files, dataset, inferred, validation, warnings, evidence)


def _evidence(files: tuple[TurtleFile, ...], texts: Texts, *, require_texts: bool) -> EvidenceReport:
    report = check_evidence(files, texts)
    _raise_if(report.findings, EvidenceError, "does not agree with the source texts", "in the evidence")
    if require_texts and report.absent:
        try:
            texts.get(report.absent[0])
        except NotFoundError as error:
            raise EvidenceError(error.message, remedy=error.remedy) from error
    return report


def _validate(workspace: Workspace, dataset: Dataset, files: Sequence[TurtleFile]) -> ValidationResult:
    ontology = as_graph(t for file in files if file.graph == f"{GRAPH}ontology" for t in file.triples)
    result = validate(dataset.triples(), read_shapes(workspace.shape_files()), ontology, dataset.select)
    found = [_placed(finding, files) for finding in result.violations]
    _raise_if(found, ValidationError, "breaks the shapes", "by SHACL")
    return result


def _placed(finding: ValidationFinding, files: Sequence[TurtleFile]) -> Finding:
    focus = URIRef(finding.focus)
    holders = [file for file in files if any(triple[0] == focus for triple in file.triples)]
    described = [file for file in holders if any(s == focus and p == RDF.type for s, p, _ in file.triples)]
    file = next(iter([*described, *holders]), None)
    return finding.as_finding(location(file, finding.focus, finding.path) if file else None)


def _raise_if(
    findings: Sequence[Finding], error: type[DataError | EvidenceError | ValidationError], *words: str
) -> None:
    if findings:
        what, where = words
        raise error(
            f"the graph {what}: {len(findings)} finding{'s' * (len(findings) > 1)} {where}",
            remedy="mend what is listed above; nothing was built and what is served stays as it is",
            findings=findings,
        )


def _warnings(validation: ValidationResult) -> str:
    count = len(validation.warnings)
    return f"{count} warning{'s' * (count != 1)}"
