"""The parent's end of one query process: start it, ask it, notice its death and say truthfully why it died."""

from __future__ import annotations

import asyncio
import io
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, cast

from policygraph.errors import (
    Position,
    QueryError,
    QueryMemoryError,
    QueryRefusedError,
    QuerySyntaxError,
    ResultTooLargeError,
    StoreError,
    WorkerDiedError,
)
from policygraph.store.frames import CODINGS, END, FAULT, HEADER, PART, QUERY, READY, WHOLE, frame, write_question
from policygraph.store.service import Answer, Streamed, Whole
from policygraph.store.spool import Spool
from policygraph.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from policygraph.store.service import QueryRequest

__all__ = ["QueryProcess", "StartOptions"]

# What the engine writes to standard error before it aborts: Rust's allocator, C++'s in RocksDB, Rust's stack guard.
OUT_OF_MEMORY = (b"memory allocation of", b"bad_alloc", b"MemoryError")
STACK_OVERFLOW = b"overflowed its stack"
ERRORS_KEPT = 4096
REAP_PAUSE = 0.005

OTHER_FUNCTION = "call only the functions and casts of SPARQL 1.1 Query, section 17"
SMALLER = "make the query lighter: select less, add a LIMIT, group or sort fewer rows"


@dataclass(frozen=True, slots=True)
class StartOptions:
    """What every process of a pool is started with.

    Attributes:
        folder: The store.
        memory: Bytes that a process may use beyond what it needs to open the store.
        result: Bytes of the longest result.
        spool: Bytes of a result that the parent keeps in memory.
    """

    folder: Path
    memory: int
    result: int
    spool: int

    def command(self) -> list[str]:
        """Give the command line of the process."""
        numbers = (str(number) for number in (self.memory, self.result, os.getpid()))
        return [sys.executable, "-m", "policygraph.store.worker", str(self.folder), *numbers]


