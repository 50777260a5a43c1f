"""Changing several files at once: all of them, or none.

The new files are laid into a folder of their own first. Giving that folder its final name is the one step that decides:
before it nothing has happened, after it the change is completed, by the next command that writes if need be. Commands
change files one at a time, and a command whose files have changed since it read them is refused.
"""

from __future__ import annotations

import fcntl
import os
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

from policygraph.errors import DataError, HostError, Location
from policygraph.graph.files import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

__all__ = ["FOLDER", "finish", "refuse_interrupted", "write_all"]

FOLDER = ".change"
"""Where a change that is decided waits in `data/` until each of its files is in its place."""


def write_all(data: Path, texts: Mapping[Path, str], read: Mapping[Path, str]) -> None:
    """Replace several files of a folder at once.

    Args:
        data: The folder; it holds every one of the files, somewhere below it.
        texts: The new text of each file.
        read: The text of each file that the new one rests on.

    Raises:
        DataError: A file has another text than was read, or can't be read. None was written.
        HostError: A file can't be written, or another command is writing. Unless the message says otherwise, none was.
    """
    if not texts:
        return
    fresh = data / f"{FOLDER}.new"
    with _alone(data):
        refuse_interrupted(data)
        _refuse_changed(read, texts)
        try:
            shutil.rmtree(fresh, ignore_errors=True)
            for path, text in texts.items():
                staged = fresh / path.relative_to(data)
                staged.parent.mkdir(parents=True, exist_ok=True)
                staged.write_text(text, encoding="utf-8", newline="")
            fresh.rename(data / FOLDER)
        except OSError as error:
            shutil.rmtree(fresh, ignore_errors=True)
            raise _not_written(data, error) from error
        _complete(data)


def finish(data: Path) -> bool:
    """Complete a change that is decided.

    Returns:
        Whether there was one.

    Raises:
        HostError: A file can't be put into its place, or another command is writing.
    """
    if not (data / FOLDER).is_dir():
        return False
    with _alone(data):
        if (data / FOLDER).is_dir():
            _complete(data)
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


@contextmanager
def _alone(data: Path) -> Iterator[None]:
    """Keep other commands from changing files of the folder; the lock ends with the process that holds it."""
    try:
        folder = os.open(data, os.O_RDONLY)
    except OSError as error:
        raise _not_written(data, error) from error
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(folder)
        raise HostError(
            "another command is changing files here; nothing was written",
            remedy="wait until it ends and run the command again",
            location=Location(data),
        ) from error
    try:
        yield
    finally:
        os.close(folder)


def _refuse_changed(read: Mapping[Path, str], texts: Mapping[Path, str]) -> None:
    for path in texts:
        if read_text(path) != read[path]:
            raise DataError(
                "the file has changed since it was read; nothing was written",
                remedy="run the command again",
                location=Location(path),
            )


def _complete(data: Path) -> None:
    folder = data / FOLDER
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


def _not_written(data: Path, error: OSError) -> HostError:
    return HostError(
        f"the files can't be written: {error.strerror}; all are as they were",
        remedy="check the folder and its permissions",
        location=Location(data),
    )
