"""Where a thing that was found is shown."""

from __future__ import annotations

from policygraph.web.pages.trace.links import address_of

__all__ = ["target_of"]


def target_of(iri: str) -> str:
    """Give the address of a thing, relative to the start page: that of its trace."""
    return address_of(iri)
