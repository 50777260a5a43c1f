"""What belongs to what: a measure to its task, an event to its document."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policygraph.analysis.reading import Link

__all__ = ["BELONGING", "Ownership", "pairs"]

BELONGING: Final = {
    "isMeasureOf": True,
    "isPartOfMeasure": True,
    "hasAcceptance": False,
    "hasLifecycleEvent": False,
    "hasProvision": False,
    "hasSubprovision": False,
}
"""Property → whether its subject belongs to its object; else the object belongs to the subject."""

_STEPS: Final = frozenset({"isPartOfMeasure", "hasSubprovision"})


def pairs(links: Mapping[str, list[Link]], properties: Mapping[str, bool]) -> list[tuple[str, str]]:
    """Give what belongs and what it belongs to, one pair for each statement of these properties."""
    return [
        (link.subject, link.object) if upward else (link.object, link.subject)
        for name, upward in properties.items()
        for link in links.get(name, ())
    ]


class Ownership:
    """What belongs to what, by the statements of a network.

    Args:
        links: Property → its statements.
    """

    def __init__(self, links: Mapping[str, list[Link]]) -> None:
        self._owners: dict[str, set[str]] = defaultdict(set)
        self._wider: dict[str, set[str]] = defaultdict(set)
        for name, upward in BELONGING.items():
            for part, whole in pairs(links, {name: upward}):
                (self._wider if name in _STEPS else self._owners)[part].add(whole)

    def whole(self, act: str) -> tuple[str, ...]:
        """Give what an act belongs to: tasks, rectifications or documents; else the widest measure, or the act itself.

        A step of a measure belongs to what that measure belongs to, and a subprovision to its provision's document.
        Measures that are steps of one another in a circle belong to themselves.
        """
        found: set[str] = set()
        seen, waiting = {act}, [act]
        while waiting:
            here = waiting.pop()
            owners, wider = self._owners.get(here), self._wider.get(here, set())
            if owners or not wider:
                found |= owners or {here}
            else:
                waiting.extend(sorted(wider - seen))
                seen |= wider
        return tuple(sorted(found or {act}))
