"""RDF terms as the engine has them, and back."""

from __future__ import annotations

import pyoxigraph

from policygraph.errors import QueryRefusedError
from policygraph.model.terms import XSD_STRING, Term, bnode, iri

__all__ = ["EngineTerm", "from_engine", "to_engine"]

EngineTerm = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple


def from_engine(value: object) -> Term:
    """Give the term that the engine speaks of.

    Raises:
        QueryRefusedError: It is a quoted triple.
    """
    if isinstance(value, pyoxigraph.NamedNode):
        return iri(value.value)
    if isinstance(value, pyoxigraph.Literal):
        return Term("literal", value.value, value.datatype.value, value.language)
    if isinstance(value, pyoxigraph.BlankNode):
        return bnode(value.value)
    raise QueryRefusedError(f"{value} is a quoted triple", remedy="ask for its subject, predicate and object instead")


def to_engine(term: Term) -> pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal:
    """Give the engine's form of a term.

    Raises:
        ValueError: An IRI is not absolute, or a language tag or a label is malformed.
    """
    if term.kind == "iri":
        return pyoxigraph.NamedNode(term.value)
    if term.kind == "bnode":
        return pyoxigraph.BlankNode(term.value)
    if term.language is not None:
        return pyoxigraph.Literal(term.value, language=term.language)
    return pyoxigraph.Literal(term.value, datatype=pyoxigraph.NamedNode(term.datatype or XSD_STRING))
