"""The steps of a trace as the page shows them: a tree that gathers what is missing or damaged at each thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policygraph.vocab import PG

if TYPE_CHECKING:
    from collections.abc import Iterable

    from policygraph.trace import Basis, Hop, Node
    from policygraph.web.pages.trace.parts import Badge, Parts, Quality, Reference, ThingLink

__all__ = ["Damage", "Said", "Step", "Steps", "make_steps"]

_AFFECTS = PG + "affects"


class Said(NamedTuple):
    """What is told of a thing where it stands.

    Attributes:
        badges: How it is known.
        facts: What it says of itself, as far as an auditor looks for it.
        notes: The rest of that.
        reasons: Why it is believed.
        references: The passages that state it.
    """

    badges: tuple[Badge, ...]
    facts: tuple[Quality, ...]
    notes: tuple[Quality, ...]
    reasons: tuple[str, ...]
    references: tuple[Reference, ...]


class Damage(NamedTuple):
    """A defect of the text that affects a thing."""

    thing: ThingLink
    facts: tuple[Quality, ...]
    references: tuple[Reference, ...]


class Step(NamedTuple):
    """A step to a thing.

    Attributes:
        name: What the property is called.
        property: Its IRI.
        inverse: Whether the step goes against its direction.
        way: Whether it leads up, down or to a detail.
        thing: Where it leads.
        badges: How the statement is known.
        references: The passages that say so.
        said: What is told of the thing; None where it stands elsewhere on the page.
        further: The steps from there.
    """

    name: str
    property: str
    inverse: bool
    way: str
    thing: ThingLink
    badges: tuple[Badge, ...]
    references: tuple[Reference, ...]
    said: Said | None
    further: Steps


class Steps(NamedTuple):
    """What leads on from a thing.

    Attributes:
        missing: What a reading looked for and the source does not state, each once.
        damage: Defects of the text.
        steps: The steps to other things.
        left_out: What a limit leaves out: what the property is called, and how many.
    """

    missing: tuple[str, ...] = ()
    damage: tuple[Damage, ...] = ()
    steps: tuple[Step, ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()


def make_steps(parts: Parts) -> tuple[Said, Steps]:
    """Give what is told of the focus, and the steps from it."""
    maker = _Maker(parts)
    focus = parts.trace.nodes[parts.trace.focus]
    return maker.said(focus, focus.basis), maker.steps(focus, parts.trace.hops)


class _Maker:
    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._told: set[str] = set()

    def said(self, node: Node, basis: Basis) -> Said:
        """Tell what a thing is, once."""
        self._told.add(node.iri)
        parts = self._parts
        reasons = dict.fromkeys((*parts.reasons(basis), *parts.reasons(node.basis)))
        return Said(
            parts.badges(node.basis),
            parts.telling(node),
            parts.notes(node),
            tuple(reasons),
            parts.references(node.evidence),
        )

    def steps(self, node: Node, hops: Iterable[Hop]) -> Steps:
        """Sort what leads on from a thing."""
        missing: list[str] = []
        damage: list[Damage] = []
        others: list[Step] = []
        for hop in hops:
            if hop.node is None:
                missing.append(self._parts.noun(hop.property))
            elif hop.property == _AFFECTS and hop.inverse and not hop.hops:
                damage.append(self._damage(hop.node))
            else:
                others.append(self._step(hop, hop.node))
        left = tuple((self._parts.noun(one.property), one.count) for one in node.omitted)
        return Steps(tuple(dict.fromkeys(missing)), tuple(damage), tuple(others), left)

    def _damage(self, iri: str) -> Damage:
        node = self._parts.trace.nodes[iri]
        return Damage(self._parts.thing(iri), self._parts.telling(node), self._parts.references(node.evidence))

    def _step(self, hop: Hop, to: str) -> Step:
        parts = self._parts
        node = parts.trace.nodes[to]
        said = None if to in self._told else self.said(node, hop.basis)
        further = self.steps(node, hop.hops) if said or hop.hops else Steps()
        return Step(
            parts.name(hop.property),
            hop.property,
            hop.inverse,
            hop.way,
            parts.thing(to),
            parts.badges(hop.basis),
            parts.references(hop.evidence),
            said,
            further,
        )
