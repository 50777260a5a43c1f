"""The shape of an answer to "what is meant by this?"."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, get_args

from policygraph.resolver.kinds import kind_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policygraph.things import Name

__all__ = ["HOWS", "CodeReading", "Context", "How", "Match", "NumberReading", "Outcome", "Resolution"]

Outcome = Literal["found", "ambiguous", "deprecated", "not-found"]
How = Literal[
    "iri",
    "prefixed-name",
    "kind/slug",
    "document-number",
    "label",
    "printed-name",
    "reconstructed-name",
    "division-code",
    "folded",
    "near",
    "slug",
    "successor",
]
HOWS: tuple[How, ...] = get_args(How)
"""Every way in which a text can lead to a thing, as docs/resolver.md explains them."""


@dataclass(frozen=True, slots=True)
class Context:
    """What tells a thing apart from others of its name.

    Attributes:
        property: IRI of the property that leads there, such as `pg:isPartOf`.
        iri: IRI of the other thing.
        name: What that is called.
    """

    property: str
    iri: str
    name: Name


@dataclass(frozen=True, slots=True)
class Match:
    """A thing that a text can mean.

    Attributes:
        iri: Its IRI.
        type: Local name of its narrowest class.
        name: What it is called.
        matched: The spelling in the graph that the text fits.
        how: In which way it fits.
        score: How alike the two are, 0 to 100; 100 for everything that is not merely near.
        via: IRI of the document number that leads to it, or None.
        documents: IRIs of the documents that carry it, where it is a document number.
        context: Where it lies or belongs, at most one of each property.
        deprecated: Whether the graph calls it deprecated.
        successors: IRIs of what replaces it.
    """

    iri: str
    type: str
    name: Name
    matched: str
    how: How
    score: float = 100.0
    via: str | None = None
    documents: tuple[str, ...] = ()
    context: tuple[Context, ...] = ()
    deprecated: bool = False
    successors: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """Its kind, as in the addresses of things: `unit`, `document-number`; `concept` and `term` beside these."""
        return kind_of(self.iri)

    @property
    def what(self) -> str:
        """What it is, in a word: its type, or its kind where the ontology has no class for it."""
        return self.kind if self.type == "Resource" else self.type


@dataclass(frozen=True, slots=True)
class CodeReading:
    """An agency code that a number can begin with.

    Attributes:
        code: The code.
        meaning: What its characters say, in English; None where they are not listed.
        units: Names of the units that number with it, by IRI, as far as the graph knows them.
        held: Normal forms of the numbers with this code in the graph, by year and serial.
    """

    code: str
    meaning: str | None = None
    units: Mapping[str, Name] = field(default_factory=dict)
    held: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NumberReading:
    """A document number that a text was read as.

    Attributes:
        normal_form: The number.
        codes: What its code can stand for; one for a code in characters, any number for one in Latin letters.
    """

    normal_form: str
    codes: tuple[CodeReading, ...] = ()


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a text means.

    Attributes:
        asked: The text.
        kinds: The kinds that were asked for; empty for all.
        outcome: `found`: exactly one thing. `ambiguous`: several, and no choice is made. `deprecated`: one, which must
            not be used any more. `not-found`: none.
        matches: The things, in the order of their IRIs; one where the outcome is `found` or `deprecated`.
        near: What may be meant instead where nothing was found, the likeliest first; the successors of what is
            deprecated.
        numbers: The document numbers that the text was read as. Their codes are explained where nothing was found.
        omitted: How many further matches there are, where they are too many to be given.
    """

    asked: str
    kinds: tuple[str, ...]
    outcome: Outcome
    matches: tuple[Match, ...] = ()
    near: tuple[Match, ...] = ()
    numbers: tuple[NumberReading, ...] = ()
    omitted: int = 0
