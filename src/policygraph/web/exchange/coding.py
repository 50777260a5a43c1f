"""Bodies in the content coding that a client asks for."""

from __future__ import annotations

from policygraph.store.worker.encodings import ENCODINGS

__all__ = ["encode"]


def encode(body: bytes, encoding: str) -> bytes:
    """Write a body in a content coding of `ENCODINGS`, or leave it as it is for `identity`."""
    if encoding == "identity":
        return body
    encoder = ENCODINGS[encoding]()
    return encoder.encode(body) + encoder.finish()