class QueryProcess(asyncio.Protocol):
    """One query process, which answers one query at a time.

    Use `start`, then `ask` again and again, each time after `freed` has been called for the query before.

    Args:
        options: What it is started with.
        freed: Called when it can take the next query.
        ended: Called once, when it has ended and been waited for.
    """

    def __init__(
        self,
        options: StartOptions,
        freed: Callable[[QueryProcess], None],
        ended: Callable[[QueryProcess], None],
    ) -> None:
        self._options = options
        self._freed = freed
        self._ended = ended
        self._errors: IO[bytes] = io.BytesIO()
        self._buffer = bytearray()
        self._transport: asyncio.Transport | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._answer: asyncio.Future[Answer] | None = None
        self._spool: Spool | None = None
        self._reaper: asyncio.Task[None] | None = None
        self._dying = False
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.gone: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    @property
    def pid(self) -> int:
        """The process id."""
        return self._process.pid if self._process else 0

    @property
    def alive(self) -> bool:
        """Whether the store is open and nothing is known of the process's end."""
        return not self._dying and self.ready.done() and not self.ready.cancelled() and self.ready.exception() is None

    async def start(self) -> None:
        """Start the process and wait until its store is open.

        Raises:
            StoreError: The store cannot be opened, or the process cannot be started.
        """
        try:
            mine = self._launch()
        except OSError as fault:
            self._errors.close()
            self.gone.set_result(None)
            raise StoreError(
                f"no query process can be started: {fault}", remedy="raise the limits on processes, files and memory"
            ) from fault
        await asyncio.get_running_loop().create_unix_connection(lambda: self, sock=mine)
        await self.ready

    def _launch(self) -> socket.socket:
        """Start the process and give our end of the socket to it."""
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed when the process has ended
        mine, its = socket.socketpair()
        with its:
            try:
                self._process = subprocess.Popen(  # noqa: S603 - our own interpreter
                    self._options.command(),
                    stdin=its.fileno(),
                    stdout=subprocess.DEVNULL,
                    stderr=self._errors,
                    start_new_session=True,  # an interrupt from the terminal is for the parent to handle
                )
            except OSError:
                mine.close()
                raise
        return mine

    async def ask(self, request: QueryRequest) -> Answer:
        """Have a query evaluated.

        Raises:
            QueryError: There is no complete result.
        """
        answer: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._answer = answer
        if self._transport is not None:
            self._transport.write(frame(QUERY, write_question(request)))
        try:
            return await answer
        except asyncio.CancelledError:
            if self._answer is answer:  # it may have been answered this moment, and be at another client's service
                self.kill()
            raise

    def kill(self, error: QueryError | None = None) -> None:
        """End the process at once; a query that it is answering ends with the error given."""
        self._dying = True
        if error is not None:
            self._fail(error)
        if self._process is not None and self._process.poll() is None:
            self._process.kill()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the transport."""
        # uvloop's transports do what `asyncio.Transport` promises without being one
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Take frames as they come; what a dying process still had to say is of no use."""
        self._buffer += data
        while not self._dying and len(self._buffer) >= HEADER.size:
            kind, coding, length = HEADER.unpack_from(self._buffer)
            end = HEADER.size + length
            if len(self._buffer) < end:
                return
            payload = bytes(self._buffer[HEADER.size : end])
            del self._buffer[:end]
            self._take(kind, payload, CODINGS[coding])

    def connection_lost(self, _: Exception | None) -> None:
        """The process has ended, or is about to: find out how."""
        self._dying = True
        self._reaper = asyncio.get_running_loop().create_task(self._reap())

    def _take(self, kind: bytes, payload: bytes, encoding: str) -> None:
        if kind == READY:
            self.ready.set_result(None)
        elif kind == PART:
            self._part(payload, encoding)
        elif kind == FAULT and not self.ready.done():
            fault = json.loads(payload)
            self.ready.set_exception(StoreError(fault["message"], remedy=fault["remedy"]))
        else:
            self._finish(kind, payload, encoding)

    def _part(self, payload: bytes, encoding: str) -> None:
        if self._spool is None:
            self._spool = Spool(self._options.spool, self._abandon)
            self._give(Streamed(self._spool, encoding))
        try:
            self._spool.write(payload)
        except OSError as fault:
            self.kill(ResultTooLargeError(f"there is no room to keep the result: {fault.strerror}", remedy=SMALLER))

    def _finish(self, kind: bytes, payload: bytes, encoding: str) -> None:
        if kind == WHOLE:
            self._give(Whole(payload, encoding))
        elif kind == END and self._spool is not None:
            self._spool.finish()
        elif kind == FAULT:
            fault = json.loads(payload)
            # the engine names files of the store, which are nobody's business
            self._fail(_error(fault | {"message": fault["message"].replace(str(self._options.folder), "the store")}))
        self._answer = self._spool = None
        self._freed(self)

    def _give(self, answer: Answer) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(answer)
        elif isinstance(answer, Streamed):
            answer.parts.close()

    def _fail(self, error: QueryError) -> None:
        if self._spool is not None:
            self._spool.fail(error)
        elif self._answer is not None and not self._answer.done():
            self._answer.set_exception(error)

    def _abandon(self) -> None:
        self.kill()

    async def _reap(self) -> None:
        if self._process is not None:
            while (code := self._process.poll()) is None:  # noqa: ASYNC110 - no event tells of a process's end
                await asyncio.sleep(REAP_PAUSE)
            self._fail(self._obituary(code))
        self._errors.close()
        if not self.ready.done():
            self.ready.set_exception(
                StoreError(
                    f"a query process ended before the store in {self._options.folder} was open",
                    remedy="raise the memory limit, or build the release again with `policygraph build`",
                )
            )
        self.gone.set_result(None)
        self._ended(self)

    def _obituary(self, code: int) -> QueryError:
        self._errors.seek(0)
        last_words = self._errors.read()[:ERRORS_KEPT]
        if any(words in last_words for words in OUT_OF_MEMORY):
            return _out_of_memory(self._options.memory)
        if code == -signal.SIGSEGV or STACK_OVERFLOW in last_words:
            return WorkerDiedError(
                "the engine's stack overflowed, most likely because the query nests too deep",
                remedy="flatten the query: fewer nested groups, function calls and operators",
            )
        how = f"exit code {code}"
        if code < 0:
            names = {number.value: number.name for number in signal.Signals}
            how = f"signal {names.get(-code, -code)}"
        return WorkerDiedError(
            f"the process that ran the query ended ({how}) before the result was complete",
            remedy="ask again; if it happens again, tell the operator",
        )


def _out_of_memory(limit: int) -> QueryMemoryError:
    return QueryMemoryError(f"the query needs more than the {limit >> 20} MiB of memory it may use", remedy=SMALLER)


def _not_sparql(message: str) -> QuerySyntaxError:
    """Tell a syntax error, and how to declare a prefix where one is missing."""
    remedy = "correct the query"
    if missing := re.search(r"the prefix (\S*): is not declared", message):
        example = missing[1] if missing[1] in PREFIXES else "skos"
        remedy = f"declare it, as in PREFIX {example}: <{PREFIXES[example]}>, or check its spelling"
    place = re.match(r"error at (\d+):(\d+)", message)
    position = Position(int(place[1]), int(place[2])) if place else None
    return QuerySyntaxError(f"the query is not SPARQL 1.1: {message}", remedy=remedy, position=position)


def _error(fault: dict[str, str]) -> QueryError:
    """Turn a fault that the process reports into the error it is."""
    message = fault["message"]
    match fault["kind"]:
        case "syntax":
            return _not_sparql(message)
        case "too-large":
            return ResultTooLargeError(message, remedy=SMALLER)
        case "memory":
            return QueryMemoryError("the query met the memory limit", remedy=SMALLER)
        case "function":
            return QueryRefusedError(f"the query cannot be evaluated: {message}", remedy=OTHER_FUNCTION)
        case "value":
            return QueryRefusedError(f"the query cannot be evaluated: {message}", remedy="correct the value named")
        case _:
            return WorkerDiedError(f"the engine could not finish the query: {message}", remedy="ask again")
