"""The shortest paths of accountability between two things."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice, pairwise
from math import log2
from typing import TYPE_CHECKING, Final

import networkx as nx

from policygraph.analysis.kinds import kind_of
from policygraph.analysis.model import describe_nodes
from policygraph.analysis.reading import read_links
from policygraph.analysis.steps import ENDS_ONLY, ORGANISATION, STEPS
from policygraph.errors import NotFoundError, UsageError
from policygraph.things import read_evidence
from policygraph.vocab import PG, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from policygraph.analysis.model import Node
    from policygraph.analysis.reading import Link
    from policygraph.model.inquiry import Inquiry
    from policygraph.things import Evidence

__all__ = ["Crossing", "Paths", "Route", "Step", "find_paths", "step_network"]

MOST: Final = 3
"""Paths to show unless told."""

_UNIT: Final = 1_000
_ABOVE: Final = 3
_ASSIGNMENT: Final = "assignment"


@dataclass(frozen=True, slots=True)
class Crossing:
    """A statement that a step follows.

    Attributes:
        property: IRI of the property.
        inverse: Whether the step leads from the statement's object to its subject.
        graph: IRI of the graph that says so.
    """

    property: str
    inverse: bool
    graph: str


@dataclass(frozen=True, slots=True)
class Step:
    """From one thing to the next.

    Attributes:
        start: IRI of the thing it leaves.
        end: IRI of the thing it reaches.
        crossings: The statements that join the two; one or several.
    """

    start: str
    end: str
    crossings: tuple[Crossing, ...]


@dataclass(frozen=True, slots=True)
class Route:
    """One path.

    Attributes:
        steps: From the first thing to the last.
    """

    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Paths:
    """The shortest paths between two things.

    Attributes:
        start: Where they begin.
        end: Where they end.
        cost: Their length: one for each step, and for each thing between the ends the binary logarithm of the number of
            its neighbours, so that a path through what everything is linked to is a long one. An assignment is part of
            the step between its act and its agent: the two halves of that step count one together. A step from a unit
            to the one above it counts three: all units of a province meet there, whatever they answer for.
        paths: Those of that length, in the order of their IRIs; not more than asked for.
        more: Whether there are more of that length.
        avoided: Kinds of things through which they were not let.
        things: IRI of each thing on them → what it is.
        evidence: IRI of each thing on them → the passages that state it; a thing that no source states is absent.
    """

    start: Node
    end: Node
    cost: float
    paths: tuple[Route, ...]
    more: bool
    avoided: tuple[str, ...]
    things: Mapping[str, Node]
    evidence: Mapping[str, tuple[Evidence, ...]]


def find_paths(start: str, end: str, *, most: int = MOST, through: Iterable[str] = ()) -> Inquiry[Paths]:
    """Find the shortest paths between two things, over the properties of `STEPS` in either direction.

    What a path costs stands at `Paths.cost`. Regions, subjects and indicators are no way through unless told: they may
    be the ends.

    Args:
        start: IRI of the one thing.
        end: IRI of the other one.
        most: How many paths of the same length to give.
        through: Kinds of `ENDS_ONLY` through which paths may lead all the same.

    Raises:
        UsageError: Both are the same thing, or a kind is none of `ENDS_ONLY`.
        NotFoundError: One of them has no statement that a path could follow, or no path joins them.
    """
    avoided = _avoided(through)
    if start == end:
        raise UsageError(f"both ends are {shorten(start)}", remedy="name two things")
    links = yield from read_links(STEPS)
    graph = step_network(links)
    for one in (start, end):
        if one not in graph:
            raise NotFoundError(
                f"no statement that a path could follow leads from or to {shorten(one)}",
                remedy="name a thing of the graph; passages, concepts, times, names and inferences are on no path",
            )
    cost, chosen, more = _shortest(graph, (start, end), avoided, most)
    things = list(dict.fromkeys(one for path in chosen for one in path))
    nodes = yield from describe_nodes(things)
    evidence = yield from read_evidence(things)
    return Paths(
        start=nodes[start],
        end=nodes[end],
        cost=round(cost, 3),
        paths=tuple(Route(tuple(_step(graph, a, b) for a, b in pairwise(path))) for path in chosen),
        more=more,
        avoided=tuple(sorted(avoided)),
        things=nodes,
        evidence=evidence,
    )


def step_network(links: Iterable[Link]) -> nx.Graph[str]:
    """Join the two ends of each statement; `links` has all that join the same two. A thing's link to itself is none."""
    graph: nx.Graph[str] = nx.Graph()
    for link in links:
        if link.subject == link.object:
            continue
        if graph.has_edge(link.subject, link.object):
            graph.edges[link.subject, link.object]["links"].append(link)
        else:
            graph.add_edge(link.subject, link.object, links=[link])
    return graph


def _avoided(through: Iterable[str]) -> frozenset[str]:
    allowed = frozenset(through)
    unknown = allowed - ENDS_ONLY.keys()
    if unknown:
        raise UsageError(
            f"paths lead through {' and '.join(sorted(unknown))} anyway, or there is no such kind",
            remedy=f"choose among {', '.join(ENDS_ONLY)}",
        )
    return frozenset(ENDS_ONLY) - allowed


def _shortest(
    graph: nx.Graph[str], ends: tuple[str, str], avoided: frozenset[str], most: int
) -> tuple[float, list[list[str]], bool]:
    """Find the shortest paths, in whole numbers, so that paths of the same length are known as such."""
    open_to = graph.subgraph([one for one in graph if one in ends or kind_of(one) not in avoided])
    tolls = {one: _toll(graph, one) for one in open_to}

    def price(a: str, b: str, joined: Mapping[str, Sequence[Link]]) -> int:
        """Charge the step, and half the toll of either side, so that the two ends add the same to every path."""
        halves = 1 if _ASSIGNMENT in (kind_of(a), kind_of(b)) else 2
        above = all(link.property in ORGANISATION for link in joined["links"])
        return halves * _UNIT * (_ABOVE if above else 1) + tolls[a] + tolls[b]

    try:
        found = list(islice(nx.all_shortest_paths(open_to, *ends, weight=price), most + 1))
    except nx.NetworkXNoPath:
        raise _no_path(graph, ends, avoided) from None
    cost = sum(price(a, b, graph.edges[a, b]) for a, b in pairwise(found[0])) - tolls[ends[0]] - tolls[ends[1]]
    return cost / (2 * _UNIT), sorted(found[:most]), len(found) > most


def _toll(graph: nx.Graph[str], thing: str) -> int:
    return 0 if kind_of(thing) == _ASSIGNMENT else round(_UNIT * log2(graph.degree(thing)))


def _no_path(graph: nx.Graph[str], ends: tuple[str, str], avoided: frozenset[str]) -> NotFoundError:
    kept_out = f"passing through {', '.join(sorted(avoided))} is not allowed" if avoided else "nothing was left out"
    joined = bool(avoided) and nx.has_path(graph, *ends)
    return NotFoundError(
        f"no path joins {shorten(ends[0])} and {shorten(ends[1])}; {kept_out}",
        remedy=f"there is one otherwise: add {' '.join(f'--through {kind}' for kind in sorted(avoided))}"
        if joined
        else "their parts of the graph are not linked at all, evidence, concepts and times apart",
    )


def _step(graph: nx.Graph[str], start: str, end: str) -> Step:
    links: Sequence[Link] = graph.edges[start, end]["links"]
    return Step(start, end, tuple(Crossing(PG + link.property, link.subject == end, link.graph) for link in links))
