"""The sources that a release registers, by which their texts can be looked for."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from policygraph.model.evidence import SourceRecord
from policygraph.vocab import ID, PG

if TYPE_CHECKING:
    from policygraph.model.inquiry import Inquiry

__all__ = ["read_sources"]


def read_sources() -> Inquiry[tuple[SourceRecord, ...]]:
    """Read the registered sources, sorted by id; their records name `source.ttl` of a workspace as described in.

    A source that lacks the file name, the digest or the length of its text, names a file in another folder, or has an
    IRI of another namespace, has no text that could be recognised and is absent.
    """
    query = f"""SELECT ?source ?file ?digest ?length {{
      ?source <{PG}textFile> ?file ; <{PG}textDigest> ?digest ; <{PG}textLength> ?length }} ORDER BY ?source"""
    found: dict[str, SourceRecord] = {}
    for row in (yield query).rows:
        source, file, length = row["source"].value.removeprefix(f"{ID}source/"), row["file"].value, row["length"].value
        if "/" not in source and length.isdecimal() and PurePosixPath(file).name == file:
            described_in = Path("data", "sources", source, "source.ttl")
            found.setdefault(source, SourceRecord(source, file, row["digest"].value, int(length), described_in))
    return tuple(found.values())
