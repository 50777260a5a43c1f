"""The report: one HTML page that needs nothing but itself, and from which the PDF is made."""

from __future__ import annotations

from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from jinja2 import Environment, PackageLoader, StrictUndefined

from policygraph.audit.model import SEVERITIES
from policygraph.audit.pack.summary import sentences
from policygraph.audit.pack.values import Missing, Phrase
from policygraph.audit.pack.wording import KINDS, NOTES, SEVERITY, THEME, WORDS
from policygraph.model.evidence import digest
from policygraph.things import Name
from policygraph.visible import visible
from policygraph.vocab import shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from policygraph.audit.model import AuditFinding, RuleRun, Severity
    from policygraph.audit.pack.contents import Contents
    from policygraph.audit.pack.head import Head, Limits
    from policygraph.audit.pack.table import Table, TableRow
    from policygraph.audit.pack.values import Cell

__all__ = ["render_report"]

_NAME_WIDTH, _PASSAGES_WIDTH = 30, 9


class _Entry(NamedTuple):
    anchor: str
    title: str
    parts: Sequence[_Entry] = ()


def render_report(contents: Contents, head: Head, limits: Limits) -> str:
    """Write the report as HTML: everything that comes from data is escaped, and there is no script in it."""
    return _environment().get_template("report.html").render(_Page(contents, head, limits).values())


def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("policygraph.audit.pack", "html"),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=lambda value: visible(value) if type(value) is str else value,
    )
    made.tests["missing"] = lambda value: isinstance(value, Missing)
    folder = files("policygraph.audit.pack") / "html"
    made.globals["style"] = (folder / "report.css").read_text(encoding="utf-8")
    return made


