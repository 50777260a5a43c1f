"""The content codings a result can be sent in (RFC 9110 §8.4.1; gzip, zstd of RFC 8878, br of RFC 7932)."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Protocol

import brotli
import zstandard

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["ENCODINGS", "Encoder"]

# Fast enough to keep pace with the engine, at nearly the ratio of higher levels on results.
GZIP_LEVEL, ZSTD_LEVEL, BROTLI_QUALITY = 3, 1, 1
GZIP_WINDOW = 16 + zlib.MAX_WBITS


class Encoder(Protocol):
    """Compresses a stream piece by piece."""

    def encode(self, data: bytes) -> bytes:
        """Take a piece and give what can be sent already."""
        ...

    def flush(self) -> bytes:
        """Give everything that was taken, so that a reader can read it, at some cost in size."""
        ...

    def finish(self) -> bytes:
        """Give what is left, and the end of the stream."""
        ...


class _Gzip:
    def __init__(self) -> None:
        self._stream = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, GZIP_WINDOW)

    def encode(self, data: bytes) -> bytes:
        return self._stream.compress(data)

    def flush(self) -> bytes:
        return self._stream.flush(zlib.Z_SYNC_FLUSH)

    def finish(self) -> bytes:
        return self._stream.flush()


class _Zstd:
    def __init__(self) -> None:
        self._stream = zstandard.ZstdCompressor(level=ZSTD_LEVEL).compressobj()

    def encode(self, data: bytes) -> bytes:
        return self._stream.compress(data)

    def flush(self) -> bytes:
        return self._stream.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)

    def finish(self) -> bytes:
        return self._stream.flush()


class _Brotli:
    def __init__(self) -> None:
        self._stream = brotli.Compressor(quality=BROTLI_QUALITY)

    def encode(self, data: bytes) -> bytes:
        return bytes(self._stream.process(data))

    def flush(self) -> bytes:
        return bytes(self._stream.flush())

    def finish(self) -> bytes:
        return bytes(self._stream.finish())


ENCODINGS: dict[str, Callable[[], Encoder]] = {"zstd": _Zstd, "br": _Brotli, "gzip": _Gzip}
"""Name in HTTP → maker of an encoder, in the order of preference. Without any, a result is sent as `identity`."""
