"""Finding a release."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.errors import Location, StoreError
from policygraph.release.manifest import MANIFEST, Manifest

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["CURRENT", "RELEASES", "Release", "current_release", "has_release", "open_release"]

RELEASES = "releases"
CURRENT = "current"


@dataclass(frozen=True, slots=True)
class Release:
    """A release that can be served.

    Attributes:
        id: Id of the release, derived from its content.
        folder: The release's folder, links resolved, so that it stays the same when another becomes current.
        manifest: What it says of itself.
    """

    id: str
    folder: Path
    manifest: Manifest

    @property
    def store(self) -> Path:
        """The folder of the embedded store."""
        return self.folder / "store"

    @property
    def dumps(self) -> Path:
        """The folder of the dumps."""
        return self.folder / "dumps"


def has_release(root: Path) -> bool:
    """Tell whether a workspace has ever had a release made current, be it usable or not."""
    return (root / CURRENT).is_symlink() or (root / CURRENT).exists()


def current_release(root: Path) -> Release:
    """Give the release that is current in a workspace.

    Raises:
        StoreError: There is none yet, or it is damaged.
    """
    if not has_release(root):
        raise StoreError(
            f"no release has been built in {root}",
            remedy="build one with `policygraph build`, or name another workspace with --root",
        )
    return open_release(root / CURRENT)


def open_release(folder: Path) -> Release:
    """Open a release by its folder.

    Raises:
        StoreError: The folder does not exist or holds no complete release.
    """
    try:
        resolved = folder.resolve()
    except (OSError, RuntimeError) as error:
        raise StoreError(
            "the link leads nowhere but to itself",
            remedy="remove it and build a release with `policygraph build`",
            location=Location(folder),
        ) from error
    if not (resolved / "store").is_dir():
        raise StoreError(
            "the release has no store",
            remedy="build it again with `policygraph build --force`",
            location=Location(resolved),
        )
    manifest = Manifest.read(resolved / MANIFEST)
    return Release(manifest.release, resolved, manifest)
