"""The neighbours of things along the routes of a trace."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from policygraph.things import Thing, refer
from policygraph.things.refer import AT_ONCE
from policygraph.trace.model import Omission
from policygraph.trace.routes import EXCLUDED, FACTS, HUBS, ROUTES, Route
from policygraph.vocab import CONCEPT, PG, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policygraph.model.inquiry import Inquiry
    from policygraph.trace.routes import Way

__all__ = [
    "CROWD",
    "NOT_STATED",
    "Backward",
    "Mode",
    "Neighbour",
    "forward",
    "is_fact",
    "not_stated",
    "read_backward",
    "without_short_ways",
]

Kept = Literal["up", "down", "detail"]
Mode = Literal["up", "down", "detail", "leaf"]
"""How a thing is gone on from: up or down (and to details), to details only, or not at all."""

NOT_STATED = PG + "notStated"
_TYPE = PREFIXES["rdf"] + "type"
_PAIRS = 300
Led = tuple[Kept, frozenset[Mode]]
"""Where a property leads from a thing, and how to go on from there."""
Wanted = tuple[Thing, Mapping[str, Led]]
"""A thing, and the properties that are wanted of those that point to it."""
Pair = tuple[int, str, str]
"""Number of a thing, its IRI, and a property that points to it."""

CROWD = 5000
"""Neighbours of one property from which on they are counted and not read: to choose among them takes all of them."""
_WALKS: frozenset[Mode] = frozenset(("up", "down"))
_DETAIL: frozenset[Mode] = frozenset(("detail",))
_ASIDE = Route("", ("aside",))
_PLACE = {prop: place for place, prop in enumerate(ROUTES)}


class Neighbour(NamedTuple):
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


class Backward(NamedTuple):
    """What points to things.

    Attributes:
        neighbours: The neighbours, by the thing that they point to.
        crowds: Those that are too many to be read, by the same.
    """

    neighbours: dict[str, list[Neighbour]]
    crowds: dict[str, list[Omission]]


def is_fact(prop: str, value: str) -> bool:
    """Tell whether a property with an IRI as value is told as a fact of its subject."""
    return prop in FACTS or (prop not in ROUTES and value.startswith(CONCEPT))


def forward(thing: Thing, modes: frozenset[Mode], *, start: bool) -> Iterator[Neighbour]:
    """Give the neighbours that are objects of what is said of a thing."""
    before = ("", "")
    for prop, other, _ in thing.statements:
        if other.kind != "iri" or (prop, other.value) == before or prop in EXCLUDED or is_fact(prop, other.value):
            continue
        before = prop, other.value
        led = _follow(ROUTES.get(prop, _ASIDE).forward, modes, start=start)
        if led:
            yield Neighbour(thing.iri, prop, inverse=False, way=led[0], other=other.value, modes=led[1])


def without_short_ways(found: Sequence[Neighbour], left: int) -> Iterator[Neighbour]:
    """Leave out the short ways that rules derive, where the long way can be taken in the steps that are left."""
    said = {neighbour.prop for neighbour in found}
    for neighbour in found:
        route = ROUTES.get(neighbour.prop, _ASIDE)
        if not route.steps or left < route.steps or route.first not in said:
            yield neighbour


def not_stated(thing: Thing) -> Iterator[Neighbour]:
    """Give the answers that something is not stated."""
    for prop in dict.fromkeys(s.value.value for s in thing.statements if s.property == NOT_STATED):
        yield Neighbour(thing.iri, prop, inverse=False, way="detail", other=None, modes=frozenset())


def read_backward(visits: Sequence[tuple[Thing, frozenset[Mode], bool]]) -> Inquiry[Backward]:
    """Read the neighbours that say something of things.

    Args:
        visits: The things, how to go on from them, and whether the trace starts there.
    """
    wanted = [(thing, _backward(_types(thing), modes, start=start)) for thing, modes, start in visits]
    hubs = [number for number, (thing, _) in enumerate(wanted) if not HUBS.isdisjoint(_types(thing) or HUBS)]
    pairs = [(number, wanted[number][0].iri, prop) for number in hubs for prop in wanted[number][1]]
    crowds = yield from _count([pair for pair in pairs if visits[pair[0]][1] & _WALKS])
    others = sorted({*range(len(wanted))} - {*hubs})
    found = Backward({}, {})
    for number, prop in crowds:
        crowd = Omission(prop, inverse=True, count=crowds[number, prop])
        found.crowds.setdefault(wanted[number][0].iri, []).append(crowd)
    pairs = [pair for pair in pairs if (pair[0], pair[2]) not in crowds]
    for query in (*_by_property(pairs), *_by_thing(wanted, others)):
        for row in (yield query).rows:
            thing, table = wanted[int(row["i"].value)]
            prop, other = row["p"].value, row["s"]
            led = table.get(prop)
            if led and other.kind == "iri":
                neighbour = Neighbour(thing.iri, prop, inverse=True, way=led[0], other=other.value, modes=led[1])
                found.neighbours.setdefault(thing.iri, []).append(neighbour)
    return found


def _types(thing: Thing) -> frozenset[str]:
    return frozenset(s.value.value.rpartition("#")[2] for s in thing.statements if s.property == _TYPE)


@lru_cache(maxsize=512)
def _backward(types: frozenset[str], modes: frozenset[Mode], *, start: bool) -> Mapping[str, Led]:
    """Give the properties that lead against their direction from things of some classes, and where."""
    return {
        route.property: led
        for route in ROUTES.values()
        if (not route.into or not types or route.into & types)
        and (led := _follow(_back(route, types), modes, start=start))
    }


def _back(route: Route, types: frozenset[str]) -> tuple[Way, ...]:
    return next((ways for kind, ways in route.apart.items() if kind in types), route.backward)


def _count(pairs: Sequence[Pair]) -> Inquiry[Mapping[tuple[int, str], int]]:
    """Count what points to things that thousands of others may point to, and give the counts that are too large."""
    found: dict[tuple[int, str], int] = {}
    for pattern in _patterns(pairs):
        for row in (yield f"SELECT ?i ?p (COUNT(?s) AS ?n) {{ {pattern} }} GROUP BY ?i ?p").rows:
            if int(row["n"].value) > CROWD:
                found[int(row["i"].value), row["p"].value] = int(row["n"].value)
    return dict(sorted(found.items()))


def _by_property(pairs: Sequence[Pair]) -> Iterator[str]:
    """Ask what points to things that thousands of others may point to, by pairs of thing and property."""
    return (f"SELECT ?s ?p ?i {{ {pattern} }}" for pattern in _patterns(pairs))


def _patterns(pairs: Sequence[Pair]) -> Iterator[str]:
    for start in range(0, len(pairs), _PAIRS):
        listed = " ".join(f"({i} {refer(iri)} {refer(prop)})" for i, iri, prop in pairs[start : start + _PAIRS])
        yield f"VALUES (?i ?o ?p) {{ {listed} }} ?s ?p ?o"


def _by_thing(wanted: Sequence[Wanted], numbers: Iterable[int]) -> Iterator[str]:
    """Ask what points to other things: the engine looks at all that does, which is several times faster."""
    asked = [number for number in numbers if wanted[number][1]]
    for start in range(0, len(asked), AT_ONCE):
        part = asked[start : start + AT_ONCE]
        properties = ", ".join(sorted({refer(prop) for number in part for prop in wanted[number][1]}))
        listed = " ".join(f"({number} {refer(wanted[number][0].iri)})" for number in part)
        yield f"SELECT ?s ?p ?i {{ VALUES (?i ?o) {{ {listed} }} ?s ?p ?o FILTER (?p IN ({properties})) }}"


@lru_cache(maxsize=512)
def _follow(ways: tuple[Way, ...], modes: frozenset[Mode], *, start: bool) -> Led | None:
    """Tell where a property leads from a thing that is gone on from in some modes, and how to go on from there."""
    led = [step for way in ways if (step := _taken(way, modes, start=start))]
    if not led:
        return None
    then = frozenset(mode for _, mode in led)
    return led[0][0], then & _WALKS or then & _DETAIL or then


def _taken(way: Way, modes: frozenset[Mode], *, start: bool) -> tuple[Kept, Mode] | None:
    match way:
        case "up" | "down":
            return (way, way) if way in modes else None
        case "onward":
            return ("down", "down") if "down" in modes and not start else None
        case "mention":
            return ("down", "leaf") if "down" in modes else None
        case "aside":
            return ("detail", "leaf") if modes & _WALKS else None
        case "detail":
            return ("detail", "detail") if modes != {"leaf"} else None
        case _:
            return _taken_from_start(way, modes) if start else None


def _taken_from_start(way: Way, modes: frozenset[Mode]) -> tuple[Kept, Mode] | None:
    if way == "start":
        return "detail", "leaf"
    return _taken("up" if way == "start-up" else "down", modes, start=True)
