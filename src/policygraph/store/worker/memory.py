"""How much memory a store would take, and how much there is: the machine's, and that of the control groups."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from policygraph.store.note import read_note

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["MemoryPlan", "available_memory", "estimate_memory", "plan_memory"]

PER_STATEMENT = 350
"""Bytes of memory for a statement that the engine keeps, words and indexes included: 330 to 370 were measured."""
PER_BYTE_ON_DISK = 2.5
"""The same for a byte of the store's files, where the number of statements is not known: 2.4 were measured."""
VERSIONS = {
    "": ("memory.max", "memory.current", "inactive_file"),
    "memory": ("memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"),
}
"""The controller of a hierarchy of control groups → its files of limit and use, and what of the use can be taken back.

Version 2 names no controller, version 1 does.
"""
NO_LIMIT = 1 << 60
"""Version 1 of the control groups says a number above this where it means none."""


class MemoryPlan(NamedTuple):
    """Whether a store should be in memory.

    Attributes:
        needed: Bytes for the store and for the copies that processes come to have of it; see `plan_memory`.
        allowed: Bytes that it may take.
        copies: How many stores that is.
    """

    needed: int
    allowed: int
    copies: int

    @property
    def fits(self) -> bool:
        """Whether it may be in memory."""
        return self.needed <= self.allowed

    @property
    def room(self) -> int:
        """Bytes that the store itself may take."""
        return self.allowed // self.copies


def plan_memory(folder: Path, workers: int, share: float) -> MemoryPlan:
    """Weigh what a store needs in memory against what there is.

    Processes forked from the one that holds the store share its memory until they write to it, which the engine does
    where it only reads: it counts references. A process that has scanned the whole store has a copy of most of it.

    Args:
        folder: The store.
        workers: The processes that will share it.
        share: The fraction of the available memory that it may take.

    Raises:
        StoreError: The store has no note that can be read.
    """
    copies = 1 + workers
    return MemoryPlan(estimate_memory(folder) * copies, int(available_memory() * share), copies)


def estimate_memory(folder: Path) -> int:
    """Estimate the bytes of memory that a store takes.

    Raises:
        StoreError: The store has no note that can be read.
    """
    if statements := read_note(folder).statements:
        return statements * PER_STATEMENT
    return int(PER_BYTE_ON_DISK * sum(file.stat().st_size for file in folder.glob("*.sst")))


def available_memory(root: Path = Path("/")) -> int:
    """Give the bytes that can be used before the machine swaps or a control group's limit is met; 0 if not known.

    Args:
        root: Where the file system begins.
    """
    try:
        found = re.search(r"^MemAvailable:\s+(\d+) kB$", _text(root / "proc/meminfo"), re.MULTILINE)
        if found is None:
            return 0
        return max(0, min(int(found[1]) * 1024, *_left_in_groups(root)))
    except (OSError, ValueError):
        return 0


def _left_in_groups(root: Path) -> Iterator[int]:
    """Give what is left in each control group that this process is in; those without a limit leave all there is."""
    yield NO_LIMIT
    for line in _text(root / "proc/self/cgroup").splitlines():
        _, controllers, name = line.split(":", 2)
        controller = "memory" if "memory" in controllers.split(",") else controllers
        if controller in VERSIONS:
            mount = root / "sys/fs/cgroup" / controller
            # inside a container the name may be that of the world outside, so the mount itself is looked at too
            for folder in {mount / name.lstrip("/"), *(mount / name.lstrip("/")).parents, mount}:
                if folder.is_relative_to(mount):
                    yield from _left_in(folder, *VERSIONS[controller])


def _left_in(folder: Path, limit: str, used: str, cache: str) -> Iterator[int]:
    """Give the limit of a group less what is used and could not be taken back."""
    given = _text(folder / limit).strip()
    if given.isdecimal() and int(given) < NO_LIMIT:
        cached = re.search(rf"^{cache} (\d+)$", _text(folder / "memory.stat"), re.MULTILINE)
        yield int(given) - int(_text(folder / used)) + (int(cached[1]) if cached else 0)


def _text(file: Path) -> str:
    return file.read_text(encoding="ascii") if file.exists() else ""
