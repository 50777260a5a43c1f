"""What the passages of a text carry: the printed forms of their nodes, and of the nodes these are linked to."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policygraph.coverage.marks import Reach, evened, places
from policygraph.sources.figures import is_number_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policygraph.coverage.model import State
    from policygraph.coverage.statements import Stated
    from policygraph.model.evidence import Span
    from policygraph.sources.tokens import Token

__all__ = ["Carried"]

_DIGITS = re.compile(r"[\d.,%\s]+\Z")


@dataclass(frozen=True, slots=True)
class Carried:
    """Which stretches of a text are carried.

    A bare number, such as 12 or first, is scarce: the node that prints it carries one of the places of that number in
    its passage, so that of "12 cities have issued 12 plans" one node does not carry both; and a neighbour's bare number
    says nothing of a 12 in this passage. A number printed with words, such as "12 plans", is carried like a name.

    Attributes:
        own: What is carried by the nodes themselves.
        own_numbers: The same, with the bare numbers dealt out.
        near: What is carried by the nodes or their neighbours.
        near_numbers: The same, without the neighbours' bare numbers, and with the nodes' own ones dealt out.
    """

    own: Reach
    own_numbers: Reach
    near: Reach
    near_numbers: Reach

    @classmethod
    def of(cls, text: str, nodes: Iterable[tuple[Stated, Sequence[Span]]]) -> Carried:
        """Look for the printed forms of nodes in their passages."""
        found = _Found(evened(text))
        for node, spans in nodes:
            for span in spans:
                found.add(span, node)
        dealt = list(found.dealt())
        own, near = found.worded + found.bare, found.near + found.near_bare
        return cls(
            Reach(text, own),
            Reach(text, found.worded + dealt),
            Reach(text, own + near),
            Reach(text, found.worded + dealt + found.near),
        )

    def state(self, token: Token) -> tuple[State, tuple[Span, ...]]:
        """Give `own`, `linked`, or `open` with the parts that are not carried."""
        number = token.kind == "number"
        own, near = (self.own_numbers, self.near_numbers) if number else (self.own, self.near)
        if all(own.holds(part) for part in token.parts):
            return "own", ()
        missing = tuple(part for part in token.parts if not near.holds(part))
        return ("open", missing) if missing else ("linked", ())


@dataclass(slots=True)
class _Found:
    """The places of printed forms, and the claims of bare numbers: form → the places that a node has to choose from."""

    text: str
    worded: list[Span] = field(default_factory=list)
    bare: list[Span] = field(default_factory=list)
    near: list[Span] = field(default_factory=list)
    near_bare: list[Span] = field(default_factory=list)
    claims: defaultdict[str, list[list[Span]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, span: Span, node: Stated) -> None:
        for form in sorted({evened(form).strip() for form in node.own}):
            here = list(places(self.text, span, form))
            if here and _is_bare(form):
                self.bare += here
                self.claims[form].append(here)
            else:
                self.worded += here
        for form in {evened(form).strip() for form in node.linked}:
            (self.near_bare if _is_bare(form) else self.near).extend(places(self.text, span, form))

    def dealt(self) -> Iterator[Span]:
        """Give each claim one place, so that as many places as can be are given.

        The places of a claim are all those within one stretch. Going from left to right, each place goes to the claim
        whose stretch ends first.
        """
        for claims in self.claims.values():
            waiting = sorted(claims, key=lambda here: (here[-1], here[0]))
            for place in sorted({place for here in claims for place in here}):
                taker = next((here for here in waiting if place in here), None)
                if taker is not None:
                    waiting.remove(taker)
                    yield place


def _is_bare(form: str) -> bool:
    return _DIGITS.match(form) is not None or is_number_word(form)
