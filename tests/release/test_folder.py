"""Finding a release."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from policygraph.errors import StoreError
from policygraph.release import current_release, open_release

if TYPE_CHECKING:
    from pathlib import Path

    from tests.release.conftest import Publish


def test_a_workspace_without_release_says_how_to_build_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no release has been built") as raised:
        current_release(tmp_path)
    assert "policygraph build" in raised.value.remedy


def test_the_current_release_is_given_with_links_resolved(tmp_path: Path, publish: Publish) -> None:
    publish("aaaa")
    release = current_release(tmp_path)
    assert (release.id, release.folder) == ("aaaa", (tmp_path / "releases" / "aaaa").resolve())
    assert release.store == release.folder / "store"
    assert release.dumps == release.folder / "dumps"


def test_a_link_to_nothing_is_a_damaged_release(tmp_path: Path, publish: Publish) -> None:
    shutil.rmtree(publish("aaaa").folder)
    with pytest.raises(StoreError, match="the release has no store"):
        current_release(tmp_path)


def test_a_release_is_opened_by_its_folder(publish: Publish) -> None:
    publish("aaaa")
    older = publish("bbbb").folder.with_name("aaaa")
    assert open_release(older).id == "aaaa"


def test_a_release_that_was_copied_as_current_is_served(tmp_path: Path, publish: Publish) -> None:
    folder = publish("aaaa").folder
    (tmp_path / "current").unlink()
    shutil.copytree(folder, tmp_path / "current")
    assert current_release(tmp_path).id == "aaaa"


def test_a_link_to_itself_is_a_damaged_release(tmp_path: Path) -> None:
    (tmp_path / "current").symlink_to("current")
    with pytest.raises(StoreError, match="the link leads nowhere"):
        current_release(tmp_path)
