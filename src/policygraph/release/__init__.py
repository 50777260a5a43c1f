"""The release folder: immutable, named after its content, made current in one step."""

from policygraph.release.folder import Release, current_release, has_release, open_release
from policygraph.release.manifest import MANIFEST, Manifest
from policygraph.release.publish import ReleaseWriter

__all__ = ["MANIFEST", "Manifest", "Release", "ReleaseWriter", "current_release", "has_release", "open_release"]
