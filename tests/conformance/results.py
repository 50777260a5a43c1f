"""Results of queries, read from every format and from the engine itself into one form that can be compared.

JSON and XML are read here and not by the engine, so that it does not judge its own writing.
"""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, TypeVar
from xml.etree import ElementTree as ET

import pyoxigraph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal
Row = dict[str, Term]
_T = TypeVar("_T")

_SPARQL = "{http://www.w3.org/2005/sparql-results#}"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_ROW = pyoxigraph.NamedNode("urn:row")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Table:
    """The answer to a SELECT: its rows in their order, in which a variable without value is absent."""

    variables: frozenset[str]
    rows: tuple[Row, ...]

    def plain(self) -> Table:
        """Give what CSV can tell: strings, of which some look like numbers; no value is the empty string."""
        rows = ({name: _plain(row.get(name)) for name in self.variables} for row in self.rows)
        return Table(self.variables, tuple(rows))

    def canonical(self, *, ordered: bool) -> tuple[frozenset[str], tuple[str, ...]]:
        """Give what two tables share that differ in the names of blank nodes alone; without `ordered`, in the order."""
        quads = pyoxigraph.Dataset()
        for index, row in enumerate(self.rows):
            node = pyoxigraph.BlankNode()
            quads.add(pyoxigraph.Quad(node, _ROW, pyoxigraph.Literal(index if ordered else 0)))
            for name, value in row.items():
                quads.add(pyoxigraph.Quad(node, pyoxigraph.NamedNode(f"urn:variable:{name}"), _by_value(value)))
        return self.variables, _canonical(quads)


@dataclass(frozen=True, slots=True)
class Graph:
    """The answer to a CONSTRUCT or DESCRIBE."""

    quads: tuple[pyoxigraph.Quad, ...]

    def canonical(self) -> tuple[str, ...]:
        """Give what two graphs share that differ in the names of blank nodes alone."""
        values = (pyoxigraph.Quad(quad.subject, quad.predicate, _by_value(quad.object)) for quad in self.quads)
        return _canonical(pyoxigraph.Dataset(values))


Result = Table | Graph | bool


def same(one: Result, other: Result, *, ordered: bool = False) -> bool:
    """Tell whether two results are isomorphic; numbers and booleans are compared by value and datatype.

    SPARQL does not say in which of its lexical forms a number comes, and the engine writes every number it stores in
    the canonical one.
    """
    match one, other:
        case Table(), Table():
            return one.canonical(ordered=ordered) == other.canonical(ordered=ordered)
        case Graph(), Graph():
            return one.canonical() == other.canonical()
    return one is other


def _canonical(quads: pyoxigraph.Dataset) -> tuple[str, ...]:
    quads.canonicalize(pyoxigraph.CanonicalizationAlgorithm.UNSTABLE)
    return tuple(sorted(map(str, quads)))


def _by_value(term: _T) -> _T | pyoxigraph.Literal:
    if not isinstance(term, pyoxigraph.Literal):
        return term
    try:
        match term.datatype.value.removeprefix(_XSD):
            case "integer" | "decimal":
                value = str(Decimal(term.value).normalize())
            case "double" | "float":
                value = repr(float(term.value))
            case "boolean":
                value = {"0": "false", "1": "true"}.get(term.value, term.value)
            case _:
                return term
    except (ValueError, InvalidOperation):
        return term
    return pyoxigraph.Literal(value, datatype=term.datatype)


def _plain(term: Term | None) -> Term:
    if isinstance(term, pyoxigraph.BlankNode):
        return term
    text = "" if term is None else _by_value(term).value
    return pyoxigraph.Literal(repr(float(text)) if _NUMBER.fullmatch(text) else text)


def of_engine(results: pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples) -> Result:
    """Take a result as the engine gives it."""
    if isinstance(results, pyoxigraph.QueryBoolean):
        return bool(results)
    if isinstance(results, pyoxigraph.QueryTriples):
        return Graph(tuple(pyoxigraph.Quad(*triple) for triple in results))
    names = [variable.value for variable in results.variables]
    rows = ({name: value for name in names if (value := solution[name]) is not None} for solution in results)
    return Table(frozenset(names), tuple(rows))


def from_json(text: bytes) -> Result:
    """Read SPARQL 1.1 Query Results JSON."""
    document = json.loads(text)
    if "boolean" in document:
        return bool(document["boolean"])
    rows = ({name: _json_term(term) for name, term in row.items()} for row in document["results"]["bindings"])
    return Table(frozenset(document["head"]["vars"]), tuple(rows))


