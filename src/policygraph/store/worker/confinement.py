"""What binds a process to its parent and to its limits."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "MemoryUse",
    "be_killed_first",
    "die_with_parent",
    "limit_memory",
    "memory_room",
    "memory_use",
    "step_back",
    "threads",
]

PR_SET_PDEATHSIG = 1
SACRIFICE = "500"
"""How much rather than another the kernel ends a process when memory runs out, from -1000 to 1000."""
ERRORS = 1 << 20
BACKGROUND = 10
"""How much nicer than others what runs in the background is, up to 19."""
LINUX = sys.platform == "linux"


class MemoryUse(NamedTuple):
    """Bytes of address space, and of memory in it; both 0 where the system does not tell."""

    size: int
    resident: int


def memory_use() -> MemoryUse:
    """Tell how much memory this process uses."""
    if not LINUX:
        return MemoryUse(0, 0)
    size, resident, *_ = Path("/proc/self/statm").read_text(encoding="ascii").split()
    page = resource.getpagesize()
    return MemoryUse(int(size) * page, int(resident) * page)


def threads() -> int:
    """Count the threads of this process, those of libraries too; 1 where the system does not tell."""
    return len(os.listdir("/proc/self/task")) if LINUX else 1  # noqa: PTH208 - names are enough


def die_with_parent(parent: int) -> None:
    """Have the kernel kill this process when its parent ends, even in the middle of a query; on Linux only."""
    if not LINUX:
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        sys.exit("the parent has gone")


def be_killed_first() -> None:
    """Have the kernel end this process before its parents when memory runs out; on Linux only."""
    if LINUX:
        with suppress(OSError):  # some containers do not let it be written
            Path("/proc/self/oom_score_adj").write_text(SACRIFICE, encoding="ascii")


def step_back() -> None:
    """Let others have the processors first; on Linux, where that binds the calling thread alone."""
    if LINUX:
        os.nice(BACKGROUND)


def limit_memory(extra: int) -> None:
    """Let the address space grow by some bytes from where it is now, on Linux; no core file when the limit is met.

    Files stay short as well: all that a query process writes is what it says before it dies.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if LINUX:
        limit = memory_use().size + extra
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        resource.setrlimit(resource.RLIMIT_FSIZE, (ERRORS, ERRORS))


@contextmanager
def memory_room(extra: int) -> Iterator[None]:
    """Let the address space grow by some bytes only, on Linux, while something is done; 0 sets no bound."""
    if not LINUX or not extra:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (memory_use().size + extra, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
