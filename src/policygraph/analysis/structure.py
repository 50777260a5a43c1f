"""How a network hangs together: its components, what joins them, and its communities."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple

import networkx as nx

from policygraph.analysis.blocks import Place, divisions
from policygraph.analysis.centrality import SEED
from policygraph.analysis.model import Community, Cut, Structure, describe_nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from policygraph.analysis.blocks import Division
    from policygraph.analysis.model import Node
    from policygraph.model.inquiry import Inquiry

__all__ = ["CENTRAL", "Frame", "Partition", "communities", "component_sizes", "outline"]

CENTRAL = 3
"""Members by which a community is called."""


class Partition(NamedTuple):
    """Communities of a network.

    Attributes:
        members: The nodes of each, those with the strongest links inside it first; the largest community first.
        modularity: How much denser they are than chance would have it; None for a network without links.
    """

    members: Sequence[Sequence[str]]
    modularity: float | None


class Frame(NamedTuple, Generic[Place]):
    """A network as its structure is computed from it.

    Attributes:
        whole: All of it, undirected: for its components.
        joined: The part of it in which cut points and bridges are looked for.
        counted: The nodes counted in the pieces.
        weighted: The network, with weights, in which communities are looked for.
        iri: Gives the IRI of a node of `joined`.
    """

    whole: nx.Graph[Place]
    joined: nx.Graph[Place]
    counted: Collection[Place]
    weighted: nx.Graph[str]
    iri: Callable[[Place], str]


def outline(frame: Frame[Place], top: int | None = None) -> Inquiry[Structure]:
    """Find out how a network hangs together.

    Args:
        frame: The network.
        top: How many to show of each list; all where None.
    """
    points, bridges = divisions(frame.joined, frozenset(frame.counted))
    found = communities(frame.weighted)
    lost = [frame.iri(node) for division in (*points[:top], *bridges[:top]) for node in division.lost]
    central = [node for members in found.members[:top] for node in members[:CENTRAL]]
    nodes = yield from describe_nodes([*lost, *central])
    return Structure(
        components=component_sizes(frame.whole),
        cut_points=_cuts(points[:top], frame, nodes),
        cut_point_count=len(points),
        bridges=_cuts(bridges[:top], frame, nodes),
        bridge_count=len(bridges),
        communities=tuple(
            Community(len(members), tuple(nodes[node] for node in members[:CENTRAL])) for members in found.members[:top]
        ),
        community_count=len(found.members),
        modularity=found.modularity,
    )


def component_sizes(graph: nx.Graph[Place]) -> tuple[int, ...]:
    """Give the sizes of the parts that no link joins, the largest first."""
    return tuple(sorted(map(len, nx.connected_components(graph)), reverse=True))


def communities(graph: nx.Graph[str]) -> Partition:
    """Find nodes that are linked more to one another than to the rest.

    The method of Blondel and others (2008, "Louvain") over the weights of an undirected network, with a fixed seed; its
    measure is modularity (Newman and Girvan 2004). Another seed may give another answer of like modularity.
    """
    names = sorted(graph)
    if not graph.number_of_edges():
        return Partition([[name] for name in names], None)
    places = {name: place for place, name in enumerate(names)}
    numbered: nx.Graph[int] = nx.Graph()  # a set of numbers has the same order in every process, one of texts has not
    numbered.add_nodes_from(range(len(names)))
    links = graph.edges(data=True)
    numbered.add_weighted_edges_from(sorted((places[a], places[b], link["weight"]) for a, b, link in links))
    found = nx.community.louvain_communities(numbered, seed=SEED)
    members = sorted((_ranked(numbered, group) for group in found), key=lambda group: (-len(group), group[0]))
    modularity = float(nx.community.modularity(numbered, found))
    return Partition([[names[place] for place in group] for group in members], modularity)


def _ranked(graph: nx.Graph[int], group: set[int]) -> list[int]:
    """Order a community by the weight of the links inside it."""
    inside = {node: sum(link["weight"] for other, link in graph.adj[node].items() if other in group) for node in group}
    return sorted(group, key=lambda node: (-inside[node], node))


def _cuts(divided: Sequence[Division[Place]], frame: Frame[Place], nodes: Mapping[str, Node]) -> tuple[Cut, ...]:
    return tuple(Cut(tuple(nodes[frame.iri(node)] for node in one.lost), one.pieces) for one in divided)
