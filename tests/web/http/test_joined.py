"""Joining what is written, over real connections."""

from __future__ import annotations

import asyncio
import socket
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, cast

import uvloop

from policygraph.web.http.joined import JoinedTransport

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Coroutine

PART = bytes(50_000)


class Sender(asyncio.Protocol):
    """The side of a connection that writes."""

    def __init__(self) -> None:
        self.joined: JoinedTransport | None = None
        self.paused = False
        self.ended = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self.joined = JoinedTransport(cast("asyncio.Transport", transport), asyncio.get_running_loop())

    def pause_writing(self) -> None:
        """Take note."""
        self.paused = True

    def connection_lost(self, exc: Exception | None) -> None:
        """End."""
        self.ended.set_result(exc)


@asynccontextmanager
async def connected() -> AsyncIterator[tuple[Sender, JoinedTransport, asyncio.StreamReader, asyncio.StreamWriter]]:
    loop = asyncio.get_running_loop()
    ours, theirs = socket.socketpair()
    _, sender = await loop.create_connection(Sender, sock=ours)
    reader, writer = await asyncio.open_connection(sock=theirs)
    assert sender.joined is not None
    try:
        async with asyncio.timeout(10):
            yield sender, sender.joined, reader, writer
    finally:
        sender.joined.abort()
        writer.transport.abort()
        await asyncio.sleep(0)


def run(scenario: Coroutine[None, None, None]) -> None:
    """Run with an event loop in which no callback may fail."""
    failures: list[dict[str, Any]] = []
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.get_loop().set_exception_handler(lambda _, context: failures.append(context))
        runner.run(scenario)
    assert failures == []


def test_what_is_written_in_one_turn_arrives_in_one_piece() -> None:
    async def scenario() -> None:
        async with connected() as (_, joined, reader, _writer):
            joined.write(b"head ")
            joined.write(b"body")
            assert joined.get_write_buffer_size() == 9
            assert await reader.read(100) == b"head body"
            assert joined.get_write_buffer_size() == 0

    run(scenario())


def test_whoever_writes_much_without_a_pause_is_told_that_it_is_enough() -> None:
    async def scenario() -> None:
        async with connected() as (sender, joined, _, _writer):
            written = 0
            while not sender.paused:
                joined.write(PART)
                written += len(PART)
                assert written < 20_000_000
            assert joined.get_write_buffer_size() <= written

    run(scenario())


def test_all_that_was_written_arrives_before_the_end() -> None:
    async def scenario() -> None:
        async with connected() as (_, joined, reader, _writer):
            joined.write(PART)
            joined.write(b"last")
            joined.close()
            assert joined.is_closing()
            assert await reader.read() == PART + b"last"

    run(scenario())


def test_the_end_of_the_own_side_comes_behind_what_was_written() -> None:
    async def scenario() -> None:
        async with connected() as (_, joined, reader, _writer):
            joined.write(b"last words")
            joined.write_eof()
            assert not joined.is_closing()
            assert await reader.read() == b"last words"

    run(scenario())


def test_what_is_written_to_a_client_that_goes_in_the_same_moment_is_dropped() -> None:
    async def scenario() -> None:
        async with connected() as (sender, joined, _, _writer):
            joined.write(b"never sent")
            joined.abort()
            await sender.ended
            joined.write(b"too late")
            joined.write_eof()
            joined.close()

    run(scenario())
