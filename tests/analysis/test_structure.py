"""How networks hang together."""

from __future__ import annotations

import networkx as nx
import pytest

from policygraph.analysis.structure import communities, component_sizes


def test_components_come_by_size() -> None:
    graph = nx.Graph([("a", "b"), ("c", "d"), ("d", "e")])
    graph.add_node("alone")
    assert component_sizes(graph) == (3, 2, 1)


def test_two_triangles_are_two_communities() -> None:
    # 7 links, of which 3 lie in each triangle, whose degrees add up to 7: 2 * (3/7 - (7/14)²) = 5/14
    graph: nx.Graph[str] = nx.Graph()
    for pair in ("ab", "bc", "ca", "de", "ef", "fd", "cd"):
        graph.add_edge(*pair, weight=1)
    found = communities(graph)
    assert sorted(sorted(group) for group in found.members) == [["a", "b", "c"], ["d", "e", "f"]]
    assert found.modularity == pytest.approx(5 / 14)


def test_communities_follow_weights_and_name_their_strongest_first() -> None:
    # a square, two of whose sides weigh 9 and two 1: b has 9 + 2 inside
    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 9), ("b", "c", 1), ("c", "d", 9), ("d", "a", 1), ("b", "x", 2)])
    assert communities(graph).members == [["b", "a", "x"], ["c", "d"]]


def test_a_network_without_links_is_one_community_each() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from("ba")
    assert communities(graph) == ([["a"], ["b"]], None)
