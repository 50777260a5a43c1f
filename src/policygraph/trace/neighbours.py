"""The neighbours of things along the routes of a trace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from policygraph.things import Thing, refer, values_clause
from policygraph.things.refer import batches
from policygraph.trace.routes import EXCLUDED, FACTS, HUBS, ROUTES, Route, backward_routes
from policygraph.vocab import CONCEPT, PG, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from policygraph.model.inquiry import Inquiry
    from policygraph.trace.routes import Way

__all__ = ["NOT_STATED", "Mode", "Neighbour", "forward", "is_fact", "not_stated", "read_backward", "without_short_ways"]

Kept = Literal["up", "down", "detail"]
Mode = Literal["up", "down", "detail", "leaf"]
"""How a thing is gone on from: up or down (and to details), to details only, or not at all."""

NOT_STATED = PG + "notStated"
_TYPE = PREFIXES["rdf"] + "type"
_PAIRS = 300
_WALKS: frozenset[Mode] = frozenset(("up", "down"))
_DETAIL: frozenset[Mode] = frozenset(("detail",))
_ASIDE = Route("", ("aside",))
_PLACE = {prop: place for place, prop in enumerate(ROUTES)}


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A thing one statement away.

    Attributes:
        thing: Where the step begins.
        prop: The statement's property; of what is not stated, the property that was looked for.
        inverse: Whether the thing is the statement's object.
        way: Where the step leads.
        other: The neighbour; None where it is not stated.
        modes: How to go on from the neighbour.
    """

    thing: str
    prop: str
    inverse: bool
    way: Kept
    other: str | None
    modes: frozenset[Mode]

    @property
    def statement(self) -> tuple[str, str, str]:
        """Subject, property and object."""
        if self.other is None:
            return self.thing, NOT_STATED, self.prop
        return (self.other, self.prop, self.thing) if self.inverse else (self.thing, self.prop, self.other)

    @property
    def place(self) -> int:
        """The place of the property among the routes."""
        return _PLACE.get(self.prop, len(_PLACE))


def is_fact(prop: str, value: str) -> bool:
    """Tell whether a property with an IRI as value is told as a fact of its subject."""
    return prop in FACTS or (prop not in ROUTES and value.startswith(CONCEPT))


def forward(thing: Thing, modes: set[Mode], *, start: bool) -> Iterator[Neighbour]:
    """Give the neighbours that are objects of what is said of a thing."""
    for prop, other in dict.fromkeys((s.property, s.value) for s in thing.statements if s.value.kind == "iri"):
        if prop in EXCLUDED or is_fact(prop, other.value):
            continue
        found = _follow(ROUTES.get(prop, _ASIDE).forward, modes, start=start)
        if found:
            way, then = found
            yield Neighbour(thing.iri, prop, inverse=False, way=way, other=other.value, modes=then)


def without_short_ways(found: Sequence[Neighbour], left: int) -> Iterator[Neighbour]:
    """Leave out the short ways that rules derive, where the long way can be taken in the steps that are left."""
    said = {neighbour.prop for neighbour in found}
    for neighbour in found:
        route = ROUTES.get(neighbour.prop, _ASIDE)
        if not route.steps or left < route.steps or route.first not in said:
            yield neighbour


def not_stated(thing: Thing) -> Iterator[Neighbour]:
    """Give the answers that something is not stated."""
    for prop in thing.values(NOT_STATED):
        yield Neighbour(thing.iri, prop.value, inverse=False, way="detail", other=None, modes=frozenset())


def read_backward(visits: Sequence[tuple[Thing, set[Mode], bool]]) -> Inquiry[Mapping[str, Sequence[Neighbour]]]:
    """Read the neighbours that say something of things, by the thing.

    Args:
        visits: The things, how to go on from them, and whether the trace starts there.
    """
    wanted = {
        (thing.iri, route.property): led
        for thing, modes, start in visits
        for route in backward_routes(_types(thing))
        if (led := _follow(route.backward, modes, start=start))
    }
    hubs = {thing.iri for thing, _, _ in visits if not HUBS.isdisjoint(_types(thing) or HUBS)}
    found: dict[str, list[Neighbour]] = {}
    for query in _questions(wanted, hubs):
        for row in (yield query).rows:
            thing, prop, other = row["o"].value, row["p"].value, row["s"]
            led = wanted.get((thing, prop))
            if led and other.kind == "iri":
                neighbour = Neighbour(thing, prop, inverse=True, way=led[0], other=other.value, modes=led[1])
                found.setdefault(thing, []).append(neighbour)
    return found


def _types(thing: Thing) -> frozenset[str]:
    return frozenset(value.value.rpartition("#")[2] for value in thing.values(_TYPE))


def _questions(wanted: Iterable[tuple[str, str]], hubs: Container[str]) -> Iterator[str]:
    """Ask for the subjects of pairs of object and property.

    A thing that thousands of others may point to is asked about property by property; of the others the engine looks
    at all that points to them, which is several times faster.
    """
    pairs = [f"({refer(prop)} {refer(thing)})" for thing, prop in wanted if thing in hubs]
    for start in range(0, len(pairs), _PAIRS):
        listed = " ".join(pairs[start : start + _PAIRS])
        yield f"SELECT ?s ?p ?o {{ VALUES (?p ?o) {{ {listed} }} ?s ?p ?o }}"
    others = [(thing, prop) for thing, prop in wanted if thing not in hubs]
    properties = ", ".join(sorted({refer(prop) for _, prop in others}))
    for part in batches(thing for thing, _ in others):
        yield f"SELECT ?s ?p ?o {{ {values_clause('o', part)} ?s ?p ?o FILTER (?p IN ({properties})) }}"


def _follow(ways: Sequence[Way], modes: set[Mode], *, start: bool) -> tuple[Kept, frozenset[Mode]] | None:
    """Tell where a property leads from a thing that is gone on from in some modes, and how to go on from there."""
    led = [step for way in ways if (step := _taken(way, modes, start=start))]
    if not led:
        return None
    then = {mode for _, mode in led}
    strongest: set[Mode] = then & _WALKS or then & _DETAIL or then
    return led[0][0], frozenset(strongest)


def _taken(way: Way, modes: set[Mode], *, start: bool) -> tuple[Kept, Mode] | None:
    match way:
        case "up" | "down":
            return (way, way) if way in modes else None
        case "onward":
            return ("down", "down") if "down" in modes and not start else None
        case "start":
            return ("detail", "leaf") if start else None
        case "aside":
            return ("detail", "leaf") if modes & _WALKS else None
        case "detail":
            return ("detail", "detail") if modes != {"leaf"} else None
