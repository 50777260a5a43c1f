"""Texts and places in them: the end of every trace."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policygraph.vocab import ID

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Passage", "SourceRecord", "SourceText", "Span", "TextAtHand", "digest"]


def digest(text: str) -> str:
    """Give the SHA-256 of a text's UTF-8 form, as 64 lower-case hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text: 0-based character offsets, end exclusive."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """Number of characters."""
        return self.end - self.start

    def of(self, text: str) -> str:
        """Give the characters of the stretch."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """What the data says of a source: its id, and the file, digest and length that its text must have.

    Attributes:
        id: Slug of the source, the last segment of its IRI and the name of its folder.
        file: Name of the file in the folder of source texts.
        digest: SHA-256 of the file's bytes, hexadecimal.
        length: Number of characters of the text once decoded as UTF-8.
        described_in: The Turtle file that says so.
    """

    id: str
    file: str
    digest: str
    length: int
    described_in: Path

    @property
    def iri(self) -> str:
        """The IRI of the source."""
        return f"{ID}source/{self.id}"


@dataclass(frozen=True, slots=True)
class SourceText:
    """The words of a source, as they are at hand: decoded as UTF-8, no newline translated."""

    record: SourceRecord
    text: str


@dataclass(frozen=True, slots=True)
class TextAtHand:
    """A file of a source's name, whether or not it is the registered text.

    Attributes:
        record: What is registered.
        path: The file.
        text: Its characters, decoded as UTF-8, no newline translated.
        digest: SHA-256 of its bytes, hexadecimal.
    """

    record: SourceRecord
    path: Path
    text: str
    digest: str

    @property
    def is_registered(self) -> bool:
        """Whether its bytes are those of the registered text."""
        return self.digest == self.record.digest


@dataclass(frozen=True, slots=True)
class Passage:
    """A place in a source text.

    Attributes:
        source: Slug of the source.
        span: Offsets into the source's text.
        digest: SHA-256 of the passage's characters in UTF-8, hexadecimal.
        anchor: A short phrase that occurs in the passage, for people.
    """

    source: str
    span: Span
    digest: str
    anchor: str

    @property
    def iri(self) -> str:
        """The IRI of the passage, made of the source and the offsets."""
        return f"{ID}passage/{self.source}-{self.span.start}-{self.span.end}"
