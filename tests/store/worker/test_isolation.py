from __future__ import annotations

import asyncio
import os
import platform
import socket
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph
import pytest

from policygraph.errors import WorkerDiedError
from policygraph.store import QueryLimits, QueryRequest, inspect
from policygraph.store.pool.pool import Pool, PoolLimits
from policygraph.store.worker.isolation import MACHINES, forbid_network

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

needs_filters = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in MACHINES, reason="the kernel has no filter for this machine"
)


def in_a_child(work: Callable[[], bool]) -> bool:
    """Do something in a process of its own, since the network does not come back."""
    pid = os.fork()
    if pid == 0:
        os._exit(0 if forbid_network() and work() else 1)
    return os.waitpid(pid, 0)[1] == 0


def refused(family: int) -> bool:
    try:
        socket.socket(family).close()
    except PermissionError:
        return True
    return False


@needs_filters
@pytest.mark.parametrize("family", [socket.AF_INET, socket.AF_INET6])
def test_no_internet_socket_can_be_opened(family: int) -> None:
    assert in_a_child(lambda: refused(family))


@needs_filters
def test_local_sockets_and_files_still_can() -> None:
    def work() -> bool:
        for end in socket.socketpair():
            end.close()
        with open(os.devnull, "rb") as file:  # noqa: PTH123 - the plainest way
            return file.read() == b""

    assert in_a_child(work)


@needs_filters
def test_the_engine_reaches_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        query = f"SELECT * {{ SERVICE <http://127.0.0.1:{listener.getsockname()[1]}/> {{ ?s ?p ?o }} }}"

        def work() -> bool:
            try:
                list(pyoxigraph.Store().query(query))  # type: ignore[arg-type] # solutions
            except OSError:
                return True
            return False

        assert in_a_child(work)
        with pytest.raises(TimeoutError):
            listener.accept()


@needs_filters
def test_a_query_that_slipped_past_the_guard_reaches_nothing_from_a_query_process(small: Path) -> None:
    async def ask(query: str) -> None:
        pool = await Pool.open(small, PoolLimits(workers=1))
        try:
            await pool.answer(QueryRequest(replace(inspect("ASK {}", QueryLimits()), text=query), "text/csv"))
        finally:
            await pool.close()

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        with pytest.raises(WorkerDiedError):
            asyncio.run(ask(f"ASK {{ SERVICE <{address}> {{ ?s ?p ?o }} }}"))
        with pytest.raises(TimeoutError):
            listener.accept()
