"""Parts that agents have beside those that tasks and documents begin with: who cooperates, who supervises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from benchmarks.nation.work import TASKS, task
from benchmarks.nation.writer import concept

if TYPE_CHECKING:
    from benchmarks.nation.bodies import Body
    from benchmarks.nation.source import Source
    from benchmarks.nation.work import Ground

__all__ = ["assign", "write_partners"]

SHORT_WAYS: Final = {
    "organiser": ("organiser", "isOrganisedBy"),
    "responsible": ("responsible-unit", "hasResponsibleUnit"),
    "supervising": ("supervising-unit", "hasSupervisingUnit"),
}
"""Role → the rule that concludes the short way from the act to the agent, and that property."""

MOST_PARTNERS: Final = 3
SUPERVISED: Final = 0.3


def assign(source: Source, act: str, slug: str, role: str, body: Body) -> str:
    """Give an agent a part in an act, with what the rules conclude from it; give the assignment's IRI."""
    part, label = source.name("assignment", f"{slug}-{role}"), f"{body.name} as {role}: {slug}"
    source.out.say(act, "hasAssignment", part)
    source.out.thing(
        part, "Assignment", label, "",
        asPrinted=f'"{body.name_zh}"', assignsTo=body.iri, hasRole=concept("role", role),
        statedIn=source.passage(label),
    )  # fmt: skip
    source.out.infer("acts-in", body.iri, "actsIn", act)
    if role in SHORT_WAYS:
        rule, short = SHORT_WAYS[role]
        source.out.infer(rule, act, short, body.iri)
    return part


def write_partners(source: Source, ground: Ground) -> None:
    """Let some agents cooperate in each task, and the one above the publisher supervise some."""
    for number in range(TASKS):
        this = task(source.number, number)
        partners = source.chance.sample(ground.bodies, min(len(ground.bodies), source.chance.randint(0, MOST_PARTNERS)))
        for place, body in enumerate(partners):
            assign(source, this, f"task-{number}-{place}", "cooperating", body)
        if ground.above and source.chance.random() < SUPERVISED:
            assign(source, this, f"task-{number}", "supervising", ground.above)
