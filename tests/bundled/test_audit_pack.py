"""Audit packs of what the bundled graph holds: a plan, a report, a unit and a region."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

import openpyxl
import pytest

from policygraph.audit import audit, load_rules
from policygraph.audit.document import json_text
from policygraph.audit.pack import Head, PackOptions, read_contents, write_pack
from policygraph.audit.pack.verify import check_files, check_findings, check_passages
from policygraph.audit.scope import scope_of
from policygraph.graph.workspace import Workspace
from policygraph.model.inquiry import conduct
from policygraph.pipeline import Silent
from policygraph.resources import bundled
from policygraph.vocab import ID

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from policygraph.audit.pack import Contents
    from policygraph.release import Release
    from policygraph.sources import Texts
    from policygraph.store import EmbeddedStore

SHANXI = f"{ID}document/shanxi-2022-progress-report"
PLAN = f"{ID}document/inner-mongolia-ecological-environmental-protection-plan-14th-five-year"


@pytest.fixture(scope="session")
def contents_of(bundled_store: EmbeddedStore) -> Callable[[str], Contents]:
    """Read what belongs to a thing, with every rule."""
    rules = tuple(load_rules(Workspace.of(bundled(), bundled()).finding_files()))

    @cache
    def read(iri: str) -> Contents:
        scope = conduct(scope_of(iri), bundled_store.select)
        report = conduct(audit(rules, scope=scope), bundled_store.select)
        return conduct(read_contents(report), bundled_store.select)

    return read


def names(contents: Contents, key: str) -> set[str]:
    table = next(table for table in contents.tables if table.key == key)
    return {row.name.best(row.iri) for row in table.rows}


def iris(contents: Contents, key: str) -> set[str]:
    table = next(table for table in contents.tables if table.key == key)
    return {row.iri.removeprefix(ID) for row in table.rows}


def test_the_shanxi_report_has_its_eight_tasks(contents_of: Callable[[str], Contents]) -> None:
    contents = contents_of(SHANXI)
    assert iris(contents, "tasks") == {f"task/shanxi-2022-0{n}" for n in range(1, 9)}
    assert "shanxi-2022-report" in {source.id for source in contents.sources}
    cited = {iri for table in contents.tables for row in table.rows for iri in row.passages}
    assert all("inner-mongolia" not in iri for iri in iris(contents, "measures"))
    assert f"{ID}passage/shanxi-2022-report-3472-3570" in cited


def test_the_plan_of_inner_mongolia_has_the_tasks_of_the_report_on_it(contents_of: Callable[[str], Contents]) -> None:
    contents = contents_of(PLAN)
    assert contents.scope is not None
    assert contents.scope.kind == "plan"
    assert "document/inner-mongolia-mid-term-assessment-report-2023" in iris(contents, "documents")
    assert all(iri.startswith("task/inner-mongolia") for iri in iris(contents, "tasks"))
    assert iris(contents, "tasks")
    assert not any("shanxi" in iri for iri in iris(contents, "measures"))


def test_a_unit_has_what_it_acts_in(contents_of: Callable[[str], Contents]) -> None:
    contents = contents_of(f"{ID}unit/shanxi-provincial-government")
    assert contents.name.zh == "山西省人民政府"
    assert "Shanxi Provincial Department of Ecology and Environment" in names(contents, "units")
    assert not any("inner-mongolia" in iri for iri in contents.scope.things) if contents.scope else False


def test_a_region_has_what_is_held_and_done_in_it(contents_of: Callable[[str], Contents]) -> None:
    contents = contents_of(f"{ID}region/inner-mongolia")
    assert "inner-mongolia-2023-assessment" in {source.id for source in contents.sources}
    assert "Hinggan League as a practice and innovation base of lucid waters and lush mountains" in names(
        contents, "designations"
    )
    assert not any(iri.startswith("task/shanxi") for iri in iris(contents, "tasks"))


def test_a_pack_of_a_report_is_verified_against_its_text_and_its_release(
    contents_of: Callable[[str], Contents],
    bundled_release: Release,
    bundled_texts: Texts,
    sources_folder: Path,
    tmp_path: Path,
) -> None:
    assert sources_folder.is_dir()
    contents = contents_of(SHANXI)
    head = Head(bundled_release.id, datetime.fromisoformat(bundled_release.manifest.built), "0")
    findings = "".join(json_text(contents.report))
    made = datetime(2026, 1, 1, tzinfo=UTC)
    folder = tmp_path / "pack"
    write_pack(contents, head, PackOptions(folder, made, "0" * 64, findings, pdf=False), Silent())
    assert check_files(folder).faults == ()
    checked = check_passages(folder, bundled_texts)
    assert (checked.held, checked.absent, checked.faults) == (len(contents.evidence), (), ())
    assert check_findings(folder, contents.report) == ()
    book = openpyxl.load_workbook(folder / "audit.xlsx")
    assert book["Findings"].max_row == len(contents.report.findings) + 1
    assert book["Tasks"].max_row == 8 + 1
