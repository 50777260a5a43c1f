"""`policygraph analysis`: who answers for what with whom, what documents rest on, how two things are connected."""

from __future__ import annotations

import json
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, TypeVar

import typer

from policygraph.analysis import (
    Choice,
    Network,
    analyse_documents,
    analyse_responsibility,
    check_suffix,
    find_paths,
    profile_agent,
    read_graph,
    write_graph,
)
from policygraph.analysis.steps import ENDS_ONLY
from policygraph.cli.analysis_view import show_documents, show_paths, show_profile, show_responsibility
from policygraph.cli.options import Root
from policygraph.cli.report import counted
from policygraph.model.inquiry import conduct
from policygraph.release import current_release
from policygraph.resolver import resolve_one
from policygraph.store import EmbeddedStore

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygraph.model.inquiry import Inquiry

__all__ = ["app"]

T = TypeVar("T")

_ROWS = 10

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    help="Analyse who answers for what with whom, what documents rest on, and how two things are connected.",
)


class Layout(StrEnum):
    """How a result is written."""

    TABLE = "table"
    JSON = "json"


Passage = StrEnum("Passage", [(kind, kind) for kind in ENDS_ONLY])  # type: ignore[misc] # names of a table

Scope = Annotated[
    str | None,
    typer.Option("--for", help="Only what belongs to this report, plan, task, unit or region: IRI, name or number."),
]
Roles = Annotated[list[str] | None, typer.Option("--role", help="Only assignments in this role, such as `lead`.")]
Acts = Annotated[
    bool,
    typer.Option(
        "--acts", help="Count measures, events and provisions themselves, not the tasks and documents of theirs."
    ),
]
Top = Annotated[
    int | None,
    typer.Option(min=1, help="Entries of each list.", show_default=f"{_ROWS} in a table, all in JSON"),
]
Format = Annotated[Layout, typer.Option("--format", help="Tables for people or JSON for tools.")]


@app.command(name="responsibility")
def responsibility(
    scope: Scope = None,
    roles: Roles = None,
    acts: Acts = False,
    top: Top = None,
    layout: Format = Layout.TABLE,
    root: Root = Path(),
) -> None:
    """Tell who has a part in how much, in which roles, who stands between others, and on whom the network depends.

    Example: `policygraph analysis responsibility --for document:shanxi-2022-progress-report`
    """
    asked = _Asked.of(root)
    choice = asked.choice(scope, roles, acts=acts)
    found = asked.answer(analyse_responsibility(choice, _entries(top, layout)))
    asked.show(found, layout, show_responsibility)


@app.command(name="documents")
def documents(
    scope: Annotated[
        str | None,
        typer.Option("--for", help="Only this document, what it leads back to and what leads back to it."),
    ] = None,
    top: Top = None,
    layout: Format = Layout.TABLE,
    root: Root = Path(),
) -> None:
    """Tell which documents others rest on, directly or through their events, provisions, tasks and measures.

    Example: `policygraph analysis documents --for "JHF (2022) 43"`
    """
    asked = _Asked.of(root)
    found = asked.answer(analyse_documents(asked.thing(scope, "document"), _entries(top, layout)))
    asked.show(found, layout, show_documents)


@app.command(name="unit")
def unit(
    name: Annotated[str, typer.Argument(help="A unit or group of agents: IRI, prefixed name (unit:…) or name.")],
    acts: Acts = False,
    layout: Format = Layout.TABLE,
    root: Root = Path(),
) -> None:
    """Tell in what one unit has a part, in which roles, and with whom.

    Example: `policygraph analysis unit 山西省生态环境厅`
    """
    asked = _Asked.of(root)
    found = asked.answer(profile_agent(asked.find(name, "unit", "group"), acts=acts))
    asked.show(found, layout, show_profile)


@app.command(name="path")
def path(
    start: Annotated[str, typer.Argument(help="Where the path begins: IRI, prefixed name (task:…), name or number.")],
    end: Annotated[str, typer.Argument(help="Where it ends.")],
    most: Annotated[int, typer.Option("--top", min=1, help="Paths of the same length to show.")] = 3,
    through: Annotated[
        list[Passage] | None, typer.Option(help="Let paths lead through things of this kind, which they avoid else.")
    ] = None,
    layout: Format = Layout.TABLE,
    root: Root = Path(),
) -> None:
    """Find the shortest paths of accountability between two things, each step with its property, graph and evidence.

    Things that much is linked to make a path longer. Evidence, concepts, times and names are on no path.

    Example: `policygraph analysis path task:shanxi-2022-02 山西省财政厅`
    """
    asked = _Asked.of(root)
    kinds = [kind.value for kind in through or ()]
    found = asked.answer(find_paths(asked.find(start), asked.find(end), most=most, through=kinds))
    asked.show(found, layout, show_paths)


@app.command(name="export")
def export(
    network: Annotated[Network, typer.Argument(help="Which; `agents` joins units and groups by what they share.")],
    file: Annotated[Path, typer.Argument(help="File to write: .graphml, .gexf or .json (node-link).")],
    scope: Scope = None,
    roles: Roles = None,
    acts: Acts = False,
    root: Root = Path(),
) -> None:
    """Write a network as a file that Gephi, Cytoscape or networkx opens.

    Example: `policygraph analysis export responsibility responsibility.gexf`
    """
    check_suffix(file)
    asked = _Asked.of(root)
    graph = asked.answer(read_graph(network, asked.choice(scope, roles, acts=acts)))
    write_graph(graph, file)
    typer.echo(f"{file}: {counted(len(graph), 'node')}, {counted(graph.number_of_edges(), 'link')}", err=True)


class _Asked(NamedTuple):
    """The release that is asked."""

    release: str
    store: EmbeddedStore

    @classmethod
    def of(cls, root: Path) -> _Asked:
        release = current_release(root)
        return cls(release.id, EmbeddedStore.open(release.store))

    def answer(self, inquiry: Inquiry[T]) -> T:
        return conduct(inquiry, self.store.select)

    def find(self, name: str, *kinds: str) -> str:
        return self.answer(resolve_one(name, kinds=kinds))

    def thing(self, name: str | None, *kinds: str) -> str | None:
        return None if name is None else self.find(name, *kinds)

    def choice(self, scope: str | None, roles: list[str] | None, *, acts: bool) -> Choice:
        return Choice(self.thing(scope), frozenset(roles or ()), acts)

    def show(self, found: Any, layout: Layout, view: Callable[[Any], None]) -> None:  # noqa: ANN401 - any result
        if layout is Layout.JSON:
            typer.echo(json.dumps({"release": self.release} | asdict(found), ensure_ascii=False, indent=2))
        else:
            view(found)


def _entries(top: int | None, layout: Layout) -> int | None:
    return _ROWS if top is None and layout is Layout.TABLE else top
