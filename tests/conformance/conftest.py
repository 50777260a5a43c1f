"""One server for the tests of the protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.conformance.ways import small_service

if TYPE_CHECKING:
    from collections.abc import Iterator

    import httpx


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A server that takes queries of 2,000 characters and 20 levels."""
    with small_service(tmp_path_factory.mktemp("service"), query_length=2000, query_depth=20) as client:
        yield client
