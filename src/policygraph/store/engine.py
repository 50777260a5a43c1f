"""Which engine this installation runs."""

from __future__ import annotations

import pyoxigraph

__all__ = ["engine_version"]


def engine_version() -> str:
    """Give name and version of the engine; a store is read by the version that wrote it alone."""
    return f"pyoxigraph {pyoxigraph.__version__}"
