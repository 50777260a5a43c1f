"""The parent's end of a loader: have it fork query processes, and pass on what becomes of them."""

from __future__ import annotations

import asyncio
import io
import itertools
import json
import os
import socket
import subprocess
from typing import IO, TYPE_CHECKING, Protocol

from policygraph.errors import StoreError
from policygraph.store.pool.obituary import cannot_start, manner_of_death
from policygraph.store.pool.process import open_file_for_errors
from policygraph.store.worker.orders import ENDED, FAULT, FORK, KILL, LOADED, ORDER, REFUSED, REPORT, STARTED

if TYPE_CHECKING:
    from policygraph.store.pool.process import QueryProcess
    from policygraph.store.worker.start import StartOptions

__all__ = ["LoaderKeeper", "LoaderProcess"]

NO_TRACES = {"RUST_BACKTRACE": "0"}
"""A trace takes the engine seconds to write, and memory that there is none of; what it says first is of use."""
ALLOCATOR = {"GLIBC_TUNABLES": "glibc.malloc.tcache_count=2000"}
"""How many freed pieces of a size stay at hand. The engine makes and drops small ones by the thousand: with the 7 that
are usual, a query that joins takes up to a quarter longer. Another C library does not read it."""
RECEIVED = 4096
REAP_PAUSE = 0.005
PATIENCE = 1.0
"""Seconds that a loader may take to end its processes before it is ended itself, which ends them as well."""


class LoaderKeeper(Protocol):
    """Who is told what becomes of a loader."""

    def loaded(self, loader: LoaderProcess, size: int) -> None:
        """It can fork; its size in MiB."""

    def loader_lost(self, loader: LoaderProcess, fault: StoreError) -> None:
        """It has ended, unasked, and all its processes with it."""


class LoaderProcess:
    """One loader. `fork` may be called at once: what is asked of it waits until it is ready.

    Attributes:
        options: What it was started with.
        pid: The process id.
        loaded: Whether it has begun to fork.
        gone: Done when it has ended and been waited for.

    Args:
        options: What it is started with.
        keeper: Told what becomes of it.

    Raises:
        StoreError: It cannot be started.
    """

    def __init__(self, options: StartOptions, keeper: LoaderKeeper) -> None:
        self.options = options
        self.gone: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._keeper = keeper
        self._loop = asyncio.get_running_loop()
        self._children: dict[int, QueryProcess] = {}
        self._numbers = itertools.count(1)
        self._received = bytearray()
        self._errors: IO[bytes] = io.BytesIO()
        self._fault: StoreError | None = None
        self.loaded = False
        self._ending = False
        try:
            self._control = self._launch()
        except OSError as fault:
            self._errors.close()
            raise cannot_start(fault.strerror) from fault
        self.pid = self._process.pid
        self._control.setblocking(False)  # noqa: FBT003 - the name of the argument is that of the method
        self._loop.add_reader(self._control, self._receive)

    def _launch(self) -> socket.socket:
        """Start the process and give our end of the socket to it."""
        mine, its = socket.socketpair()
        with its:
            try:
                self._errors = open_file_for_errors()
                self._process: subprocess.Popen[bytes] = subprocess.Popen(  # noqa: S603 - our own interpreter
                    self.options.command(),
                    env=ALLOCATOR | os.environ | NO_TRACES,  # the operator may tune the allocator in another way
                    stdin=its.fileno(),
                    stdout=subprocess.DEVNULL,
                    stderr=self._errors,
                    start_new_session=True,  # an interrupt from the terminal is for the parent to handle
                )
            except OSError:
                mine.close()
                raise
        return mine

    def fork(self, process: QueryProcess) -> None:
        """Have a query process started."""
        number = next(self._numbers)
        self._children[number] = process
        process.number = number
        self._order(FORK, number, process.files)
        process.handed_over()

    def kill(self, process: QueryProcess) -> None:
        """Have a query process killed; nothing happens where it has ended already."""
        self._order(KILL, process.number)

    def end(self) -> None:
        """End it, and all its processes."""
        if self._ending:
            return
        self._ending = True
        if self.loaded:
            self._control.shutdown(socket.SHUT_WR)
            self._loop.call_later(PATIENCE, self._end_at_once)
        else:
            self._end_at_once()

    def _end_at_once(self) -> None:
        if not self.gone.done():
            self._process.kill()

    def _order(self, kind: bytes, number: int, files: tuple[int, ...] = ()) -> None:
        try:
            socket.send_fds(self._control, [ORDER.pack(kind, number)], files)
        except OSError:  # it has ended, or has not listened for thousands of orders
            self._end_at_once()

    def _receive(self) -> None:
        try:
            data = self._control.recv(RECEIVED)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            self._loop.remove_reader(self._control)
            self._control.close()
            self._reap()
            return
        self._received += data
        while len(self._received) >= REPORT.size and self._take(*REPORT.unpack_from(self._received)):
            pass

    def _take(self, kind: bytes, number: int, value: int) -> bool:
        """Take one report off what was received; False if more of it is to come."""
        end = REPORT.size + (value if kind == FAULT else 0)
        if len(self._received) < end:
            return False
        payload = bytes(self._received[REPORT.size : end])
        del self._received[:end]
        if kind == STARTED:
            self._children[number].pid = value
        elif kind == ENDED:
            self._children.pop(number).ended(value)
        elif kind == REFUSED:
            self._children.pop(number).refused(value)
        elif kind == LOADED:
            self.loaded = True
            self._keeper.loaded(self, value)
        elif kind == FAULT:
            self._fault = StoreError(**json.loads(payload))
        return True

    def _reap(self) -> None:
        """Wait for the process's end; no event tells of it."""
        code = self._process.poll()
        if code is None:
            self._loop.call_later(REAP_PAUSE, self._reap)
            return
        self._errors.seek(0)
        last_words = self._errors.read().decode(errors="replace").strip().rpartition("\n")[2]
        self._errors.close()
        how = manner_of_death(-code if code < 0 else code << 8)
        fault = self._fault or StoreError(
            f"the process that starts query processes ended ({how}): {last_words}",
            remedy="raise the memory limit, or build the release again with `policygraph build`",
        )
        self.gone.set_result(None)
        children, self._children = self._children, {}
        if not self._ending:
            self._keeper.loader_lost(self, fault)
        for child in children.values():
            child.ended(None)