class _Page:
    """The values of the template, and which passages the page lists."""

    def __init__(self, contents: Contents, head: Head, limits: Limits) -> None:
        self._contents = contents
        self._head = head
        self._limits = limits
        self._runs = [run for run in contents.report.runs if run.findings]
        shown = [finding for run in self._runs for finding in run.findings[: limits.findings]]
        rows = [row for table in contents.tables for row in table.rows[: limits.rows]]
        cited = {e.passage for f in shown for e in f.evidence[: limits.passages]} | {
            p for r in rows for p in r.passages
        }
        self._listed = [item for iri, item in contents.evidence.items() if iri in cited]
        self._number = {f.id: n for n, f in enumerate(contents.report.findings, 1)}

    def values(self) -> Mapping[str, Any]:
        """Give what the template names."""
        return {
            **self._cover(),
            "t": lambda key: self._say(WORDS[key]),
            "head": self._head,
            "language": self._head.language,
            "other_language": "en" if self._head.language == "zh" else "zh-Hans",
            "words": self._head.words,
            "outline": list(self._outline()),
            "brief": [self._say(phrase) for phrase in sentences(self._contents)],
            "ranking": [self._rule(run) for run in self._runs],
            "severities": [self._severity(severity) for severity in SEVERITIES],
            "failed": [(run.rule.id, run.error.message if run.error else "") for run in self._contents.report.failed],
            "notes": [(self._say(word), self._say(meaning)) for word, meaning in NOTES],
            "sources": self._contents.sources[: self._limits.rows],
            "more_sources": self._more(len(self._contents.sources), self._limits.rows),
            "tables": [self._table(table) for table in self._contents.tables],
            "listed": {item.number for item in self._listed},
            "evidence": [
                (source, list(items)) for source, items in groupby(self._listed, key=lambda item: item.evidence.source)
            ],
            "more_evidence": self._more(len(self._contents.evidence), len(self._listed)),
            "rules": [self._query(run) for run in self._contents.report.runs],
        }

    def _say(self, phrase: Phrase) -> str:
        return phrase.of(self._head.language)

    def _cover(self) -> Mapping[str, Any]:
        scope, name = self._contents.scope, self._contents.name
        chinese = self._head.language == "zh"
        whole = WORDS["whole-release"]
        title = (name.zh if chinese else name.en) or name.best(scope.focus) if scope else self._say(whole)
        other = (name.en if chinese else name.zh) if scope else (whole.en if chinese else whole.zh)
        return {
            "title": title,
            "title_other": other if other != title else None,
            "rebuilt": name.reconstructed and not chinese,
            "about": self._say(KINDS[scope.kind if scope else "release"]),
            "focus": scope.focus if scope else None,
            "things": len(scope.things) if scope else None,
            "built": self._head.built.isoformat(),
            "built_words": f"{self._head.built:%Y-%m-%d %H:%M} UTC",
        }

    def _outline(self) -> Iterator[_Entry]:
        for anchor in ("in-brief", "how-to-read"):
            yield _Entry(anchor, self._say(WORDS[anchor]))
        there = [severity for severity in SEVERITIES if any(run.rule.severity == severity for run in self._runs)]
        graded = [_Entry(f"findings-{severity}", self._say(SEVERITY[severity])) for severity in there]
        yield _Entry("findings", self._say(WORDS["findings"]), graded)
        tables = [_Entry(f"table-{table.key}", self._say(table.title)) for table in self._contents.tables]
        yield _Entry("tables", self._say(WORDS["tables"]), tables)
        for anchor in ("evidence", "annex-rules"):
            yield _Entry(anchor, self._say(WORDS[anchor]))

    def _severity(self, severity: Severity) -> Mapping[str, Any]:
        runs = [run for run in self._runs if run.rule.severity == severity]
        return {
            "key": severity,
            "title": self._say(SEVERITY[severity]),
            "count": sum(run.count for run in runs),
            "rules": [self._rule(run) for run in runs],
        }

    def _rule(self, run: RuleRun) -> Mapping[str, Any]:
        rule = run.rule
        return {
            "anchor": f"findings-of-{rule.id}",
            "severity": rule.severity,
            "severity_title": self._say(SEVERITY[rule.severity]),
            "theme": self._say(THEME[rule.theme]),
            "title": self._say(Phrase(rule.title, rule.title_zh)),
            "explanation": self._say(Phrase(rule.explanation, rule.explanation_zh)),
            "remedy": self._say(Phrase(rule.remedy, rule.remedy_zh)),
            "count": run.count,
            "findings": [self._finding(finding) for finding in run.findings[: self._limits.findings]],
            "more": self._more(run.count, self._limits.findings),
        }

    def _finding(self, finding: AuditFinding) -> Mapping[str, Any]:
        numbered = [
            self._contents.evidence[e.passage] for e in finding.evidence if e.passage in self._contents.evidence
        ]
        return {
            "number": self._number[finding.id],
            "message": self._say(Phrase(finding.message, finding.message_zh)),
            "name": self._contents.names.get(finding.thing, Name()),
            "iri": finding.thing,
            "short": shorten(finding.thing),
            "evidence": numbered[: self._limits.passages],
            "more": max(0, len(numbered) - self._limits.passages),
        }

    def _table(self, table: Table) -> Mapping[str, Any]:
        brief = [n for n, column in enumerate(table.columns) if column.brief]
        widths = [_NAME_WIDTH, *(table.columns[n].width for n in brief), _PASSAGES_WIDTH]
        titles = [WORDS["name"], *(table.columns[n].title for n in brief), WORDS["also-cited"]]
        return {
            "key": table.key,
            "title": self._say(table.title),
            "count": len(table.rows),
            "grouped": table.grouped is not None,
            "columns": [
                {"title": self._say(title), "share": round(100 * width / sum(widths), 1)}
                for title, width in zip(titles, widths, strict=True)
            ],
            "groups": [
                {"title": title, "rows": [self._row(row, brief) for row in rows]}
                for title, rows in groupby(table.rows[: self._limits.rows], key=lambda row: _group(row, table))
            ],
            "more": self._more(len(table.rows), self._limits.rows),
        }

    def _row(self, row: TableRow, brief: Sequence[int]) -> Mapping[str, Any]:
        return {
            "name": row.name,
            "iri": row.iri,
            "inferred": row.inferred,
            "cells": [row.cells[n] for n in brief],
            "numbers": self._contents.numbers(row.passages),
        }

    def _query(self, run: RuleRun) -> Mapping[str, str]:
        rule = run.rule
        title = self._say(Phrase(rule.title, rule.title_zh))
        return {"id": rule.id, "title": title, "digest": digest(rule.text), "query": rule.query.strip()}

    def _more(self, count: int, shown: int) -> str:
        if count <= shown:
            return ""
        first, every = WORDS["shown-first"], WORDS["all-rows"]
        if self._head.language == "zh":
            return f"{first.zh} {shown:,} 项，共 {count:,} 项。{every.zh}"
        return f"{first.en} {shown:,} of {count:,}. {every.en}"


def _group(row: TableRow, table: Table) -> Cell:
    return row.cells[table.grouped] if table.grouped is not None else Missing.NOTHING_SAID
