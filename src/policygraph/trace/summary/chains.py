"""A trace as a net: what it says of each thing, and the things that chains of steps lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policygraph.vocab import PG

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from policygraph.trace.model import Hop, Node, Trace

__all__ = ["Chains", "Said"]


class Said(NamedTuple):
    """A statement that a trace tells, or that something is not stated.

    Attributes:
        subject: IRI of the thing of which it is said.
        object: IRI of the thing that it names; None where the source does not state it.
        hop: The hop that tells it, in whichever direction.
    """

    subject: str
    object: str | None
    hop: Hop


class Chains:
    """What a trace says, wherever in its tree that stands.

    Attributes:
        trace: The trace.
        up: To each thing that steps up lead to from the focus, nearest first: where the step comes from, and the step.
        down: The same of steps down.
    """

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self._steps: dict[str, list[Hop]] = {}
        self._said: dict[str, list[Said]] = {}
        self._collect()
        self.up = self.chain("up")
        self.down = self.chain("down")

    @property
    def focus(self) -> Node:
        """The thing that the trace starts from."""
        return self.trace.nodes[self.trace.focus]

    def node(self, iri: str) -> Node:
        """Give a thing of the trace."""
        return self.trace.nodes[iri]

    def all(self) -> Iterator[Said]:
        """Give everything that is said, of the things in the order in which they are met."""
        return (said for iri in self.trace.nodes for said in self._said.get(iri, ()))

    def follow(self, things: Iterable[str], *properties: str) -> Iterator[Said]:
        """Give what is said of things by properties of the ontology, given by their local names."""
        wanted = {PG + name for name in properties}
        return (said for thing in things for said in self._said.get(thing, ()) if said.hop.property in wanted)

    def on_the_way_up(self, thing: str) -> Iterator[str]:
        """Give the things between the focus and one that steps up lead to, the nearest to that thing first."""
        before = self.up[thing][0]
        while before != self.trace.focus:
            yield before
            before = self.up[before][0]

    def _collect(self) -> None:
        waiting: list[tuple[str, Iterable[Hop]]] = [(self.trace.focus, self.trace.hops)]
        for thing, hops in waiting:
            for hop in hops:
                self._steps.setdefault(thing, []).append(hop)
                said = Said(hop.node, thing, hop) if hop.inverse and hop.node else Said(thing, hop.node, hop)
                self._said.setdefault(said.subject, []).append(said)
                if hop.node is not None and hop.hops:
                    waiting.append((hop.node, hop.hops))

    def chain(
        self, way: str, leads_on: Callable[[Node, Node], bool] = lambda _, __: True
    ) -> Mapping[str, tuple[str, Hop]]:
        """Give the things that steps on a way lead to from the focus, as `up` and `down` do.

        Args:
            way: The way.
            leads_on: Tells whether a step from the one thing to the other is taken.
        """
        found: dict[str, tuple[str, Hop]] = {}
        frontier = [self.trace.focus]
        for thing in frontier:
            for hop in self._steps.get(thing, ()):
                new = hop.way == way and hop.node and hop.node not in found and hop.node != self.trace.focus
                if new and hop.node and leads_on(self.node(thing), self.node(hop.node)):
                    found[hop.node] = (thing, hop)
                    frontier.append(hop.node)
        return found
