"""What stands around the things of a table: the nodes that explain them, and the names of all that they point to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from policygraph.audit.pack.values import Cell, Missing, Reference
from policygraph.things import Name, Thing, describe, name_things
from policygraph.vocab import PG

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policygraph.model.inquiry import Inquiry

__all__ = ["Around", "Cut", "read_around"]

_EXPLAINED_BY = (
    "hasAssignment",
    "hasLifecycleEvent",
    "hasNumber",
    "hasDeadline",
    "hasTime",
    "hasPeriod",
    "isAffectedBy",
)
_LEVELS = 2
"""From a document to the events of its life, and from these to their time and who took part."""
_NOT_STATED = f"{PG}notStated"


@dataclass(frozen=True, slots=True)
class Around:
    """Some things with what explains them.

    Attributes:
        things: They, and the nodes that explain them, by IRI.
        names: The name of everything they point to, by IRI.
    """

    things: Mapping[str, Thing]
    names: Mapping[str, Name]

    def refer(self, iri: str, note: Name | None = None) -> Reference:
        """Name a thing."""
        return Reference(iri, self.names.get(iri, Name()), note or Name())

    def nodes(self, thing: Thing, *properties: str) -> Iterator[Thing]:
        """Give the nodes that explain a thing, by the local names of properties."""
        for prop in properties:
            for term in thing.values(PG + prop):
                if term.value in self.things:
                    yield self.things[term.value]

    def things_of(self, thing: Thing, *properties: str) -> Cell:
        """Name what a thing points to by properties."""
        found = [term.value for prop in properties for term in thing.values(PG + prop) if term.kind == "iri"]
        return tuple(map(self.refer, dict.fromkeys(found))) or self.missing(thing, *properties)

    def text_of(self, thing: Thing, *properties: str) -> Cell:
        """Give the literals that a thing has by properties, as they are printed or stored."""
        found = [term.value for prop in properties for term in thing.values(PG + prop) if term.kind == "literal"]
        return "; ".join(dict.fromkeys(found)) or self.missing(thing, *properties)

    def number_of(self, thing: Thing, prop: str) -> Cell:
        """Give a number that a thing has by a property."""
        for term in thing.values(PG + prop):
            try:
                return Decimal(term.value)
            except InvalidOperation:
                return term.value
        return self.missing(thing, prop)

    def missing(self, thing: Thing, *properties: str) -> Missing:
        """Tell why a thing has none of some properties."""
        marked = {term.value for term in thing.values(_NOT_STATED)}
        return Missing.NOT_STATED if marked.intersection(PG + p for p in properties) else Missing.NOTHING_SAID


Cut = Callable[[Thing, Around], Cell]
"""Reads one cell of a thing's row."""


def read_around(things: Iterable[str]) -> Inquiry[Around]:
    """Read things, the nodes that explain them, and the names of what all these point to."""
    known = dict((yield from describe(things)))
    frontier = list(known.values())
    for _ in range(_LEVELS):
        wanted = {t.value for thing in frontier for p in _EXPLAINED_BY for t in thing.values(PG + p)} - known.keys()
        found = yield from describe(sorted(wanted))
        known |= found
        frontier = list(found.values())
    pointed = {
        s.value.value for t in known.values() for s in t.statements if s.value.kind == "iri" and _named(s.property)
    }
    names = dict((yield from name_things(sorted(pointed - known.keys()))))
    return Around(known, names | {iri: thing.name for iri, thing in known.items()})


def _named(prop: str) -> bool:
    """Tell whether what a property leads to is named in a table; passages and inferences have no name."""
    return prop.startswith(PG) and prop not in (f"{PG}statedIn", f"{PG}restsOn", f"{PG}affects")
