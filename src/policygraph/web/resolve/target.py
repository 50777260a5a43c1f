"""Where a thing that was found is shown."""

from __future__ import annotations

from urllib.parse import quote

from policygraph.web.trace.address import ROUTE, path_of

__all__ = ["target_of"]


def target_of(iri: str) -> str:
    """Give the address of a thing, relative to the start page: that of its trace."""
    return path_of(iri) or f"{ROUTE}?iri={quote(iri, safe='')}"
