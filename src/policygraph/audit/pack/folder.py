"""Writing a folder so that it is there whole or not at all.

The files are written into a hidden folder beside it, which gets its name in one step. The hidden folder is locked while
it is being written; one without a lock was left by a process that was killed, and the next writer removes it.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Self

from policygraph.audit.pack.manifest import MANIFEST, SUMS, PackManifest
from policygraph.errors import EvidenceError, HostError, Location, NotFoundError, UsageError
from policygraph.graph.files import sync

if TYPE_CHECKING:
    from types import TracebackType

__all__ = ["FolderWriter"]


class FolderWriter:
    """A context in which the files of a folder are written; leaving it without `publish` leaves nothing behind.

    Args:
        target: The folder to be: it must not exist, or be empty.
        force: Replace a pack that is there.

    Attributes:
        folder: Where the files go.

    Raises:
        UsageError: There is something in the folder that may not be replaced.
        HostError: It can't be written there.
    """

    folder: Path

    def __init__(self, target: Path, *, force: bool = False) -> None:
        self._target = target.absolute()
        self._force = force
        self._lock = -1

    def __enter__(self) -> Self:
        """Look at what is there, remove what killed writers left, and make the hidden folder."""
        self.check()
        name = self._target.name
        try:
            self._target.parent.mkdir(parents=True, exist_ok=True)
            for left in self._target.parent.glob(f".{_literal(name)}.unfinished-*"):
                _remove_left(left)
            self.folder = Path(tempfile.mkdtemp(prefix=f".{name}.unfinished-", dir=self._target.parent))
            self.folder.chmod(0o755)
            self._lock = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
            fcntl.flock(self._lock, fcntl.LOCK_EX)
        except OSError as error:
            raise self._refused(error) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove what was not published.

        Raises:
            HostError: The machine refused a write on the way, for one because the disk is full.
        """
        shutil.rmtree(self.folder, ignore_errors=True)
        os.close(self._lock)
        if isinstance(error, OSError):
            raise self._refused(error) from error

    def publish(self) -> None:
        """Give the folder its name; a pack that is to be replaced is moved aside first and removed afterwards.

        Raises:
            UsageError: Meanwhile somebody has put something there.
        """
        sync(self.folder)
        self.check()
        aside = self.folder.with_name(self.folder.name.replace(".unfinished-", ".replaced-"))
        if self._target.is_dir() and any(self._target.iterdir()):
            self._target.rename(aside)
        self.folder.rename(self._target)
        shutil.rmtree(aside, ignore_errors=True)

    def check(self) -> None:
        """See whether the folder may be written, before any work is done for it.

        Raises:
            UsageError: There is something in it that may not be replaced.
        """
        target = self._target
        if not os.path.lexists(target):
            return
        if target.is_symlink() or not target.is_dir():
            raise UsageError(
                f"{target} is no folder", remedy="name a folder that does not exist yet", location=Location(target)
            )
        there = {path.name for path in target.iterdir()}
        if not there or (self._force and there == _files(target)):
            return
        remedy = "name another folder, or an empty one"
        if there == _files(target):
            remedy = "add --force to replace the pack in it, or name another folder"
        raise UsageError(f"the folder {target} is not empty", remedy=remedy, location=Location(target))

    def _refused(self, error: OSError) -> HostError:
        return HostError(
            f"the pack can't be written: {error.strerror or error}",
            remedy="make the folder above it writable and see that the disk has room, or name another folder",
            location=Location(self._target),
        )


def _files(folder: Path) -> set[str]:
    """Give the names that a folder would have if it were a pack and nothing else; nothing if it is none."""
    try:
        return {*PackManifest.read(folder).files, MANIFEST, SUMS}
    except (NotFoundError, EvidenceError):
        return set()


def _literal(name: str) -> str:
    return "".join(f"[{character}]" if character in "[]*?" else character for character in name)


def _remove_left(folder: Path) -> None:
    try:
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError:
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(folder, ignore_errors=True)
    except BlockingIOError:
        pass
    finally:
        os.close(lock)
