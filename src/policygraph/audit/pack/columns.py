"""What the columns of the tables read."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from policygraph.audit.pack.values import Cell, Missing, Reference
from policygraph.things import Name
from policygraph.vocab import CONCEPT, PG

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policygraph.audit.pack.around import Around, Cut
    from policygraph.things import Thing

__all__ = [
    "damage",
    "in_other_roles",
    "in_roles",
    "life",
    "links",
    "number",
    "number_of_document",
    "roles_of",
    "text",
    "when",
]

_RESPONSIBLE = (f"{CONCEPT}role/responsible", f"{CONCEPT}role/lead")
_SUPERVISING = (f"{CONCEPT}role/supervising",)
_KNOWN = {"hasResponsibleUnit": _RESPONSIBLE, "hasSupervisingUnit": _SUPERVISING}


def links(*properties: str) -> Cut:
    """Read the things that a thing points to."""
    return lambda thing, around: around.things_of(thing, *properties)


def text(*properties: str) -> Cut:
    """Read literals as they are."""
    return lambda thing, around: around.text_of(thing, *properties)


def number(prop: str) -> Cut:
    """Read a number."""
    return lambda thing, around: around.number_of(thing, prop)


def in_roles(prop: str) -> Cut:
    """Read who has the roles that one of the short ways, such as `hasResponsibleUnit`, stands for."""

    def cut(thing: Thing, around: Around) -> Cell:
        found = [around.refer(agent) for role, agent in _assigned(thing, around) if role in _KNOWN[prop]]
        return tuple(dict.fromkeys(found)) or around.missing(thing, prop, "hasAssignment")

    return cut


def in_other_roles(thing: Thing, around: Around) -> Cell:
    """Read who has any other role, with the role."""
    known = {*_RESPONSIBLE, *_SUPERVISING}
    found = [
        around.refer(agent, around.names.get(role)) for role, agent in _assigned(thing, around) if role not in known
    ]
    return tuple(dict.fromkeys(found)) or Missing.NOTHING_SAID


def when(*properties: str) -> Cut:
    """Read times as they are printed, else by their names."""

    def cut(thing: Thing, around: Around) -> Cell:
        found = [_time(time, around) for time in around.nodes(thing, *properties)]
        return "; ".join(dict.fromkeys(found)) or around.missing(thing, *properties)

    return cut


def number_of_document(thing: Thing, around: Around) -> Cell:
    """Read the number of a document as printed, else in its normal form."""
    found = [around.text_of(number, "asPrinted") for number in around.nodes(thing, "hasNumber")]
    normal = [around.text_of(number, "normalForm") for number in around.nodes(thing, "hasNumber")]
    texts = [cell for cell in found if isinstance(cell, str)] or [cell for cell in normal if isinstance(cell, str)]
    return "; ".join(dict.fromkeys(texts)) or around.missing(thing, "hasNumber")


def life(thing: Thing, around: Around) -> Cell:
    """Read the stages of a document's life, each with its time as printed."""
    found: list[Reference] = []
    for event in around.nodes(thing, "hasLifecycleEvent"):
        times = "; ".join(_time(time, around) for time in around.nodes(event, "hasTime"))
        found += (around.refer(stage.value, Name(times or None)) for stage in event.values(f"{PG}atStage"))
    return tuple(dict.fromkeys(found)) or around.missing(thing, "hasLifecycleEvent")


def damage(thing: Thing, around: Around) -> Cell:
    """Read the defects of the text that bear on a thing: what is printed, and what it is read as."""
    found = []
    for defect in around.nodes(thing, "isAffectedBy"):
        printed, reading = (around.text_of(defect, prop) for prop in ("asPrinted", "hasReading"))
        found.append(around.refer(defect.iri, None)._replace(name=Name(f"“{printed}” read as “{reading}”")))
    return tuple(found) or Missing.NOTHING_SAID


def roles_of(roles: Mapping[str, Counter[str]]) -> Cut:
    """Read the roles that a unit has in what the pack is about, with how often."""

    def cut(thing: Thing, around: Around) -> Cell:
        counted = sorted(roles.get(thing.iri, Counter()).items(), key=lambda pair: (-pair[1], pair[0]))
        return tuple(around.refer(role, Name(f"×{times}")) for role, times in counted) or Missing.NOTHING_SAID

    return cut


def _assigned(thing: Thing, around: Around) -> Iterator[tuple[str, str]]:
    """Give role and agent of each assignment."""
    for assignment in around.nodes(thing, "hasAssignment"):
        for role in assignment.values(f"{PG}hasRole"):
            for agent in assignment.values(f"{PG}assignsTo"):
                yield role.value, agent.value


def _time(time: Thing, around: Around) -> str:
    printed = around.text_of(time, "asPrinted")
    return printed if isinstance(printed, str) else time.name.best(time.iri)
