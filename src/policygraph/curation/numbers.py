"""Document numbers in data are what `policygraph.identifiers` makes of them: form, parts and IRI agree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rdflib import RDF, URIRef

from policygraph.curation.index import subjects
from policygraph.curation.lines import location
from policygraph.errors import Finding, UsageError
from policygraph.identifiers import DocumentNumber, may_denote_same, parse
from policygraph.vocab import PG

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rdflib.term import Node

    from policygraph.curation.index import Index
    from policygraph.model.files import TurtleFile

__all__ = ["document_number"]

_CLASS = URIRef(PG + "DocumentNumber")


def document_number(_: Index, file: TurtleFile) -> Iterator[Finding]:
    """Check that normal form, agency code, year, serial number, printed forms and IRI of each number are one number."""
    for subject, said in subjects(file.triples).items():
        if (RDF.type, _CLASS) in said:
            for message, remedy, mention in _faults(str(subject), said):
                yield Finding("document-number", message, remedy, location(file, str(subject), mention), str(subject))


def _faults(subject: str, said: Sequence[tuple[Node, Node]]) -> Iterator[tuple[str, str, str]]:
    forms = [str(value) for predicate, value in said if str(predicate) == f"{PG}normalForm"]
    if len(forms) != 1:
        return
    try:
        number = parse(forms[0])
    except UsageError as error:
        yield f"the normal form can't be read: {error.message}", error.remedy, f"{PG}normalForm"
        return
    again = f"`policygraph number parse {forms[0]!r}` prints what belongs to it"
    if subject != number.iri:
        yield f"the IRI of {forms[0]} is <{number.iri}>", again, subject
    for predicate, value in said:
        name, text = str(predicate).removeprefix(PG), str(value)
        expected = _parts(number).get(name)
        if expected is not None and text != expected:
            yield f"pg:{name} is {text!r}, but {forms[0]} has {expected!r}", again, str(predicate)
        if name == "asPrinted" and not _same(text, number):
            yield f"{text!r} can't be a spelling of {forms[0]}", again, str(predicate)


def _parts(number: DocumentNumber) -> dict[str, str]:
    parts = {"normalForm": number.normal_form, "agencyCode": number.agency_code, "serialNumber": str(number.serial)}
    return parts | ({"numberYear": str(number.year)} if number.year is not None else {})


def _same(printed: str, number: DocumentNumber) -> bool:
    try:
        return may_denote_same(parse(printed), number)
    except UsageError:
        return False
