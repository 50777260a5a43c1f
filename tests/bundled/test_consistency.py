"""The consistency shapes bite on the curated data itself: each fault, put into it by hand, is found where it is."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

import pytest

from policygraph.graph.assemble import read_files
from policygraph.graph.dataset import Dataset
from policygraph.graph.infer import infer, load_rules
from policygraph.graph.turtle import as_graph
from policygraph.graph.workspace import Workspace
from policygraph.resources import bundled
from policygraph.validation import read_shapes, validate
from policygraph.vocab import GRAPH, expand


class Fault(NamedTuple):
    """A change to the description of a node, and who is found to break which shape by it."""

    shape: str
    found_at: str
    node: str
    stands: str
    put: str


NUMBERED = "document:inner-mongolia-mid-term-assessment-work-plan-notice"
FAULTS = [
    Fault("Whole-sum", "value:shanxi-constructed-wetlands", "value:shanxi-constructed-wetlands", "40.0", "41.0"),
    Fault(
        "Subset-size",
        "value:inner-mongolia-air-steel-completed",
        "value:inner-mongolia-air-steel-completed",
        "pg:value 2.0",
        "pg:value 12.0",
    ),
    Fault(
        "ConvertedValue-factor",
        "value:inner-mongolia-soil-safe-use-hectares",
        "value:inner-mongolia-soil-safe-use-hectares",
        "7000.0",
        "700.0",
    ),
    Fault(
        "ConvertedValue-share",
        "value:inner-mongolia-air-coking-completed-share",
        "value:inner-mongolia-air-coking-completed-share",
        "pg:value 18.75",
        "pg:value 19.0",
    ),
    Fault(
        "AcceptanceTotals-all",
        "acceptance:shanxi-warning-film-problems",
        "value:shanxi-warning-film-problems",
        "pg:value 23.0",
        "pg:value 24.0",
    ),
    Fault(
        "CountedThings-notExceeded",
        "value:reclaimed-water-allocation-first-size",
        "value:reclaimed-water-allocation-first-size",
        "pg:value 78.0",
        "pg:value 3.0",
    ),
    Fault(
        "CountedThings-class",
        "value:beautiful-rivers-and-lakes-first-size",
        "value:beautiful-rivers-and-lakes-first-size",
        "pg:Designation",
        "pg:Measure",
    ),
    Fault(
        "CompletedTask-measures",
        "task:shanxi-2022-01",
        "measure:shanxi-2022-01-accounting-2020",
        "measure-status:completed",
        "measure-status:in-progress",
    ),
    Fault(
        "CompletedMeasure-parts",
        "measure:shanxi-2022-01-geep-accounting",
        "measure:shanxi-2022-01-accounting-2021",
        "measure-status:completed",
        "measure-status:in-progress",
    ),
    Fault(
        "Measure-plannedOutcome",
        "measure:shanxi-ultra-low-emission-coking-main-works",
        "measure:shanxi-ultra-low-emission-coking-main-works",
        "modality:reported",
        "modality:planned",
    ),
    Fault(
        "TimeExpression-notBefore",
        "time:shanxi-autumn-winter-2021-10-2022-03",
        "time:shanxi-autumn-winter-2021-10-2022-03",
        'pg:notAfter "2022-',
        'pg:notAfter "2020-',
    ),
    Fault("NumberedDocument-agency", NUMBERED, "unit:inner-mongolia-development-planning-commission", "字", "函"),
    Fault(
        "Designation-inProgramme",
        "designation:shanxi-lingchuan-demonstration-zone",
        "designation:shanxi-lingchuan-demonstration-zone",
        "pg:inProgramme",
        "pg:concerns",
    ),
    Fault(
        "PolicyDocument-statusHasEvent",
        "document:shanxi-ozone-campaign-plan",
        "document:shanxi-ozone-campaign-plan",
        "document-status:issued",
        "document-status:in-force",
    ),
]


def _spoilt(texts: list[str], fault: Fault) -> list[str]:
    """Put a fault into the one description of its node that holds what is to be changed."""
    block = re.compile(rf"(?<=\n){re.escape(fault.node)}\n(?:    .*\n)+")
    places = [(i, m) for i, t in enumerate(texts) for m in block.finditer(t) if fault.stands in m[0]]
    assert len(places) == 1, fault
    (index, match), text = places[0], texts[places[0][0]]
    changed = match[0].replace(fault.stands, fault.put)
    return [*texts[:index], text[: match.start()] + changed + text[match.end() :], *texts[index + 1 :]]


@pytest.fixture(scope="module")
def found() -> set[tuple[str, str]]:
    """Who breaks which shape once all faults are in the data."""
    workspace = Workspace.of(bundled(), bundled())
    files = read_files(workspace)
    texts = [file.text for file in files]
    for fault in FAULTS:
        texts = _spoilt(texts, fault)
    dataset = Dataset.of(replace(file, text=text) for file, text in zip(files, texts, strict=True))
    infer(dataset, load_rules(workspace.rule_files()))
    ontology = as_graph(t for file in files if file.graph == f"{GRAPH}ontology" for t in file.triples)
    result = validate(dataset.triples(), read_shapes(workspace.shape_files()), ontology, dataset.select)
    return {(finding.focus, finding.shape.rpartition("#")[2]) for finding in result.findings}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.shape)
def test_a_fault_in_the_data_is_found(found: set[tuple[str, str]], fault: Fault) -> None:
    assert (expand(fault.found_at), fault.shape) in found
