"""A store copied from disk into memory, in a process that can be forked afterwards."""

from __future__ import annotations

import os
import struct
import sys
import threading
import time
import traceback
from itertools import islice
from typing import IO, TYPE_CHECKING

import pyoxigraph

from policygraph.errors import StoreError
from policygraph.store.note import open_store, read_note
from policygraph.store.worker.confinement import die_with_parent, step_back, threads

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["copy_into_memory"]

BATCH = 50_000
PIPE = 1 << 20
PATIENCE = 5.0
REMEDY = "serve it from disk, or build the release again with `policygraph build`"
LENGTH = struct.Struct("!I")
FORMAT = pyoxigraph.RdfFormat.N_TRIPLES


def copy_into_memory(folder: Path) -> tuple[pyoxigraph.Store, frozenset[str]]:
    """Copy a store into memory, and leave this process with one thread.

    The store is opened, which starts threads, in a process of its own that writes the named graphs into a pipe. They
    are read in a thread that ends: the engine keeps the state of its random numbers by thread, and processes forked
    from one that has used it would all make the same blank nodes and UUIDs.

    Returns:
        As `open_store` does.

    Raises:
        StoreError: The store cannot be read.
    """
    note = read_note(folder)
    reading, writing = os.pipe()
    source = _write_into(writing, reading, folder)
    store, faults = pyoxigraph.Store(), list[Exception]()
    loading = threading.Thread(target=_load, args=(store, reading, faults))
    loading.start()
    loading.join()
    code = os.waitstatus_to_exitcode(os.waitpid(source, 0)[1])
    if faults or code:
        raise StoreError(
            f"the store in {folder} cannot be copied into memory: {faults or f'exit code {code}'}", remedy=REMEDY
        )
    _await_single_thread()
    return store, note.overlapping


class _Section:
    """One named graph in the pipe, as a file: pieces with their length before them, the last of which is empty."""

    def __init__(self, pipe: IO[bytes]) -> None:
        self._pipe = pipe
        self._rest = memoryview(b"")
        self._ended = False

    def write(self, piece: bytes) -> int:
        self._pipe.write(LENGTH.pack(len(piece)) + piece)
        return len(piece)

    def flush(self) -> None:
        """Do nothing: the pipe is flushed when it is full, and at the end."""

    def read(self, size: int) -> bytes:
        if not self._rest and not self._ended:
            self._rest = memoryview(self.read_piece())
            self._ended = not self._rest
        piece, self._rest = self._rest[:size], self._rest[size:]
        return bytes(piece)

    def read_piece(self) -> bytes:
        length = self._pipe.read(LENGTH.size)
        return self._pipe.read(LENGTH.unpack(length)[0]) if length else b""


def _write_into(pipe: int, other_end: int, folder: Path) -> int:
    """Fork a process that writes all named graphs into a pipe; each of the two keeps its end of it only."""
    parent = os.getpid()
    if source := os.fork():
        os.close(pipe)
        return source
    try:
        os.close(other_end)
        die_with_parent(parent)
        step_back()
        store, _ = open_store(folder)
        with os.fdopen(pipe, "wb", PIPE) as file:
            section = _Section(file)
            for graph in store.named_graphs():
                section.write(graph.value.encode())
                store.dump(section, FORMAT, from_graph=graph)  # type: ignore[arg-type] # it is file enough
                section.write(b"")
        os._exit(0)
    finally:
        traceback.print_exc()
        sys.stderr.flush()
        os._exit(1)


def _load(store: pyoxigraph.Store, pipe: int, faults: list[Exception]) -> None:
    """Read the named graphs, then make the default graph their union again.

    In this order, since the engine visits last what came first: so a query over the union whose LIMIT is soon reached
    need not pass all named graphs before.
    """
    step_back()
    try:
        with os.fdopen(pipe, "rb", PIPE) as file:
            while name := _Section(file).read_piece():
                _load_graph(store, pyoxigraph.NamedNode(name.decode()), _Section(file))
        for graph in tuple(store.named_graphs()):
            store.update(f"ADD {graph} TO DEFAULT")
    except (OSError, RuntimeError, SyntaxError, ValueError, struct.error) as fault:
        faults.append(fault)


def _load_graph(store: pyoxigraph.Store, graph: pyoxigraph.NamedNode, section: _Section) -> None:
    store.add_graph(graph)
    # not `load`, which would give blank nodes other names than they have on disk
    triples = pyoxigraph.parse(section, FORMAT)  # type: ignore[arg-type] # as above
    while batch := [pyoxigraph.Quad(t.subject, t.predicate, t.object, graph) for t in islice(triples, BATCH)]:
        store.extend(batch)


def _await_single_thread() -> None:
    """A thread that has been joined may still be on its way out of the kernel."""
    end = time.monotonic() + PATIENCE
    while threads() > 1:
        if time.monotonic() > end:
            raise StoreError(f"{threads()} threads are running where one may fork", remedy=REMEDY)
        time.sleep(0.001)
