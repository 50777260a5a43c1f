"""One source: a report on a plan, and everything that is read from it, in a named graph of its own."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from benchmarks.nation.writer import Writer, english, iri, typed, whole

if TYPE_CHECKING:
    import random

    from benchmarks.nation.bodies import Body

__all__ = ["Source", "source_graph"]

ANCHOR_WORDS = 12


@dataclass(slots=True)
class Source:
    """What is being written of one source.

    Attributes:
        number: Its place among the sources, from 0.
        publisher: The unit whose report it is.
        year: The year reported on.
        chance: The only origin of chance in it, seeded for this source alone.
        out: Its named graph.
        read: Characters of the text that passages have been taken from.
    """

    number: int
    publisher: Body
    year: int
    chance: random.Random
    out: Writer = field(init=False)
    read: int = 0

    def __post_init__(self) -> None:
        """Open the named graph."""
        self.out = Writer(source_graph(self.number))

    @property
    def iri(self) -> str:
        """The source as N-Quads writes it."""
        return iri("source", str(self.number))

    def name(self, kind: str, slug: object) -> str:
        """Give the IRI of a thing that this source speaks of."""
        return iri(kind, f"{self.number}-{slug}")

    def passage(self, phrase: str) -> str:
        """Describe the next passage of the text and give its IRI."""
        anchor = english(" ".join(phrase.split()[:ANCHOR_WORDS]))
        start, end = self.read, self.read + self.chance.randrange(60, 400)
        self.read = end + 1
        this = iri("passage", f"{self.number}-{start}-{end}")
        digest = hashlib.sha256(f"{self.number} {start} {phrase}".encode()).hexdigest()
        self.out.typed(this, "Passage")
        for name, value in (
            ("anchorPhrase", anchor), ("endOffset", whole(end)), ("inSource", self.iri),
            ("passageDigest", f'"{digest}"'), ("startOffset", whole(start)),
        ):  # fmt: skip
            self.out.say(this, name, value)
        self._annotate(this, anchor, start, end)
        return this

    def describe(self, report: str, released: str) -> None:
        """Describe the source itself; the last thing to do, since its length is known then."""
        title = f"Synthetic report {self.number} of {self.publisher.name}"
        self.out.typed(self.iri, "Source")
        for name, value in (
            ("skos:prefLabel", english(title)), ("dcterms:language", '"zh-Hans"'),
            ("dcterms:publisher", self.publisher.iri), ("dcterms:title", english(title)), ("carriesReport", report),
            ("hasPublicationTime", released), ("isCarriedAt", f"<https://example.org/synthetic/{self.number}>"),
            ("isMachineTranslated", typed("xsd:boolean", "false")),
            ("textDigest", f'"{hashlib.sha256(title.encode()).hexdigest()}"'),
            ("textFile", f'"synthetic-{self.number}.txt"'), ("textLength", whole(self.read)),
        ):  # fmt: skip
            self.out.say(self.iri, name, value)

    def _annotate(self, passage: str, anchor: str, start: int, end: int) -> None:
        position, quote = f"{passage[:-1]}#position>", f"{passage[:-1]}#quote>"
        for subject, name, value in (
            (passage, "a", "<http://www.w3.org/ns/oa#SpecificResource>"), (passage, "oa:hasSource", self.iri),
            (passage, "oa:hasSelector", position), (passage, "oa:hasSelector", quote),
            (passage, "prov:wasQuotedFrom", self.iri),
            (position, "a", "<http://www.w3.org/ns/oa#TextPositionSelector>"),
            (position, "oa:start", whole(start)), (position, "oa:end", whole(end)),
            (quote, "a", "<http://www.w3.org/ns/oa#TextQuoteSelector>"), (quote, "oa:exact", anchor),
        ):  # fmt: skip
            self.out.infer("web-annotation", subject, name, value)


def source_graph(number: int) -> str:
    """Give the end of the IRI of a source's named graph."""
    return f"synthetic-{number}"
