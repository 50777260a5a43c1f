"""The source texts at hand.

The texts themselves are not part of the project: what is published is where they say a thing, not their words. A
text is looked for in a few folders and is accepted only if its bytes have the digest that the data registers.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from policygraph.errors import EvidenceError, Location, NotFoundError
from policygraph.model.evidence import SourceRecord, SourceText

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["SOURCES_VARIABLE", "Texts", "text_folders"]

SOURCES_VARIABLE = "POLICYGRAPH_SOURCES"


def text_folders(root: Path, environment: Mapping[str, str]) -> tuple[Path, ...]:
    """Give the folders in which texts are looked for, first match wins.

    They are `sources/` of the workspace, the folder named by `POLICYGRAPH_SOURCES`, and `../shared/sources` beside
    the workspace.
    """
    named = environment.get(SOURCES_VARIABLE)
    folders = [root / "sources", *([Path(named)] if named else []), root.resolve().parent / "shared" / "sources"]
    return tuple(folder for folder in folders if folder.is_dir())


@dataclass(frozen=True)
class Texts:
    """The registered sources and the folders in which their texts may lie.

    Attributes:
        records: The registered sources by id.
        folders: Where texts are looked for, in order.
    """

    records: Mapping[str, SourceRecord]
    folders: tuple[Path, ...]
    _read: dict[str, SourceText | None] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, records: Iterable[SourceRecord], folders: tuple[Path, ...]) -> Texts:
        """Make the registry from its records."""
        return cls({record.id: record for record in records}, folders)

    def find(self, source: str) -> SourceText | None:
        """Give the text of a source, or None where it is registered but not at hand.

        Raises:
            NotFoundError: No source has that id.
            EvidenceError: A file of the registered name is there, but it is another text.
        """
        record = self.record(source)
        if source not in self._read:
            path = next((folder / record.file for folder in self.folders if (folder / record.file).is_file()), None)
            self._read[source] = _read(record, path) if path else None
        return self._read[source]

    def absent(self) -> tuple[str, ...]:
        """Give the ids of the registered sources whose text is not at hand.

        Raises:
            EvidenceError: A file of the registered name is there, but it is another text.
        """
        return tuple(source for source in sorted(self.records) if self.find(source) is None)

    def get(self, source: str) -> SourceText:
        """Give the text of a source.

        Raises:
            NotFoundError: No source has that id, or its text is not at hand.
            EvidenceError: A file of the registered name is there, but it is another text.
        """
        text = self.find(source)
        if text is None:
            looked = f"is not in {', '.join(map(str, self.folders))}" if self.folders else "has no folder to be in"
            raise NotFoundError(
                f"the text of source {source!r} is not at hand: {self.records[source].file} {looked}",
                remedy=f"put the file into sources/ of the workspace or name its folder in {SOURCES_VARIABLE}",
            )
        return text

    def record(self, source: str) -> SourceRecord:
        """Give what is registered of a source.

        Raises:
            NotFoundError: No source has that id.
        """
        if source not in self.records:
            known = ", ".join(sorted(self.records)) or "none"
            raise NotFoundError(
                f"no source is called {source!r}",
                remedy=f"use a registered source ({known}), or describe this one in data/sources/{source}/source.ttl",
            )
        return self.records[source]


def _read(record: SourceRecord, path: Path) -> SourceText:
    content = path.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != record.digest:
        raise EvidenceError(
            f"the text has SHA-256 {found}, but {record.described_in.name} registers {record.digest}",
            remedy=f"of a text that you are registering now, state pg:textDigest in {record.described_in}; "
            "else bring back the registered file byte for byte, or register the new text as a source of its own",
            location=Location(path),
        )
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise EvidenceError(
            f"the text is not UTF-8: byte {error.start} is 0x{content[error.start]:02x}",
            remedy="convert the file to UTF-8 and register its new digest",
            location=Location(path),
        ) from error
    if len(text) != record.length:
        raise EvidenceError(
            f"the text has {len(text)} characters, but {record.described_in.name} registers {record.length}",
            remedy=f"state pg:textLength {len(text)}",
            location=Location(record.described_in),
        )
    return SourceText(record, text)
