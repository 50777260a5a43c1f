"""The words of a drawing: its language, and what properties, classes and concepts are called in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from policygraph.things import Name, name_things
from policygraph.trace.drawing.phrases import PHRASES
from policygraph.trace.drawing.steps import steps
from policygraph.visible import visible
from policygraph.vocab import BASE, CONCEPT, ID, PG

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from policygraph.model.inquiry import Inquiry
    from policygraph.trace.drawing.phrases import Language
    from policygraph.trace.model import Basis, Fact, Node, Reason, Trace

__all__ = ["Words", "read_words"]

_PRINTED = frozenset(PG + name for name in ("asPrinted", "numberAsPrinted"))
_RULE = "rule"
"""What an inference rests on that explains a rule."""
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Words:
    """How a drawing names things.

    Attributes:
        language: The language of its phrases, and which of two labels comes first.
        names: What properties, classes, concepts and sources are called, by their IRIs; what is absent is called by
            the end of its IRI.
        home: What stands for the beginning of the project's own IRIs where a drawing links to them.
    """

    language: Language = "en"
    names: Mapping[str, Name] = field(default_factory=lambda: MappingProxyType({}))
    home: str = BASE

    def link(self, iri: str) -> str | None:
        """Give where a drawing links to for an IRI; None where it is not of the web: data must not run a script."""
        if iri.startswith(BASE):
            return visible(self.home + iri.removeprefix(BASE))
        return visible(iri) if iri.startswith(("https://", "http://")) else None

    def phrase(self, key: str, **parts: str) -> str:
        """Give one of the phrases in the language, with its parts filled in."""
        return PHRASES[key][self.language].format(**parts)

    def name(self, iri: str) -> str:
        """Give what a property, class, concept or source is called."""
        known = self.names.get(iri, Name())
        label = (known.zh or known.en) if self.language == "zh" else (known.en or known.zh)
        return (label or "").strip() or _spaced(iri.rsplit("/", 1)[-1].rsplit("#", 1)[-1])

    def type(self, node: Node) -> str:
        """Give what a thing's class is called."""
        return self.name(PG + node.type)

    def labels(self, node: Node) -> tuple[str, str | None]:
        """Give a thing's label and, where it has another in the other language, that one as the second."""
        chinese = node.label_zh
        if chinese and node.reconstructed:
            chinese = self.phrase("aside", said=chinese, aside=self.phrase("reconstructed"))
        if chinese is None or node.label == node.label_zh:
            return chinese or node.label, None
        return (chinese, node.label) if self.language == "zh" else (node.label, chinese)

    def label(self, node: Node) -> str:
        """Give a thing's label in the language, else in the other one."""
        return (node.label_zh or node.label) if self.language == "zh" else node.label

    def value(self, fact: Fact) -> str:
        """Give the value of a fact: the literal, quoted where it is printed so, or what the concept is called."""
        first, second = (fact.label_zh, fact.label) if self.language == "zh" else (fact.label, fact.label_zh)
        value = first or second or fact.value
        return f"“{value}”" if fact.property in _PRINTED else value

    def fact(self, fact: Fact) -> str:
        """Say a fact: its property and its value."""
        return self.phrase("said-of", what=self.name(fact.property), said=self.value(fact))

    def basis(self, basis: Basis) -> str:
        """Say how something is known: its kind, the rule, what it rests on and how sure it is."""
        grounds = dict.fromkeys(r.basis for r in basis.reasons if r.basis and not (basis.rule and r.basis == _RULE))
        rests_on = [self.name(f"{CONCEPT}inference-basis/{ground}") for ground in grounds]
        rule = [f"{self.phrase('rule')} {basis.rule}"] if basis.rule else []
        certainty = [self.name(f"{CONCEPT}certainty/{basis.certainty}")] if basis.certainty else []
        parts = self.phrase("comma").join((*rule, *rests_on, *certainty))
        return self.phrase("aside", said=self.phrase(basis.kind), aside=parts) if parts else self.phrase(basis.kind)

    def reasoning(self, reason: Reason) -> str:
        """Give a reasoning."""
        return reason.zh if self.language == "zh" and reason.zh else reason.en

    def more(self, count: int) -> str:
        """Say how many more there are."""
        return self.phrase("one-more" if count == 1 else "more", count=f"{count:,}")


def read_words(trace: Trace, language: Language = "en") -> Inquiry[Words]:
    """Read what everything in a trace is called that is not a thing of it: properties, classes, concepts, sources."""
    names = yield from name_things(dict.fromkeys(_named(trace)))
    return Words(language, names)


def _named(trace: Trace) -> Iterator[str]:
    for node in trace.nodes.values():
        yield PG + node.type
        yield from (fact.property for fact in node.facts)
        yield from (omission.property for omission in node.omitted)
        yield from _concepts(node.basis)
    for step in steps(trace):
        yield step.hop.property
        yield from _concepts(step.hop.basis)
    yield from (f"{ID}source/{evidence.source}" for evidence in trace.passages.values())


def _concepts(basis: Basis) -> Iterator[str]:
    if basis.certainty:
        yield f"{CONCEPT}certainty/{basis.certainty}"
    yield from (f"{CONCEPT}inference-basis/{reason.basis}" for reason in basis.reasons if reason.basis)


def _spaced(name: str) -> str:
    return _HUMP.sub(" ", name).replace("-", " ").lower() if name.isascii() else name
