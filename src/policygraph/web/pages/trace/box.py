"""The box at the head of the page: the questions of an auditor with their answers at a glance."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policygraph.trace.summary import summarise

if TYPE_CHECKING:
    from policygraph.trace.summary import Answer, Summary
    from policygraph.web.pages.trace.parts import Badge, Parts, Quality, Reference, ThingLink

__all__ = ["Card", "Group", "Line", "make_cards"]

SHOWN = 4
"""Lines of a card that are shown at once."""


class Line(NamedTuple):
    """One answer.

    Attributes:
        thing: The thing that answers; None where the source does not state one.
        missing: What is not stated, where it is not.
        qualities: Roles, stages and statuses.
        badges: How it is known, where that is not simply printed.
        references: The passages that say so.
    """

    thing: ThingLink | None
    missing: str
    qualities: tuple[Quality, ...]
    badges: tuple[Badge, ...]
    references: tuple[Reference, ...]


class Group(NamedTuple):
    """The answers about one thing; `about` is None where that is the focus."""

    about: ThingLink | None
    lines: list[Line]


class Card(NamedTuple):
    """A question with its answers.

    Attributes:
        id: Its short name.
        question: The question in the page's language.
        state: Whether it is answered.
        groups: The first answers.
        rest: The other answers.
        total: How many answers there are.
        more: How many of them are among the other ones.
    """

    id: str
    question: str
    state: str
    groups: list[Group]
    rest: list[Group]
    total: int
    more: int


def make_cards(parts: Parts) -> list[Card]:
    """Give a card for every question."""
    return [_card(parts, summary) for summary in summarise(parts.trace)]


def _card(parts: Parts, summary: Summary) -> Card:
    question = summary.question
    answers = sorted(summary.answers, key=lambda answer: (answer.about != parts.trace.focus, answer.node is None))
    first, rest = (answers[:SHOWN], answers[SHOWN:]) if len(answers) > SHOWN + 1 else (answers, [])
    return Card(
        question.id,
        question.zh if parts.words.language == "zh" else question.en,
        summary.state,
        _groups(parts, first),
        _groups(parts, rest),
        len(answers),
        len(rest),
    )


def _groups(parts: Parts, answers: list[Answer]) -> list[Group]:
    found: dict[str, Group] = {}
    for answer in answers:
        about = None if answer.about in {parts.trace.focus, answer.node} else parts.thing(answer.about)
        found.setdefault(answer.about, Group(about, [])).lines.append(_line(parts, answer))
    return list(found.values())


def _line(parts: Parts, answer: Answer) -> Line:
    known = () if answer.node is None or answer.basis.kind == "printed" else parts.badges(answer.basis)
    return Line(
        parts.thing(answer.node) if answer.node else None,
        "" if answer.node else parts.noun(answer.property),
        parts.qualities(answer.qualities),
        known,
        parts.references(answer.evidence),
    )
