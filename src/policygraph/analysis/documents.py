"""Which documents others rest on, and how they hang together."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import networkx as nx

from policygraph.analysis.centrality import betweenness, pagerank
from policygraph.analysis.model import describe_nodes
from policygraph.analysis.references import Papers, read_references
from policygraph.analysis.structure import Frame, outline
from policygraph.errors import NotFoundError
from policygraph.vocab import shorten

if TYPE_CHECKING:
    from policygraph.analysis.model import Node, Sampling, Structure
    from policygraph.model.inquiry import Inquiry

__all__ = ["Documents", "Paper", "analyse_documents", "paper_network", "read_papers"]


@dataclass(frozen=True, slots=True)
class Paper:
    """A document's place in the network.

    Attributes:
        document: The document.
        relied_on: How many documents lead back to it.
        leads_to: To how many documents it leads back.
        betweenness: Share of the shortest chains between two other documents, followed back, that run through it.
        pagerank: Its share of a reader who follows documents back: high for what much rests on, also at a remove.
    """

    document: Node
    relied_on: int
    leads_to: int
    betweenness: float
    pagerank: float


@dataclass(frozen=True, slots=True)
class Documents:
    """The document network, analysed.

    Attributes:
        scope: The document to which the others are connected; None for all of them.
        documents: How many.
        references: How many references.
        properties: Property → how many references it makes, the most frequent first.
        sampling: How betweenness was computed.
        papers: Documents, those on which most rely first.
        circles: Documents that lead back to themselves, alone or through one another.
        structure: How they hang together, references taken in both directions.
    """

    scope: Node | None
    documents: int
    references: int
    properties: dict[str, int]
    sampling: Sampling
    papers: tuple[Paper, ...]
    circles: tuple[tuple[Node, ...], ...]
    structure: Structure


def analyse_documents(scope: str | None = None, top: int | None = None) -> Inquiry[Documents]:
    """Analyse which documents lead back to which.

    Args:
        scope: IRI of a document: only this one, those it leads back to and those that lead back to it, at any remove.
        top: How many to show of each list; all where None.

    Raises:
        NotFoundError: The scope is no document of the release.
    """
    papers = yield from read_papers(scope)
    graph = paper_network(papers)
    between, sampling = betweenness(graph)
    rank = pagerank(graph)
    shown = sorted(graph, key=lambda one: (-graph.in_degree(one), -rank[one], one))[:top]
    circles = _circles(graph)[:top]
    plain = _undirected(graph)
    structure = yield from outline(Frame(plain, plain, tuple(plain), plain, str), top)
    scoped = [scope] if scope else []
    nodes = yield from describe_nodes([*shown, *chain(*circles), *scoped])
    return Documents(
        scope=nodes[scope] if scope else None,
        documents=len(graph),
        references=len(papers.references),
        properties=_counted(papers),
        sampling=sampling,
        papers=tuple(
            Paper(nodes[one], graph.in_degree(one), graph.out_degree(one), between[one], rank[one]) for one in shown
        ),
        circles=tuple(tuple(nodes[one] for one in circle) for circle in circles),
        structure=structure,
    )


def read_papers(scope: str | None) -> Inquiry[Papers]:
    """Read documents and references; arguments and errors as in `analyse_documents`."""
    papers = yield from read_references()
    if scope is None:
        return papers
    if scope not in papers.types:
        raise NotFoundError(
            f"{shorten(scope)} is no document of this release",
            remedy="name a plan, report or other document; `policygraph analysis documents` lists those most relied on",
        )
    graph = paper_network(papers)
    kept = {scope} | nx.descendants(graph, scope) | nx.ancestors(graph, scope)
    return Papers(
        {one: kind for one, kind in papers.types.items() if one in kept},
        tuple(one for one in papers.references if one.source in kept and one.target in kept),
    )


def paper_network(papers: Papers) -> nx.DiGraph[str]:
    """Join documents to those that they lead back to; `weight` counts the references."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(papers.types)
    for one in papers.references:
        if graph.has_edge(one.source, one.target):
            graph.edges[one.source, one.target]["weight"] += 1
        else:
            graph.add_edge(one.source, one.target, weight=1)
    return graph


def _undirected(graph: nx.DiGraph[str]) -> nx.Graph[str]:
    """Forget the directions, adding up the weights of both; a document's reference to itself joins nothing."""
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(graph)
    for a, b, link in graph.edges(data=True):
        if a != b:
            before = plain.edges[a, b]["weight"] if plain.has_edge(a, b) else 0
            plain.add_edge(a, b, weight=before + link["weight"])
    return plain


def _circles(graph: nx.DiGraph[str]) -> list[list[str]]:
    """Find what leads back to itself, the largest circle first."""
    found = [sorted(group) for group in nx.strongly_connected_components(graph)]
    circles = [group for group in found if len(group) > 1 or graph.has_edge(group[0], group[0])]
    return sorted(circles, key=lambda group: (-len(group), group))


def _counted(papers: Papers) -> dict[str, int]:
    counts: dict[str, int] = {}
    for one in papers.references:
        counts[one.property] = counts.get(one.property, 0) + 1
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
