"""Both reports are in the graph as a whole: what a reader would look up is there, and no sentence is passed over.

The figures need the texts, which are no part of the repository.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.coverage import Coverage, cover
from policygraph.coverage.measure import EXCUSES
from policygraph.graph.assemble import read_files_about
from policygraph.graph.files import read_text
from policygraph.graph.records import source_records
from policygraph.graph.workspace import Workspace
from policygraph.resources import bundled
from policygraph.sources import Texts
from policygraph.sources.tokens import KINDS, Kind

if TYPE_CHECKING:
    from pathlib import Path

LEAST_SENTENCES = 98.0
REPORTS = ("inner-mongolia-2023-assessment", "shanxi-2022-report")


@pytest.fixture(scope="module", params=REPORTS)
def report(request: pytest.FixtureRequest, sources_folder: Path) -> tuple[str, Coverage]:
    """Give a report's text, and what the data account for in it."""
    workspace = Workspace.of(bundled(), bundled())
    text = Texts.of(source_records(workspace), (sources_folder,)).get(request.param)
    return text.text, cover(text, read_files_about(workspace, request.param))


@pytest.mark.parametrize("kind", KINDS)
def test_every_number_date_document_number_title_and_name_is_accounted_for(
    report: tuple[str, Coverage], kind: Kind
) -> None:
    text, found = report
    assert found.of_kind(kind).total > 0
    assert [(i.span.start, i.span.of(text)) for i in found.items if i.kind == kind and i.state == "open"] == []


def test_the_sentences_are_accounted_for(report: tuple[str, Coverage]) -> None:
    _, found = report
    assert found.of_sentences().settled >= LEAST_SENTENCES


def test_every_kind_that_may_leave_out_values_is_a_concept_and_says_so() -> None:
    scheme = read_text(bundled() / "data" / "concepts" / "exclusion-kind.ttl")
    concepts = {part.split("\n", 1)[0]: part for part in scheme.split("\nexclusion-kind:")[1:]}
    assert {kind for kind, part in concepts.items() if "May leave out" in part} == set(EXCUSES)


def test_few_things_are_left_out_on_purpose(report: tuple[str, Coverage]) -> None:
    _, found = report
    assert found.of_words().percent(found.of_words().excluded) < 2
