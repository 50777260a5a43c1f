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
import time
from pathlib import Path

import pyoxigraph

from policygraph.errors import StoreError
from policygraph.store.dataset import choose_dataset
from policygraph.store.excerpt import write_excerpt
from policygraph.store.frames import FAULT, HEADER, READY, Question, frame, read_question
from policygraph.store.mistake import UNKNOWN_FUNCTION, describe_mistake
from policygraph.store.note import open_store
from policygraph.store.sink import ResultTooLargeError, Sink

CHANNEL = 0
PR_SET_PDEATHSIG = 1


def evaluate(store: pyoxigraph.Store, overlapping: frozenset[str], question: Question, sink: Sink) -> None:
    """Evaluate one query and write its result in the media type asked for, or an excerpt of it."""
    begun = time.perf_counter()
    dataset = choose_dataset(store, overlapping, question.dataset)
    results = dataset.store.query(question.text, **dataset.arguments)
    if question.rows is not None:
        sink.write(write_excerpt(results, question.rows, begun))
        return
    formats = pyoxigraph.RdfFormat if isinstance(results, pyoxigraph.QueryTriples) else pyoxigraph.QueryResultsFormat
    results.serialize(sink, formats.from_media_type(question.media_type))  # type: ignore[arg-type] # one fits the other


def answer(store: pyoxigraph.Store, overlapping: frozenset[str], payload: bytes, limit: int) -> None:
    """Answer one request: a result or a fault, never half of one without saying so."""
    question = read_question(payload)
    sink = Sink(limit, question.encoding, _send)
    try:
        evaluate(store, overlapping, question, sink)
    except ResultTooLargeError:
        _fault("too-large", f"the result is larger than {limit} bytes")
    except SyntaxError as fault:
        _fault("syntax", describe_mistake(question.text, str(fault.msg)))
    except MemoryError:
        _fault("memory", "")
    except (ValueError, TypeError) as fault:
        _fault("value", str(fault))
    except (OSError, RuntimeError) as fault:
        _fault(_kind(str(fault)), str(fault))
    else:
        sink.close()


def _kind(message: str) -> str:
    if UNKNOWN_FUNCTION in message:
        return "function"
    return "memory" if "annot allocate memory" in message else "engine"


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
        _, _, length = HEADER.unpack(header)
        answer(store, overlapping, _receive(length), result)


def _receive(size: int) -> bytes:
    data = bytearray()
    while len(data) < size:
        piece = os.read(CHANNEL, size - len(data))
        if not piece:
            return b""
        data += piece
    return bytes(data)


def _send(kind: bytes, payload: bytes = b"", encoding: str = "identity") -> None:
    data = memoryview(frame(kind, payload, encoding))
    while data:
        data = data[os.write(CHANNEL, data) :]


def _fault(kind: str, message: str) -> None:
    _send(FAULT, json.dumps({"kind": kind, "message": message}).encode())


if __name__ == "__main__":
    main(Path(sys.argv[1]), *(int(argument) for argument in sys.argv[2:]))
