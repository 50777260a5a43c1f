"""The one way in which a Turtle file is written, so that a change shows as a small difference.

It is rdflib's `longturtle`: subjects, predicates and objects sorted, one object a line. Comments at the head of a file
are kept; a comment further down has no place in a graph and would be lost, so it is refused.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from rdflib import XSD, BNode, Graph, Literal
from rdflib.plugins.serializers.longturtle import LongTurtleSerializer

from policygraph.curation.lines import line_of
from policygraph.errors import DataError, Location
from policygraph.graph.turtle import TOKEN, as_graph, triples_of
from policygraph.vocab import shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from rdflib.term import Node

    from policygraph.model.files import Triple

    Change = Callable[[Iterable[Triple]], Iterable[Triple]]

__all__ = ["canonical_text", "canonical_turtle"]

_MARK = "\ufdd0"
"""A character that Unicode reserves for use inside a program, and no text holds."""

_SHORT = (XSD.integer, XSD.decimal, XSD.boolean)


def canonical_turtle(graph: Graph) -> str:
    """Write a graph as canonical Turtle, prefixes that do not occur left out.

    Blank nodes are named by the graph's canonical form, so that the result depends on the graph alone.
    """
    blank = any(isinstance(term, BNode) for triple in graph for term in triple)
    stream = BytesIO()
    _OneLine(graph).serialize(stream, canon=blank)  # type: ignore[no-untyped-call]
    return stream.getvalue().decode().rstrip("\n") + "\n"


class _OneLine(LongTurtleSerializer):
    """Writes a text of several lines that ends in a quote on one line: rdflib 7.6 can break its long form there."""

    def label(self, node: Node, position: int) -> str:
        """Write a term; see the superclass."""
        if isinstance(node, Literal) and "\n" in node and node.endswith('"'):
            marked = Literal(node.replace("\n", _MARK), lang=node.language, datatype=node.datatype, normalize=False)
            return str(super().label(marked, position)).replace(_MARK, "\\n")  # type: ignore[no-untyped-call]
        return str(super().label(node, position))  # type: ignore[no-untyped-call]


def canonical_text(path: Path, text: str, change: Change = iter) -> str:
    """Give the canonical form of a Turtle file's text, the comments at its head kept.

    Args:
        path: The file.
        text: Its text.
        change: What becomes of its triples; nothing unless told.

    Raises:
        DataError: The text is not Turtle, a number or boolean is none, or a comment stands below the head, where it
            would be lost.
    """
    head = _head(text)
    for token in TOKEN.finditer(text, len(head)):
        if token["comment"] is not None:
            raise DataError(
                f"the comment {token['comment'][:60]!r} would be lost: comments belong at the head of a file",
                remedy="move it to the head of the file, or state it with skos:editorialNote",
                location=Location(path, text.count("\n", 0, token.start()) + 1),
            )
    body = canonical_turtle(as_graph(change(_valued(path, text))))
    comments = head.strip("\n")
    return f"{comments}\n\n{body}" if comments else body


def _valued(path: Path, text: str) -> Iterator[Triple]:
    """Read a Turtle text with its numbers and booleans written by their values, as the short forms of Turtle need."""
    for subject, predicate, value in triples_of(path, text):
        if isinstance(value, Literal) and value.datatype in _SHORT:
            settled = Literal(str(value), datatype=value.datatype)
            if settled.ill_typed:
                raise DataError(
                    f"{str(value)!r} is not a value of {shorten(str(value.datatype))}",
                    remedy="correct the value or its datatype",
                    location=Location(path, line_of(text, str(subject), str(value))),
                )
            yield subject, predicate, settled
        else:
            yield subject, predicate, value


def _head(text: str) -> str:
    lines = text.splitlines(keepends=True)
    count = next((i for i, line in enumerate(lines) if line.strip() and not line.startswith("#")), len(lines))
    return "".join(lines[:count])
