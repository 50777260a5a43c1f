"""A store copied from disk into memory, in a process that can be forked afterwards."""

from __future__ import annotations

import os
import sys
import threading
import time
import traceback
from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph

from policygraph.errors import StoreError
from policygraph.store.confinement import die_with_parent, step_back, threads
from policygraph.store.note import open_store, read_note

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["copy_into_memory"]

BATCH = 50_000
PIPE = 1 << 20
PATIENCE = 5.0
REMEDY = "serve it from disk, or build the release again with `policygraph build`"


def copy_into_memory(folder: Path) -> tuple[pyoxigraph.Store, frozenset[str]]:
    """Copy a store into memory, and leave this process with one thread.

    The store is opened, which starts threads, in a process of its own that writes N-Quads into a pipe. They are read in
    a thread that ends: the engine keeps the state of its random numbers by thread, and processes forked from one that
    has used it would all make the same blank nodes and UUIDs.

    Returns:
        As `open_store` does.

    Raises:
        StoreError: The store cannot be read.
    """
    note = read_note(folder)
    reading, writing = os.pipe()
    source = _write_into(writing, reading, folder)
    store, faults = pyoxigraph.Store(), list[Exception]()
    loading = threading.Thread(target=_read, args=(store, reading, faults))
    loading.start()
    loading.join()
    code = os.waitstatus_to_exitcode(os.waitpid(source, 0)[1])
    if faults or code:
        raise StoreError(
            f"the store in {folder} cannot be copied into memory: {faults or f'exit code {code}'}", remedy=REMEDY
        )
    _await_single_thread()
    return store, note.overlapping


def _write_into(pipe: int, other_end: int, folder: Path) -> int:
    """Fork a process that writes all statements into a pipe; each of the two keeps its end of it only."""
    parent = os.getpid()
    if source := os.fork():
        os.close(pipe)
        return source
    try:
        os.close(other_end)
        die_with_parent(parent)
        step_back()
        store, _ = open_store(folder)
        with os.fdopen(pipe, "wb", PIPE) as lines:
            store.dump(lines, pyoxigraph.RdfFormat.N_QUADS)
        os._exit(0)
    finally:
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)


def _read(store: pyoxigraph.Store, pipe: int, faults: list[Exception]) -> None:
    step_back()
    try:
        with os.fdopen(pipe, "rb", PIPE) as lines:
            # not `load`, which would give blank nodes other names than they have on disk
            quads = pyoxigraph.parse(lines, pyoxigraph.RdfFormat.N_QUADS)
            while batch := list(islice(quads, BATCH)):
                store.extend(batch)
    except (OSError, RuntimeError, SyntaxError, ValueError) as fault:
        faults.append(fault)


def _await_single_thread() -> None:
    """A thread that has been joined may still be on its way out of the kernel."""
    end = time.monotonic() + PATIENCE
    while threads() > 1:
        if time.monotonic() > end:
            raise StoreError(f"{threads()} threads are running where one may fork", remedy=REMEDY)
        time.sleep(0.001)
