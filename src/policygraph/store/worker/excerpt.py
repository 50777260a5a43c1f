"""The beginning of a result, for a page: so many rows of it, and whether there are more.

The engine makes rows as they are asked for, so that the beginning of a large result costs little. What is cut says
so: a row that is left out makes the excerpt incomplete, and a value that is shortened keeps the length of the whole.
"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Results = pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples

__all__ = ["Excerpt", "ExcerptTerm", "read_excerpt", "write_excerpt"]

LONGEST_VALUE = 2_000
"""Characters of a value that are kept."""
MOST_CHARACTERS = 1_000_000
"""Characters of all terms together, past which no further row is kept; each cell counts for some at least."""
LEAST_OF_A_CELL = 20

_XSD_STRING = "http://www.w3.org/2001/XMLSchema#string"


class ExcerptTerm(NamedTuple):
    """A term of a result.

    Attributes:
        kind: `iri`, `bnode`, `literal`, or `triple`, which is one quoted as a term.
        value: The IRI, the node's label within the excerpt, the lexical form, or the triple in N-Triples; its start
            where it is long.
        datatype: The datatype's IRI; absent for plain and language-tagged strings.
        language: The language tag, with the direction behind two hyphens where there is one.
        length: Characters of the whole value.
    """

    kind: str
    value: str
    datatype: str | None
    language: str | None
    length: int


class Excerpt(NamedTuple):
    """The beginning of a result.

    Attributes:
        form: `solutions`, `boolean` or `triples`.
        columns: The variables, or subject, predicate and object.
        rows: A term a column; absent where a variable is not bound.
        complete: Whether these rows are all there are.
        answer: What ASK gives.
        seconds: How long the query process took.
    """

    form: str
    columns: tuple[str, ...]
    rows: list[list[ExcerptTerm | None]]
    complete: bool
    answer: bool
    seconds: float


def write_excerpt(results: Results, rows: int, begun: float) -> bytes:
    """Write the beginning of a result as JSON.

    Args:
        results: What the engine gives.
        rows: Rows to keep at most.
        begun: When the query was begun, by `time.perf_counter`.
    """
    columns: tuple[str, ...] = ()
    given: Iterator[Sequence[object]] = iter(())
    form, answer = "boolean", False
    match results:
        case pyoxigraph.QueryBoolean():
            answer = bool(results)
        case pyoxigraph.QuerySolutions():
            form, columns = "solutions", tuple(variable.value for variable in results.variables)
            given = ([row[name] for name in columns] for row in results)
        case pyoxigraph.QueryTriples():
            form, columns = "triples", ("subject", "predicate", "object")
            given = ((triple.subject, triple.predicate, triple.object) for triple in results)
    kept, complete = _beginning(given, rows)
    excerpt = Excerpt(form, columns, kept, complete, answer, time.perf_counter() - begun)
    return json.dumps(excerpt, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def read_excerpt(data: bytes) -> Excerpt:
    """Read what `write_excerpt` wrote."""
    form, columns, rows, complete, answer, seconds = json.loads(data)
    terms = [[None if term is None else ExcerptTerm(*term) for term in row] for row in rows]
    return Excerpt(form, tuple(columns), terms, complete, answer, seconds)


def _beginning(rows: Iterable[Sequence[object]], most: int) -> tuple[list[list[ExcerptTerm | None]], bool]:
    """Keep rows until there are enough; tell whether these are all."""
    kept: list[list[ExcerptTerm | None]] = []
    labels: dict[str, str] = {}
    characters = 0
    for row in rows:
        if len(kept) == most:
            return kept, False
        terms = [_term(value, labels) for value in row]
        characters += sum(map(_characters, terms))
        if characters > MOST_CHARACTERS:
            return kept, False
        kept.append(terms)
    return kept, True


def _characters(term: ExcerptTerm | None) -> int:
    if term is None:
        return LEAST_OF_A_CELL
    return LEAST_OF_A_CELL + len(term.value) + len(term.datatype or "") + len(term.language or "")


def _term(value: object, labels: dict[str, str]) -> ExcerptTerm | None:
    match value:
        case None:
            return None
        case pyoxigraph.NamedNode():
            return _cut("iri", value.value)
        case pyoxigraph.BlankNode():
            return _cut("bnode", labels.setdefault(value.value, f"b{len(labels)}"))
        case pyoxigraph.Literal():
            return _literal(value)
    return _cut("triple", f"<<( {value} )>>")


def _literal(value: pyoxigraph.Literal) -> ExcerptTerm:
    if value.language is not None:
        direction = f"--{value.direction.value}" if value.direction else ""
        return _cut("literal", value.value, language=value.language + direction)
    datatype = value.datatype.value
    return _cut("literal", value.value, None if datatype == _XSD_STRING else datatype)


def _cut(kind: str, value: str, datatype: str | None = None, language: str | None = None) -> ExcerptTerm:
    return ExcerptTerm(kind, value[:LONGEST_VALUE], datatype, language, len(value))
