"""The loader: `python -m policygraph.store.worker.loader OPTIONS`, from which the query processes of a pool are forked.

It has one thread and does nothing but fork, kill and wait, as its parent tells it through the socket that is its
standard input. Either it holds the store in memory, and its children share that, or each of them opens the store on
disk. It ends with its parent, and its children with it.
"""

from __future__ import annotations

import errno
import gc
import json
import os
import select
import signal
import socket
import sys
import time
import traceback
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

from policygraph.errors import StoreError
from policygraph.store.worker.confinement import die_with_parent, memory_room, memory_use
from policygraph.store.worker.orders import ENDED, FAULT, FORK, LOADED, ORDER, REFUSED, REPORT, STARTED
from policygraph.store.worker.resident import copy_into_memory
from policygraph.store.worker.start import StartOptions
from policygraph.store.worker.worker import Worker

if TYPE_CHECKING:
    from typing import NoReturn

    from policygraph.store.worker.worker import Graph

CONTROL, ERRORS = 0, 2
FILES = 2
"""What comes along with an order to fork: the socket, and the file for errors."""
MIB = 1 << 20
WAKES = 4096
GRACE, STEP = 0.3, 0.005
"""Seconds that children may take to end by themselves, and between two looks whether they have."""


class Loader:
    """Forks query processes on request.

    Args:
        control: Connects the loader with its parent.
        options: What the processes are started with.
        graph: The store in memory, if it is there.
    """

    def __init__(self, control: socket.socket, options: StartOptions, graph: Graph | None) -> None:
        self._control = control
        self._options = options
        self._graph = graph
        self._children: dict[int, int] = {}  # number that the parent gave → id of the process
        self._wakes, self._wake = socket.socketpair()

    def run(self) -> None:
        """Follow orders until the parent closes its end; then end all children."""
        self._wake.setblocking(False)  # noqa: FBT003 - the name of the argument is that of the method
        signal.set_wakeup_fd(self._wake.fileno())
        signal.signal(signal.SIGCHLD, lambda *_: None)
        self._report(LOADED, 0, memory_use().resident // MIB)
        poll = select.poll()
        poll.register(self._control, select.POLLIN)
        poll.register(self._wakes, select.POLLIN)
        orders = True
        while orders:
            for descriptor, _ in poll.poll():
                if descriptor == self._wakes.fileno():
                    self._wakes.recv(WAKES)
                    self._bury()
                else:
                    orders = self._follow()
        self._end_children()

    def _end_children(self) -> None:
        """Wait a moment for those that end by themselves, since nobody can ask them any more; kill the others."""
        last = time.monotonic() + GRACE
        while self._children and time.monotonic() < last:
            time.sleep(STEP)
            self._bury()
        for pid in self._children.values():
            os.kill(pid, signal.SIGKILL)
        for pid in self._children.values():
            os.waitpid(pid, 0)

    def _follow(self) -> bool:
        """Follow one order; tell whether there may be more."""
        data, files, _, _ = socket.recv_fds(self._control, ORDER.size, FILES)
        if not data:
            return False
        kind, number = ORDER.unpack(data)
        if kind == FORK and len(files) < FILES:
            for file in files:
                os.close(file)
            self._report(REFUSED, number, errno.EMFILE)
        elif kind == FORK:
            self._fork(number, *files)
        elif number in self._children:  # or it has ended by itself, and its id may be another's
            os.kill(self._children[number], signal.SIGKILL)
        return True

    def _fork(self, number: int, channel: int, errors: int) -> None:
        try:
            pid = os.fork()
        except OSError as fault:
            self._report(REFUSED, number, fault.errno or 0)
        else:
            if not pid:
                self._become_worker(channel, errors)
            self._children[number] = pid
            self._report(STARTED, number, pid)
        os.close(channel)
        os.close(errors)

    def _become_worker(self, channel: int, errors: int) -> NoReturn:
        """Be a query process, without ever going back to where the loader was."""
        try:
            signal.set_wakeup_fd(-1)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            die_with_parent(self._options.parent)
            for end in (self._control, self._wakes, self._wake):
                end.close()
            os.dup2(errors, ERRORS)
            os.close(errors)
            Worker(socket.socket(fileno=channel), self._options).run(self._graph)
            os._exit(0)
        finally:
            traceback.print_exc()
            sys.stderr.flush()
            os._exit(1)

    def _bury(self) -> None:
        """Tell of the children that have ended."""
        numbers = {pid: number for number, pid in self._children.items()}
        while self._children:
            pid, status = os.waitpid(-1, os.WNOHANG)
            if not pid:
                return
            del self._children[numbers[pid]]
            self._report(ENDED, numbers[pid], status)

    def _report(self, kind: bytes, number: int, value: int) -> None:
        with suppress(BrokenPipeError):  # the end of the parent is noticed where its orders are read
            self._control.sendall(REPORT.pack(kind, number, value))


def main(options: StartOptions) -> None:
    """Load what is to be loaded, say so, and follow orders."""
    die_with_parent(options.parent)
    control = socket.socket(fileno=CONTROL)
    graph = None
    try:
        if options.resident:
            with memory_room(options.room):
                graph = copy_into_memory(options.folder)
    except StoreError as fault:
        payload = json.dumps({"message": fault.message, "remedy": fault.remedy}).encode()
        control.sendall(REPORT.pack(FAULT, 0, len(payload)) + payload)
        return
    if options.services:
        import_module("policygraph.store.federation.gateway")  # once, rather than in each process
    gc.collect()
    gc.freeze()  # so that the collector of a child does not write to pages that all of them share
    Loader(control, options._replace(parent=os.getpid()), graph).run()
    os._exit(0)  # to take a large store apart takes seconds


if __name__ == "__main__":
    main(StartOptions.read(sys.argv[1]))
