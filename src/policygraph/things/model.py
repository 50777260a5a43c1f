"""The shapes of what is read of a thing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from policygraph.model.terms import Term

__all__ = ["Evidence", "Name", "Statement", "Thing"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that says so.

    Attributes:
        passage: IRI of the passage.
        source: Id of the source.
        start: 0-based offset of its first character in the source's text.
        end: Offset behind its last character.
        digest: SHA-256 of its characters in UTF-8.
        anchor: A short phrase that occurs in it.
        words: The passage itself, where the text is at hand and has the digest; else None.
        graph: IRI of the named graph that describes it.
        language: Language tag of the anchor phrase, where it has one.
    """

    passage: str
    source: str
    start: int
    end: int
    digest: str
    anchor: str
    words: str | None = None
    graph: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """What a thing is called.

    Attributes:
        en: Its label in English.
        zh: Its label in Chinese, or the name reconstructed from a translation.
        reconstructed: Whether the Chinese name is a reconstruction: neither printed nor certain.
    """

    en: str | None = None
    zh: str | None = None
    reconstructed: bool = False

    def best(self, iri: str) -> str:
        """Give the English name, else the Chinese one, else the end of the IRI."""
        return self.en or self.zh or iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1]


class Statement(NamedTuple):
    """One thing that the graph says of a subject.

    Attributes:
        property: IRI of the property.
        value: The object.
        graph: IRI of the named graph that says it.
    """

    property: str
    value: Term
    graph: str


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing with all that the graph says of it as a subject.

    Attributes:
        iri: Its IRI.
        type: Local name of its narrowest class of the ontology as curated; `Resource` where it has none.
        name: What it is called.
        statements: Everything said of it, sorted by property, value and graph; a statement of two graphs stands twice.
    """

    iri: str
    type: str
    name: Name
    statements: tuple[Statement, ...]

    def values(self, prop: str) -> tuple[Term, ...]:
        """Give the values of a property, each once."""
        return tuple(dict.fromkeys(s.value for s in self.statements if s.property == prop))
