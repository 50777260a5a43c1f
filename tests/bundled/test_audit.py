"""The audit of the bundled graph: every rule answers, and every finding can be read and followed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from jsonschema import Draft202012Validator

import policygraph.audit
from policygraph.audit import audit, load_rules
from policygraph.audit.document import as_json
from policygraph.graph.workspace import Workspace
from policygraph.model.inquiry import conduct
from policygraph.resources import bundled

if TYPE_CHECKING:
    from policygraph.audit import AuditReport
    from policygraph.release import Release
    from policygraph.sources import Texts
    from policygraph.store import EmbeddedStore

SCHEMA = Path(policygraph.audit.__file__).parent / "audit.schema.json"


@pytest.fixture(scope="module")
def report(bundled_store: EmbeddedStore, bundled_release: Release, bundled_texts: Texts) -> AuditReport:
    book = load_rules(Workspace.of(bundled(), bundled()).finding_files())
    return conduct(audit(book, texts=bundled_texts, release=bundled_release.id), bundled_store.select)


def test_every_rule_answers(report: AuditReport) -> None:
    assert [(run.rule.id, run.error) for run in report.failed] == []
    assert report.count == len(report.findings) > 0


def test_every_finding_has_an_id_of_its_own(report: AuditReport) -> None:
    ids = [finding.id for finding in report.findings]
    assert len(ids) == len(set(ids))


def test_every_finding_can_be_read_and_followed(report: AuditReport) -> None:
    assert [finding.id for finding in report.findings if not finding.evidence] == []
    assert [finding.id for finding in report.findings if finding.thing not in report.names] == []
    assert [finding.id for finding in report.findings if finding.thing not in report.types] == []
    assert [f.id for f in report.findings if "{" in f.message + f.message_zh] == []


def test_the_document_is_what_its_schema_says(report: AuditReport) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(as_json(report))
