"""Changing several files at once: all of them, or none.

The new files are laid into a folder of their own first. Giving that folder its final name is the one step that decides:
before it nothing has happened, after it the change is completed, by the next command that writes if need be.
"""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from policygraph.errors import DataError, HostError, Location

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["FOLDER", "finish", "refuse_interrupted", "write_all"]

FOLDER = ".change"
"""Where a change that is decided waits in `data/` until each of its files is in its place."""


def write_all(data: Path, texts: Mapping[Path, str]) -> None:
    """Replace several files of a folder at once.

    Args:
        data: The folder; it holds every one of the files, somewhere below it.
        texts: The new text of each file.

    Raises:
        HostError: A file can't be written. Unless the message says otherwise, none was.
    """
    fresh = data / f"{FOLDER}.new"
    try:
        shutil.rmtree(fresh, ignore_errors=True)
        for path, text in texts.items():
            staged = fresh / path.relative_to(data)
            staged.parent.mkdir(parents=True, exist_ok=True)
            staged.write_text(text, encoding="utf-8", newline="")
        if texts:
            fresh.rename(data / FOLDER)
    except OSError as error:
        shutil.rmtree(fresh, ignore_errors=True)
        raise HostError(
            f"the files can't be written: {error.strerror}; all are as they were",
            remedy="check the folder and its permissions",
            location=Location(data),
        ) from error
    finish(data)


def finish(data: Path) -> bool:
    """Complete a change that is decided.

    Returns:
        Whether there was one.

    Raises:
        HostError: A file can't be put into its place.
    """
    folder = data / FOLDER
    if not folder.is_dir():
        return False
    try:
        for staged in sorted(path for path in folder.rglob("*") if path.is_file()):
            staged.replace(data / staged.relative_to(folder))
        shutil.rmtree(folder)
    except OSError as error:
        raise HostError(
            f"a change of several files is not complete: {error.strerror}",
            remedy=f"check the permissions of what {folder} holds and run the command again: it completes the change",
            location=Location(data),
        ) from error
    return True


def refuse_interrupted(data: Path) -> None:
    """Refuse files of which some are changed and others are not yet.

    Raises:
        DataError: A change was interrupted.
    """
    if (data / FOLDER).is_dir():
        raise DataError(
            "a change of several files was interrupted: some have their new text and others not yet",
            remedy="run `policygraph evidence relocate … --write` again: it completes the change first",
            location=Location(data / FOLDER),
        )
