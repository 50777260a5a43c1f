"""Kinds of things, as their IRIs show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.errors import UsageError
from policygraph.vocab import CONCEPT, KINDS, PG, segment_of

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["CONCEPT_KIND", "KIND_NAMES", "TERM_KIND", "is_wanted", "kind_of", "read_kinds"]

CONCEPT_KIND = "concept"
TERM_KIND = "term"
KIND_NAMES: tuple[str, ...] = tuple(sorted({*KINDS.values(), CONCEPT_KIND, TERM_KIND}))
"""Every kind, by the segment of its IRIs."""


def kind_of(iri: str) -> str:
    """Give the kind of a thing; empty for IRIs of other sites."""
    segment = segment_of(iri)
    if segment:
        return segment
    if iri.startswith(CONCEPT):
        return CONCEPT_KIND
    return TERM_KIND if iri.startswith(PG) else ""


def is_wanted(iri: str, kinds: tuple[str, ...]) -> bool:
    """Say whether a thing is of one of some kinds, or whether all are wanted."""
    return not kinds or kind_of(iri) in kinds


def read_kinds(names: Iterable[str]) -> tuple[str, ...]:
    """Give the kinds with these names, each once: `event` and `lifecycle-event` are one.

    Raises:
        UsageError: There is no such kind.
    """
    return tuple(dict.fromkeys(map(_read, names)))


def _read(name: str) -> str:
    kind = KINDS.get(name, name)
    if kind not in KIND_NAMES:
        raise UsageError(f"{name!r} is no kind of thing", remedy=f"give one of {', '.join(KIND_NAMES)}")
    return kind
