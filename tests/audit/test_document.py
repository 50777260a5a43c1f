"""The JSON of a report is what its schema says, and nothing of the report is missing."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

import policygraph.audit
from policygraph.audit import audit
from policygraph.audit.document import as_json, json_text
from policygraph.audit.scope import Scope, scope_of
from policygraph.errors import QueryTimeoutError
from policygraph.model.inquiry import conduct
from policygraph.vocab import ID

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Built

    from policygraph.audit import AuditReport, FindingRule
    from policygraph.store import EmbeddedStore

SCHEMA = json.loads((Path(policygraph.audit.__file__).parent / "audit.schema.json").read_text(encoding="utf-8"))
VALIDATOR = Draft202012Validator(SCHEMA, format_checker=Draft202012Validator.FORMAT_CHECKER)
EVERYTHING = (
    ("?thing a pg:Task ; pg:isTaskOf ?document .", "?thing pg:statedIn ?p . OPTIONAL { ?thing pg:value ?status }"),
    ("  OPTIONAL { ?thing pg:hasTaskStatus ?status }\n", "  OPTIONAL { ?thing pg:isMeasureOf ?document }\n"),
    ("  FILTER NOT EXISTS { ?thing pg:numberAsPrinted ?number }\n", ""),
)


@pytest.fixture
def report(rule_of: Callable[..., FindingRule], example: EmbeddedStore, built: Built) -> AuditReport:
    return conduct(audit([rule_of(*EVERYTHING)], texts=built.texts, release=built.release.id), example.select)


def test_a_report_is_what_the_schema_says(report: AuditReport) -> None:
    VALIDATOR.check_schema(SCHEMA)
    VALIDATOR.validate(as_json(report))
    VALIDATOR.validate(as_json(report, timings=True))
    assert report.count > 10


def test_a_report_of_a_part_is_what_the_schema_says(
    rule_of: Callable[..., FindingRule], example: EmbeddedStore
) -> None:
    scope: Scope = conduct(scope_of(f"{ID}task/sample-clean-rivers"), example.select)
    found = as_json(conduct(audit([rule_of(*EVERYTHING)], scope=scope), example.select))
    VALIDATOR.validate(found)
    assert found["scope"]["label"] == "Clean the rivers"


def test_an_empty_report_and_a_failed_rule_are_what_the_schema_says(report: AuditReport) -> None:
    (run,) = report.runs
    failed = replace(run, count=0, findings=(), error=QueryTimeoutError("too slow", remedy="wait"))
    for runs in ((), (failed,)):
        given = replace(report, runs=runs)
        VALIDATOR.validate(as_json(given))
        assert json.loads("".join(json_text(given))) == as_json(given)
    assert as_json(replace(report, runs=(failed,)))["rules"][0]["error"] == {"message": "too slow", "remedy": "wait"}


def test_the_text_is_the_document_with_a_finding_on_each_line(report: AuditReport) -> None:
    text = "".join(json_text(report, timings=True))
    assert json.loads(text) == as_json(report, timings=True)
    assert text.count('\n  {"id": ') == report.count
    assert "样本" in text


def test_the_same_release_gives_the_same_bytes(
    rule_of: Callable[..., FindingRule], report: AuditReport, example: EmbeddedStore, built: Built
) -> None:
    again = conduct(audit([rule_of(*EVERYTHING)], texts=built.texts, release=built.release.id), example.select)
    assert "".join(json_text(again)) == "".join(json_text(report))


def test_a_finding_is_complete(report: AuditReport) -> None:
    found = as_json(report)
    survey = next(f for f in found["findings"] if f["thing"]["iri"] == f"{ID}measure/sample-survey-outlets")
    assert survey["thing"] == {
        "iri": f"{ID}measure/sample-survey-outlets",
        "label": "Survey the outlets into the Sample River",
        "label_zh": "排查入样本河排污口",
        "reconstructed": True,
        "type": "Measure",
    }
    assert [(r["variable"], r["iri"], r["type"]) for r in survey["related"]] == [
        ("document", f"{ID}task/sample-clean-rivers", "Task")
    ]
    assert [(e["start"], e["end"]) for e in survey["evidence"]][:2] == [(168, 243), (244, 298)]
    assert all(e["words"] and len(e["digest"]) == 64 for e in survey["evidence"])
    value = next(f for f in found["findings"] if f["values"])
    assert value["values"]["status"]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda d: d.pop("release"),
        lambda d: d["findings"][0].pop("evidence"),
        lambda d: d["findings"][0].update(id="x"),
        lambda d: d["findings"][0]["thing"].update(iri="no iri"),
        lambda d: d["findings"][0].update(more=1),
        lambda d: d["rules"][0].update(severity="grave"),
        lambda d: d.update(format="policygraph-audit-2"),
        lambda d: d["counts"].update(grave=1),
    ],
)
def test_the_schema_lets_nothing_else_through(report: AuditReport, spoil: Callable[[dict[str, Any]], object]) -> None:
    document = json.loads(json.dumps(as_json(report)))
    spoil(document)
    with pytest.raises(ValidationError):
        VALIDATOR.validate(document)
