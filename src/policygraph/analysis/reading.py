"""Reading networks: the statements of many properties, in questions whose answers stay small.

A question asks about as many pairs of property and graph as have a page of statements together, so that its answer
stays below the limits of any engine, and the work grows with the statements and not with their square.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from policygraph.things import refer
from policygraph.vocab import GRAPH, PG

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policygraph.model.inquiry import Inquiry

__all__ = ["PAGE", "Link", "read_links"]

PAGE: Final = 10_000
"""Statements in an answer at most: Virtuoso, the strictest engine, cuts its answers there unless told otherwise."""

_PAIRS: Final = 100


class Link(NamedTuple):
    """A statement that leads from one thing to another.

    Attributes:
        subject: IRI of the thing it is about.
        property: Local name of the property in the project's ontology.
        object: IRI of the thing it leads to.
        graph: IRI of a graph that says so; a source's graph rather than that of a rule.
    """

    subject: str
    property: str
    object: str
    graph: str


class _Share(NamedTuple):
    property: str
    graph: str
    statements: int


def read_links(properties: Iterable[str]) -> Inquiry[tuple[Link, ...]]:
    """Read every statement of these properties of the ontology whose object is an IRI, each once, sorted.

    Args:
        properties: Local names.
    """
    shares = yield from _read_shares(properties)
    known: dict[str, str] = {}
    found: dict[tuple[str, str, str], str] = {}
    for question in _questions(shares):
        for row in (yield question).rows:
            if row["s"].kind == row["o"].kind == "iri":
                subject, value, graph = (known.setdefault(row[n].value, row[n].value) for n in ("s", "o", "g"))
                key = (subject, known.setdefault(row["p"].value, row["p"].value.removeprefix(PG)), value)
                found[key] = min(found.get(key, graph), graph, key=_standing)
    return tuple(sorted(Link(*key, graph) for key, graph in found.items()))


def _standing(graph: str) -> tuple[bool, str]:
    return graph.startswith(f"{GRAPH}inferred-"), graph


def _read_shares(properties: Iterable[str]) -> Inquiry[list[_Share]]:
    wanted = " ".join(refer(PG + name) for name in sorted(set(properties)))
    counts = f"SELECT ?p ?g (COUNT(*) AS ?n) {{ VALUES ?p {{ {wanted} }} GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?p ?g"
    rows = (yield counts).rows
    return sorted(_Share(row["p"].value, row["g"].value, int(row["n"].value)) for row in rows)


def _questions(shares: Iterable[_Share]) -> Iterator[str]:
    waiting: list[_Share] = []
    for share in shares:
        if share.statements > PAGE:
            yield from _pages(share)
            continue
        if len(waiting) == _PAIRS or sum(other.statements for other in waiting) + share.statements > PAGE:
            yield _question(waiting)
            waiting = []
        waiting.append(share)
    if waiting:
        yield _question(waiting)


def _question(shares: Iterable[_Share]) -> str:
    pairs = " ".join(f"({refer(share.property)} {refer(share.graph)})" for share in shares)
    return f"SELECT ?s ?p ?o ?g {{ VALUES (?p ?g) {{ {pairs} }} GRAPH ?g {{ ?s ?p ?o }} }}"


def _pages(share: _Share) -> Iterator[str]:
    """Ask for what one graph says with one property, where that alone is more than a page."""
    for start in range(0, share.statements, PAGE):
        yield f"{_question([share])} ORDER BY ?s ?o LIMIT {PAGE} OFFSET {start}"
