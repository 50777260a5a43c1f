"""The networks as graphs with plain attributes, as other programs read them."""

from __future__ import annotations

import re
from collections import defaultdict
from enum import StrEnum
from typing import TYPE_CHECKING

import networkx as nx

from policygraph.analysis.agents import joint_network
from policygraph.analysis.documents import read_papers
from policygraph.analysis.model import describe_nodes
from policygraph.analysis.parts import Choice, read_parts
from policygraph.analysis.responsibility import loads

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policygraph.analysis.model import Node, Part
    from policygraph.analysis.references import Papers, Reference
    from policygraph.model.inquiry import Inquiry

__all__ = ["Network", "read_graph"]


class Network(StrEnum):
    """A network that can be exported."""

    RESPONSIBILITY = "responsibility"
    AGENTS = "agents"
    DOCUMENTS = "documents"


_NO_XML = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")  # XML 1.0 §2.2, production Char


def read_graph(network: Network, choice: Choice | None = None) -> Inquiry[nx.Graph[str]]:
    """Read a network as a graph whose attributes are texts and numbers, none of them missing a value.

    - `responsibility`: agents and things, a link for each agent and thing with the roles in which it has a part.
    - `agents`: agents alone, a link for each two that share things, with the roles in which they meet.
    - `documents`: documents, a directed link for each two and property by which the one leads back to the other.

    Args:
        network: Which.
        choice: Which parts, of the first two networks; of the third, its scope alone counts.

    Raises:
        NotFoundError: Nothing is assigned in the scope, or it is no document.
    """
    chosen = choice or Choice()
    if network is Network.DOCUMENTS:
        papers = yield from read_papers(chosen.scope)
        graph: nx.Graph[str] = _documents(papers)
    else:
        parts = yield from read_parts(chosen)
        graph = _responsibility(parts) if network is Network.RESPONSIBILITY else _agents(parts)
    nodes = yield from describe_nodes(graph)
    graph.graph["name"] = network.value
    for iri, node in nodes.items():
        graph.nodes[iri].update(_labels(node))
    return graph


def _labels(node: Node) -> dict[str, str]:
    found = {"label": node.label, "label_zh": node.label_zh or "", "type": node.type}
    return {name: _NO_XML.sub("\ufffd", text) for name, text in found.items()}


def _responsibility(parts: Iterable[Part]) -> nx.Graph[str]:
    held: dict[tuple[str, str], list[Part]] = defaultdict(list)
    for part in parts:
        held[part.agent, part.thing].append(part)
    graph: nx.Graph[str] = nx.Graph()
    for (agent, thing), found in sorted(held.items()):
        graph.add_node(thing, side="thing")
        graph.add_node(agent, side="agent")
        graph.add_edge(
            agent, thing, weight=len(found), roles=_joined(part.role for part in found),
            acts=_joined(part.act for part in found), basis=_joined(part.basis or "printed" for part in found),
            certainty=_joined(part.certainty for part in found),
        )  # fmt: skip
    return graph


def _agents(parts: Iterable[Part]) -> nx.Graph[str]:
    held = tuple(parts)
    network = joint_network(held)
    graph: nx.Graph[str] = nx.Graph()
    for agent, load in sorted(loads(held).items()):
        graph.add_node(agent, things=load.things, parts=load.parts, alone=load.alone)
    for a, b, link in network.edges(data=True):
        graph.add_edge(a, b, weight=link["weight"], roles=_joined(link["roles"]))
    return graph


def _documents(papers: Papers) -> nx.MultiDiGraph[str]:
    held: dict[tuple[str, str, str], list[Reference]] = defaultdict(list)
    for one in papers.references:
        held[one.source, one.target, one.property].append(one)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from(papers.types)
    for number, ((source, target, name), found) in enumerate(sorted(held.items())):
        graph.add_edge(
            source, target, key=f"e{number}", weight=len(found), property=name,
            ways=_joined(one.way for one in found), via=_joined(one.via for one in found),
        )  # fmt: skip
    return graph


def _joined(texts: Iterable[str]) -> str:
    """Write different texts as one, since these files know no lists."""
    return " ".join(sorted({text for text in texts if text}))
