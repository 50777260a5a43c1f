"""How findings look in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer
from rich.text import Text

from policygraph.audit.words import WORDS
from policygraph.cli.report import printable
from policygraph.things import Name
from policygraph.vocab import shorten

if TYPE_CHECKING:
    from rich.console import Console

    from policygraph.audit import AuditFinding, AuditReport, RuleRun, Severity
    from policygraph.audit.message import Language
    from policygraph.things import Evidence

__all__ = ["COLOURS", "indented", "show_in_full", "show_overview"]

_LONGEST = 300
_MOST = 5

COLOURS: dict[Severity, str] = {"high": "bold red", "medium": "yellow", "low": "cyan", "info": "dim"}


def show_overview(console: Console, report: AuditReport, language: Language) -> None:
    """Show the rules that found something by severity, each with its number of findings and the first of them."""
    for severity, count in report.counts().items():
        found = [run for run in report.runs if run.count and run.rule.severity == severity]
        if found:
            console.print(Text(f"{WORDS[language][severity]}: {count:,}", COLOURS[severity]), highlight=False)
        for run in found:
            indented(console, _title(run, language), 2)
            for finding in run.findings:
                thing = Text(printable(f"  {shorten(finding.thing)}"), "dim")
                indented(console, _message(finding, language).append_text(thing), 4)
        if found:
            console.print()
    _end(console, report, language)
    typer.echo(
        "`policygraph audit --rule ID` gives all findings of a rule with their evidence, "
        "`policygraph audit rules ID` explains it",
        err=True,
    )


def show_in_full(console: Console, report: AuditReport, language: Language) -> None:
    """Show rules with their explanations, and every finding with what it is about and its evidence."""
    words, chinese = WORDS[language], language == "zh"
    for run in report.runs:
        rule = run.rule
        severity = Text(f"{words[rule.severity]} ", COLOURS[rule.severity])
        console.print(severity.append_text(_title(run, language)), highlight=False)
        indented(console, Text(printable(rule.explanation_zh if chinese else rule.explanation)), 2)
        remedy = Text(f"{words['next']}: ", "green").append(
            printable(rule.remedy_zh if chinese else rule.remedy), "default"
        )
        indented(console, remedy, 2)
        console.print()
        for finding in run.findings:
            _show_finding(console, finding, run, language)
    _end(console, report, language)


def indented(console: Console, text: Text, level: int) -> None:
    """Write a text so many columns from the left, on every line of it."""
    for line in text.wrap(console, max(1, console.width - level)):
        line.rstrip()
        console.print(Text(" " * level).append_text(line), highlight=False, soft_wrap=True)


def _show_finding(console: Console, finding: AuditFinding, run: RuleRun, language: Language) -> None:
    words = WORDS[language]
    indented(console, _message(finding, language), 2)
    kind, named = run.types.get(finding.thing, "Resource"), run.names.get(finding.thing, Name())
    rebuilt = f"  ({words['reconstructed']})" if language == "zh" and named.reconstructed else ""
    indented(console, Text(printable(f"{kind}  {shorten(finding.thing)}{rebuilt}  {finding.id}"), "dim"), 4)
    for iri in finding.related:
        name = run.names.get(iri, Name())
        label = (name.zh if language == "zh" else name.en) or name.best(iri)
        line = Text(f"{words['with']} ", "blue").append(printable(f"{label}  "), "default")
        indented(console, line.append(printable(shorten(iri)), "dim"), 4)
    for evidence in finding.evidence[:_MOST]:
        indented(console, _passage(evidence, words["says"]), 4)
    if len(finding.evidence) > _MOST:
        indented(console, Text(words["passages"].format(count=len(finding.evidence) - _MOST), "dim"), 4)
    console.print()


def _title(run: RuleRun, language: Language) -> Text:
    rule = run.rule
    title = Text(printable(rule.title_zh if language == "zh" else rule.title), "bold")
    return title.append(f"  {run.count:,}", "bold").append(f"  {rule.id}", "dim")


def _message(finding: AuditFinding, language: Language) -> Text:
    return Text(printable(" ".join((finding.message_zh if language == "zh" else finding.message).split())))


def _passage(evidence: Evidence, says: str) -> Text:
    words = evidence.words if evidence.words is not None else f"…{evidence.anchor}…"
    shown = " ".join(words.split())
    shown = shown if len(shown) <= _LONGEST else f"{shown[:_LONGEST]}…"
    place = Text(f"{says} ", "green").append(f"{evidence.source} {evidence.start}–{evidence.end} ", "dim")
    return place.append(printable(f"“{shown}”"), "default")


def _end(console: Console, report: AuditReport, language: Language) -> None:
    words = WORDS[language]
    scope = report.scope
    if scope:
        name = report.focus or Name()
        label = (name.zh if language == "zh" else name.en) or name.best(scope.focus)
        about = Text(printable(f"{words['about']}: {label}  {shorten(scope.focus)}  {scope.kind}"), "dim")
        console.print(about, highlight=False)
    finding = [run for run in report.runs if run.count]
    text = words["summary"].format(count=f"{report.count:,}", finding=len(finding), rules=len(report.runs))
    line = Text(text, "bold")
    for severity, count in report.counts().items():
        if count:
            line.append(f"  {words[severity]} {count:,}", COLOURS[severity])
    console.print(line.append(f"  {words['release']} {report.release}", "dim"), highlight=False)
