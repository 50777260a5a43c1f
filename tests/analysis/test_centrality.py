"""Centralities, against values computed by hand."""

from __future__ import annotations

import networkx as nx
import pytest

from policygraph.analysis import centrality
from policygraph.analysis.centrality import betweenness, pagerank
from policygraph.analysis.model import Sampling


def test_betweenness_is_the_share_of_chains_through_a_node() -> None:
    # a - b - c, b - d: all three pairs of the others go through b: 3 of 3; none through an end
    found, sampling = betweenness(nx.Graph([("a", "b"), ("b", "c"), ("b", "d")]))
    assert found == {"a": 0, "b": 1, "c": 0, "d": 0}
    assert sampling == Sampling(exact=True, pivots=4, nodes=4)


def test_betweenness_follows_directions() -> None:
    # a -> b -> c: of the 2 ordered pairs without b (a c, c a) one goes through b
    found, _ = betweenness(nx.DiGraph([("a", "b"), ("b", "c")]))
    assert found == {"a": 0, "b": 0.5, "c": 0}


def test_a_large_network_is_estimated_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(centrality, "_STEPS", 10)
    monkeypatch.setattr(centrality, "_LEAST_PIVOTS", 40)
    star = nx.star_graph([f"n{number}" for number in range(101)])
    found, sampling = betweenness(star)
    assert sampling == Sampling(exact=False, pivots=40, nodes=101)
    assert found["n0"] == pytest.approx(1, abs=0.05)  # every chain leads over the middle
    assert betweenness(star)[0] == found


@pytest.mark.parametrize("network", [nx.Graph(), nx.DiGraph()])
def test_a_network_of_nothing_has_no_centralities(network: nx.Graph[str]) -> None:
    assert betweenness(network) == ({}, Sampling(exact=True, pivots=0, nodes=0))
    assert pagerank(network) == {}


def test_pagerank_of_two_that_lead_to_one() -> None:
    # a -> c, b -> c, c strands: with x for a and b and y for c, x = (0.15 + 0.85 y) / 3 and 2 x + y = 1,
    # so x (3 + 1.7) = 1, x = 10/47, y = 27/47
    found = pagerank(nx.DiGraph([("a", "c"), ("b", "c")]))
    assert found == pytest.approx({"a": 10 / 47, "b": 10 / 47, "c": 27 / 47})


def test_pagerank_follows_weights() -> None:
    # a splits 3 : 1 over b and c, which lead back: b = 0.05 + 0.85 * 0.75 a, c = 0.05 + 0.85 * 0.25 a, a + b + c = 1,
    # so a = 0.9 / 1.85
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_weighted_edges_from([("a", "b", 3), ("a", "c", 1), ("b", "a", 1), ("c", "a", 1)])
    a = 0.9 / 1.85
    assert pagerank(graph) == pytest.approx({"a": a, "b": 0.05 + 0.6375 * a, "c": 0.05 + 0.2125 * a})


def test_pagerank_of_links_without_direction_goes_both_ways() -> None:
    assert pagerank(nx.Graph([("a", "b"), ("b", "c")])) == pytest.approx(
        pagerank(nx.DiGraph([("a", "b"), ("b", "a"), ("b", "c"), ("c", "b")]))
    )


def test_pagerank_adds_up_to_one_where_nothing_is_linked() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from("abcd")
    assert pagerank(graph) == pytest.approx(dict.fromkeys("abcd", 0.25))
