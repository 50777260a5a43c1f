"""Writing a release so that no moment of it can be seen half done.

Everything is written into a folder `releases/.building-…`; when it is complete it is renamed to its id, and last the
link `current` is replaced in one step. A build killed before that leaves what is served untouched, and the next build
removes what it left behind. One build at a time holds the lock of the workspace.
"""

from __future__ import annotations

import fcntl
import hashlib
import itertools
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Self

from policygraph.errors import HostError, Location, QueryError, StoreError
from policygraph.graph.files import sync
from policygraph.release.folder import CURRENT, RELEASES, Release, open_release
from policygraph.release.manifest import MANIFEST
from policygraph.store import EmbeddedStore

if TYPE_CHECKING:
    from types import TracebackType
    from typing import TextIO

    from policygraph.release.manifest import Manifest

__all__ = ["ReleaseWriter"]

_UNFINISHED = ".building-"


class ReleaseWriter:
    """A context in which a release is written; leaving it without `publish` leaves nothing behind.

    Attributes:
        folder: Where the release's files go while it is being built.

    Raises:
        HostError: The workspace is not writable, or another build is running in it.
    """

    folder: Path

    def __init__(self, root: Path) -> None:
        self._root = root
        self._lock: TextIO | None = None

    def __enter__(self) -> Self:
        """Take the workspace's lock, remove what a killed build left, and make the folder."""
        releases = self._root / RELEASES
        try:
            releases.mkdir(parents=True, exist_ok=True)
            self._lock = (releases / ".lock").open("a", encoding="utf-8")
            self._take_lock(self._lock)
            for left in releases.glob(f"{_UNFINISHED}*"):
                shutil.rmtree(left, ignore_errors=True)
            for link in self._root.glob(f".{CURRENT}-*"):
                link.unlink()
            self.folder = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=releases))
            self.folder.chmod(0o755)
        except OSError as error:
            self._release_lock()
            raise _refused(releases, error) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove what was not published and give the lock back.

        Raises:
            HostError: The machine refused a write on the way, for one because the disk is full.
        """
        shutil.rmtree(self.folder, ignore_errors=True)
        self._release_lock()
        if isinstance(error, OSError):
            raise _refused(self._root / RELEASES, error) from error

    def digests(self) -> dict[str, str]:
        """Give the SHA-256 of each file written so far but store and manifest, by its name in the release."""
        return _digests(self.folder)

    def publish(self, manifest: Manifest) -> Release:
        """Write the manifest, give the folder its name and make it current.

        A release of the same content that is there already and whole is kept, since it may be in use, and takes over
        the manifest and report of this build. A damaged one, or one written by another engine, is removed after a new
        folder beside it has become current.
        """
        (self.folder / MANIFEST).write_text(manifest.to_json(), encoding="utf-8")
        releases = self._root / RELEASES
        target = releases / manifest.release
        old = sorted(releases.glob(f"{manifest.release}*"))
        whole = next((folder for folder in old if _whole(folder, manifest)), None)
        if whole is not None:
            self._take_over(whole, manifest)
            make_current(self._root, whole.name)
            return open_release(whole)
        if old:
            target = _free_name(target)
        sync(self.folder)
        self.folder.rename(target)
        make_current(self._root, target.name)
        for folder in old:
            shutil.rmtree(folder, ignore_errors=True)
        return open_release(target)

    def _take_over(self, whole: Path, manifest: Manifest) -> None:
        there = _digests(whole)
        for name in (*(name for name, digest in manifest.files.items() if there.get(name) != digest), MANIFEST):
            (self.folder / name).replace(whole / name)

    def _take_lock(self, lock: TextIO) -> None:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            self._release_lock()
            raise HostError(
                f"another build is running in {self._root}", remedy="wait until it ends, or use another --root"
            ) from error

    def _release_lock(self) -> None:
        if self._lock is not None:
            self._lock.close()
            self._lock = None


def make_current(root: Path, name: str) -> None:
    """Point `current` at a release folder, in one step."""
    fresh = root / f".{CURRENT}-{os.getpid()}"
    fresh.unlink(missing_ok=True)
    fresh.symlink_to(Path(RELEASES) / name)
    fresh.replace(root / CURRENT)


def _refused(folder: Path, error: OSError) -> HostError:
    return HostError(
        f"releases can't be written: {error.strerror or error}",
        remedy="make the folder writable and see that the disk has room, or name another workspace with --root",
        location=Location(folder),
    )


def _whole(folder: Path, manifest: Manifest) -> bool:
    """Tell whether a folder holds the release of a manifest and nothing of it is damaged: files and store are read."""
    try:
        release = open_release(folder)
        counted = EmbeddedStore.open(release.store).select("SELECT (COUNT(*) AS ?count) { ?s ?p ?o }")
    except (StoreError, QueryError):
        return False
    there = release.manifest
    same = (there.release, there.engine, there.software) == (manifest.release, manifest.engine, manifest.software)
    return same and str(counted.rows[0]["count"]) == str(manifest.triples) and _digests(folder) == dict(there.files)


def _digests(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    names = {path.relative_to(folder).as_posix(): path for path in files}
    return {name: _sha256(path) for name, path in names.items() if name != MANIFEST and not name.startswith("store/")}


def _free_name(target: Path) -> Path:
    return next(path for n in itertools.count(2) if not (path := target.with_name(f"{target.name}-{n}")).exists())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
