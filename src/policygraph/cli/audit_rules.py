"""`policygraph audit rules` and `policygraph audit check`: the rules of the audit, and those who write them."""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from policygraph.audit import load_rule, load_rules
from policygraph.audit.rules import is_id
from policygraph.cli.audit_view import COLOURS, indented
from policygraph.cli.options import Root, workspace_of
from policygraph.cli.report import counted, output_console, place, printable, show_error
from policygraph.errors import DataError, Finding, Location, QueryTimeoutError, UsageError
from policygraph.graph.files import write_text
from policygraph.vocab import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policygraph.audit import FindingRule, RuleBook
    from policygraph.audit.cases import CaseOutcome, Ground
    from policygraph.graph.workspace import Workspace

__all__ = ["check", "rules"]


def rules(
    rule: Annotated[str | None, typer.Argument(metavar="[ID]", help="Show this rule in full.")] = None,
    copy: Annotated[
        str | None,
        typer.Option("--copy", metavar="NEW-ID", help="Copy the rule into the workspace, to make another one of it."),
    ] = None,
    root: Root = Path(),
) -> None:
    """List the rules of the audit, or show one: its explanation in both languages, its SPARQL and its cases.

    A new rule begins as the copy of one that comes near: `policygraph audit rules task-without-responsible-unit --copy
    my-rule` writes `findings/my-rule.rq`. A copy under the same id replaces the bundled rule.

    Exit codes: 0 done, 2 --copy without a rule, 3 a rule's file is broken, 6 there is no such rule, 9 the copy can't be
    written.
    """
    workspace = workspace_of(root)
    book = load_rules(workspace.finding_files())
    if rule is None and copy is not None:
        raise UsageError("--copy copies a rule, and none is named", remedy="`policygraph audit rules ID --copy NEW-ID`")
    if rule is None:
        _show_all(book)
    elif copy is None:
        _show(book.get(rule))
    else:
        typer.echo(place(Location(_copy(book.get(rule), workspace.findings_folder, copy))))


def check(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Files of rules; every bundled one and the workspace's own unless told.")
    ] = None,
    deadline: Annotated[
        float, typer.Option(help="Seconds after which a rule whose query has not ended ends the check.", min=0.1)
    ] = 60.0,
    root: Root = Path(),
) -> None:
    """Run the cases of rules: each rule must find what it says in the first, and nothing in the second.

    For each case it tells what was to be found, what was found, and the messages. Nothing needs to be built. A query
    that does not end in time ends the whole check, since the engine cannot be interrupted.

    Exit codes: 0 every case holds, 3 a file is broken or a case does not hold, 7 a query did not end in time.

    Example: `policygraph audit check findings/my-rule.rq`
    """
    from policygraph.audit.cases import Ground  # noqa: PLC0415 - loads rdflib, which an audit does without

    # The engine does not come back to Python while it looks for an answer: a handler there would wait for it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    workspace = workspace_of(root)
    ground = Ground.of(workspace)
    paths = files or _of_all_rules(workspace)
    faults: list[Finding] = []
    for path in paths:
        with _ending_after(deadline, path):
            faults += _check(path, ground)
    if faults:
        raise DataError(
            f"{counted(len(faults), 'case')} of {counted(len(paths), 'rule')} "
            f"{'does' if len(faults) == 1 else 'do'} not hold",
            remedy="mend the query or the case; `policygraph audit check FILE` runs the cases of one file",
            findings=faults,
        )
    typer.echo(f"the cases of {counted(len(paths), 'rule')} hold", err=True)


@contextmanager
def _ending_after(seconds: float, rule: Path) -> Iterator[None]:
    """End the program when the work within does not end in time."""
    watch = threading.Timer(seconds, _end, (seconds, rule))
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


def _end(seconds: float, rule: Path) -> None:
    error = QueryTimeoutError(
        f"{place(Location(rule))}: a case of the rule was stopped after {seconds:g} s",
        remedy="let the query begin with a pattern that few things fit, or give it more time with --deadline",
    )
    sys.stdout.flush()
    show_error(Console(stderr=True), error)
    os._exit(error.exit_code)  # the engine holds the main thread


def _of_all_rules(workspace: Workspace) -> list[Path]:
    return list({path.stem: path for path in workspace.finding_files()}.values())


def _check(path: Path, ground: Ground) -> Iterator[Finding]:
    """Run the cases of a file, show what becomes of them, and give a finding for each that does not hold."""
    from policygraph.audit.cases import check_rule  # noqa: PLC0415 - as above

    console = output_console()
    try:
        outcomes = check_rule(load_rule(path), ground)
    except DataError as error:
        yield Finding("rule", error.message, error.remedy, error.location or Location(path))
        return
    for outcome in outcomes:
        mark, style = ("✓", "green") if outcome.holds else ("✗", "red")
        console.print(Text(f"{mark} ", style).append(f"{path.stem} {outcome.case}", "bold"), highlight=False)
        for line in _told(outcome):
            indented(console, Text(printable(line)), 4)
        if not outcome.holds:
            yield _fault(path, outcome)


def _told(outcome: CaseOutcome) -> Iterator[str]:
    if not outcome.holds:
        yield f"expected {_listed(outcome.expected)}"
        yield f"found {_listed(outcome.found)}"
    for finding in outcome.run.findings:
        yield finding.message
        yield finding.message_zh


def _fault(path: Path, outcome: CaseOutcome) -> Finding:
    error = outcome.run.error
    return Finding(
        rule=outcome.case,
        message=error.message if error else f"expected {_listed(outcome.expected)}, found {_listed(outcome.found)}",
        remedy=error.remedy if error else "mend the query, or the case where it says something else than was meant",
        location=Location(path, outcome.line),
    )


def _listed(iris: Iterable[str]) -> str:
    return ", ".join(map(shorten, iris)) or "nothing"


def _show_all(book: RuleBook) -> None:
    table = Table(Column("rule", no_wrap=True), "severity", "theme", "title", box=None, pad_edge=False)
    for rule in book:
        table.add_row(rule.id, Text(rule.severity, COLOURS[rule.severity]), rule.theme, Text(printable(rule.title)))
    output_console().print(table)


def _show(rule: FindingRule) -> None:
    console = output_console()
    console.print(Text(printable(f"{rule.title}  {rule.title_zh}"), "bold"), highlight=False)
    console.print(f"{rule.id}  {rule.severity}  {rule.theme}  {place(Location(rule.path))}", style="dim", markup=False)
    for text in (rule.explanation, rule.explanation_zh):
        console.print()
        console.print(Text(printable(text)), highlight=False)
    sections = {
        "message": f"{rule.finding}\n{rule.finding_zh}",
        "what to do": f"{rule.remedy}\n{rule.remedy_zh}",
        f"the case that triggers it, for {_listed(rule.concerns)}": rule.triggers,
        "the case that does not": rule.passes,
        "SPARQL": rule.query.strip("\n"),
    }
    for title, text in sections.items():
        console.print()
        console.print(Text(title, "green"), highlight=False)
        for line in text.splitlines():
            indented(console, Text(printable(line)), 2)


def _copy(rule: FindingRule, folder: Path, name: str) -> Path:
    """Write a rule's file under another name, where there is none yet."""
    if not is_id(name):
        raise UsageError(
            f"{name!r} is not the id of a rule",
            remedy="write lower-case letters, digits and single hyphens, such as task-without-deadline",
        )
    target = folder / f"{name}.rq"
    if target.exists():
        raise UsageError(
            "there is a rule of that id already",
            remedy="choose another id, or edit that file",
            location=Location(target),
        )
    write_text(target, rule.text)
    return target
