"""A small real store: two graphs that share one triple, a third that shares none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.store import create_store

if TYPE_CHECKING:
    from pathlib import Path

SMALL = """\
<http://e/x> <http://e/p> <http://e/y> <http://e/g1> .
<http://e/x> <http://e/p> <http://e/y> <http://e/g2> .
<http://e/y> <http://e/p> <http://e/x> <http://e/g2> .
<http://e/x> <http://e/label> "任务"@zh <http://e/g3> .
"""


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    (folder / "data.nq").write_text(SMALL, encoding="utf-8")
    create_store(folder / "store", folder / "data.nq")
    return folder / "store"


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """20,000 things with a label each: enough for cross products that never end."""
    folder = tmp_path_factory.mktemp("large")
    lines = (f'<http://e/{n}> <http://e/label> "the label of thing {n}" <http://e/g> .\n' for n in range(20_000))
    (folder / "data.nq").write_text("".join(lines), encoding="utf-8")
    create_store(folder / "store", folder / "data.nq")
    return folder / "store"
