"""The parent's end of one query process: ask it, take its answers, and say truthfully why it died."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import tempfile
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Protocol

from policygraph.errors import QueryError, ResultTooLargeError, StoreError
from policygraph.store.pool.obituary import SMALLER, cannot_start, manner_of_death, reported_error, why_it_died
from policygraph.store.pool.spool import Spool
from policygraph.store.service import Streamed, Whole
from policygraph.store.worker.frames import CODINGS, END, FAULT, HEADER, PART, READY, TIRED, WHOLE

if TYPE_CHECKING:
    from policygraph.store.pool.asked import Asked
    from policygraph.store.pool.spool import SpoolRoom
    from policygraph.store.worker.start import StartOptions

__all__ = ["Keeper", "Loading", "QueryProcess", "open_file_for_errors"]

LAST_WORDS = 4096


class Keeper(Protocol):
    """Who is told what becomes of a query process."""

    def ready(self, process: QueryProcess) -> None:
        """It has opened the store and can be asked."""

    def freed(self, process: QueryProcess, asked: Asked) -> None:
        """It has answered, and can be asked again."""

    def tired(self, process: QueryProcess) -> None:
        """It should be replaced when that is convenient."""

    def lost(self, process: QueryProcess, asked: Asked | None, fault: StoreError | None) -> None:
        """It is dying or dead, and what it was asked has failed, unless it has not even looked at it.

        Args:
            process: The process.
            asked: What it was asked.
            fault: Why it never became ready, if it did not.
        """


class Loading(Protocol):
    """The loader that a query process was forked from."""

    options: StartOptions

    def kill(self, process: QueryProcess) -> None:
        """End the process at once."""


class QueryProcess:
    """One query process, which answers one query at a time.

    Attributes:
        pid: The process id, once it is known.
        number: What the loader knows it by.
        usable: Whether it has opened the store and nothing is known of its end.
        leaving: Whether it is to end when it has answered.

    Args:
        keeper: Told what becomes of it.
        loader: Where it was forked.
        room: Where results that are read slowly are kept.
        buffer: What is received goes through this; all processes of an event loop can share it.

    Raises:
        OSError: It can have no socket, or no file.
    """

    def __init__(self, keeper: Keeper, loader: Loading, room: SpoolRoom, buffer: memoryview) -> None:
        self.pid = self.number = 0
        self.usable = False
        self.leaving = False
        self._keeper = keeper
        self._loader = loader
        self._room = room
        self._buffer = buffer
        self._loop = asyncio.get_running_loop()
        self._socket, self._its_socket = socket.socketpair()
        try:
            self._errors = open_file_for_errors()
        except OSError:
            self._socket.close()
            self._its_socket.close()
            raise
        self._socket.setblocking(False)  # noqa: FBT003 - the name of the argument is that of the method
        self._loop.add_reader(self._socket, self._receive)
        self._received = bytearray()
        self._unsent = memoryview(b"")
        self._asked: Asked | None = None
        self._spool: Spool | None = None
        self._dead = False
        self._unread = False

    @property
    def loader(self) -> Loading:
        """The loader that it was forked from."""
        return self._loader

    @property
    def busy(self) -> bool:
        """Whether it has been asked and has not answered."""
        return self._asked is not None

    @property
    def files(self) -> tuple[int, int]:
        """The files that the process itself gets: its end of the socket, and where its errors go."""
        return self._its_socket.fileno(), self._errors.fileno()

    def handed_over(self) -> None:
        """Leave the process's end of the socket to it."""
        self._its_socket.close()

    def ask(self, asked: Asked) -> bool:
        """Ask it, which must be ready and free; False if it has died in secret."""
        try:
            sent = self._socket.send(asked.message)
        except OSError:
            self._lose(None)
            return False
        if sent < len(asked.message):
            self._unsent = memoryview(asked.message)[sent:]
            self._loop.add_writer(self._socket, self._send_rest)
        self._asked = asked
        return True

    def _send_rest(self) -> None:
        with suppress(OSError):  # its death is noticed where its answer is awaited
            self._unsent = self._unsent[self._socket.send(self._unsent) :]
            if self._unsent:
                return
        self._loop.remove_writer(self._socket)

    def kill(self, error: QueryError | None = None) -> None:
        """End it at once; what it was asked ends with the error given."""
        if not self._dead:
            self._loader.kill(self)
            self._lose(error)

    def dismiss(self) -> None:
        """Let it end by itself, which it does when it has nothing to answer."""
        self._lose(None)

    def ended(self, status: int | None) -> None:
        """Take note that the process has ended, as `waitpid` tells; None where nobody could wait for it.

        What it had said before is taken first: that may be a complete answer.
        """
        while not self._dead and self._receive():
            pass
        options, fault = self._loader.options, None
        if not self.usable:
            fault = StoreError(
                f"a query process ended ({manner_of_death(status)}) before the store in {options.folder} was open",
                remedy="raise the memory limit, or build the release again with `policygraph build`",
            )
        if not self._dead:
            self._lose(None if self._unread else why_it_died(status, self._last_words(), options.memory), fault)
        self._errors.close()

    def refused(self, number: int) -> None:
        """Take note that the system did not let the process be started, and why: its error number."""
        self._lose(None, cannot_start(os.strerror(number)))
        self._errors.close()

    def _last_words(self) -> bytes:
        size = self._errors.seek(0, os.SEEK_END)
        self._errors.seek(max(0, size - LAST_WORDS))
        return self._errors.read()

    def _lose(self, error: QueryError | None, fault: StoreError | None = None) -> None:
        """Have nothing more to do with the process."""
        if self._dead:
            return
        self._dead = True
        self.usable = False
        self._loop.remove_reader(self._socket)
        self._loop.remove_writer(self._socket)
        self._socket.close()
        asked, self._asked = self._asked, None
        if error is not None and self._spool is not None:
            self._spool.fail(error)
        elif error is not None and asked is not None:
            asked.fail(error)
        self._keeper.lost(self, asked, fault)

    def _receive(self) -> bool:
        """Take frames as they come; tell whether there may be more."""
        try:
            count = self._socket.recv_into(self._buffer)
        except BlockingIOError:
            return False
        except OSError:  # it has ended without reading what it was asked
            count, self._unread = 0, True
        if not count:
            self._loop.remove_reader(self._socket)  # it has ended: the loader will tell how
            return False
        if not self._received and count >= HEADER.size:
            kind, coding, length = HEADER.unpack_from(self._buffer)
            if count == HEADER.size + length:  # one whole frame, as nearly always
                self._take(kind, bytes(self._buffer[HEADER.size : count]), CODINGS[coding])
                return True
        self._received += self._buffer[:count]
        self._take_frames()
        return True

    def _take_frames(self) -> None:
        received = self._received
        while not self._dead and len(received) >= HEADER.size:
            kind, coding, length = HEADER.unpack_from(received)
            end = HEADER.size + length
            if len(received) < end:
                return
            payload = bytes(received[HEADER.size : end])
            del received[:end]
            self._take(kind, payload, CODINGS[coding])

    def _take(self, kind: bytes, payload: bytes, encoding: str) -> None:
        if kind == WHOLE:
            asked = self._asked
            if asked is not None:
                asked.give(Whole(payload, encoding))
            self._free()
        elif kind == PART:
            self._part(payload, encoding)
        elif kind == END:
            if self._spool is not None:
                self._spool.finish()
            self._free()
        elif kind == FAULT:
            self._fail(json.loads(payload))
        elif kind == READY:
            self.usable = True
            self._keeper.ready(self)
        elif kind == TIRED:
            self._keeper.tired(self)

    def _part(self, payload: bytes, encoding: str) -> None:
        if self._spool is None:
            self._spool = Spool(self._room, self.kill)
            if self._asked is None or not self._asked.give(Streamed(self._spool, encoding)):
                self._spool.close()
                return
        try:
            self._spool.write(payload)
        except OSError as fault:
            self.kill(ResultTooLargeError(f"there is no room to keep the result: {fault.strerror}", remedy=SMALLER))

    def _fail(self, fault: dict[str, str]) -> None:
        if fault["kind"] == "store":
            self._lose(None, StoreError(fault["message"], remedy=fault["remedy"]))
            return
        # the engine names files of the store, which are nobody's business
        message = fault["message"].replace(str(self._loader.options.folder), "the store")
        error = reported_error(fault | {"message": message})
        if self._spool is not None:
            self._spool.fail(error)
        elif self._asked is not None:
            self._asked.fail(error)
        self._free()

    def _free(self) -> None:
        asked, self._asked, self._spool = self._asked, None, None
        if asked is not None:
            self._keeper.freed(self, asked)


def open_file_for_errors() -> IO[bytes]:
    """Make a file that needs no folder, where the system has such."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("errors"), "w+b", buffering=0)
    return tempfile.TemporaryFile(buffering=0)
