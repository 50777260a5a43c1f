"""The loader, by what can be seen of it from outside: its threads, its files, its children, its end."""

from __future__ import annotations

import asyncio
import os
import resource
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from tests.store.asking import ENDLESS, LIGHT, LIGHT_ANSWER, LIMITS, alive, ask, descendants, run, until

from policygraph.errors import QueryTimeoutError, StoreError, WorkerDiedError
from policygraph.store.pool.pool import Pool, StoreMode


def loader_of(pool: Pool) -> int:
    (loader,) = pool._crew._loaders
    return loader.pid


def files_of(pid: int) -> int:
    return len(list(Path(f"/proc/{pid}/fd").iterdir()))


def read_environment(pid: int) -> bytes:
    return Path(f"/proc/{pid}/environ").read_bytes()


def threads_of(pid: int) -> int:
    return len(list(Path(f"/proc/{pid}/task").iterdir()))


def ready(pool: Pool, mode: StoreMode) -> bool:
    moved = len(pool._crew._loaders) == 1 and pool.resident == (mode is StoreMode.MEMORY)
    return moved and len(pool.workers) == 2 and len(descendants()) == 3


@pytest.mark.parametrize("mode", [StoreMode.DISK, StoreMode.MEMORY])
def test_it_has_one_thread_and_hands_no_file_on_however_often_it_forks(large: Path, mode: StoreMode) -> None:
    async def work(pool: Pool) -> None:
        await until(lambda: ready(pool, mode))
        loader = loader_of(pool)
        before = files_of(loader), files_of(os.getpid())
        for _ in range(20):
            dead = pool.workers[0]
            os.kill(dead, signal.SIGKILL)
            await until(lambda dead=dead: ready(pool, mode) and dead not in pool.workers)  # type: ignore[misc]
        assert (files_of(loader), files_of(os.getpid())) == before
        assert threads_of(loader) == 1
        assert len({files_of(worker) for worker in pool.workers}) == 1
        assert await ask(pool, LIGHT) == LIGHT_ANSWER

    run(large, work, replace(LIMITS, mode=mode))


def test_a_loader_that_can_have_no_more_files_says_so_and_goes_on_when_it_can(large: Path) -> None:
    async def work(pool: Pool) -> bytes:
        loader = loader_of(pool)
        limits = resource.prlimit(loader, resource.RLIMIT_NOFILE)
        resource.prlimit(loader, resource.RLIMIT_NOFILE, (files_of(loader), limits[1]))
        os.kill(pool.workers[0], signal.SIGKILL)
        await until(lambda: not pool.workers and pool._crew.fault is not None)
        with pytest.raises(StoreError, match="Too many open files"):
            await ask(pool, LIGHT)
        resource.prlimit(loader, resource.RLIMIT_NOFILE, limits)
        await until(lambda: len(pool.workers) == 1)
        assert loader_of(pool) == loader
        return await ask(pool, LIGHT)

    assert run(large, work, replace(LIMITS, workers=1)) == LIGHT_ANSWER


def test_a_killed_loader_takes_its_processes_along_and_is_replaced(large: Path) -> None:
    async def work(pool: Pool) -> bytes:
        heavy = asyncio.create_task(ask(pool, ENDLESS))
        await until(lambda: pool.busy == 1)
        old = descendants()
        os.kill(loader_of(pool), signal.SIGKILL)
        with pytest.raises(WorkerDiedError, match="with the process that had started it"):
            await heavy
        light = await ask(pool, LIGHT)
        await until(lambda: not any(alive(pid) for pid in old))
        return light

    assert run(large, work, replace(LIMITS, deadline=30)) == LIGHT_ANSWER


def test_one_loader_after_the_other_may_die(large: Path) -> None:
    async def work(pool: Pool) -> bytes:
        for _ in range(3):
            os.kill(loader_of(pool), signal.SIGKILL)
            await until(lambda: not pool.workers)
            await until(lambda: len(pool.workers) == 2)
        return await ask(pool, LIGHT)

    assert run(large, work) == LIGHT_ANSWER


def test_a_deadline_holds_although_the_loader_does_not_follow_orders(large: Path) -> None:
    async def work(pool: Pool) -> bytes:
        loader = loader_of(pool)
        os.kill(loader, signal.SIGSTOP)
        with pytest.raises(QueryTimeoutError):
            await ask(pool, ENDLESS, "heavy")
        light = await ask(pool, LIGHT, "light")
        os.kill(loader, signal.SIGCONT)
        return light

    assert run(large, work) == LIGHT_ANSWER


@pytest.mark.parametrize("mode", [StoreMode.DISK, StoreMode.MEMORY])
def test_no_process_outlives_a_killed_parent(large: Path, mode: StoreMode) -> None:
    code = (
        "import asyncio, sys; from pathlib import Path\n"
        "from policygraph.store.pool.pool import Pool, PoolLimits, StoreMode\n"
        "async def main():\n"
        "    pool = await Pool.open(Path(sys.argv[1]), PoolLimits(mode=StoreMode(sys.argv[2])))\n"
        "    print(flush=True); await asyncio.sleep(60)\n"
        "asyncio.run(main())"
    )
    command = [sys.executable, "-c", code, str(large), mode]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        parent.stdout.readline()
        started = descendants(parent.pid)
        assert len(started) >= 3
        parent.kill()
    asyncio.run(until(lambda: not any(alive(pid) for pid in started)))


def test_it_loads_nothing_that_slows_its_start() -> None:
    code = (
        "import sys, policygraph.store.worker.loader\n"
        "print([name for name in ('asyncio', 'fastapi', 'rdflib', 'http.server') if name in sys.modules])"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


def test_it_does_not_outlive_a_parent_that_is_gone_before_it_starts(large: Path) -> None:
    options = f'["{large}", 1000, 1000, false, 0, 1]'
    command = [sys.executable, "-m", "policygraph.store.worker.loader", options]
    with Path(os.devnull).open("rb") as nothing:
        ended = subprocess.run(command, stdin=nothing, check=False, timeout=20, capture_output=True, text=True)
    assert ended.returncode == 1
    assert "the parent has gone" in ended.stderr


@pytest.mark.parametrize("given", ["", "glibc.malloc.tcache_count=9", None])
def test_the_allocator_keeps_many_freed_pieces_unless_the_operator_says_otherwise(
    large: Path, monkeypatch: pytest.MonkeyPatch, given: str | None
) -> None:
    if given is None:
        monkeypatch.delenv("GLIBC_TUNABLES", raising=False)
    else:
        monkeypatch.setenv("GLIBC_TUNABLES", given)
    expected = "glibc.malloc.tcache_count=2000" if given is None else given

    async def work(pool: Pool) -> bytes:
        return read_environment(loader_of(pool))

    assert f"GLIBC_TUNABLES={expected}".encode() in run(large, work).split(b"\0")
