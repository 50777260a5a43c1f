"""The settings of a server: each has a default, an environment variable and a row in docs/settings.md."""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from policygraph.errors import UsageError
from policygraph.store.guard import QueryLimits
from policygraph.store.pool import PoolLimits

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["PREFIX", "Settings", "variable"]

PREFIX = "POLICYGRAPH_"
MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Settings:
    """How a server runs. Every value is checked when the settings are made.

    Attributes:
        root: The workspace: the folder in which `current` points to a release.
        host: The address to listen on.
        port: The TCP port to listen on; 0 takes a free one.
        workers: Query processes, so queries evaluated at the same time.
        query_seconds: Deadline of a query, and longest wait for a process before that.
        query_memory: MiB a query process may use beyond what it needs to open the store.
        query_length: Characters of the longest query.
        query_depth: Levels of brackets of the deepest query.
        queue_length: Queries that may wait for a process.
        result_size: MiB of the longest result.
        spool_size: MiB of one result kept in memory before the rest goes to a temporary file.

    Raises:
        UsageError: A value is out of its range.
    """

    root: Path = Path()
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = max(2, os.cpu_count() or 1)
    query_seconds: float = 30.0
    query_memory: int = 1024
    query_length: int = 100_000
    query_depth: int = 200
    queue_length: int = 64
    result_size: int = 1024
    spool_size: int = 4

    def __post_init__(self) -> None:
        """Check the ranges."""
        for name, (lowest, highest) in RANGES.items():
            value = getattr(self, name)
            if not lowest <= value <= highest:
                raise UsageError(
                    f"{variable(name)} is {value:g}", remedy=f"set it to a number from {lowest:g} to {highest:g}"
                )

    @classmethod
    def from_env(cls, environment: Mapping[str, str]) -> Settings:
        """Read the settings from environment variables; one that is not set, or empty, keeps its default.

        Raises:
            UsageError: A value cannot be read or is out of its range.
        """
        known = {variable(field.name): field.name for field in fields(cls)}
        values: dict[str, Any] = {}
        for name, field in known.items():
            if text := environment.get(name):
                values[field] = _read(name, text, READERS.get(field, str))
        return cls(**values)

    @property
    def pool_limits(self) -> PoolLimits:
        """The limits of the pool of query processes."""
        return PoolLimits(
            workers=self.workers,
            deadline=self.query_seconds,
            memory=self.query_memory * MIB,
            result=self.result_size * MIB,
            queue=self.queue_length,
            spool=self.spool_size * MIB,
        )

    @property
    def query_limits(self) -> QueryLimits:
        """The limits of a query's text."""
        return QueryLimits(length=self.query_length, depth=self.query_depth)


READERS: dict[str, Callable[[str], object]] = {
    "root": Path,
    "port": int,
    "workers": int,
    "query_seconds": float,
    "query_memory": int,
    "query_length": int,
    "query_depth": int,
    "queue_length": int,
    "result_size": int,
    "spool_size": int,
}

RANGES = {
    "port": (0, 65_535),
    "workers": (1, 256),
    "query_seconds": (0.1, 86_400),
    "query_memory": (64, 1 << 20),
    "query_length": (100, 10_000_000),
    "query_depth": (1, 800),
    "queue_length": (0, 100_000),
    "result_size": (1, 1 << 20),
    "spool_size": (1, 1 << 10),
}


def variable(name: str) -> str:
    """Give the environment variable of a setting."""
    return PREFIX + name.upper()


def _read(name: str, text: str, reader: Callable[[str], object]) -> object:
    try:
        return reader(text)
    except ValueError:
        kind = "a whole number" if reader is int else "a number"
        raise UsageError(f"{name} is {text!r}", remedy=f"set it to {kind}") from None
