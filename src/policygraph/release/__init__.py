"""The release folder: immutable, named after its content, made current in one step."""

from policygraph.release.folder import CURRENT, Release, current_release, has_release, open_release
from policygraph.release.manifest import MANIFEST, Manifest
from policygraph.release.publish import ReleaseWriter

__all__ = [
    "CURRENT",
    "MANIFEST",
    "Manifest",
    "Release",
    "ReleaseWriter",
    "current_release",
    "has_release",
    "open_release",
]
