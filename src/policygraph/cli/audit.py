"""`policygraph audit`: what is missing, open or does not agree, with the words that say so."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from policygraph.audit import Severity, Theme, audit, load_rules
from policygraph.audit.document import json_text
from policygraph.audit.markdown import markdown_text
from policygraph.audit.model import weight
from policygraph.audit.scope import scope_of
from policygraph.cli.asking import asking
from policygraph.cli.audit_options import (
    FailOn,
    For,
    Force,
    Lang,
    Layout,
    Least,
    Pack,
    Pdf,
    RuleIds,
    ThemeOnly,
    Words,
)
from policygraph.cli.audit_pack import PackRequest, Selection, check_request, verify, write
from policygraph.cli.audit_rules import check, rules
from policygraph.cli.audit_view import show_in_full, show_overview
from policygraph.cli.options import Root, texts_of, workspace_of
from policygraph.cli.progress import TerminalProgress
from policygraph.cli.report import counted, output_console
from policygraph.errors import QueryError, UsageError, ValidationError
from policygraph.model.inquiry import conduct
from policygraph.release import current_release
from policygraph.resolver import resolve_one

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from policygraph.audit import AuditReport, FindingRule
    from policygraph.audit.scope import Scope
    from policygraph.model.terms import Solutions

__all__ = ["app", "find"]

SHOWN = 2
"""Findings of each rule in the overview."""

app = typer.Typer(invoke_without_command=True, rich_markup_mode="markdown", add_completion=False)
app.command(name="rules")(rules)
app.command(name="check")(check)
app.command(name="verify")(verify)


@app.callback()
def find(
    context: typer.Context,
    name: For = None,
    rule: RuleIds = None,
    severity: Least = "info",
    theme: ThemeOnly = None,
    layout: Layout = "table",
    lang: Lang = "en",
    words: Words = None,
    pack: Pack = None,
    pdf: Pdf = True,
    force: Force = False,
    fail_on: FailOn = None,
    timings: Annotated[bool, typer.Option("--timings", help="Tell how long each rule takes.")] = False,
    deadline: Annotated[float, typer.Option(help="Seconds after which a rule's query is stopped.", min=0.1)] = 60.0,
    root: Root = Path(),
) -> None:
    """Find what is missing, open or does not agree: each finding names the thing and the words it rests on.

    What is looked for stands in rules, one a file; `policygraph audit rules` lists them, and docs/audit.md shows how
    to add one. A finding is a place to look at and no verdict: what no source states may have been done all the same.

    `--pack DIR` writes a folder to be passed on: a report as HTML and PDF, a workbook, the findings for machines, and
    a manifest by which `policygraph audit verify DIR` proves that nothing has been changed (docs/audit-pack.md).

    Exit codes: 0 whatever is found, unless --fail-on is given: then 4 where something so grave is found; 3 a rule's
    file is broken, 6 there is no such rule or thing, 7 a rule gave no answer (the others are shown).

    Examples: `policygraph audit`, `policygraph audit --for "Shanxi Province" --severity medium`,
    `policygraph audit --rule task-without-responsible-unit`, `policygraph audit --format json > findings.json`,
    `policygraph audit --for "Shanxi Province" --pack shanxi-audit`
    """
    if context.invoked_subcommand:
        _refuse_options(context)
        return
    check_request(pack, layout, pdf=pdf, force=force)
    workspace = workspace_of(root)
    chosen = _chosen(load_rules(workspace.finding_files()).choose(rule or (), severity, theme), severity, theme)
    overview = layout == "table" and not rule and pack is None
    texts = texts_of(workspace) if (pack is None if words is None else words) and not overview else None
    release = current_release(root)
    with asking(release.store, deadline) as select:
        inquiry = audit(
            chosen,
            texts=texts,
            scope=_scope(name, select) if name is not None else None,
            most=SHOWN if overview else None,
            watcher=TerminalProgress(Console(stderr=True)) if timings else _Waiting(),
            release=release.id,
        )
        report = conduct(inquiry, select)
    if pack is not None:
        selection = Selection(tuple(rule or ()), severity, theme)
        write(report, release, PackRequest(pack, lang, selection, texts, pdf=pdf, force=force))
    elif layout == "table":
        (show_overview if overview else show_in_full)(output_console(), report, lang)
    else:
        _write(json_text(report, timings=timings) if layout == "json" else markdown_text(report, lang))
    _judge(report, fail_on)


def _refuse_options(context: typer.Context) -> None:
    sources = map(context.get_parameter_source, context.params)
    if any(source is not None and source.name == "COMMANDLINE" for source in sources):
        command = context.invoked_subcommand
        raise UsageError(
            f"an option stands before `{command}` and would do nothing",
            remedy=f"write it behind `policygraph audit {command}`, if that has such an option",
        )


def _chosen(rules: tuple[FindingRule, ...], severity: Severity, theme: Theme | None) -> tuple[FindingRule, ...]:
    if not rules:
        about = f" of the theme {theme}" if theme else ""
        raise UsageError(
            f"no rule{about} that was asked for is at least of severity {severity}",
            remedy="`policygraph audit rules` tells the severity and the theme of each",
        )
    return rules


def _scope(name: str, select: Callable[[str], Solutions]) -> Scope:
    return conduct(scope_of(conduct(resolve_one(name), select)), select)


def _write(parts: Iterator[str]) -> None:
    for part in parts:
        sys.stdout.write(part)


def _judge(report: AuditReport, fail_on: Severity | None) -> None:
    """End with an error where a rule gave no answer, or found what is not to be found."""
    if report.failed:
        reasons = "; ".join(f"{run.rule.id}: {run.error.message}" for run in report.failed if run.error)
        raise QueryError(
            f"{len(report.failed)} of {counted(len(report.runs), 'rule')} gave no answer: {reasons}",
            remedy="mend the rule, or give it more time with --deadline; what the others found is complete",
        )
    if fail_on is None:
        return
    grave = sum(count for severity, count in report.counts().items() if weight(severity) <= weight(fail_on))
    if grave:
        raise ValidationError(
            f"{counted(grave, 'finding')} of severity {fail_on} or graver",
            remedy="look at each; --fail-on sets what is let pass",
        )


class _Waiting:
    """Shows which rule is being run, where there is a terminal to show it."""

    def __init__(self) -> None:
        self._console = Console(stderr=True)

    def step(self, title: str) -> AbstractContextManager[object]:
        return self._console.status(f"{title} …") if self._console.is_terminal else nullcontext()

    def note(self, text: str) -> None:
        del text
