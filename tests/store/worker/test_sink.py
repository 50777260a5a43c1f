from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import brotli
import pytest
import zstandard

from policygraph.store.worker.encodings import ENCODINGS
from policygraph.store.worker.frames import CODINGS, END, PART, WHOLE
from policygraph.store.worker.sink import PART_SIZE, WORTH_ENCODING, ResultTooLargeError, Sink

if TYPE_CHECKING:
    from collections.abc import Callable

Frame = tuple[bytes, bytes, str]

DECODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda data: zlib.decompress(data, 16 + zlib.MAX_WBITS),
    "br": brotli.decompress,
    "zstd": lambda data: zstandard.ZstdDecompressor().decompressobj().decompress(data),
    "identity": bytes,
}


def begin_brotli(data: bytes) -> bytes:
    """Decode what there is; the decoder gives it bit by bit."""
    decoder = brotli.Decompressor()
    decoded = bytes(decoder.process(data))
    while piece := bytes(decoder.process(b"")):
        decoded += piece
    return decoded


BEGINNINGS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": lambda data: zlib.decompressobj(16 + zlib.MAX_WBITS).decompress(data),
    "br": begin_brotli,
    "zstd": lambda data: zstandard.ZstdDecompressor().decompressobj().decompress(data),
}
LINES = b"".join(b'{"o": "the label of thing %d"}\n' % n for n in range(20_000))


def frames_of(data: bytes, encoding: str, limit: int = 1 << 30) -> list[Frame]:
    frames: list[Frame] = []
    sink = Sink(limit, encoding, lambda kind, payload, coding: frames.append((kind, payload, coding)))
    for start in range(0, len(data), 1000):
        sink.write(data[start : start + 1000])
    sink.close()
    return frames


def test_the_codings_of_frames_and_of_results_are_the_same() -> None:
    assert set(CODINGS) == {"identity", *ENCODINGS}


@pytest.mark.parametrize("encoding", [*ENCODINGS, "identity"])
def test_a_large_result_is_sent_in_parts_that_join_to_it(encoding: str) -> None:
    *parts, end = frames_of(LINES, encoding)
    assert {(kind, coding) for kind, _, coding in parts} == {(PART, encoding)}
    assert end == (END, b"", "identity")
    assert max(len(payload) for _, payload, _ in parts) <= PART_SIZE
    assert DECODERS[encoding](b"".join(payload for _, payload, _ in parts)) == LINES


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_compression_is_worth_it(encoding: str) -> None:
    sent = sum(len(payload) for _, payload, _ in frames_of(LINES, encoding))
    assert sent < len(LINES) / 5


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_small_result_is_sent_whole_and_compressed_only_where_that_saves_a_packet(encoding: str) -> None:
    assert frames_of(b"x" * (WORTH_ENCODING - 1), encoding) == [(WHOLE, b"x" * (WORTH_ENCODING - 1), "identity")]
    ((kind, payload, coding),) = frames_of(b"x" * WORTH_ENCODING, encoding)
    assert (kind, coding) == (WHOLE, encoding)
    assert DECODERS[encoding](payload) == b"x" * WORTH_ENCODING


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_first_part_can_be_read_at_once(encoding: str) -> None:
    frames: list[Frame] = []
    sink = Sink(1 << 30, encoding, lambda kind, payload, coding: frames.append((kind, payload, coding)))
    sink.write(LINES[:PART_SIZE])
    ((_, payload, _),) = frames
    assert BEGINNINGS[encoding](payload) == LINES[:PART_SIZE]


@pytest.mark.parametrize("encoding", [*ENCODINGS, "identity"])
def test_the_limit_is_on_the_result_and_not_on_what_is_left_of_it_by_compression(encoding: str) -> None:
    assert frames_of(b"x" * 5000, encoding, 5000)
    with pytest.raises(ResultTooLargeError):
        frames_of(b"x" * 5001, encoding, 5000)
