"""The parts that the page of a trace is made of: links to things, references to passages, and how a thing is known."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policygraph.trace.drawing.captions import facts, place, telling
from policygraph.visible import visible
from policygraph.vocab import CONCEPT, ID
from policygraph.web.pages.trace.links import address_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policygraph.things import Evidence
    from policygraph.trace import Basis, Fact, Node, Trace
    from policygraph.trace.drawing import Words

__all__ = ["Badge", "Parts", "Passage", "Quality", "Reference", "ThingLink"]


class ThingLink(NamedTuple):
    """A thing with the address of its trace.

    Attributes:
        label: What it is called in the page's language.
        second: What it is called in the other language; None where that is unknown or the same.
        type: What its class is called.
        iri: Its IRI.
        href: The address of its trace, relative to the page.
    """

    label: str
    second: str | None
    type: str
    iri: str
    href: str


class Badge(NamedTuple):
    """A mark: the kind that styles it, and its text."""

    style: str
    text: str


class Quality(NamedTuple):
    """A fact as it is shown: name and value, and whether the value says nothing without the name."""

    name: str
    value: str
    needs_name: bool = False


class Reference(NamedTuple):
    """A reference to a passage: its number on the page, a short phrase of it, and its place in the source."""

    number: int
    anchor: str
    place: str


class Passage(NamedTuple):
    """A passage in the list at the end.

    Attributes:
        number: Its number on the page.
        evidence: What it is.
        source: Its source.
        href: The address of its own trace.
    """

    number: int
    evidence: Evidence
    source: ThingLink
    href: str


class Parts:
    """Makes the parts of one page.

    Args:
        trace: The trace.
        words: What properties, classes and concepts are called.
        home: The start page, as seen from the page.
    """

    def __init__(self, trace: Trace, words: Words, home: str) -> None:
        self.trace = trace
        self.words = words
        self._home = home
        self._given = () if words.language == "en" else (("lang", words.language),)
        self._numbers = {iri: number for number, iri in enumerate(trace.passages, 1)}
        self._links = {iri: self._link(node) for iri, node in trace.nodes.items()}

    def thing(self, iri: str) -> ThingLink:
        """Give a thing of the trace."""
        return self._links[iri]

    def href(self, iri: str) -> str:
        """Give the address of the trace of any thing."""
        return self._home + address_of(iri, self._given)

    def name(self, iri: str) -> str:
        """Give what a property or a concept is called."""
        return visible(self.words.name(iri))

    def noun(self, prop: str) -> str:
        """Give what a property is called, as the name of what it leads to."""
        name = self.name(prop)
        return name.removeprefix("has ").removeprefix("有") or name

    def value(self, fact: Fact) -> str:
        """Give the value of a fact."""
        return visible(self.words.value(fact))

    def references(self, passages: Iterable[str]) -> tuple[Reference, ...]:
        """Refer to passages; those that are not in the trace are left out."""
        return tuple(
            Reference(self._numbers[iri], visible(evidence.anchor), place(evidence))
            for iri in passages
            if (evidence := self.trace.passages.get(iri))
        )

    def passages(self) -> list[Passage]:
        """Give every passage of the trace."""
        return [
            Passage(number, evidence, self._source(evidence), self.href(iri))
            for (iri, number), evidence in zip(self._numbers.items(), self.trace.passages.values(), strict=True)
        ]

    def badges(self, basis: Basis) -> tuple[Badge, ...]:
        """Tell how something is known, and how sure that is."""
        kind = Badge(basis.kind, self.words.phrase(basis.kind))
        rule = [Badge("rule", f"{self.words.phrase('rule')} {basis.rule}")] if basis.rule else []
        sure = [Badge("sure", self.name(f"{CONCEPT}certainty/{basis.certainty}"))] if basis.certainty else []
        return (kind, *rule, *sure)

    def reasons(self, basis: Basis) -> tuple[str, ...]:
        """Give the reasonings behind what is inferred or derived."""
        return tuple(visible(self.words.reasoning(reason)) for reason in basis.reasons)

    def qualities(self, said: Iterable[Fact]) -> tuple[Quality, ...]:
        """Give facts as they are shown."""
        return tuple(
            Quality(self.noun(fact.property), self.value(fact), fact.value.endswith("/unknown")) for fact in said
        )

    def telling(self, node: Node) -> tuple[Quality, ...]:
        """Give the facts of a thing that an auditor looks for."""
        return self.qualities(telling(node, self.words))

    def notes(self, node: Node) -> tuple[Quality, ...]:
        """Give the other facts of a thing."""
        shown = {fact.property for fact in telling(node, self.words)}
        names = {node.label, node.label_zh}
        return self.qualities(
            fact for fact in facts(node, self.words) if fact.property not in shown and fact.value not in names
        )

    def _link(self, node: Node) -> ThingLink:
        first, second = self.words.labels(node)
        return ThingLink(
            visible(first), visible(second) if second else None, self.words.type(node), node.iri, self.href(node.iri)
        )

    def _source(self, evidence: Evidence) -> ThingLink:
        iri = f"{ID}source/{evidence.source}"
        known = self._links.get(iri)
        return known or ThingLink(visible(self.words.name(iri)), None, "", iri, self.href(iri))
