"""How a query process and its parent talk: frames of one byte kind, four bytes length, payload.

    parent → process   QUERY   JSON: text, media type, dataset
    process → parent   READY   once, when the store is open
                       WHOLE   the complete result
                       PART    a piece of the result, more to come
                       END     the pieces given are the complete result
                       FAULT   JSON: kind and message; pieces given before are not a complete result

A query is answered by WHOLE, or by PARTs and END, or, at any point before those, by FAULT.
"""

from __future__ import annotations

import struct

__all__ = ["END", "FAULT", "HEADER", "PART", "QUERY", "READY", "WHOLE", "frame"]

QUERY, READY, WHOLE, PART, END, FAULT = b"Q", b"R", b"W", b"D", b"E", b"X"

HEADER = struct.Struct("!cI")


def frame(kind: bytes, payload: bytes = b"") -> bytes:
    """Write one frame."""
    return HEADER.pack(kind, len(payload)) + payload
