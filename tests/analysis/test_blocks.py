"""What divides a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from policygraph.analysis.blocks import Division, divisions

if TYPE_CHECKING:
    from collections.abc import Sequence


def test_a_chain_is_divided_by_what_is_inside_it() -> None:
    # a - b - c - d: without b 1 and 2 are left, without c 2 and 1; of the links the middle one halves it
    points, bridges = divisions(nx.Graph([("a", "b"), ("b", "c"), ("c", "d")]), "abcd")
    assert points == [Division(("b",), (2, 1)), Division(("c",), (2, 1))]
    assert bridges == [Division(("b", "c"), (2, 2)), Division(("a", "b"), (3, 1)), Division(("c", "d"), (3, 1))]


def test_a_ring_is_divided_by_nothing() -> None:
    assert divisions(nx.Graph([("a", "b"), ("b", "c"), ("c", "a")]), "abc") == ([], [])


def test_two_rings_hang_together_by_the_node_they_share() -> None:
    # m in two triangles, and x hanging on it: without m, 2 and 2 and 1; the link to x is a bridge
    rings = nx.Graph([("a", "b"), ("b", "m"), ("m", "a"), ("c", "d"), ("d", "m"), ("m", "c"), ("m", "x")])
    assert divisions(rings, "abcdmx") == ([Division(("m",), (2, 2, 1))], [Division(("m", "x"), (5, 1))])


def test_only_what_is_to_be_counted_is() -> None:
    points, _ = divisions(nx.Graph([("a", "t"), ("t", "b"), ("t", "c")]), "abc")
    assert points == [Division(("t",), (1, 1, 1))]


def test_parts_are_divided_on_their_own_and_lone_nodes_not_at_all() -> None:
    graph = nx.Graph([("a", "b"), ("c", "d"), ("d", "e")])
    graph.add_node("alone")
    points, bridges = divisions(graph, "abcde")
    assert points == [Division(("d",), (1, 1))]
    assert [bridge.pieces for bridge in bridges] == [(1, 1), (2, 1), (2, 1)]


def test_a_long_chain_needs_no_deep_stack() -> None:
    points, _ = divisions(nx.path_graph(20_001), range(20_001))
    assert points[0] == Division((10_000,), (10_000, 10_000))


@given(st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]), max_size=20))
def test_pieces_are_those_that_taking_away_leaves(links: set[tuple[int, int]]) -> None:
    graph: nx.Graph[int] = nx.Graph(sorted(links))
    even = frozenset(range(0, 10, 2))
    points, bridges = divisions(graph, even)
    without_node = {(node,): _pieces(graph, node, even, lost=[node]) for node in graph}
    without_link = {(a, b): _pieces(graph, a, even, links=[(a, b)]) for a, b in graph.edges}
    assert dict(points) == {lost: pieces for lost, pieces in without_node.items() if len(pieces) > 1}
    assert dict(bridges) == {lost: pieces for lost, pieces in without_link.items() if len(pieces) > 1}


def _pieces(
    graph: nx.Graph[int],
    start: int,
    counted: frozenset[int],
    *,
    lost: Sequence[int] = (),
    links: Sequence[tuple[int, int]] = (),
) -> tuple[int, ...]:
    """Take nodes and links away from the part around a node, and count what is left of it."""
    part = nx.Graph(graph.subgraph(nx.node_connected_component(graph, start)))
    part.remove_nodes_from(lost)
    part.remove_edges_from(links)
    return tuple(sorted((len(piece & counted) for piece in nx.connected_components(part)), reverse=True))
