"""Documents by their numbers, whatever script the text and the graph write the agency code in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policygraph.errors import UsageError
from policygraph.identifiers import DocumentNumber, candidates, may_denote_same, parse
from policygraph.resolver.kinds import is_wanted
from policygraph.resolver.matches import Hit
from policygraph.resolver.model import CodeReading, NumberReading
from policygraph.things import name_things, quote, refer
from policygraph.vocab import PG, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from policygraph.model.inquiry import Inquiry
    from policygraph.model.terms import Row

__all__ = ["Held", "explain_number", "find_by_number", "find_documents", "hits_of", "read_neighbours"]

_NORMAL, _CODE, _YEAR, _SERIAL = (
    refer(PG + name) for name in ("normalForm", "agencyCode", "numberYear", "serialNumber")
)
_HAS_NUMBER, _HAS_CODE = refer(PG + "hasNumber"), refer(PG + "hasAgencyCode")
_GYEAR = refer(PREFIXES["xsd"] + "gYear")
_WITH_DOCUMENT = f"?number {_NORMAL} ?form OPTIONAL {{ ?document {_HAS_NUMBER} ?number }}"


class Held(NamedTuple):
    """A document number of the graph.

    Attributes:
        iri: Its IRI.
        form: Its normal form.
        documents: IRIs of the documents that carry it, in alphabetical order.
    """

    iri: str
    form: str
    documents: tuple[str, ...]

    @property
    def number(self) -> DocumentNumber | None:
        """What the normal form says; None where it says nothing that is known."""
        try:
            return parse(self.form)
        except UsageError:
            return None


def find_by_number(number: DocumentNumber) -> Inquiry[tuple[Held, ...]]:
    """Give the numbers of the graph that a number is, or, if there is none, all that it can denote."""
    held = yield from _read(_same_place(number))
    exact = tuple(one for one in held if one.form == number.normal_form)
    return exact or tuple(one for one in held if (it := one.number) is not None and may_denote_same(number, it))


def find_documents(number: str) -> Inquiry[tuple[str, ...]]:
    """Give the IRIs of the documents that carry the number with an IRI, in alphabetical order."""
    rows = (yield f"SELECT ?document {{ ?document {_HAS_NUMBER} {refer(number)} }}").rows
    return tuple(sorted(row["document"].value for row in rows))


def hits_of(held: Iterable[Held], kinds: tuple[str, ...]) -> tuple[Hit, ...]:
    """Give the documents that carry numbers; a number that none carries, or that is asked for, is a hit itself."""
    hits: list[Hit] = []
    for one in held:
        carrying = [Hit(iri, one.form, "document-number", via=one.iri) for iri in one.documents]
        wanted = [hit for hit in carrying if is_wanted(hit.iri, kinds)]
        if not carrying or (kinds and not wanted):
            wanted = [Hit(one.iri, one.form, "document-number", documents=one.documents)]
        hits += [hit for hit in wanted if is_wanted(hit.iri, kinds)]
    return tuple(sorted(set(hits)))


def read_neighbours(number: DocumentNumber) -> Inquiry[tuple[Held, ...]]:
    """Give the numbers of the graph with the code, or with the year and the serial, of a number."""
    same_code = yield from _read(f"VALUES ?code {{ {' '.join(map(quote, _codes(number)))} }} ?number {_CODE} ?code .")
    same_place = yield from _read(_same_place(number))
    return tuple(sorted({*same_code, *same_place}))


def explain_number(number: DocumentNumber) -> Inquiry[NumberReading]:
    """Say what the code of a number can stand for, who numbers with it, and which numbers with it the graph holds."""
    codes = " ".join(map(quote, _codes(number)))
    numbers = (
        yield f"SELECT ?code ?form {{ VALUES ?code {{ {codes} }} ?number {_CODE} ?code ; {_NORMAL} ?form }}"
    ).rows
    users = (yield f"SELECT ?code ?unit {{ VALUES ?code {{ {codes} }} ?unit {_HAS_CODE} ?code }}").rows
    names = yield from name_things(sorted({row["unit"].value for row in users}))
    meanings = {found.number.agency_code: found.reason for found in candidates(number)}
    readings = [
        CodeReading(
            code=code,
            meaning=meanings.get(code),
            units={(unit := row["unit"].value): names[unit] for row in _of(code, users) if row["unit"].value in names},
            held=tuple(sorted((row["form"].value for row in _of(code, numbers)), key=_by_year_and_serial)),
        )
        for code in _codes(number)
    ]
    return NumberReading(number.normal_form, tuple(r for r in readings if r.meaning or r.units or r.held))


def _of(code: str, rows: Iterable[Row]) -> Iterator[Row]:
    return (row for row in rows if row["code"].value == code)


def _by_year_and_serial(form: str) -> tuple[int, int, str]:
    number = Held("", form, ()).number
    return (number.year or 0, number.serial, form) if number else (0, 0, form)


def _codes(number: DocumentNumber) -> tuple[str, ...]:
    """Give the code of a number and those that it can stand for."""
    return tuple(dict.fromkeys((number.agency_code, *(one.number.agency_code for one in candidates(number)))))


def _same_place(number: DocumentNumber) -> str:
    year = "" if number.year is None else f'; {_YEAR} "{number.year}"^^{_GYEAR}'
    return f"?number {_SERIAL} {number.serial} {year} ."


def _read(pattern: str) -> Inquiry[tuple[Held, ...]]:
    rows = (yield f"SELECT ?number ?form ?document {{ {pattern} {_WITH_DOCUMENT} }}").rows
    documents: dict[tuple[str, str], set[str]] = {}
    for row in rows:
        carrying = documents.setdefault((row["number"].value, row["form"].value), set())
        if "document" in row:
            carrying.add(row["document"].value)
    return tuple(Held(iri, form, tuple(sorted(found))) for (iri, form), found in sorted(documents.items()))
