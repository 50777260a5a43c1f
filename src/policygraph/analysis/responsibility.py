"""Who answers for how much, with whom, and on whom the network depends."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.analysis.agents import bipartite, joint_network, shared_core
from policygraph.analysis.centrality import betweenness, pagerank
from policygraph.analysis.kinds import kind_of
from policygraph.analysis.model import describe_nodes
from policygraph.analysis.parts import Choice, read_parts
from policygraph.analysis.structure import Frame, outline

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import networkx as nx

    from policygraph.analysis.agents import Place
    from policygraph.analysis.model import Node, Part, Sampling, Structure
    from policygraph.model.inquiry import Inquiry

__all__ = ["Load", "Responsibility", "Standing", "analyse_responsibility", "loads"]


@dataclass(frozen=True, slots=True)
class Load:
    """How much an agent has a part in.

    Attributes:
        things: In how many things: its degree in the bipartite network.
        parts: By how many assignments, each counted for each thing it belongs to.
        alone: In how many things no other agent has a part: nobody is left there without it.
        roles: Role → in how many things it has it, the most frequent first.
        kinds: Kind of thing, such as `task` or `document` → in how many of these, the most frequent first.
    """

    things: int
    parts: int
    alone: int
    roles: Mapping[str, int]
    kinds: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Standing:
    """An agent's place in the network.

    Attributes:
        agent: The unit or group.
        load: How much it has a part in.
        partners: With how many agents it shares a thing: its degree among agents.
        strength: Things shared, added up over the partners.
        betweenness: Share of the shortest chains between two other agents that run through it.
        pagerank: Its share of a reader who walks from agent to agent by things shared.
    """

    agent: Node
    load: Load
    partners: int
    strength: int
    betweenness: float
    pagerank: float


@dataclass(frozen=True, slots=True)
class Responsibility:
    """The responsibility network, analysed.

    Attributes:
        scope: To what the parts belong; None for all of them.
        agents: How many agents.
        things: How many things.
        parts: How many parts.
        sampling: How betweenness was computed.
        standings: Agents, those with a part in most things first.
        structure: How it hangs together. Components count agents and things. Cut points and bridges are those of the
            things that several agents share, and their pieces count agents. Communities are those of agents.
    """

    scope: Node | None
    agents: int
    things: int
    parts: int
    sampling: Sampling
    standings: tuple[Standing, ...]
    structure: Structure


def analyse_responsibility(choice: Choice | None = None, top: int | None = None) -> Inquiry[Responsibility]:
    """Analyse who has a part in what.

    Args:
        choice: Which parts; all where None.
        top: How many to show of each list; all where None.

    Raises:
        NotFoundError: Nothing is assigned in the scope.
    """
    chosen = choice or Choice()
    parts = yield from read_parts(chosen)
    burden, network, graph = loads(parts), joint_network(parts), bipartite(parts)
    between, sampling = betweenness(network)
    rank = pagerank(network)
    shown = sorted(burden, key=lambda agent: (-burden[agent].things, -burden[agent].parts, agent))[:top]
    core = shared_core(graph)
    agents = [place for place in core if place[0] == "agent"]
    structure = yield from outline(Frame(graph, core, agents, network, _iri), top)
    scope = [chosen.scope] if chosen.scope else []
    nodes = yield from describe_nodes([*shown, *scope])
    return Responsibility(
        scope=nodes[scope[0]] if scope else None,
        agents=len(burden),
        things=len(graph) - len(burden),
        parts=len(parts),
        sampling=sampling,
        standings=tuple(Standing(nodes[a], burden[a], *_shared(network, a), between[a], rank[a]) for a in shown),
        structure=structure,
    )


def loads(parts: Iterable[Part]) -> Mapping[str, Load]:
    """Count the parts of each agent."""
    held: dict[str, list[Part]] = defaultdict(list)
    agents: dict[str, set[str]] = defaultdict(set)
    for part in parts:
        held[part.agent].append(part)
        agents[part.thing].add(part.agent)
    return {agent: _load(found, agents) for agent, found in held.items()}


def _load(parts: list[Part], agents: Mapping[str, set[str]]) -> Load:
    things = {part.thing for part in parts}
    roles = Counter(role for role, _ in sorted({(part.role, part.thing) for part in parts}))
    alone = sum(len(agents[thing]) == 1 for thing in things)
    kinds = Counter(sorted(map(kind_of, things)))
    return Load(len(things), len(parts), alone, dict(roles.most_common()), dict(kinds.most_common()))


def _shared(network: nx.Graph[str], agent: str) -> tuple[int, int]:
    weights = [link["weight"] for link in network.adj[agent].values()]
    return len(weights), sum(weights)


def _iri(place: Place) -> str:
    return place[1]
