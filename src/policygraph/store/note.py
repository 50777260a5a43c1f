"""The note beside a store's files: which engine wrote it and what it holds. Written last, so no note means no store."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

import pyoxigraph

from policygraph.errors import StoreError

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Note", "open_store", "read_note", "write_note"]

NOTE = "policygraph-store.json"
FORMAT = 1
REMEDY = "build the release again with `policygraph build`"


class Note(NamedTuple):
    """What a store says of itself.

    Attributes:
        overlapping: The IRIs of the named graphs that hold a triple which another one holds too.
        statements: Statements that the engine keeps, the union of all graphs counted besides them; 0 where not known.
    """

    overlapping: frozenset[str]
    statements: int


def write_note(folder: Path, note: Note) -> None:
    """Declare the store in a folder complete."""
    written = {
        "format": FORMAT,
        "pyoxigraph": pyoxigraph.__version__,
        "overlapping": sorted(note.overlapping),
        "statements": note.statements,
    }
    (folder / NOTE).write_text(json.dumps(written), encoding="utf-8")


def open_store(folder: Path) -> tuple[pyoxigraph.Store, frozenset[str]]:
    """Open a store read-only.

    Returns:
        The store, and the IRIs of the named graphs that hold a triple which another one holds too.

    Raises:
        StoreError: There is no store, its writing was not finished, it is damaged, or another version wrote it.
    """
    note = read_note(folder)
    try:
        return pyoxigraph.Store.read_only(str(folder)), note.overlapping
    except (OSError, RuntimeError, ValueError) as fault:
        raise StoreError(f"the store in {folder} is damaged: {fault}", remedy=REMEDY) from fault


def read_note(folder: Path) -> Note:
    """Read a store's note.

    Raises:
        StoreError: There is no store, its writing was not finished, or another version wrote it.
    """
    try:
        written = json.loads((folder / NOTE).read_text(encoding="utf-8"))
        layout, written_by = written["format"], written["pyoxigraph"]
        note = Note(frozenset(written["overlapping"]), int(written.get("statements", 0)))
    except (FileNotFoundError, NotADirectoryError):
        raise StoreError(f"there is no complete store in {folder}", remedy=REMEDY) from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise StoreError(f"the note {folder / NOTE} cannot be read: {fault}", remedy=REMEDY) from fault
    if (layout, written_by) != (FORMAT, pyoxigraph.__version__):
        raise StoreError(
            f"the store in {folder} has layout {layout} and was written by pyoxigraph {written_by}; "
            f"this installation reads layout {FORMAT} of pyoxigraph {pyoxigraph.__version__}",
            remedy=f"{REMEDY}, or install the version that wrote it",
        )
    return note
