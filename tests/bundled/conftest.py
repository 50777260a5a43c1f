"""The bundled graph, built once for the tests that ask it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from policygraph.graph.records import source_records
from policygraph.graph.workspace import Workspace
from policygraph.pipeline import Silent, build_release
from policygraph.release import current_release
from policygraph.resources import bundled
from policygraph.sources import Texts, text_folders
from policygraph.store import EmbeddedStore

if TYPE_CHECKING:
    from pathlib import Path

    from policygraph.release import Release


@pytest.fixture(scope="session")
def bundled_texts() -> Texts:
    """The registered texts, looked for as `make serve` does in the checkout."""
    workspace = Workspace.of(bundled(), bundled())
    return Texts.of(source_records(workspace), text_folders(workspace.root, os.environ))


@pytest.fixture(scope="session")
def bundled_root(tmp_path_factory: pytest.TempPathFactory, bundled_texts: Texts) -> Path:
    """A folder with a release of the bundled graph."""
    root = tmp_path_factory.mktemp("bundled")
    build_release(Workspace.of(root, bundled()), bundled_texts, Silent())
    return root


@pytest.fixture(scope="session")
def bundled_release(bundled_root: Path) -> Release:
    """The release of the bundled graph."""
    return current_release(bundled_root)


@pytest.fixture(scope="session")
def bundled_store(bundled_release: Release) -> EmbeddedStore:
    """The store of the bundled graph."""
    return EmbeddedStore.open(bundled_release.store)
