"""A Turtle file that has been read: its text, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib.term import Node

__all__ = ["Triple", "TurtleFile"]

Triple = tuple["Node", "Node", "Node"]


@dataclass(frozen=True, slots=True)
class TurtleFile:
    """A Turtle file of the graph.

    Attributes:
        path: Where it lies.
        graph: IRI of the named graph that its triples belong to.
        source: Id of the source it is curated from; None for ontology, concepts and reference data.
        text: The Turtle as written.
        triples: What it says.
    """

    path: Path
    graph: str
    source: str | None
    text: str
    triples: tuple[Triple, ...]
