"""One agent: in what it has a part, in which roles, and with whom."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.analysis.agents import joint
from policygraph.analysis.model import describe_nodes
from policygraph.analysis.parts import Choice, read_parts
from policygraph.analysis.responsibility import loads
from policygraph.errors import NotFoundError
from policygraph.vocab import shorten

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policygraph.analysis.model import Node, Part
    from policygraph.analysis.responsibility import Load
    from policygraph.model.inquiry import Inquiry

__all__ = ["Held", "Partner", "Profile", "profile_agent"]


@dataclass(frozen=True, slots=True)
class Held:
    """A thing in which the agent has a part.

    Attributes:
        thing: What.
        roles: The roles it has there, sorted.
        certain: Whether a source prints each assignment, or the inference it rests on is certain.
        others: How many other agents have a part.
    """

    thing: Node
    roles: tuple[str, ...]
    certain: bool
    others: int


@dataclass(frozen=True, slots=True)
class Partner:
    """An agent with which it shares things.

    Attributes:
        agent: Which.
        things: How many.
        roles: Pair of roles, such as `cooperating with lead` → in how many things they meet in it.
    """

    agent: Node
    things: int
    roles: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Profile:
    """What one agent answers for.

    Attributes:
        agent: Which.
        load: How much.
        held: The things, by kind and IRI.
        partners: Those with which it shares most first.
    """

    agent: Node
    load: Load
    held: tuple[Held, ...]
    partners: tuple[Partner, ...]


def profile_agent(agent: str, *, acts: bool = False) -> Inquiry[Profile]:
    """Tell what an agent has a part in.

    Args:
        agent: IRI of a unit or group.
        acts: Whether measures, events, provisions and acceptances stand for themselves.

    Raises:
        NotFoundError: No assignment names it.
    """
    parts = yield from read_parts(Choice(acts=acts))
    mine: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        if part.agent == agent:
            mine[part.thing].append(part)
    if not mine:
        raise NotFoundError(
            f"no assignment names {shorten(agent)}: it is not in the responsibility network",
            remedy="`policygraph analysis responsibility` lists the agents that have a part in something",
        )
    near = [part for part in parts if part.thing in mine]
    shared = {(pair[1] if pair[0] == agent else pair[0]): one for pair, one in joint(near).items() if agent in pair}
    agents: dict[str, set[str]] = defaultdict(set)
    for part in near:
        agents[part.thing].add(part.agent)
    nodes = yield from describe_nodes([agent, *sorted(mine), *shared])
    ordered = sorted(shared, key=lambda other: (-shared[other].things, other))
    return Profile(
        agent=nodes[agent],
        load=loads(near)[agent],
        held=tuple(_held(nodes[thing], mine[thing], len(agents[thing]) - 1) for thing in sorted(mine)),
        partners=tuple(Partner(nodes[one], shared[one].things, shared[one].roles) for one in ordered),
    )


def _held(thing: Node, parts: list[Part], others: int) -> Held:
    certain = all(not part.basis or part.certainty == "certain" for part in parts)
    return Held(thing, tuple(sorted({part.role for part in parts})), certain, others)
