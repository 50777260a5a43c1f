"""The shape of a trace: things and passages once each, and the hops between them as a tree."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policygraph.things import Evidence, Statement

__all__ = ["Basis", "BasisKind", "Direction", "Fact", "Hop", "Node", "Omission", "Reason", "Trace"]

Direction = Literal["up", "down", "both"]
BasisKind = Literal["printed", "inferred", "derived", "defined"]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is believed that no source prints.

    Attributes:
        inference: IRI of the inference.
        en: The reasoning or the arithmetic, in English.
        zh: The same in Chinese, where it is given.
        basis: Local name of the concept that says what it rests on, such as `background-knowledge` or `arithmetic`.
        certainty: Local name of the concept that says how sure it is, such as `certain` or `likely`.
    """

    inference: str
    en: str
    zh: str | None = None
    basis: str | None = None
    certainty: str | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """How a statement is known.

    Attributes:
        kind: `printed`: a source says so; `inferred`: a reader or a rule concluded it; `derived`: computed from values
            that a source prints; `defined`: a definition of the vocabulary or of the reference data, not of a source.
        rule: Name of the rule of the build that concluded it, where one did.
        reasons: Why, where it is inferred or derived.
        certainty: Local name of the least certainty among them; None where nothing weakens it.
    """

    kind: BasisKind
    rule: str | None = None
    reasons: tuple[Reason, ...] = ()
    certainty: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A literal that a thing has, or a concept of one of the schemes.

    Attributes:
        property: IRI of the property.
        value: The lexical form, or the concept's IRI.
        label: The concept's label in English; None for a literal.
        label_zh: The concept's label in Chinese.
        datatype: The literal's datatype; None for a concept.
        language: The literal's language, where it has one.
        graphs: IRIs of the named graphs that state it.
    """

    property: str
    value: str
    label: str | None = None
    label_zh: str | None = None
    datatype: str | None = None
    language: str | None = None
    graphs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Omission:
    """Neighbours that a trace knows of and does not follow, because of a limit.

    Attributes:
        property: IRI of the property.
        inverse: Whether it leads against the property's direction.
        count: How many things are left out.
    """

    property: str
    inverse: bool
    count: int


@dataclass(frozen=True, slots=True)
class Node:
    """A thing on the way.

    Attributes:
        iri: IRI of the thing.
        type: Local name of its narrowest class.
        label: Its label in English, else in Chinese, else the end of its IRI.
        label_zh: Its Chinese label, None where it has none.
        reconstructed: Whether the Chinese label is a reconstruction: neither printed nor certain.
        facts: What it says of itself.
        basis: How the thing itself is known.
        evidence: IRIs of the passages that state it.
        omitted: What lies beyond and is not followed here because a limit was met.
    """

    iri: str
    type: str
    label: str
    label_zh: str | None = None
    reconstructed: bool = False
    facts: tuple[Fact, ...] = ()
    basis: Basis = Basis("defined")
    evidence: tuple[str, ...] = ()
    omitted: tuple[Omission, ...] = ()


@dataclass(frozen=True, slots=True)
class Hop:
    """A step from one thing to the next, or to the answer that there is none.

    Attributes:
        property: IRI of the property.
        inverse: Whether the step goes against the property's direction.
        way: Whether the step leads up, to where a thing comes from; down, to what comes of it; or to a detail of it.
        node: IRI of the thing that it leads to; None where a reading looked for one and the source does not state it.
        graphs: IRIs of the named graphs that state it.
        source: Id of the source whose graph states it; None where none does.
        evidence: IRIs of the passages that say so: those which both ends share, else those of the end that bears the
            words: of a part such as a number or an assignment the part, else the statement's subject.
        basis: How the statement is known.
        seen: Whether the thing's own hops stand elsewhere in the trace and are not repeated.
        hops: The steps from there.
    """

    property: str
    inverse: bool
    way: Literal["up", "down", "detail"]
    node: str | None
    graphs: tuple[str, ...]
    source: str | None
    evidence: tuple[str, ...]
    basis: Basis
    seen: bool = False
    hops: tuple[Hop, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Trace:
    """A trace from one thing.

    Attributes:
        release: Id of the release that was asked.
        focus: IRI of the thing that it starts from.
        direction: Which way it was followed.
        depth: How many steps at most.
        limit: How many things at most.
        complete: Whether neither limit left anything out.
        nodes: Every thing in it by its IRI, the focus first, then in the order in which they are met.
        passages: Every passage in it by its IRI.
        hops: The steps from the focus.
        statements: What the graph says of the things, of the inferences and of the graphs of rules, by subject; the
            JSON-LD of the trace is chosen from it.
    """

    release: str
    focus: str
    direction: Direction
    depth: int
    limit: int
    complete: bool
    nodes: Mapping[str, Node]
    passages: Mapping[str, Evidence]
    hops: tuple[Hop, ...]
    statements: Mapping[str, tuple[Statement, ...]] = field(default_factory=dict, repr=False)
