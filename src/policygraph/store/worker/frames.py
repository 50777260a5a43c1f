"""How a query process and its parent talk: frames of kind (a byte), content coding (a byte), length (four), payload.

    parent → process   QUERY   what `write_question` makes
    process → parent   READY   once, when the store is open
                       WHOLE   the complete result
                       PART    a piece of the result, more to come
                       END     the pieces given are the complete result
                       FAULT   JSON: kind and message; pieces given before are not a complete result
                       TIRED   it would rather be replaced: queries have left it larger than it was

A query is answered by WHOLE, or by PARTs and END, or, at any point before those, by FAULT. WHOLE and PART say in which
content coding their payload is. The parent asks the next query only after that, so that a process never holds two.
"""

from __future__ import annotations

import json
import struct
from typing import TYPE_CHECKING, NamedTuple

from policygraph.store.dataset import DatasetRequest
from policygraph.store.federation.calls import ServiceCall

if TYPE_CHECKING:
    from policygraph.store.service import QueryRequest

__all__ = [
    "CODINGS",
    "END",
    "FAULT",
    "HEADER",
    "PART",
    "QUERY",
    "READY",
    "TIRED",
    "WHOLE",
    "Question",
    "frame",
    "read_question",
    "write_question",
]

QUERY, READY, WHOLE, PART, END, FAULT, TIRED = b"Q", b"R", b"W", b"D", b"E", b"X", b"T"

CODINGS = ("identity", "gzip", "br", "zstd")
"""The content codings (RFC 9110 §8.4.1), by the number that stands for each in a frame."""
_NUMBERS = {coding: number for number, coding in enumerate(CODINGS)}

HEADER = struct.Struct("!cBI")
QUESTION = struct.Struct("!BiHI")
"""Content coding, rows or -1, bytes of the media type, bytes of dataset and calls of SERVICE; these two and the query's
text follow."""


class Question(NamedTuple):
    """What a query process needs to know of a `QueryRequest`; the fields mean what they mean there."""

    text: str
    media_type: str
    encoding: str
    rows: int | None
    dataset: DatasetRequest
    calls: tuple[ServiceCall, ...] = ()


def frame(kind: bytes, payload: bytes = b"", encoding: str = "identity") -> bytes:
    """Write one frame."""
    return HEADER.pack(kind, _NUMBERS[encoding], len(payload)) + payload


def write_question(request: QueryRequest) -> bytes:
    """Write the payload of a QUERY frame. Few queries choose a dataset or use SERVICE, so only those pay for JSON."""
    query = request.query
    chosen = (request.default_graphs, request.named_graphs, query.from_graphs, query.from_named, query.calls)
    dataset = json.dumps((*chosen, query.prologue)).encode() if any(chosen) else b""
    media_type = request.media_type.encode()
    rows = -1 if request.rows is None else request.rows
    head = QUESTION.pack(_NUMBERS[request.encoding], rows, len(media_type), len(dataset))
    # a lone surrogate is for the engine to refuse
    return b"".join((head, media_type, dataset, query.text.encode("utf-8", "surrogatepass")))


def read_question(payload: bytes) -> Question:
    """Read the payload of a QUERY frame."""
    coding, rows, media_length, dataset_length = QUESTION.unpack_from(payload)
    dataset_start = QUESTION.size + media_length
    text_start = dataset_start + dataset_length
    dataset = DatasetRequest()
    calls = []
    if dataset_length:
        default, named, from_graphs, from_named, calls, prologue = json.loads(payload[dataset_start:text_start])
        dataset = DatasetRequest(default, named, prologue, from_graphs, from_named)
    return Question(
        payload[text_start:].decode("utf-8", "surrogatepass"),
        payload[QUESTION.size : dataset_start].decode(),
        CODINGS[coding],
        None if rows < 0 else rows,
        dataset,
        tuple(ServiceCall(*call) for call in calls),
    )
