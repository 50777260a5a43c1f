"""The shape of a trace."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = ["Evidence", "Fact", "Hop", "Node", "Trace"]


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
    """

    passage: str
    source: str
    start: int
    end: int
    digest: str
    anchor: str
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a node says of itself: a literal, or a concept by its label.

    Attributes:
        property: IRI of the property.
        value: The value as text.
    """

    property: str
    value: str


@dataclass(frozen=True, slots=True)
class Node:
    """A thing on the way.

    Attributes:
        iri: IRI of the thing.
        type: Local name of its narrowest class.
        label: Its label in English, else in Chinese, else the end of its IRI.
        label_zh: Its Chinese label, None where it has none; `reconstructed` tells whether it is a reconstruction.
        reconstructed: Whether the Chinese label is neither printed nor certain.
        facts: What it says of itself.
        evidence: The passages that say so.
        inferences: Why it is believed, where it is not printed: reasoning and certainty.
        not_stated: IRIs of the properties that a reading looked for and the source does not state.
    """

    iri: str
    type: str
    label: str
    label_zh: str | None
    reconstructed: bool
    facts: tuple[Fact, ...]
    evidence: tuple[Evidence, ...]
    inferences: tuple[str, ...]
    not_stated: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hop:
    """A step from one thing to the next.

    Attributes:
        property: IRI of the property.
        inverse: Whether the step goes against the property's direction.
        graph: IRI of the named graph that states it; a graph `inferred-…` names the rule that concluded it.
        node: Where the step leads.
        hops: The steps from there.
        seen: Whether the thing stands elsewhere in the trace, so that its steps are not repeated.
    """

    property: str
    inverse: bool
    graph: str
    node: Node
    hops: tuple[Hop, ...] = field(default=())
    seen: bool = False


@dataclass(frozen=True, slots=True)
class Trace:
    """A trace from one thing.

    Attributes:
        release: Id of the release that was asked.
        focus: Where it starts.
        hops: The steps from there.
    """

    release: str
    focus: Node
    hops: tuple[Hop, ...]
