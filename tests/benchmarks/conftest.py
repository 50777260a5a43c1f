"""One small nation for every test, and measurements made up for those of the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from benchmarks.figures import Figures
from benchmarks.load import Load
from benchmarks.nation import Nation, write_nation

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Written(NamedTuple):
    """A nation and its file."""

    nation: Nation
    file: Path


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    file = tmp_path_factory.mktemp("nation") / "nation.nq"
    return Written(write_nation(file, 25_000, 1), file)


@pytest.fixture(scope="session")
def load() -> Callable[..., Load]:
    """Make a measurement of one second by its answers, of which each took the server a millisecond of CPU time."""

    def made(answers: int, *, first_byte: float = 0.002) -> Load:
        return Load(
            requests=answers, seconds=1.0, p50=0.003, p99=0.02, first_byte=first_byte, server_cpu=answers / 1000,
            client_cpu=0.25,
        )  # fmt: skip

    return made


@pytest.fixture
def figures() -> Figures:
    """A run in which nothing was measured yet."""
    return Figures(Nation(triples=1_000_123, sources=327, provinces=33, seed=7), rounds=3, tools={"Python": "3.11.0"})
