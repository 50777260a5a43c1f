"""Triples that were made here, written in the formats of results."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph

from policygraph.store.terms import to_engine

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from policygraph.model.terms import Triple

__all__ = ["write_triples"]


def write_triples(triples: Iterable[Triple], media_type: str, prefixes: Mapping[str, str]) -> bytes:
    """Write triples; those of one subject belong next to each other.

    Args:
        triples: What is said.
        media_type: One of `policygraph.store.formats.GRAPH_FORMATS`.
        prefixes: Prefix → namespace, used where the format knows prefixes.

    Raises:
        ValueError: A term is malformed.
    """
    given = [
        pyoxigraph.Triple(to_engine(triple.subject), to_engine(triple.predicate), to_engine(triple.object))  # type: ignore[arg-type] # the engine checks what may stand where
        for triple in triples
    ]
    form = pyoxigraph.RdfFormat.from_media_type(media_type)
    return pyoxigraph.serialize(given, format=form, prefixes=dict(prefixes)) or b""
