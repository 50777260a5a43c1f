"""The rules of `data/FORMAT.md`, one function each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rdflib import RDF, XSD, BNode, Literal, URIRef

from policygraph.curation.index import Index, is_ours, local, subjects
from policygraph.curation.lines import location
from policygraph.curation.numbers import document_number
from policygraph.errors import Finding, Location
from policygraph.sources.locate import anchor_fault
from policygraph.vocab import CONCEPT, GRAPH, ID, KINDS, PG, PREFIXES, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from rdflib.term import Node

    from policygraph.model.files import TurtleFile

__all__ = ["LONGEST_FILE", "RULES", "check_contract"]

LONGEST_FILE = 600
"""Longest curated Turtle file, in lines; generated reference data may be longer."""

_SLUG = re.compile(r"[a-z0-9]+(?:[-.][a-z0-9]+)*\Z")
_STATED, _RESTS = URIRef(PG + "statedIn"), URIRef(PG + "restsOn")
_NAMESPACES = tuple(PREFIXES.values())


def check_contract(files: Sequence[TurtleFile]) -> list[Finding]:
    """Hold files against the contract of `data/`.

    Args:
        files: Every file of the graph, the ontology's included, since they are checked against one another.

    Returns:
        What is wrong, in the order of files and rules; empty where all is well.
    """
    index = Index(files)
    found = [finding for file in index.data_files for rule in RULES.values() for finding in rule(index, file)]
    return found + list(_described_twice(index))


def _blank_node(_: Index, file: TurtleFile) -> Iterator[Finding]:
    if any(isinstance(term, BNode) for triple in file.triples for term in triple):
        line = next((n for n, text in enumerate(file.text.splitlines(), 1) if re.search(r"\[|_:", text)), None)
        yield Finding(
            "blank-node",
            "a blank node can't be named, linked or compared",
            "give it an IRI of its kind",
            Location(file.path, line),
        )


def _file_length(_: Index, file: TurtleFile) -> Iterator[Finding]:
    lines = file.text.count("\n")
    if lines > LONGEST_FILE and "divisions" not in file.path.parts:
        yield Finding(
            "file-length",
            f"the file has {lines} lines, more than {LONGEST_FILE}",
            "split it by theme",
            Location(file.path, lines),
        )


def _unknown_term(index: Index, file: TurtleFile) -> Iterator[Finding]:
    for subject, predicate, value in file.triples:
        for term in (predicate, value):
            if not isinstance(term, URIRef):
                continue
            ours = term.startswith(PG)
            if (ours and term not in index.terms) or (term is predicate and not str(term).startswith(_NAMESPACES)):
                yield Finding(
                    "unknown-term",
                    f"{shorten(term)} is not a term of the ontology"
                    if ours
                    else f"{term} is in no namespace that the project uses",
                    "check the spelling, or define the term in ontology/ first",
                    location(file, str(subject), str(term)),
                    str(subject),
                )


def _datatype(_: Index, file: TurtleFile) -> Iterator[Finding]:
    for subject, predicate, value in file.triples:
        if not isinstance(value, Literal) or value.datatype is None:
            continue
        foreign = value.datatype not in _DATATYPES
        if foreign or value.ill_typed:
            yield Finding(
                "datatype",
                f"{value.n3()} has a datatype that the store does not keep as it is written"
                if foreign
                else f"{str(value)!r} is not a value of {shorten(str(value.datatype))}",
                f"use one of {', '.join(shorten(str(name)) for name in _DATATYPES)}"
                if foreign
                else "correct the value or its datatype",
                location(file, str(subject), str(predicate)),
                str(subject),
            )


def _dangling(index: Index, file: TurtleFile) -> Iterator[Finding]:
    for subject, predicate, value in file.triples:
        if is_ours(value) and value not in index.types and predicate != URIRef(PG + "byRule"):
            kind = "concept" if str(value).startswith(CONCEPT) else "thing"
            yield Finding(
                "dangling-reference",
                f"{shorten(str(value))} is described nowhere",
                f"check the spelling, or describe the {kind} in a file of data/",
                location(file, str(subject), str(value)),
                str(subject),
            )


def _name(index: Index, file: TurtleFile) -> Iterator[Finding]:
    for subject in subjects(file.triples):
        split = local(subject) or local(subject, CONCEPT)
        if isinstance(subject, BNode) or subject in index.schemes:
            continue
        if split is None:
            if not str(subject).startswith(PREFIXES["qudt-unit"]):
                yield Finding(
                    "iri",
                    f"<{subject}> is not an IRI of a thing or a concept",
                    f"name things {ID}<kind>/<slug> and concepts {CONCEPT}<scheme>/<slug>",
                    location(file, str(subject)),
                    str(subject),
                )
            continue
        if not _SLUG.match(split[1]):
            yield Finding(
                "slug",
                f"the slug {split[1]!r} is not made of lower-case ASCII letters, digits and hyphens",
                "rename the thing",
                location(file, str(subject)),
                str(subject),
            )


def _kind(index: Index, file: TurtleFile) -> Iterator[Finding]:
    for subject, predicate, value in file.triples:
        split = local(subject)
        if predicate != RDF.type or split is None or not str(value).startswith(PG):
            continue
        allowed = _CLASSES_OF_KIND.get(split[0], frozenset())
        above = {str(name).removeprefix(PG) for name in index.superclasses.get(value, frozenset())}
        if not allowed & above:
            expected = " or ".join(f"pg:{name}" for name in sorted(allowed)) or "nothing: there is no such kind"
            yield Finding(
                "kind",
                f"a {shorten(str(value))} has an IRI of kind {split[0]!r}, which is for {expected}",
                "name it with the kind of its class",
                location(file, str(subject)),
                str(subject),
            )


def _no_evidence(index: Index, file: TurtleFile) -> Iterator[Finding]:
    if file.graph == f"{GRAPH}concepts":
        return
    for subject, said in subjects(file.triples).items():
        typed = any(predicate == RDF.type for predicate, _ in said)
        if (
            typed
            and isinstance(subject, URIRef)
            and index.is_entity(subject)
            and not {p for p, _ in said} & {_STATED, _RESTS}
        ):
            yield Finding(
                "no-evidence",
                "nothing says where this comes from",
                'state the passage with pg:statedIn (`policygraph locate SOURCE "phrase"`), or the inference with '
                "pg:restsOn",
                location(file, str(subject)),
                str(subject),
            )


def _passage(index: Index, file: TurtleFile) -> Iterator[Finding]:
    for subject, said in subjects(file.triples).items():
        if URIRef(PG + "Passage") not in index.types.get(subject, ()):
            continue
        values = {str(p).removeprefix(PG): o for p, o in said}
        if "startOffset" not in values:
            continue
        for rule, message, remedy in _passage_faults(subject, values):
            yield Finding(rule, message, remedy, location(file, str(subject)), str(subject))


def _passage_faults(subject: Node, values: Mapping[str, Node]) -> Iterator[tuple[str, str, str]]:
    source = local(values["inSource"]) if "inSource" in values else None
    named = f"{source[1] if source else '?'}-{values['startOffset']}-{values.get('endOffset')}"
    again = "find the passage with `policygraph locate` and take what it prints"
    if str(subject) != f"{ID}passage/{named}":
        yield "passage-iri", f"source and offsets give passage:{named}, not {shorten(str(subject))}", again
    anchor = values.get("anchorPhrase")
    if isinstance(anchor, Literal) and (fault := anchor_fault(str(anchor))):
        yield "anchor", f"the anchor phrase can't stand: {fault}", "take a name, a number or a title of the passage"


def _described_twice(index: Index) -> Iterator[Finding]:
    first: dict[Node, TurtleFile] = {}
    for file in index.data_files:
        for subject in {s for s, p, _ in file.triples if p == RDF.type}:
            if subject in first:
                yield Finding(
                    "described-twice",
                    f"{first[subject].path.name} describes this node already",
                    "one thing has one IRI and one description: merge them, or rename one of two things",
                    location(file, str(subject)),
                    str(subject),
                )
            else:
                first[subject] = file


_DATATYPES = (
    XSD.string,
    XSD.boolean,
    XSD.integer,
    XSD.decimal,
    XSD.date,
    XSD.dateTime,
    XSD.gYear,
    XSD.gYearMonth,
    XSD.gMonth,
    XSD.gMonthDay,
    XSD.gDay,
    XSD.anyURI,
    URIRef(PG + "divisionCode"),
)

_CLASSES_OF_KIND: Mapping[str, frozenset[str]] = {
    **{segment: frozenset({"".join(part.title() for part in segment.split("-"))}) for segment in KINDS.values()},
    "document": frozenset({"PolicyDocument"}),
    "instrument": frozenset({"PolicyInstrument"}),
    "problem": frozenset({"Problem", "ProblemSet"}),
    "rectification": frozenset({"RectificationProgramme"}),
    "time": frozenset({"TimeExpression"}),
    "value": frozenset({"ValueStatement"}),
}

RULES: Mapping[str, Callable[[Index, TurtleFile], Iterator[Finding]]] = {
    "blank-node": _blank_node,
    "file-length": _file_length,
    "unknown-term": _unknown_term,
    "datatype": _datatype,
    "dangling-reference": _dangling,
    "name": _name,
    "kind": _kind,
    "no-evidence": _no_evidence,
    "passage": _passage,
    "document-number": document_number,
}
"""The rules that look at one file at a time."""
