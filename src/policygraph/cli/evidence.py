"""`policygraph evidence`: hold statements against the words they came from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape

from policygraph.cli import relocate
from policygraph.cli.options import Root, texts_of, workspace_of
from policygraph.cli.progress import TerminalProgress
from policygraph.cli.report import counted, place, printable, show_finding
from policygraph.errors import EvidenceError
from policygraph.pipeline import verify_evidence
from policygraph.sources.texts import SOURCES_VARIABLE
from policygraph.vocab import shorten

if TYPE_CHECKING:
    from policygraph.curation import PassageFault, SourceCheck
    from policygraph.pipeline import Verification

__all__ = ["app", "verify"]

_SHOWN = 50
_LONGEST = 160

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Verify that passages hold, and find them again in a text that has shifted.",
)


@app.command(name="verify")
def verify(
    sources: Annotated[
        list[str] | None, typer.Argument(help="Ids of the sources: names of folders in data/sources/; all unless told.")
    ] = None,
    require_texts: Annotated[
        bool, typer.Option("--require-texts", help="Fail where the text of a source is not at hand.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write everything that was found as JSON.")] = False,
    root: Root = Path(),
) -> None:
    """Hold every passage against the text at hand: its digest, its anchor phrase, and the text's own digest and length.

    A character changed anywhere in a cited passage fails it; each failure names the passage, the line that describes
    it, what was expected and found, and the statements that rest on it. Nothing is built and nothing is written.

    Exit codes: 0 every passage whose text is at hand holds, 3 a data file is broken, 5 a passage does not hold or a
    required text is absent, 6 there is no such source.

    Example: `policygraph evidence verify shanxi-2022-report --require-texts`
    """
    console = Console(stderr=True)
    workspace = workspace_of(root)
    found = verify_evidence(workspace, texts_of(workspace), TerminalProgress(console), sources or ())
    for warning in found.warnings:
        show_finding(console, warning)
    if as_json:
        typer.echo(json.dumps(_record(found), ensure_ascii=False, indent=2))
    else:
        for fault in found.faults[:_SHOWN]:
            _show(console, fault)
        if len(found.faults) > _SHOWN:
            console.print(f"… and {len(found.faults) - _SHOWN} more; --json has them all", highlight=False)
        typer.echo(_summary(found))
    _raise(found, require_texts=require_texts)


app.command(name="relocate")(relocate.relocate)


def _summary(found: Verification) -> str:
    held = [check for check in found.sources if check.text]
    passages, statements = sum(check.passages for check in held), {s for check in held for s in check.statements}
    absent = f"; no text at hand of {', '.join(found.absent)}" if found.absent else ""
    return (
        f"{counted(passages, 'passage')} of {counted(len(held), 'source')} held against the text, "
        f"{counted(len(statements), 'statement')}, {counted(len(found.faults), 'fault')}{absent}"
    )


def _raise(found: Verification, *, require_texts: bool) -> None:
    if found.faults:
        concerned = {statement.iri for fault in found.faults for statement in fault.statements}
        raise EvidenceError(
            f"{counted(len(found.faults), 'fault')}: {counted(len(concerned), 'statement')} can't be followed back",
            remedy="compare each with the text and mend what is wrong; "
            "where the text has shifted, `policygraph evidence relocate` finds its passages again",
        )
    if require_texts and found.absent:
        raise EvidenceError(
            f"no text is at hand of {', '.join(found.absent)}",
            remedy=f"put the file into sources/ of the workspace or name its folder in {SOURCES_VARIABLE}",
        )


def _show(console: Console, fault: PassageFault) -> None:
    show_finding(console, fault.finding)
    lines = [f"expected: {fault.expected}"]
    if fault.found is not None:
        words = " ".join(fault.found.split())
        lines.append(f"found: “{words if len(words) <= _LONGEST else words[:_LONGEST] + '…'}”")
    for statement in fault.statements:
        triples = counted(statement.triples, "triple")
        lines.append(f"concerns {shorten(statement.iri)} “{statement.label}” ({triples})")
    for line in lines:
        console.print(f"  {escape(printable(line))}", highlight=False, soft_wrap=True)


def _record(found: Verification) -> dict[str, object]:
    return {
        "sound": not found.faults,
        "sources": [_source_record(check) for check in found.sources],
        "faults": [_fault_record(fault) for fault in found.faults],
        "warnings": [{"rule": w.rule, "message": w.message, "remedy": w.remedy} for w in found.warnings],
    }


def _source_record(check: SourceCheck) -> dict[str, object]:
    text = check.text
    return {
        "source": check.record.id,
        "text": "absent" if text is None else "registered" if text.is_registered else "another",
        "file": str(text.path) if text else None,
        "digest": {"expected": check.record.digest, "found": text.digest if text else None},
        "length": {"expected": check.record.length, "found": len(text.text) if text else None},
        "passages": check.passages,
        "statements": len(check.statements),
        "faults": len(check.faults),
    }


def _fault_record(fault: PassageFault) -> dict[str, object]:
    finding = fault.finding
    return {
        "rule": finding.rule,
        "node": finding.node,
        "place": place(finding.location) if finding.location else None,
        "message": finding.message,
        "remedy": finding.remedy,
        "expected": fault.expected,
        "found": fault.found,
        "statements": [{"iri": s.iri, "label": s.label, "triples": s.triples} for s in fault.statements],
    }
