"""`policygraph trace`: from a thing to where it comes from, with the words that say so."""

from __future__ import annotations

import json
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.tree import Tree

from policygraph.cli.options import Root, texts_of, workspace_of
from policygraph.cli.report import output_console
from policygraph.model.inquiry import conduct
from policygraph.release import current_release
from policygraph.resolver import resolve_one
from policygraph.sources.texts import SOURCES_VARIABLE
from policygraph.store import EmbeddedStore
from policygraph.trace import Direction
from policygraph.trace import trace as trace_thing
from policygraph.trace.walk import DEPTH
from policygraph.vocab import shorten

if TYPE_CHECKING:
    from policygraph.things import Evidence
    from policygraph.trace import Hop, Node, Trace

__all__ = ["trace"]

_LONGEST = 300
_MOST = 3


class Layout(StrEnum):
    """How a trace is written."""

    TREE = "tree"
    JSON = "json"


def trace(
    thing: Annotated[
        str, typer.Argument(help="IRI, prefixed name (task:…), kind/slug, name in either language, or document number.")
    ],
    direction: Annotated[
        Direction, typer.Option(help="`up` to where it comes from, `down` to what comes of it.")
    ] = "up",
    depth: Annotated[int, typer.Option(min=0, help="Steps to take at most.")] = DEPTH,
    layout: Annotated[Layout, typer.Option("--format", help="A tree for people or JSON for tools.")] = Layout.TREE,
    words: Annotated[bool, typer.Option(help="Show passages in full where the text is at hand.")] = True,
    root: Root = Path(),
) -> None:
    """Follow a thing step by step to its provision, document, number, issuers, measure, task and report.

    Each step names its property, and each thing the passages that say so, or the inference it rests on. What a reading
    looked for and the source does not state is shown as not stated.

    Example: `policygraph trace "provincial government reserve of emission rights"`
    """
    release = current_release(root)
    store = EmbeddedStore.open(release.store)
    texts = texts_of(workspace_of(root)) if words else None
    focus = conduct(resolve_one(thing), store.select)
    inquiry = trace_thing(focus, release=release.id, direction=direction, depth=depth, texts=texts)
    found = conduct(inquiry, store.select)
    if layout is Layout.JSON:
        typer.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2))
    else:
        output_console().print(_tree(found), highlight=False)
        absent = {evidence.source for evidence in found.passages.values() if evidence.words is None}
        if words and absent:
            typer.echo(
                f"only the anchor phrases are shown of {', '.join(sorted(absent))}: the text is not at hand; "
                f"put it into sources/ of the workspace or name its folder in {SOURCES_VARIABLE}",
                err=True,
            )


def _tree(found: Trace) -> Tree:
    root = Tree(_head(found.nodes[found.focus]))
    _details(root, found, found.nodes[found.focus])
    for hop in found.hops:
        _branch(root, found, hop)
    return root


def _branch(tree: Tree, found: Trace, hop: Hop) -> None:
    name = shorten(hop.property).removeprefix("pg:")
    if hop.node is None:
        tree.add(f"[yellow]not stated:[/] {name}")
        return
    arrow = "←" if hop.inverse else "→"
    rule = f" [dim](inferred: {hop.basis.rule})[/]" if hop.basis.rule else ""
    again = " [dim](see above)[/]" if hop.seen else ""
    node = found.nodes[hop.node]
    branch = tree.add(f"[blue]{arrow} {name}[/]{rule}  {_head(node)}{again}")
    if hop.seen:
        return
    _details(branch, found, node)
    for further in hop.hops:
        _branch(branch, found, further)


def _head(node: Node) -> str:
    chinese = f"  {escape(node.label_zh)}{' (reconstructed)' if node.reconstructed else ''}" if node.label_zh else ""
    return f"[bold]{escape(node.label)}[/]{chinese}  [dim]{node.type}  {escape(shorten(node.iri))}[/]"


def _details(tree: Tree, found: Trace, node: Node) -> None:
    for fact in node.facts:
        tree.add(f"{shorten(fact.property).removeprefix('pg:')}: {escape(fact.label or fact.value)}")
    for reason in node.basis.reasons:
        certainty = f" ({reason.certainty})" if reason.certainty else ""
        tree.add(f"[magenta]inferred:[/] {escape(reason.en)}{certainty}")
    for passage in node.evidence[:_MOST]:
        tree.add(_evidence(found.passages[passage]))
    if len(node.evidence) > _MOST:
        tree.add(f"[dim]… and {len(node.evidence) - _MOST} more passages (--format json has them all)[/]")


def _evidence(evidence: Evidence) -> str:
    place = f"[dim]{evidence.source} {evidence.start}–{evidence.end}[/]"
    if evidence.words is None:
        return f"[green]says[/] {place} “…{escape(evidence.anchor)}…”"
    words = evidence.words if len(evidence.words) <= _LONGEST else f"{evidence.words[:_LONGEST]}…"
    return f"[green]says[/] {place} “{escape(' '.join(words.split()))}”"
