"""Where a network would fall apart: nodes and links without which its parts no longer hang together.

The blocks of a network are its largest parts that no single node divides; blocks and dividing nodes form a tree
(Hopcroft and Tarjan 1973). From the tree all pieces are counted in one walk, so that the work grows with the links.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

__all__ = ["Division", "Place", "divisions"]


Place = TypeVar("Place", bound=Hashable)


class Division(NamedTuple, Generic[Place]):
    """What a network loses with a node or a link.

    Attributes:
        lost: The node, or the two ends of the link.
        pieces: How many counted nodes each of the pieces has into which one part would fall, the largest first.
    """

    lost: tuple[Place, ...]
    pieces: tuple[int, ...]

    @property
    def cut_off(self) -> int:
        """Counted nodes outside the largest piece."""
        return sum(self.pieces[1:])


def divisions(graph: nx.Graph[Place], counted: Container[Place]) -> tuple[list[Division[Place]], list[Division[Place]]]:
    """Find the nodes and the links whose loss divides a part of a network, those that cut off most first.

    Args:
        graph: Undirected, with at most one link between two nodes.
        counted: The nodes that are counted in the pieces.
    """
    found: Iterable[set[Place]] = nx.biconnected_components(graph)  # type: ignore[assignment] # typed as lists of sets
    blocks = [frozenset(block) for block in found]
    tree = _Tree(graph, blocks, counted)
    points = [Division((node,), tree.pieces(node)) for node in graph if tree.divides(node)]
    bridges = [tree.bridge(number) for number, block in enumerate(blocks) if len(block) == _ENDS]
    return sorted(points, key=_order), sorted(bridges, key=_order)


_ENDS = 2


def _order(division: Division[Place]) -> tuple[int, int, str]:
    return -division.cut_off, -len(division.pieces), str(division.lost)


class _Tree(Generic[Place]):
    """Blocks, by their number, and the nodes that several of them share."""

    def __init__(self, graph: nx.Graph[Place], blocks: list[frozenset[Place]], counted: Container[Place]) -> None:
        self._blocks = blocks
        self._rank = {node: place for place, node in enumerate(graph)}
        self._counted = counted
        self._in: dict[Place, list[int]] = {}
        for number, block in enumerate(blocks):
            for node in block:
                self._in.setdefault(node, []).append(number)
        self._above: dict[int, Place] = {}
        self._below: dict[int, int] = {}
        self._total: dict[int, int] = {}
        for root in range(len(blocks)):
            if root not in self._total:
                self._count(root)

    def divides(self, node: Place) -> bool:
        return len(self._in.get(node, ())) > 1

    def pieces(self, node: Place) -> tuple[int, ...]:
        return tuple(sorted((self._side(number, node) for number in self._in[node]), reverse=True))

    def bridge(self, number: int) -> Division[Place]:
        ends = tuple(sorted(self._blocks[number], key=self._rank.__getitem__))
        far = self._side(number, ends[0])
        sides = sorted((far, self._total[number] - far), reverse=True)
        return Division(ends, tuple(sides))

    def _side(self, number: int, node: Place) -> int:
        """Count what hangs together with a block once one of its nodes is gone, that node left out."""
        if self._above.get(number) == node:
            return self._below[number]
        below = sum(self._below[child] for child in self._in[node] if self._above.get(child) == node)
        return self._total[number] - below - self._weight(node)

    def _weight(self, node: Place) -> int:
        return int(node in self._counted)

    def _count(self, root: int) -> None:
        """Walk down from a block and then count up again; `below` leaves out the node by which a block hangs."""
        order, waiting = [], [root]
        while waiting:
            number = waiting.pop()
            order.append(number)
            for node in self._blocks[number]:
                if node == self._above.get(number):
                    continue
                for child in self._in[node]:
                    if child != number:
                        self._above[child] = node
                        waiting.append(child)
        for number in reversed(order):
            here = [node for node in self._blocks[number] if node != self._above.get(number)]
            self._below[number] = sum(self._weight(node) for node in here) + sum(
                self._below[child] for node in here for child in self._in[node] if child != number
            )
        for number in order:
            self._total[number] = self._below[root]