def _json_term(term: Mapping[str, str]) -> Term:
    if term["type"] == "literal":
        return _literal(term["value"], term.get("xml:lang"), term.get("datatype"))
    assert term["type"] in {"uri", "bnode"}
    return (pyoxigraph.NamedNode if term["type"] == "uri" else pyoxigraph.BlankNode)(term["value"])


def _literal(value: str, language: str | None, datatype: str | None) -> pyoxigraph.Literal:
    if language is not None:
        return pyoxigraph.Literal(value, language=language)
    return pyoxigraph.Literal(value, datatype=pyoxigraph.NamedNode(datatype) if datatype else None)


def from_xml(text: bytes) -> Result:
    """Read SPARQL Query Results XML."""
    document = ET.fromstring(text)  # noqa: S314 - an answer of ours or a file of the suite
    boolean = document.findtext(f"{_SPARQL}boolean")
    if boolean is not None:
        return boolean.strip() == "true"
    variables = document.iterfind(f"{_SPARQL}head/{_SPARQL}variable")
    rows = (
        {binding.attrib["name"]: _xml_term(binding[0]) for binding in row}
        for row in document.iterfind(f"{_SPARQL}results/{_SPARQL}result")
    )
    return Table(frozenset(variable.attrib["name"] for variable in variables), tuple(rows))


def _xml_term(element: ET.Element) -> Term:
    value = element.text or ""
    if element.tag == f"{_SPARQL}literal":
        language = element.get("{http://www.w3.org/XML/1998/namespace}lang")
        return _literal(value, language, element.get("datatype"))
    assert element.tag in {f"{_SPARQL}uri", f"{_SPARQL}bnode"}
    return (pyoxigraph.NamedNode if element.tag == f"{_SPARQL}uri" else pyoxigraph.BlankNode)(value)


def from_tsv(text: bytes) -> Result:
    """Read SPARQL 1.1 Query Results TSV; an ASK gives `true` or `false` there."""
    return of_engine(pyoxigraph.parse_query_results(text, format=pyoxigraph.QueryResultsFormat.TSV))


def from_csv(text: bytes) -> Result:
    """Read SPARQL 1.1 Query Results CSV as plain strings; an ASK gives `true` or `false` there."""
    names, *rows = csv.reader(io.StringIO(text.decode(), newline=""))
    if text in {b"true", b"false"}:
        return text == b"true"
    cells = (
        {name: _csv_term(value) for name, value in zip(names, row or [""] * len(names), strict=True)} for row in rows
    )
    return Table(frozenset(names), tuple(cells)).plain()


def _csv_term(value: str) -> Term:
    return pyoxigraph.BlankNode(value[2:]) if value.startswith("_:") else pyoxigraph.Literal(value)


def graph_reader(form: pyoxigraph.RdfFormat) -> Callable[[bytes], Result]:
    """Make a reader of triples."""
    return lambda text: Graph(tuple(pyoxigraph.parse(text, format=form)))


READERS: Mapping[str, Callable[[bytes], Result]] = {
    "application/sparql-results+json": from_json,
    "application/sparql-results+xml": from_xml,
    "text/tab-separated-values": from_tsv,
    "text/csv": from_csv,
    "text/turtle": graph_reader(pyoxigraph.RdfFormat.TURTLE),
    "application/n-triples": graph_reader(pyoxigraph.RdfFormat.N_TRIPLES),
    "application/ld+json": graph_reader(pyoxigraph.RdfFormat.JSON_LD),
    "application/rdf+xml": graph_reader(pyoxigraph.RdfFormat.RDF_XML),
    "application/trig": graph_reader(pyoxigraph.RdfFormat.TRIG),
    "application/n-quads": graph_reader(pyoxigraph.RdfFormat.N_QUADS),
}
"""Every media type that an answer can have → how it is read."""


def result_set(quads: Iterable[pyoxigraph.Quad]) -> Result:
    """Read triples, or the table that they describe in the vocabulary of result sets of the W3C suites."""
    vocabulary = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
    graph = pyoxigraph.Dataset(quads)

    def values(subject: object, name: str) -> list[Term]:
        of_it = graph.quads_for_subject(subject)  # type: ignore[arg-type] # a node of this graph
        return [quad.object for quad in of_it if quad.predicate.value == vocabulary + name]  # type: ignore[misc]

    sets = [quad.subject for quad in graph if quad.object == pyoxigraph.NamedNode(f"{vocabulary}ResultSet")]
    if not sets:
        return Graph(tuple(graph))
    rows = (
        {values(cell, "variable")[0].value: values(cell, "value")[0] for cell in values(solution, "binding")}
        for solution in values(sets[0], "solution")
    )
    return Table(frozenset(name.value for name in values(sets[0], "resultVariable")), tuple(rows))
