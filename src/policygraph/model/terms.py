"""RDF terms and the rows of a query result, free of any engine's own types."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

__all__ = ["XSD_STRING", "Row", "Solutions", "Term", "Triple", "bnode", "iri", "literal"]

XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"
RDF_LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


class Term(NamedTuple):
    """One RDF term: a tuple, since results are made of hundreds of thousands.

    Attributes:
        kind: What it is: `iri`, `literal` or `bnode`.
        value: The IRI, the lexical form, or the blank node's label.
        datatype: The datatype's IRI; present on every literal and on nothing else.
        language: The language tag in lower case; present on language-tagged strings only.
    """

    kind: Literal["iri", "literal", "bnode"]
    value: str
    datatype: str | None = None
    language: str | None = None

    def __str__(self) -> str:
        """Give the value alone, for text meant for people."""
        return self.value


Row = Mapping[str, Term]
"""One solution: variable name without `?` → term; a variable that is not bound is absent."""


@dataclass(frozen=True, slots=True)
class Solutions:
    """The result of a SELECT query.

    Attributes:
        variables: The names, without `?`, in the order of the SELECT clause.
        rows: The solutions in the order the query gives them.
    """

    variables: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Triple:
    """One statement: subject, predicate, object."""

    subject: Term
    predicate: Term
    object: Term


def iri(value: str) -> Term:
    """Make the term of an IRI."""
    return Term("iri", value)


def bnode(label: str) -> Term:
    """Make the term of a blank node."""
    return Term("bnode", label)


def literal(value: str, *, datatype: str | None = None, language: str | None = None) -> Term:
    """Make a literal: a plain string unless a datatype or a language is given."""
    if language is not None:
        return Term("literal", value, RDF_LANG_STRING, language.lower())
    return Term("literal", value, datatype or XSD_STRING)
