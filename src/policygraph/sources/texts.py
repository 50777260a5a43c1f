"""The source texts at hand.

The texts themselves are not part of the project: what is published is where they say a thing, not their words. A
text is looked for in a few folders and is accepted only if its bytes have the digest that the data registers.
"""

from __future__ import annotations

import hashlib
import shlex
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from policygraph.errors import EvidenceError, Location, NotFoundError
from policygraph.model.evidence import SourceRecord, SourceText, TextAtHand

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

__all__ = ["SOURCES_VARIABLE", "Texts", "read_copy", "text_folders"]

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

    def only(self, sources: Iterable[str]) -> Texts:
        """Give a registry of some of the sources, which has read what this one has."""
        kept = tuple(sources)
        read = {source: self._read[source] for source in kept if source in self._read}
        return Texts({source: self.records[source] for source in kept}, self.folders, read)

    def find(self, source: str) -> SourceText | None:
        """Give the text of a source, or None where it is registered but not at hand.

        Raises:
            NotFoundError: No source has that id.
            EvidenceError: A file of the registered name is there, but it is another text.
        """
        if source not in self._read:
            file = self.at_hand(source)
            self._read[source] = _accept(file) if file else None
        return self._read[source]

    def at_hand(self, source: str) -> TextAtHand | None:
        """Give the file of a source's name as it is, be it the registered text or not; None where there is none.

        Raises:
            NotFoundError: No source has that id.
            EvidenceError: The file is not UTF-8.
        """
        record = self.record(source)
        path = next(self._paths(record.file), None)
        return read_copy(record, path) if path else None

    def registered(self, source: str) -> SourceText | None:
        """Give the registered text from whichever folder has it, even where another text of its name comes first.

        Raises:
            NotFoundError: No source has that id.
        """
        record = self.record(source)
        for path in self._paths(record.file):
            content = path.read_bytes()
            if hashlib.sha256(content).hexdigest() == record.digest:
                return SourceText(record, content.decode("utf-8"))
        return None

    def _paths(self, name: str) -> Iterator[Path]:
        return (folder / name for folder in self.folders if (folder / name).is_file())

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


def read_copy(record: SourceRecord, path: Path) -> TextAtHand:
    """Read a file as a text of a source, whatever its digest.

    Raises:
        NotFoundError: The file can't be read.
        EvidenceError: It is not UTF-8.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise NotFoundError(
            f"the text can't be read: {error.strerror}", remedy="name a text file", location=Location(path)
        ) from error
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise EvidenceError(
            f"the text is not UTF-8: byte {error.start} is 0x{content[error.start]:02x}",
            remedy="convert the file to UTF-8 and register its new digest",
            location=Location(path),
        ) from error
    return TextAtHand(record, path, text, hashlib.sha256(content).hexdigest())


def _accept(file: TextAtHand) -> SourceText:
    record = file.record
    if not file.is_registered:
        raise EvidenceError(
            f"the text has SHA-256 {file.digest}, but {record.described_in.name} registers {record.digest}",
            remedy=f"of a text that you are registering now, state pg:textDigest in {record.described_in}; "
            "else bring back the registered file byte for byte, register the new text as a source of its own, "
            "or find the passages again in it with "
            f"`policygraph evidence relocate {record.id} {shlex.quote(str(file.path))}`",
            location=Location(file.path),
        )
    if len(file.text) != record.length:
        raise EvidenceError(
            f"the text has {len(file.text)} characters, but {record.described_in.name} registers {record.length}",
            remedy=f"state pg:textLength {len(file.text)}",
            location=Location(record.described_in),
        )
    return SourceText(record, file.text)
