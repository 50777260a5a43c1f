"""`policygraph evidence relocate`: find the passages of a source again in a text that has shifted."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from policygraph.cli.options import Root, texts_of, workspace_of
from policygraph.cli.progress import TerminalProgress
from policygraph.cli.report import counted, output_console, place, printable
from policygraph.pipeline import finish_relocation, plan_relocation, write_relocation
from policygraph.sources import Outcome
from policygraph.sources.texts import SOURCES_VARIABLE
from policygraph.vocab import shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygraph.model.evidence import Span
    from policygraph.pipeline import Move, RelocationPlan

__all__ = ["relocate"]

_MEANING = {
    Outcome.EXACT: "the same words: the digest proves it",
    Outcome.RESPELLED: "the same words in other white space or typography: --accept-changed takes them",
    Outcome.REWORDED: "other words in part: read them, --accept-reworded takes them",
    Outcome.AMBIGUOUS: "places come into question, and nothing decides: choose with `policygraph locate`",
    Outcome.UNFOUND: "nothing like it stands in the new text",
}
_SHOWN = 40
_CANDIDATES = 5
_LONGEST = 120
_AROUND = 30


def relocate(
    source: Annotated[str, typer.Argument(help="Id of the source: the name of its folder in data/sources/.")],
    text: Annotated[Path, typer.Argument(help="The other copy of its text, a UTF-8 file.")],
    write: Annotated[
        bool, typer.Option("--write", help="Change the data files; without it nothing is changed.")
    ] = False,
    accept_changed: Annotated[
        bool,
        typer.Option("--accept-changed", help="Take passages whose white space or typography alone has changed."),
    ] = False,
    accept_reworded: Annotated[
        bool, typer.Option("--accept-reworded", help="Take passages whose words have changed in part, as listed.")
    ] = False,
    keep_unfound: Annotated[
        bool, typer.Option("--keep-unfound", help="Leave passages that are not found or not taken as they are.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Write the report as JSON.")] = False,
    root: Root = Path(),
) -> None:
    """Find every passage of a source again in another copy of its text, and say which could not be found.

    Another carrier breaks lines elsewhere, puts a header on top, moves a paragraph or writes other quotation marks.
    Words with the registered digest are proven to be the same; anything else is a proposal that you accept or not. The
    registered text helps where it is at hand; without it anchor phrases, digests and neighbouring passages are used.

    With `--write`, passages get their new names, offsets and digests, every mention of them follows, and `source.ttl`
    registers the new text: all files or none. Passages that fall on one place become one.

    Exit codes: 0 every passage has a new place (and, with `--write`, was moved), 2 the text or source can't be used
    so, 3 a data file is broken, 5 a passage is not found or not accepted, 6 there is no such source or file, 9 a file
    can't be written.

    Example: `policygraph evidence relocate shanxi-2022-report sources/other-copy.txt`
    """
    console = Console(stderr=True)
    workspace = workspace_of(root)
    if write and finish_relocation(workspace):
        console.print("a relocation that was interrupted has been completed", highlight=False)
    texts = texts_of(workspace)
    plan = plan_relocation(workspace, texts, TerminalProgress(console), source, text)
    if as_json:
        typer.echo(json.dumps(_record(plan), ensure_ascii=False, indent=2))
    else:
        _report(plan)
    chosen = {Outcome.RESPELLED: accept_changed, Outcome.REWORDED: accept_reworded}
    accepted = [outcome for outcome, taken in chosen.items() if taken]
    files = write_relocation(plan, texts, accepted, keep=keep_unfound, write=write)
    _conclude(plan, files, write=write)
    if not any((folder / text.name).is_file() for folder in texts.folders):
        typer.echo(
            f"put {text} into sources/ of the workspace or into the folder that {SOURCES_VARIABLE} names: "
            "there the next command looks for it",
            err=True,
        )


def _conclude(plan: RelocationPlan, files: Sequence[Path], *, write: bool) -> None:
    if not files:
        typer.echo("nothing to change: the data registers this text already", err=True)
    elif write:
        typer.echo(f"{counted(len(files), 'file')} written; check with `policygraph validate`", err=True)
    else:
        typer.echo(f"{counted(len(files), 'file')} would change; --write changes them", err=True)
    if files and plan.old is None:
        typer.echo("the registered text was not at hand: with it more passages can be proven or proposed", err=True)


def _report(plan: RelocationPlan) -> None:
    counts = Counter(move.found.outcome for move in plan.moves)
    table = Table("outcome", "passages", "meaning", box=None, pad_edge=False)
    for outcome, meaning in _MEANING.items():
        if counts[outcome]:
            table.add_row(outcome, f"{counts[outcome]:,}", meaning)
    console = output_console()
    console.print(table, highlight=False)
    told = [move for move in plan.moves if move.found.outcome not in {Outcome.EXACT, Outcome.RESPELLED}]
    for move in told[:_SHOWN]:
        for line in _lines(plan, move):
            console.print(escape(printable(line)), highlight=False, soft_wrap=True)
    if len(told) > _SHOWN:
        console.print(f"… and {len(told) - _SHOWN} more; --json has them all", highlight=False)
    for move in plan.strayed():
        strayed = f"away from its neighbours: {shorten(move.iri)} “{move.found.old.anchor}”"
        console.print(escape(strayed), highlight=False, soft_wrap=True)
    for group in plan.merged():
        console.print(f"become one: {', '.join(map(shorten, group))}", highlight=False, soft_wrap=True)


def _lines(plan: RelocationPlan, move: Move) -> list[str]:
    found = move.found
    lines = [f"{found.outcome} {place(move.place)} {shorten(move.iri)} “{found.old.anchor}”"]
    if found.new and plan.old is not None:
        likeness = f"{100 * (found.likeness or 0):.0f} %"
        lines.append(f"  was: {_short(found.old.span.of(plan.old))}")
        lines.append(f"  is, {likeness} alike: {_short(found.new.span.of(plan.text.text))}")
    lines += [f"  perhaps {_context(plan.text.text, span)}" for span in found.candidates[:_CANDIDATES]]
    if len(found.candidates) > _CANDIDATES:
        lines.append(f"  … or one of {len(found.candidates) - _CANDIDATES} more places")
    return lines


def _short(words: str) -> str:
    joined = " ".join(words.split())
    return joined if len(joined) <= _LONGEST else f"{joined[:_LONGEST]}…"


def _context(text: str, span: Span) -> str:
    around = f"{text[max(0, span.start - _AROUND) : span.start]}⟦{_short(span.of(text))}⟧{text[span.end :][:_AROUND]}"
    return f"line {_line(text, span)}, character {span.start}: …{' '.join(around.split())}…"


def _line(text: str, span: Span) -> int:
    return text.count("\n", 0, span.start) + 1


def _record(plan: RelocationPlan) -> dict[str, object]:
    counts = Counter(move.found.outcome for move in plan.moves)
    return {
        "source": plan.text.record.id,
        "file": str(plan.text.path),
        "digest": plan.text.digest,
        "length": len(plan.text.text),
        "registeredTextAtHand": plan.old is not None,
        "counts": {outcome: counts[outcome] for outcome in Outcome},
        "merged": plan.merged(),
        "strayed": [move.iri for move in plan.strayed()],
        "passages": [_move_record(plan, move) for move in plan.moves],
    }


def _move_record(plan: RelocationPlan, move: Move) -> dict[str, object]:
    found, text = move.found, plan.text.text
    new = found.new
    return {
        "passage": move.iri,
        "place": place(move.place),
        "anchor": found.old.anchor,
        "outcome": found.outcome,
        "new": {"passage": new.iri, "start": new.span.start, "end": new.span.end, "digest": new.digest}
        if new
        else None,
        "likeness": found.likeness,
        "candidates": [{"start": s.start, "end": s.end, "line": _line(text, s)} for s in found.candidates],
    }
