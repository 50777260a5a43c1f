"""The note beside a store's files: which engine wrote it and what it holds. Written last, so no note means no store."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyoxigraph

from policygraph.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["open_store", "write_note"]

NOTE = "policygraph-store.json"
FORMAT = 1
REMEDY = "build the release again with `policygraph build`"


def write_note(folder: Path, overlapping: tuple[str, ...]) -> None:
    """Declare the store in a folder complete.

    Args:
        folder: The store's folder.
        overlapping: The named graphs that hold a triple which another one holds too.
    """
    note = {"format": FORMAT, "pyoxigraph": pyoxigraph.__version__, "overlapping": overlapping}
    (folder / NOTE).write_text(json.dumps(note), encoding="utf-8")


def open_store(folder: Path) -> tuple[pyoxigraph.Store, frozenset[str]]:
    """Open a store read-only.

    Returns:
        The store, and the IRIs of the named graphs that hold a triple which another one holds too.

    Raises:
        StoreError: There is no store, its writing was not finished, it is damaged, or another version wrote it.
    """
    overlapping = _read_note(folder)
    try:
        return pyoxigraph.Store.read_only(str(folder)), overlapping
    except (OSError, RuntimeError, ValueError) as fault:
        raise StoreError(f"the store in {folder} is damaged: {fault}", remedy=REMEDY) from fault


def _read_note(folder: Path) -> frozenset[str]:
    try:
        note = json.loads((folder / NOTE).read_text(encoding="utf-8"))
        layout, written_by, overlapping = note["format"], note["pyoxigraph"], frozenset(note["overlapping"])
    except (FileNotFoundError, NotADirectoryError):
        raise StoreError(f"there is no complete store in {folder}", remedy=REMEDY) from None
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as fault:
        raise StoreError(f"the note {folder / NOTE} cannot be read: {fault}", remedy=REMEDY) from fault
    if (layout, written_by) != (FORMAT, pyoxigraph.__version__):
        raise StoreError(
            f"the store in {folder} has layout {layout} and was written by pyoxigraph {written_by}; "
            f"this installation reads layout {FORMAT} of pyoxigraph {pyoxigraph.__version__}",
            remedy=f"{REMEDY}, or install the version that wrote it",
        )
    return overlapping
