"""The query process: `python -m policygraph.store.worker FOLDER MEMORY RESULT`.

It opens the store read-only, answers one query after the other on its standard input, which is a socket, and ends when
that is closed. It has no deadline of its own: the parent kills it. Memory beyond its limit makes the engine abort the
process. It imports little, because a killed process is replaced while a client waits.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph

from policygraph.errors import StoreError
from policygraph.store.dataset import DatasetRequest, choose_dataset
from policygraph.store.frames import END, FAULT, HEADER, PART, READY, WHOLE, frame
from policygraph.store.note import open_store

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

CHANNEL = 0
PART_SIZE = 64 * 1024
PR_SET_PDEATHSIG = 1


class _ResultTooLargeError(Exception):
    """The result passed the limit; the engine hands it through from `write`."""


class Sink:
    """Where the engine writes a result: collected while small, sent in parts when it grows.

    Args:
        limit: Bytes of the longest result.
    """

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._size = 0
        self._sent = False
        self._buffer = bytearray()

    def write(self, data: bytes) -> int:
        """Take the next bytes of the result."""
        self._size += len(data)
        if self._size > self._limit:
            raise _ResultTooLargeError
        self._buffer += data
        if len(self._buffer) >= PART_SIZE:
            self._send_parts()
        return len(data)

    def flush(self) -> None:
        """Do nothing: `close` sends what is left, and only when all of it is there."""

    def close(self) -> None:
        """Send what is left: the complete result if nothing was sent before."""
        if not self._sent:
            _send(WHOLE, bytes(self._buffer))
            return
        self._send_parts()
        _send(END)

    def _send_parts(self) -> None:
        """Send what there is in small parts, since the parent holds each of them in memory."""
        for start in range(0, len(self._buffer), PART_SIZE):
            _send(PART, bytes(self._buffer[start : start + PART_SIZE]))
        self._buffer.clear()
        self._sent = True


def evaluate(store: pyoxigraph.Store, overlapping: frozenset[str], request: Mapping[str, Any], sink: Sink) -> None:
    """Evaluate one query and write its result in the media type asked for."""
    dataset = choose_dataset(store, overlapping, DatasetRequest(*request["dataset"]))
    results = dataset.store.query(request["query"], **dataset.arguments)
    formats = pyoxigraph.RdfFormat if isinstance(results, pyoxigraph.QueryTriples) else pyoxigraph.QueryResultsFormat
    results.serialize(sink, formats.from_media_type(request["media_type"]))  # type: ignore[arg-type] # one fits the other


def answer(store: pyoxigraph.Store, overlapping: frozenset[str], payload: bytes, limit: int) -> None:
    """Answer one request: a result or a fault, never half of one without saying so."""
    sink = Sink(limit)
    try:
        evaluate(store, overlapping, json.loads(payload), sink)
    except _ResultTooLargeError:
        _fault("too-large", f"the result is larger than {limit} bytes")
    except SyntaxError as fault:
        _fault("syntax", str(fault.msg))
    except MemoryError:
        _fault("memory", "")
    except (ValueError, TypeError) as fault:
        _fault("value", str(fault))
    except (OSError, RuntimeError) as fault:
        _fault("memory" if "annot allocate memory" in str(fault) else "engine", str(fault))
    else:
        sink.close()


def limit_memory(extra: int) -> None:
    """Let the address space grow by some bytes from where it is now; no core file when the limit is met."""
    page, pages = resource.getpagesize(), int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    limit = page * pages + extra
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def die_with_parent(parent: int) -> None:
    """Ask Linux to kill this process when its parent ends, even in the middle of a query."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit("the parent has gone")


def main(folder: Path, memory: int, result: int, parent: int) -> None:
    """Open the store, say so, answer until the parent closes the socket."""
    if sys.platform == "linux":
        die_with_parent(parent)
    try:
        store, overlapping = open_store(folder)
    except StoreError as fault:
        _send(FAULT, json.dumps({"kind": "store", "message": fault.message, "remedy": fault.remedy}).encode())
        return
    if sys.platform == "linux":
        limit_memory(memory)
    _send(READY)
    while header := _receive(HEADER.size):
        _, length = HEADER.unpack(header)
        answer(store, overlapping, _receive(length), result)


def _receive(size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        piece = os.read(CHANNEL, size - len(data))
        if not piece:
            return b""
        data += piece
    return bytes(data)


def _send(kind: bytes, payload: bytes = b"") -> None:
    data = memoryview(frame(kind, payload))
    while data:
        data = data[os.write(CHANNEL, data) :]


def _fault(kind: str, message: str) -> None:
    _send(FAULT, json.dumps({"kind": kind, "message": message}).encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]), *(int(argument) for argument in sys.argv[2:]))
