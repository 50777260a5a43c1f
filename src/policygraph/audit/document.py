"""An audit's report as JSON; `audit.schema.json` beside this file describes it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from policygraph.things import Name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policygraph.audit.model import AuditFinding, AuditReport, RuleRun

__all__ = ["FORMAT", "as_json", "json_text"]

FORMAT = "policygraph-audit-1"
"""Names the form of the document; it changes where a reader of the old one would go wrong."""


def as_json(report: AuditReport, *, timings: bool = False) -> dict[str, Any]:
    """Give a report as what JSON is made of: rules with their explanations, findings with names and evidence.

    Args:
        report: The report.
        timings: Whether each rule tells how long it took. Without that, the same release gives the same document.
    """
    findings = [_finding(finding, run) for run in report.runs for finding in run.findings]
    return _head(report, timings=timings) | {"findings": findings}


def json_text(report: AuditReport, *, timings: bool = False) -> Iterator[str]:
    """Write the same document line by line, one line a finding, without having all of it in memory."""
    head = json.dumps(_head(report, timings=timings), ensure_ascii=False, indent=1)
    yield head.removesuffix("\n}") + ',\n "findings": ['
    first = True
    for run in report.runs:
        for finding in run.findings:
            yield ("\n  " if first else ",\n  ") + json.dumps(_finding(finding, run), ensure_ascii=False)
            first = False
    yield "]\n}\n" if first else "\n ]\n}\n"


def _head(report: AuditReport, *, timings: bool) -> dict[str, Any]:
    scope = report.scope
    return {
        "format": FORMAT,
        "release": report.release,
        "scope": scope and {**_named(scope.focus, report.focus), "kind": scope.kind},
        "count": report.count,
        "counts": dict(report.counts()),
        "rules": [_rule(run, timings=timings) for run in report.runs],
    }


def _rule(run: RuleRun, *, timings: bool) -> dict[str, Any]:
    rule, error = run.rule, run.error
    return {
        "id": rule.id,
        "title": rule.title,
        "title_zh": rule.title_zh,
        "severity": rule.severity,
        "theme": rule.theme,
        "explanation": rule.explanation,
        "explanation_zh": rule.explanation_zh,
        "remedy": rule.remedy,
        "remedy_zh": rule.remedy_zh,
        "query": rule.query,
        "count": run.count,
        "error": error and {"message": error.message, "remedy": error.remedy},
    } | ({"seconds": round(run.seconds, 3)} if timings else {})


def _finding(finding: AuditFinding, run: RuleRun) -> dict[str, Any]:
    def thing(iri: str) -> dict[str, Any]:
        return {**_named(iri, run.names.get(iri)), "type": run.types.get(iri, "Resource")}

    return {
        "id": finding.id,
        "rule": finding.rule,
        "severity": finding.severity,
        "message": finding.message,
        "message_zh": finding.message_zh,
        "thing": thing(finding.thing),
        "related": [{"variable": variable, **thing(iri)} for variable, iri in finding.variables.items()],
        "values": dict(finding.values),
        "sources": list(finding.sources),
        "evidence": [
            {
                "passage": passage.passage,
                "source": passage.source,
                "start": passage.start,
                "end": passage.end,
                "digest": passage.digest,
                "anchor": passage.anchor,
                "words": passage.words,
            }
            for passage in finding.evidence
        ],
    }


def _named(iri: str, name: Name | None) -> Mapping[str, Any]:
    known = name or Name()
    return {"iri": iri, "label": known.best(iri), "label_zh": known.zh, "reconstructed": known.reconstructed}
