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
    """A server that gives a query 64 MiB and a result 1 MiB, and time enough on a busy machine."""
    with serve(root, workers=2, query_seconds=20, query_memory=64, result_size=1, query_depth=20) as running:
        yield running


@pytest.fixture(scope="session")
def hasty(root: Path) -> Iterator[httpx.Client]:
    """A server with a deadline of a second."""
    with serve(root, workers=2, query_seconds=1) as running:
        yield running
