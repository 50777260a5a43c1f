"""The responsibility network: agents and the things they have a part in, and agents joined by things they share."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policygraph.analysis.model import Part

__all__ = ["Joint", "Place", "bipartite", "joint", "joint_network", "shared_core"]

Side = Literal["agent", "thing"]
Place = tuple[Side, str]
"""A node of the bipartite network: a side and an IRI, since a unit may be established by an act and act itself."""

SEPARATOR: Final = " with "


class Joint(NamedTuple):
    """What two agents share.

    Attributes:
        things: In how many things both have a part.
        roles: Pair of roles, such as `lead with cooperating` → in how many things they meet in it.
    """

    things: int
    roles: Mapping[str, int]


def bipartite(parts: Iterable[Part]) -> nx.Graph[Place]:
    """Join each agent to the things it has a part in; `weight` counts its parts there, `parts` has them."""
    graph: nx.Graph[Place] = nx.Graph()
    for part in parts:
        agent: Place = ("agent", part.agent)
        thing: Place = ("thing", part.thing)
        if graph.has_edge(agent, thing):
            graph.edges[agent, thing]["parts"].append(part)
            graph.edges[agent, thing]["weight"] += 1
        else:
            graph.add_edge(agent, thing, weight=1, parts=[part])
    return graph


def shared_core(graph: nx.Graph[Place]) -> nx.Graph[Place]:
    """Leave out the things that one agent alone has a part in: nothing there joins agents."""
    return nx.Graph(graph.subgraph([place for place in graph if place[0] == "agent" or graph.degree(place) > 1]))


def joint(parts: Iterable[Part]) -> Mapping[tuple[str, str], Joint]:
    """Count what each two agents share; the pair is sorted. The work grows with the pairs that share something."""
    roles: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for part in parts:
        roles[part.thing][part.agent].add(part.role)
    things: Counter[tuple[str, str]] = Counter()
    meetings: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for agents in roles.values():
        for pair in combinations(sorted(agents), 2):
            things[pair] += 1
            meetings[pair].update({_meeting(a, b) for a in agents[pair[0]] for b in agents[pair[1]]})
    return {pair: Joint(number, dict(sorted(meetings[pair].items()))) for pair, number in sorted(things.items())}


def joint_network(parts: Iterable[Part]) -> nx.Graph[str]:
    """Join agents by the number of things they share, as `weight`; those that share nothing stand alone."""
    graph: nx.Graph[str] = nx.Graph()
    held = tuple(parts)
    graph.add_nodes_from(sorted({part.agent for part in held}))
    for (a, b), shared in joint(held).items():
        graph.add_edge(a, b, weight=shared.things, roles=shared.roles)
    return graph


def _meeting(one: str, other: str) -> str:
    """Name two roles that meet, in an order of their own."""
    return SEPARATOR.join(sorted((one or "no role", other or "no role")))
