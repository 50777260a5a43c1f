"""`policygraph trace`: from a thing to where it comes from, with the words that say so."""

from __future__ import annotations

import io
import json
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policygraph.cli.options import Root, texts_of, workspace_of
from policygraph.cli.report import output_console
from policygraph.cli.trace_summary import show_summary
from policygraph.cli.trace_view import show_trace
from policygraph.errors import UsageError
from policygraph.graph.files import write_text
from policygraph.model.inquiry import conduct
from policygraph.release import current_release
from policygraph.resolver import resolve_one
from policygraph.sources.texts import SOURCES_VARIABLE
from policygraph.store import EmbeddedStore
from policygraph.trace import Direction, as_json, as_json_ld
from policygraph.trace import trace as trace_thing
from policygraph.trace.drawing import FORMS, Language, read_words
from policygraph.trace.inquire import DEEPEST, DEPTH, LARGEST, LIMIT

if TYPE_CHECKING:
    from policygraph.trace import Trace
    from policygraph.trace.drawing import Words

__all__ = ["trace"]

Layout = StrEnum("Layout", ["tree", "summary", "json", "jsonld", *FORMS])  # type: ignore[misc] # names of a table
_TREE = Layout["tree"]
_DOCUMENTS = {Layout["json"]: as_json, Layout["jsonld"]: as_json_ld}
_SHOWN = {_TREE: show_trace, Layout["summary"]: show_summary}
_SUFFIXES = {form.suffix: Layout[name] for name, form in FORMS.items()} | {
    ".json": Layout["json"],
    ".jsonld": Layout["jsonld"],
    ".txt": _TREE,
    ".gv": Layout["dot"],
    ".mermaid": Layout["mermaid"],
}


def trace(
    thing: Annotated[
        str, typer.Argument(help="IRI, prefixed name (task:…), kind/slug, name in either language, or document number.")
    ],
    direction: Annotated[
        Direction, typer.Option(help="`up` to where it comes from, `down` to what comes of it, or both.")
    ] = "both",
    depth: Annotated[int, typer.Option(min=0, max=DEEPEST, help="Steps to take at most.")] = DEPTH,
    limit: Annotated[int, typer.Option(min=1, max=LARGEST, help="Things to hold at most.")] = LIMIT,
    layout: Annotated[
        Layout | None,
        typer.Option("--format", help="How to write it; by the suffix of --output, else a tree.", show_default=False),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="File to write, whole or not at all; else standard output.")
    ] = None,
    language: Annotated[
        Language, typer.Option("--lang", help="Language of labels and phrases: English or Chinese.")
    ] = "en",
    words: Annotated[bool, typer.Option(help="Show passages in full where the text is at hand.")] = True,
    root: Root = Path(),
) -> None:
    """Follow a thing step by step: up to its document, number, issuers, basis and report; down to tasks and results.

    Each step names its property, how it is known if no source prints it, and in brackets the passages that say so.
    What a reading looked for and the source does not state is shown as not stated. A passage stands in full once, at
    the end.

    Formats: `tree` for the terminal; `summary` for the questions of an auditor and what answers them; `json` for tools,
    with everything; `jsonld` for its statements as linked data; `svg` for a report; `mermaid` for pages in Markdown;
    `dot` for Graphviz; `graphml` for Gephi, yEd and networkx.

    Examples: `policygraph trace "JHF [2022] No.43"`, `policygraph trace task:shanxi-2022-02 --direction up`,
    `policygraph trace 兴安盟 --lang zh --depth 2`, `policygraph trace task/shanxi-2022-02 --output trace.svg`
    """
    chosen = layout or _format_of(output)
    release = current_release(root)
    store = EmbeddedStore.open(release.store)
    texts = texts_of(workspace_of(root)) if words else None
    focus = conduct(resolve_one(thing), store.select)
    inquiry = trace_thing(focus, release=release.id, direction=direction, depth=depth, limit=limit, texts=texts)
    found = conduct(inquiry, store.select)
    named = conduct(read_words(found, language), store.select)
    _write(found, named, chosen, output)
    if words:
        _tell_absent(found)


def _format_of(output: Path | None) -> Layout:
    if output is None:
        return _TREE
    if output.suffix.lower() not in _SUFFIXES:
        raise UsageError(
            f"the name {output.name!r} does not tell the format",
            remedy=f"give --format, or end the name with one of {', '.join(_SUFFIXES)}",
        )
    return _SUFFIXES[output.suffix.lower()]


def _write(found: Trace, words: Words, layout: Layout, output: Path | None) -> None:
    if layout in _SHOWN and output is None:
        _SHOWN[layout](output_console(), found, words)
        return
    text = _written(found, words, layout)
    if output is not None:
        write_text(output, text)
    else:
        sys.stdout.buffer.write(text.encode())


def _written(found: Trace, words: Words, layout: Layout) -> str:
    if layout in _DOCUMENTS:
        return json.dumps(_DOCUMENTS[layout](found), ensure_ascii=False, indent=2) + "\n"
    if layout in _SHOWN:
        page = io.StringIO()
        _SHOWN[layout](output_console(page), found, words)
        return page.getvalue()
    return FORMS[layout.value].draw(found, words)


def _tell_absent(found: Trace) -> None:
    absent = {evidence.source for evidence in found.passages.values() if evidence.words is None}
    if absent:
        typer.echo(
            f"only the anchor phrases are shown of {', '.join(sorted(absent))}: the text is not at hand; "
            f"put it into sources/ of the workspace or name its folder in {SOURCES_VARIABLE}",
            err=True,
        )
