"""Which queries of shapes need not be run node by node: those that find nothing at all.

The engine sets up the query of a `sh:sparql` constraint for every focus node anew, which on thousands of nodes takes
longer than all else. Asked once with `$this` left open, a query gives the rows of all nodes together; where it gives
none, no node can break the constraint. Where it gives some, the constraint stays, and the engine decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from pyparsing import ParseException
from rdflib import Graph, Variable
from rdflib.namespace import SH
from rdflib.plugins.sparql import prepareQuery

from policygraph.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rdflib.plugins.sparql.sparql import Query
    from rdflib.term import Node

__all__ = ["Select", "without_idle_queries"]

Select = Callable[[str], "Sequence[Mapping[Variable, Node]]"]
"""Answers a SELECT query over the data: its rows; SyntaxError where the query is none that it understands."""

_THIS = Variable("this")
_TRANSPARENT = frozenset({"SelectQuery", "Project", "Distinct", "Filter", "Extend"})
_PREBOUND = re.compile(r"[?$](currentShape|shapesGraph|PATH)\b")


def without_idle_queries(shapes: Graph, select: Select) -> Graph:
    """Copy shapes without the `sh:sparql` constraints that nothing in the data breaks.

    Args:
        shapes: The shapes graph.
        select: Who answers over the very triples that are to be validated.
    """
    copy = Graph()
    for prefix, namespace in shapes.namespaces():
        copy.bind(prefix, namespace)
    copy += shapes
    for shape, constraint in shapes.subject_objects(SH.sparql):
        text = _text(shapes, constraint)
        if _says_who(text) and _finds_nothing(text, select):
            copy.remove((shape, SH.sparql, constraint))
    return copy


def _finds_nothing(text: str, select: Select) -> bool:
    """Ask a query with `$this` open; one that is not understood is left to the engine, which may read it."""
    try:
        return not select(text)
    except SyntaxError:
        return False


def _text(shapes: Graph, constraint: Node) -> str:
    """Give the query of a constraint with its prefixes (SHACL §5.2.1)."""
    declared = [
        f"PREFIX {shapes.value(declaration, SH.prefix)}: <{shapes.value(declaration, SH.namespace)}>"
        for ontology in shapes.objects(constraint, SH.prefixes)
        for declaration in shapes.objects(ontology, SH.declare)
    ]
    return "\n".join([*declared, str(shapes.value(constraint, SH.select))])


def _says_who(text: str) -> bool:
    """Tell whether leaving `$this` open gives, for each node, the rows that binding it first would give.

    That is so where a pattern outside all groups matches `$this`, nothing is grouped or cut off, and the query uses no
    other variable that is bound beforehand (SHACL §5.3.1, pre-binding).
    """
    query = _parsed(text)
    if query is None or _PREBOUND.search(text):
        return False
    part = query.algebra
    while part.name in _TRANSPARENT:
        part = part.p
    return part.name == "BGP" and any(_THIS in triple for triple in part.triples)


def _parsed(text: str) -> Query | None:
    """Parse a query; None where it is not SPARQL, which the engine reports with the shape."""
    try:
        return prepareQuery(text, initNs=dict(PREFIXES))
    except ParseException:
        return None
