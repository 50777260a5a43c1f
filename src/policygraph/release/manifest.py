"""What a release says of itself."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from policygraph.errors import Location, StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["FORMAT", "MANIFEST", "Manifest"]

MANIFEST = "manifest.json"
FORMAT = 1
"""Version of the layout of a release folder."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The manifest of a release.

    Attributes:
        release: Id of the release: start of the SHA-256 of the data set's canonical N-Quads.
        built: When it was built, ISO 8601 in UTC.
        software: Version of policygraph that built it.
        engine: Name and version of the engine that wrote the store.
        ontology: Version of the ontology.
        commit: Last git commit of the files it was built from, `+changes` behind it where they differed; None where
            git does not track them.
        inputs: SHA-256 over every file it was built from, names included.
        triples: Number of distinct triples in the union of all graphs.
        graphs: Number of triples of each named graph, by IRI.
        classes: Number of things of each class of the ontology, by local name.
        shapes: Number of node shapes it was validated against.
        warnings: Number of warnings in its validation report.
        evidence: How many passages of each source were held against its text; a source without text has none.
        files: SHA-256 of each file of the release but the store and this manifest, by relative name.
        format: Version of the layout.
    """

    release: str
    built: str
    software: str
    engine: str
    ontology: str
    commit: str | None
    inputs: str
    triples: int
    graphs: Mapping[str, int]
    classes: Mapping[str, int]
    shapes: int
    warnings: int
    evidence: Mapping[str, int]
    files: Mapping[str, str]
    format: int = FORMAT

    def to_json(self) -> str:
        """Write the manifest as JSON, keys sorted."""
        return json.dumps(asdict(self), indent=2, sort_keys=True, ensure_ascii=False) + "\n"

    @classmethod
    def read(cls, path: Path) -> Manifest:
        """Read a manifest.

        Raises:
            StoreError: The file is missing, damaged, or of another layout.
        """
        try:
            content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            layout = content["format"]
            if layout != FORMAT:
                raise StoreError(
                    f"the release has layout {layout}, this version reads {FORMAT}",
                    remedy="build the release again with `policygraph build --force`",
                    location=Location(path),
                )
            return cls(**content)
        except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
            raise StoreError(
                f"the manifest can't be read: {error}",
                remedy="the release is damaged: build it again with `policygraph build --force`",
                location=Location(path),
            ) from error
