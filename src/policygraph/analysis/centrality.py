"""How central the nodes of a network are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import networkx as nx

from policygraph.analysis.model import Sampling

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SEED", "betweenness", "pagerank"]

SEED: Final = 1
"""Where chance begins, so that the same network has the same answer."""

_STEPS: Final = 2_000_000
_LEAST_PIVOTS: Final = 50
_DAMPING: Final = 0.85
_TOLERANCE: Final = 1e-10
_ROUNDS: Final = 200


def betweenness(graph: nx.Graph[str]) -> tuple[Mapping[str, float], Sampling]:
    """Compute which share of the shortest chains between two other nodes runs through each node.

    Brandes (2001), divided by the number of pairs, all links of one length. That takes nodes times links steps; beyond
    two million, chains begin at pivots alone and are scaled up (Brandes and Pich 2007), at 50 or more of them, so that
    the work grows with the links. The pivots are chosen by a fixed seed.
    """
    nodes, steps = graph.number_of_nodes(), graph.number_of_nodes() + graph.number_of_edges()
    pivots = min(nodes, max(_LEAST_PIVOTS, _STEPS // max(1, steps)))
    exact = pivots == nodes
    found = nx.betweenness_centrality(graph, k=None if exact else pivots, seed=SEED)
    return found, Sampling(exact, pivots, nodes)


def pagerank(graph: nx.Graph[str]) -> Mapping[str, float]:
    """Compute how often a reader is at each node who follows links by their weight and now and then begins anew.

    Brin and Page (1998) with damping 0.85; a reader whom no link leads on begins anew at any node. The values add up
    to 1. Computed by rounds, each of one step a link, until they change by less than 1e-10 together; the change shrinks
    by the damping each round. (networkx computes it with SciPy, which is far larger than all of this package.)
    """
    nodes = list(graph)
    if not nodes:
        return {}
    links = {node: [(other, link.get("weight", 1)) for other, link in graph.adj[node].items()] for node in nodes}
    rank = dict.fromkeys(nodes, 1 / len(nodes))
    for _ in range(_ROUNDS):
        previous, rank = rank, _next_rank(rank, links)
        if sum(abs(rank[node] - previous[node]) for node in nodes) < _TOLERANCE:
            break
    return rank


def _next_rank(rank: Mapping[str, float], links: Mapping[str, list[tuple[str, float]]]) -> dict[str, float]:
    stranded = sum(value for node, value in rank.items() if not links[node])
    found = dict.fromkeys(rank, (1 - _DAMPING + _DAMPING * stranded) / len(rank))
    for node, value in rank.items():
        whole = sum(weight for _, weight in links[node])
        for other, weight in links[node]:
            found[other] += _DAMPING * value * weight / whole
    return found
