"""What the engine takes for an IRI."""

from __future__ import annotations

import pyoxigraph

__all__ = ["is_absolute_iri"]


def is_absolute_iri(text: str) -> bool:
    """Tell whether a text is an absolute IRI (RFC 3987), by the engine's own reading of it."""
    try:
        pyoxigraph.NamedNode(text)
    except ValueError:
        return False
    return True
