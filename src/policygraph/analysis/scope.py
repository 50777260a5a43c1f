"""Which parts belong to a report, plan, task, unit or region."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from policygraph.analysis.belonging import BELONGING, pairs
from policygraph.errors import NotFoundError
from policygraph.vocab import shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policygraph.analysis.model import Part
    from policygraph.analysis.reading import Link

__all__ = ["SCOPING", "within"]

_MORE: Final = {"isTaskOf": True, "producesDocument": False, "carriesOut": False}
_REGIONS: Final = {"isPartOf": True, "liesIn": True, "hasMember": False}

SCOPING: Final = (*_MORE, *_REGIONS, "servesRegion", "takesPlaceIn")
"""Properties by which a scope is found, besides those of `BELONGING`."""


def within(scope: str, parts: tuple[Part, ...], links: Mapping[str, list[Link]]) -> tuple[Part, ...]:
    """Choose the parts that belong to a scope.

    Of a unit or group: all parts in the things in which it has one. Of a region: those in acts that take place in it or
    in a region of it, and those of agents that serve one of these. Of anything else: those in itself and in what
    belongs to it: tasks, measures, what they carry out, documents they produce, events, provisions, acceptances.

    Args:
        scope: IRI of the scope.
        parts: Every part.
        links: Property → its statements.

    Raises:
        NotFoundError: There are none.
    """
    things = {part.thing for part in parts if part.agent == scope}
    if things:
        return tuple(part for part in parts if part.thing in things)
    inside = _below(scope, pairs(links, BELONGING | _MORE))
    found = tuple(part for part in parts if part.act in inside and (part.thing in inside or part.thing == part.act))
    found = found or _in_region(scope, parts, links)
    if not found:
        raise NotFoundError(
            f"nothing is assigned to an agent in {shorten(scope)}: it has no assignment, nor has what belongs to it",
            remedy="name a report, plan, task, rectification, unit or region with assignments; "
            "`policygraph analysis responsibility` lists the agents that have any",
        )
    return found


def _in_region(scope: str, parts: Iterable[Part], links: Mapping[str, list[Link]]) -> tuple[Part, ...]:
    regions = _below(scope, pairs(links, _REGIONS))
    here = {link.subject for name in ("servesRegion", "takesPlaceIn") for link in links[name] if link.object in regions}
    return tuple(part for part in parts if part.agent in here or part.act in here)


def _below(top: str, belonging: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Give a thing and all that belongs to it, however far below; circles end where they began."""
    below: dict[str, list[str]] = defaultdict(list)
    for part, whole in belonging:
        below[whole].append(part)
    found, waiting = {top}, [top]
    while waiting:
        further = [part for part in below[waiting.pop()] if part not in found]
        found.update(further)
        waiting.extend(further)
    return frozenset(found)
