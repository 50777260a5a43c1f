"""Which nodes shapes are aimed at, and how to aim them so that the engine works in one sweep."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import RDF, RDFS, XSD, Graph, Literal
from rdflib.namespace import SH

if TYPE_CHECKING:
    from rdflib.term import Node

__all__ = ["aimed_at_properties", "focus_nodes"]

_TARGETS = (SH.targetClass, SH.targetNode, SH.targetSubjectsOf, SH.targetObjectsOf)
_SHAPE_VALUED = (SH.node, SH["not"], SH.qualifiedValueShape)
_SHAPE_LISTS = (SH["and"], SH["or"], SH.xone)


def aimed_at_properties(shapes: Graph) -> Graph:
    """Copy shapes with the targets of each node shape moved to its property shapes.

    The results are the same: those of `sh:property` are the results of the property shape for the same node (SHACL
    §4.5.1). The engine, however, walks a node shape's property shapes once for every focus node, and a property shape
    of its own once for all of them. Shapes that others refer to, that are switched off, or that have no target are left
    as they are.
    """
    copy = Graph()
    for prefix, namespace in shapes.namespaces():
        copy.bind(prefix, namespace)
    copy += shapes
    kept = _referred_to(shapes) | set(shapes.subjects(SH.deactivated, Literal("true", datatype=XSD.boolean)))
    for shape in set(shapes.subjects(SH.property)) - kept:
        targets = [(p, o) for p in _TARGETS for o in shapes.objects(shape, p)]
        for part in shapes.objects(shape, SH.property) if targets else ():
            copy.remove((shape, SH.property, part))
            for predicate, target in targets:
                copy.add((part, predicate, target))
    return copy


def focus_nodes(data: Graph, shapes: Graph) -> set[Node]:
    """Give the nodes of the data that at least one shape is aimed at (SHACL §2.1.3), subclasses followed."""
    classes = {
        below
        for top in shapes.objects(None, SH.targetClass)
        for below in data.transitive_subjects(RDFS.subClassOf, top)
    }
    found = {node for of in classes for node in data.subjects(RDF.type, of)}
    found |= set(shapes.objects(None, SH.targetNode)) & set(data.subjects())
    for predicate in shapes.objects(None, SH.targetSubjectsOf):
        found |= set(data.subjects(predicate))
    for predicate in shapes.objects(None, SH.targetObjectsOf):
        found |= set(data.objects(None, predicate))
    return found


def _referred_to(shapes: Graph) -> set[Node]:
    single = {o for predicate in _SHAPE_VALUED for o in shapes.objects(None, predicate)}
    lists = [head for predicate in _SHAPE_LISTS for head in shapes.objects(None, predicate)]
    return single | {member for head in lists for member in shapes.items(head)}
