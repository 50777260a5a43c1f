"""What may be meant where nothing was found, as hits of things: guesses that are offered and never taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.resolver.matches import Hit
from policygraph.resolver.names import find_by_names
from policygraph.resolver.numbers import hits_of, read_neighbours
from policygraph.resolver.references import find_same_slug, find_slugs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygraph.identifiers import DocumentNumber
    from policygraph.model.inquiry import Inquiry
    from policygraph.resolver.near import NearName
    from policygraph.resolver.references import Reference

__all__ = ["MOST_NEAR", "guess_names", "guess_numbers", "guess_slugs"]

MOST_NEAR = 10
"""Things that are offered."""


def guess_names(names: Sequence[NearName], kinds: tuple[str, ...]) -> Inquiry[tuple[Hit, ...]]:
    """Give the things of the wanted kinds that have names which come near, the likeliest first."""
    scores = {near.name: near.score for near in names}
    hits = yield from find_by_names(scores, kinds)
    near = sorted(hits, key=lambda hit: (-scores[hit.matched], hit.matched, hit.iri))
    best: dict[str, Hit] = {}
    for hit in near:
        best.setdefault(hit.iri, hit._replace(how="near", score=scores[hit.matched]))
    return tuple(best.values())[:MOST_NEAR]


def guess_numbers(number: DocumentNumber, kinds: tuple[str, ...]) -> Inquiry[tuple[Hit, ...]]:
    """Give the documents whose numbers are most like one that the graph lacks."""
    from policygraph.resolver.near import near_numbers  # noqa: PLC0415 - loads rapidfuzz, which most answers do without

    held = yield from read_neighbours(number)
    hits = [
        hit._replace(how="near", score=score)
        for one, score in near_numbers(number, held)
        for hit in hits_of([one], kinds)
    ]
    return tuple(hits[:MOST_NEAR])


def guess_slugs(reference: Reference) -> Inquiry[tuple[Hit, ...]]:
    """Give the things whose IRIs are most like one that the graph lacks: those with its slug before all others."""
    from policygraph.resolver.near import near_slugs  # noqa: PLC0415 - as above

    same = yield from find_same_slug(reference)
    slugs = yield from find_slugs(reference)
    near = (Hit(reference.namespace + name, name, "slug", score) for name, score in near_slugs(reference.slug, slugs))
    return (*same, *near)[:MOST_NEAR]
