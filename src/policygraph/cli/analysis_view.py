"""How analyses look in a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.markup import escape
from rich.tree import Tree

from policygraph.cli.report import counted, output_console, printable
from policygraph.cli.table import show_table
from policygraph.vocab import GRAPH, shorten

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policygraph.analysis import Documents, Paths, Profile, Responsibility
    from policygraph.analysis.model import Cut, Node, Sampling, Structure
    from policygraph.analysis.paths import Route, Step

__all__ = ["show_documents", "show_paths", "show_profile", "show_responsibility"]

_PIECES = 4


def show_responsibility(found: Responsibility) -> None:
    """Write who has a part in how much, and on whom the network depends."""
    of = f" for {_named(found.scope)}" if found.scope else ""
    _say(
        f"{counted(found.agents, 'agent')} with {counted(found.parts, 'part')} in {counted(found.things, 'thing')}{of}"
    )
    _table(
        "",
        ("agent", "things", "of these", "alone", "shares with", "betweenness", "PageRank", "roles"),
        [
            (
                _named(one.agent), str(one.load.things), _counts(one.load.kinds), str(one.load.alone),
                str(one.partners), f"{one.betweenness:.3f}", f"{one.pagerank:.3f}", _counts(one.load.roles),
            )
            for one in found.standings
        ],
    )  # fmt: skip
    _structure(found.structure, "agents")
    _sampling(found.sampling)


def show_documents(found: Documents) -> None:
    """Write which documents others rest on."""
    of = f" around {_named(found.scope)}" if found.scope else ""
    _say(f"{counted(found.documents, 'document')}, {counted(found.references, 'reference')}{of}")
    _say(_counts(found.properties))
    _table(
        "",
        ("document", "relied on by", "leads back to", "betweenness", "PageRank"),
        [
            (
                _named(one.document), str(one.relied_on), str(one.leads_to), f"{one.betweenness:.3f}",
                f"{one.pagerank:.3f}",
            )
            for one in found.papers
        ],
    )  # fmt: skip
    for circle in found.circles:
        _say(f"In a circle, each resting on the next: {'; '.join(map(_named, circle))}")
    _structure(found.structure, "documents")
    _sampling(found.sampling)


def show_profile(found: Profile) -> None:
    """Write in what an agent has a part, and with whom."""
    load = found.load
    alone = f", in {load.alone} of them alone" if load.alone else ""
    _say(f"{_named(found.agent)}: {counted(load.parts, 'part')} in {counted(load.things, 'thing')}{alone}")
    _say(f"kinds: {_counts(load.kinds)}; roles: {_counts(load.roles)}")
    _table(
        "Things",
        ("thing", "roles", "others", "certain"),
        [
            (_named(one.thing), ", ".join(one.roles), str(one.others), "yes" if one.certain else "no")
            for one in found.held
        ],
    )
    _table(
        "Shared with",
        ("agent", "things", "roles"),
        [(_named(one.agent), str(one.things), _counts(one.roles)) for one in found.partners],
    )


def show_paths(found: Paths) -> None:
    """Write each path as a line of steps, with the words that state each thing."""
    kept = f"; none leads through {', '.join(found.avoided)}" if found.avoided else ""
    more = " and more" if found.more else ""
    _say(f"{counted(len(found.paths), 'path')}{more} at the least cost, {found.cost:g}{kept}")
    for route in found.paths:
        output_console().print(_route(found, route), highlight=False)


def _route(found: Paths, route: Route) -> Tree:
    tree = Tree(_thing(found, route.steps[0].start))
    _evidence(tree, found, route.steps[0].start)
    for step in route.steps:
        branch = tree.add(f"{_crossings(step)}  {_thing(found, step.end)}")
        _evidence(branch, found, step.end)
    return tree


def _crossings(step: Step) -> str:
    return ", ".join(
        f"[blue]{'←' if one.inverse else '→'} {escape(shorten(one.property).removeprefix('pg:'))}[/] "
        f"[dim]({escape(one.graph.removeprefix(GRAPH))})[/]"
        for one in step.crossings
    )


def _thing(found: Paths, iri: str) -> str:
    node = found.things[iri]
    chinese = f"  {escape(printable(node.label_zh))}" if node.label_zh else ""
    return f"[bold]{escape(printable(node.label))}[/]{chinese}  [dim]{node.type}  {escape(shorten(iri))}[/]"


def _evidence(tree: Tree, found: Paths, iri: str) -> None:
    for one in found.evidence.get(iri, ())[:1]:
        place = f"[dim]{escape(one.source)} {one.start}–{one.end}[/]"
        tree.add(f"[green]says[/] {place} “…{escape(printable(one.anchor))}…”")


def _structure(found: Structure, what: str) -> None:
    parts = counted(len(found.components), "part")
    largest = f", the largest of {counted(found.components[0], 'node')}" if found.components else ""
    _say(f"\nThe network has {parts} that no link joins{largest}.")
    _table(
        f"Nodes whose loss divides a part ({found.cut_point_count})",
        ("without", f"pieces, in {what}"),
        [(_lost(one), _pieces(one.pieces)) for one in found.cut_points],
    )
    _table(
        f"Links whose loss divides a part ({found.bridge_count})",
        ("without the link between", f"pieces, in {what}"),
        [(_lost(one), _pieces(one.pieces)) for one in found.bridges],
    )
    measure = "" if found.modularity is None else f", modularity {found.modularity:.2f}"
    _table(
        f"Communities of {what} ({found.community_count}{measure})",
        (what, "around"),
        [(str(one.members), "; ".join(map(_named, one.central))) for one in found.communities],
    )


def _sampling(found: Sampling) -> None:
    if not found.exact:
        _say(f"\nBetweenness is an estimate: chains from {found.pivots:,} of {found.nodes:,} nodes were followed.")


def _table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    if rows:
        if title:
            _say(f"\n{title}")
        show_table(head, rows)


def _say(text: str) -> None:
    output_console().print(escape(text), highlight=False, soft_wrap=True)


def _named(node: Node) -> str:
    return f"{printable(node.label)} ({shorten(node.iri)})"


def _lost(cut: Cut) -> str:
    return " – ".join(map(_named, cut.lost))


def _pieces(sizes: Sequence[int]) -> str:
    rest = len(sizes) - _PIECES
    return ", ".join(map(str, sizes[:_PIECES])) + (f" and {rest} more" if rest > 0 else "")


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{printable(name) or 'none stated'} {number}" for name, number in counts.items())
