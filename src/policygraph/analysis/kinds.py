"""Kinds of things, by their IRIs: `https://w3id.org/policygraph/id/<kind>/<slug>`."""

from __future__ import annotations

from policygraph.vocab import KINDS, segment_of

__all__ = ["kind_of"]

_PREFIX = {segment: prefix for prefix, segment in KINDS.items()}


def kind_of(iri: str) -> str:
    """Give the prefix of a thing's kind, such as `unit`; `other` for an IRI that is none of the project."""
    return _PREFIX.get(segment_of(iri), "other")
