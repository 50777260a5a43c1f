"""Things whose traces are worth a look, one of each kind that a release has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.things import name_things
from policygraph.vocab import PG
from policygraph.web.pages.page import ThingName

if TYPE_CHECKING:
    from policygraph.model.inquiry import Inquiry

__all__ = ["read_examples"]

_PATTERNS = (
    "?other pg:isMeasureOf ?thing",
    "?thing pg:hasNumber ?other",
    "?other pg:createsInstrument ?thing",
    "?thing pg:hasAcceptance ?other",
    "?thing pg:ofIndicator ?other ; pg:isResultOf ?assessment",
    "?assignment pg:assignsTo ?thing . ?other pg:hasAssignment ?assignment",
)
"""What a task, a document, an instrument, a rectification, a figure and a unit have whose traces lead far."""


def read_examples() -> Inquiry[tuple[ThingName, ...]]:
    """Read one thing for each of a few patterns; where the graph has none there is none."""
    parts = " UNION ".join(f"{{ SELECT ?thing {{ {pattern} }} LIMIT 1 }}" for pattern in _PATTERNS)
    rows = (yield f"PREFIX pg: <{PG}>\nSELECT ?thing {{ {parts} }}").rows
    things = tuple(dict.fromkeys(row["thing"].value for row in rows if row["thing"].kind == "iri"))
    names = yield from name_things(things)
    return tuple(ThingName(iri, names[iri]) for iri in things if iri in names)
