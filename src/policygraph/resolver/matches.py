"""From what was hit to matches: what the things are, what tells them apart, and whether they are still in use."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from policygraph.resolver.model import Context, Match
from policygraph.things import describe, name_things
from policygraph.vocab import PG, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policygraph.model.inquiry import Inquiry
    from policygraph.resolver.model import How
    from policygraph.things import Name, Thing

__all__ = ["MOST", "Hit", "describe_hits"]

MOST = 100
"""Matches that are described: as many as one question asks about."""

_TELLING = (
    *("isPartOf", "liesIn", "servesRegion", "isSubordinateTo", "takesPlaceIn", "forArea", "appliesTo", "hasHolder"),
    *("isTaskOf", "isPartOfMeasure", "isMeasureOf", "isElementOf", "isResultOf", "isBatchOf", "inProgramme"),
    *("ofIndicator", "hasDocumentKind", "assignsTo", "hasTime", "hasPeriod", "affects"),
)
_PROPERTIES = (*(PG + name for name in _TELLING), PREFIXES["skos"] + "inScheme")
_MOST_CONTEXTS = 3
_DEPRECATED = PREFIXES["owl"] + "deprecated"
_SUCCESSOR = PREFIXES["dcterms"] + "isReplacedBy"


class Hit(NamedTuple):
    """A thing that a text leads to, before anything is known of it; the fields are those of a `Match`."""

    iri: str
    matched: str
    how: How
    score: float = 100.0
    via: str | None = None
    documents: tuple[str, ...] = ()


def describe_hits(hits: Iterable[Hit]) -> Inquiry[tuple[Match, ...]]:
    """Describe the things of hits in their order, at most `MOST`; those of which the graph says nothing are left out.

    A thing that was hit several times is described once, by its first hit.
    """
    first = {hit.iri: hit for hit in reversed(tuple(hits))}
    chosen = tuple(islice(reversed(first.values()), MOST))
    things = yield from describe(hit.iri for hit in chosen)
    others = dict.fromkeys(iri for thing in things.values() for _, iri in _telling(thing))
    names = yield from name_things(others)
    return tuple(_match(hit, things[hit.iri], names) for hit in chosen if hit.iri in things)


def _match(hit: Hit, thing: Thing, names: Mapping[str, Name]) -> Match:
    successors = tuple(term.value for term in thing.values(_SUCCESSOR) if term.kind == "iri")
    retired = any(term.value in ("true", "1") for term in thing.values(_DEPRECATED))
    return Match(
        iri=hit.iri,
        type=thing.type,
        name=thing.name,
        matched=hit.matched,
        how=hit.how,
        score=hit.score,
        via=hit.via,
        documents=hit.documents,
        context=tuple(Context(prop, iri, names[iri]) for prop, iri in _telling(thing) if iri in names),
        deprecated=retired or bool(successors),
        successors=successors,
    )


def _telling(thing: Thing) -> Iterator[tuple[str, str]]:
    """Give the first properties that say where a thing lies or belongs, each with one value."""
    leading = ((prop, value.value) for prop in _PROPERTIES for value in thing.values(prop)[:1] if value.kind == "iri")
    return islice(leading, _MOST_CONTEXTS)
