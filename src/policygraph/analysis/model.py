"""What analyses find out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.things import classify, name_things

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policygraph.model.inquiry import Inquiry
    from policygraph.things import Name

__all__ = ["Community", "Cut", "Node", "Part", "Sampling", "Structure", "describe_nodes"]


@dataclass(frozen=True, slots=True)
class Node:
    """A thing as a result names it.

    Attributes:
        iri: Its IRI.
        type: Local name of its narrowest class; `Resource` where it has none.
        label: Its label in English, else in Chinese, else the end of its IRI.
        label_zh: Its Chinese label, where it has one.
        reconstructed: Whether the Chinese label is a reconstruction: neither printed nor certain.
    """

    iri: str
    type: str
    label: str
    label_zh: str | None = None
    reconstructed: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Part:
    """The part that an agent has in a thing, by one assignment.

    Attributes:
        agent: IRI of the unit or group.
        thing: IRI of what it has the part in.
        role: The role's name, such as `lead`, or its IRI where it is no concept of the project; empty where none is
            stated.
        act: IRI of what has the assignment: the thing itself, or a measure, event or provision that belongs to it.
        assignment: IRI of the assignment.
        graph: IRI of the graph that says whom it is assigned to.
        basis: What the assignment rests on where no source prints it, such as `background-knowledge`; else empty.
        certainty: How sure that is, such as `likely`; else empty.
    """

    agent: str
    thing: str
    role: str
    act: str
    assignment: str
    graph: str
    basis: str = ""
    certainty: str = ""


@dataclass(frozen=True, slots=True)
class Sampling:
    """How betweenness was computed.

    Attributes:
        exact: Whether from every node; else from some, chosen by a fixed seed, and scaled up: an estimate.
        pivots: From how many nodes.
        nodes: How many there are.
    """

    exact: bool
    pivots: int
    nodes: int


@dataclass(frozen=True, slots=True)
class Cut:
    """A node, or a link, without which a part of a network falls to pieces.

    Attributes:
        lost: The node; of a link, both ends.
        pieces: How many nodes each piece has, the largest first; in the responsibility network, how many agents.
    """

    lost: tuple[Node, ...]
    pieces: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Community:
    """Nodes that are linked to one another more than to the rest.

    Attributes:
        members: How many.
        central: Those with the strongest links inside it, first the strongest: its name.
    """

    members: int
    central: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Structure:
    """How a network hangs together.

    Attributes:
        components: Sizes of the parts that no link joins, the largest first.
        cut_points: Nodes whose loss divides a part, those into most pieces first.
        cut_point_count: How many there are, shown or not.
        bridges: Links whose loss divides a part.
        bridge_count: How many there are, shown or not.
        communities: The largest first.
        community_count: How many there are, shown or not.
        modularity: How much denser communities are inside than chance would have it (Newman and Girvan 2004), from -0.5
            to 1; None for a network without links.
    """

    components: tuple[int, ...]
    cut_points: tuple[Cut, ...]
    cut_point_count: int
    bridges: tuple[Cut, ...]
    bridge_count: int
    communities: tuple[Community, ...]
    community_count: int
    modularity: float | None


def describe_nodes(things: Iterable[str]) -> Inquiry[Mapping[str, Node]]:
    """Read how things are called and what they are; every thing asked about is in the answer."""
    wanted = tuple(dict.fromkeys(things))
    names = yield from name_things(wanted)
    types = yield from classify(wanted)
    return {iri: _node(iri, types.get(iri, "Resource"), names.get(iri)) for iri in wanted}


def _node(iri: str, kind: str, name: Name | None) -> Node:
    if name is None:
        return Node(iri, kind, iri.rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1] or iri)
    return Node(iri, kind, name.best(iri), name.zh, name.reconstructed)
