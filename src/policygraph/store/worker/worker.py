"""The query process: answers one query after the other on a socket, from its fork out of a loader to its end.

It has no deadline of its own: it is killed. Memory beyond its limit makes the engine abort it.
"""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pyoxigraph

from policygraph.errors import StoreError
from policygraph.store.dataset import choose_dataset
from policygraph.store.federation import AllowList, direct
from policygraph.store.guard.mistake import UNKNOWN_FUNCTION, describe_mistake
from policygraph.store.note import open_store
from policygraph.store.worker.confinement import be_killed_first, limit_memory, memory_use
from policygraph.store.worker.excerpt import write_excerpt
from policygraph.store.worker.frames import FAULT, HEADER, READY, TIRED, Question, frame, read_question
from policygraph.store.worker.isolation import forbid_network
from policygraph.store.worker.sink import ResultTooLargeError, Sink

if TYPE_CHECKING:
    import socket

    from policygraph.store.federation.gateway import Gateway
    from policygraph.store.worker.start import StartOptions

__all__ = ["Graph", "Worker", "evaluate"]

RECEIVED = 64 * 1024
BRIEF = 0.01
"""Seconds below which a query has hardly left a trace in memory, so that it need not be looked for each time."""
LOOK = 64
TIRING = 4
"""A process is tired when its address space has grown by this fraction of what it may, with no query to account for."""

Graph = tuple[pyoxigraph.Store, frozenset[str]]


class Worker:
    """A query process's work.

    Args:
        channel: Connects it with whoever asks.
        options: Its limits.
    """

    def __init__(self, channel: socket.socket, options: StartOptions) -> None:
        self._channel = channel
        self._options = options
        self._answered = 0
        self._size = 0
        self._tired = False
        self._gateway = _open_gateway(options)

    def run(self, graph: Graph | None) -> None:
        """Answer until the other end of the channel is closed.

        Args:
            graph: The store and its overlapping graphs; None has them opened on disk.
        """
        be_killed_first()
        try:
            store, overlapping = graph or open_store(self._options.folder)
        except StoreError as fault:
            self._fault("store", fault.message, remedy=fault.remedy)
            return
        if not self._options.services:
            forbid_network()
        limit_memory(self._options.memory)
        self._size = memory_use().size
        self._send(READY)
        while payload := self._receive():
            begun = time.monotonic()
            self._answer(store, overlapping, payload)
            self._look_at_memory(time.monotonic() - begun)

    def _receive(self) -> bytes:
        """Give the payload of the next question; nothing at the end."""
        data = self._channel.recv(RECEIVED)
        if not data:
            return b""
        missing = HEADER.size + HEADER.unpack_from(data)[2] - len(data)
        if not missing:
            return data[HEADER.size :]
        pieces = [data[HEADER.size :]]
        while missing:
            pieces.append(piece := self._channel.recv(missing))
            if not piece:
                return b""
            missing -= len(piece)
        return b"".join(pieces)

    def _answer(self, store: pyoxigraph.Store, overlapping: frozenset[str], payload: bytes) -> None:
        """Answer one question: a result or a fault, never half of one without saying so."""
        question = read_question(payload)
        sink = Sink(self._options.result, question.encoding, self._send)
        try:
            evaluate(store, overlapping, self._directed(question), sink)
        except ResultTooLargeError:
            self._fault("too-large", f"the result is larger than {self._options.result} bytes")
        except SyntaxError as fault:
            self._fault("syntax", describe_mistake(question.text, str(fault.msg)))
        except MemoryError:
            self._fault("memory", "")
        except (ValueError, TypeError) as fault:
            self._fault("value", str(fault))
        except (OSError, RuntimeError) as fault:
            if self._gateway is not None and self._gateway.failure is not None:
                self._fault("service", self._gateway.failure)
            else:
                self._fault(_kind(str(fault)), str(fault))
        else:
            sink.close()

    def _directed(self, question: Question) -> Question:
        """Have SERVICE ask the gateway, which asks the endpoints."""
        if not question.calls:
            return question
        if self._gateway is None:
            raise ValueError("no other endpoint may be asked from here")
        return question._replace(text=direct(question.text, question.calls, self._gateway.open(question.calls)))

    def _look_at_memory(self, seconds: float) -> None:
        """Say once when queries have left so much behind that a fresh process would be better."""
        self._answered += 1
        if self._tired or (seconds < BRIEF and self._answered % LOOK):
            return
        if memory_use().size - self._size > self._options.memory // TIRING:
            self._tired = True
            self._send(TIRED)

    def _send(self, kind: bytes, payload: bytes = b"", encoding: str = "identity") -> None:
        data = frame(kind, payload, encoding)
        sent = self._channel.send(data)
        if sent < len(data):
            self._channel.sendall(memoryview(data)[sent:])

    def _fault(self, kind: str, message: str, **more: str) -> None:
        self._send(FAULT, json.dumps({"kind": kind, "message": message, **more}).encode())


def _open_gateway(options: StartOptions) -> Gateway | None:
    if not options.services:
        return None
    from policygraph.store.federation.gateway import Gateway, GatewayLimits  # noqa: PLC0415 - slow, and seldom needed

    return Gateway(AllowList.parse(options.services), GatewayLimits(options.service_seconds, options.service_size))


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


def _kind(message: str) -> str:
    if UNKNOWN_FUNCTION in message:
        return "function"
    return "memory" if "annot allocate memory" in message else "engine"
