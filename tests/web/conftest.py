"""A real release, and a real server over it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.serving import DATA, release, serve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    import httpx


@pytest.fixture(scope="session")
def make_release() -> Callable[[Path, str, str], None]:
    return release


@pytest.fixture(scope="session")
def start() -> Callable[..., AbstractContextManager[httpx.Client]]:
    return serve


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("workspace")
    release(folder, "0123abcd", DATA)
    return folder


@pytest.fixture(scope="session")
def client(root: Path) -> Iterator[httpx.Client]:
    """A server with a deadline of half a second, 64 MiB a query, and small results kept in memory."""
    limits = {"workers": 2, "query_seconds": 0.5, "query_memory": 64, "result_size": 1, "query_depth": 20}
    with serve(root, **limits) as running:
        yield running
