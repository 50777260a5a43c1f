"""Tasks of a plan, who answers for them, and the measures reported or planned for each, with their values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from benchmarks.nation.scale import ASPECTS, INDICATORS, THEMES, YEARS, indicator, indicator_unit, year_time
from benchmarks.nation.writer import concept, decimal, iri, whole

if TYPE_CHECKING:
    from benchmarks.nation.bodies import Body
    from benchmarks.nation.papers import Papers
    from benchmarks.nation.places import Place
    from benchmarks.nation.source import Source

__all__ = ["MEASURES", "TASKS", "VERBS", "Ground", "measure", "task", "write_work"]

TASKS: Final = 8
MEASURES: Final = 4
VALUES: Final = 2
VERBS: Final = (
    ("Survey", "调查"), ("Monitor", "监测"), ("Restore", "修复"), ("Inspect", "检查"), ("Register", "登记"),
    ("Protect", "保护"), ("Assess", "评估"), ("Publish", "公布"),
)  # fmt: skip
ANSWERED: Final = 0.7
COMPLETED: Final = 0.3
DATED: Final = 0.5
PLANNED: Final = 0.25


class Ground(NamedTuple):
    """Where the work of a source is done and who may answer for it.

    Attributes:
        places: The places; at least one.
        bodies: Who may answer for the work; at least one.
        above: The government above those; None in the national one.
    """

    places: tuple[Place, ...]
    bodies: tuple[Body, ...]
    above: Body | None


class _Task(NamedTuple):
    iri: str
    number: int
    theme: int
    completed: bool


def task(source: int, number: int) -> str:
    """Give the IRI of a task of a source; both count from 0."""
    return iri("task", f"{source}-{number}")


def measure(source: int, of: int, number: int) -> str:
    """Give the IRI of a measure of a task of a source; all count from 0."""
    return iri("measure", f"{source}-{of}-{number}")


def write_work(source: Source, papers: Papers, ground: Ground) -> None:
    """Describe the tasks of a source's plan and the measures of each."""
    for number in range(TASKS):
        this = _Task(
            task(source.number, number), number, source.chance.randrange(len(THEMES)),
            completed=source.chance.random() < COMPLETED,
        )  # fmt: skip
        _write_task(source, this, papers, ground)
        for place in range(MEASURES):
            _write_measure(source, this, place, papers, ground)


def _write_task(source: Source, this: _Task, papers: Papers, ground: Ground) -> None:
    theme, zh = THEMES[this.theme]
    label = f"Task {this.number + 1} of {source.publisher.name} in {source.year}: better {theme}"
    source.out.thing(
        this.iri, "Task", label, f"{source.publisher.name_zh}{source.year}年任务{this.number + 1}：改善{zh}",
        hasTaskStatus=concept("task-status", "completed" if this.completed else "in-progress"),
        isTaskOf=(papers.plan, papers.report), numberAsPrinted=f'"（{this.number + 1}）"',
        ordinal=whole(this.number + 1), statedIn=source.passage(label),
    )  # fmt: skip
    if source.chance.random() < DATED:
        source.out.say(this.iri, "hasDeadline", year_time(min(source.year + 1, YEARS[-1])))
    if source.chance.random() < ANSWERED:
        _assign(source, this, source.chance.choice(ground.bodies))
    else:
        source.out.say(this.iri, "notStated", "<https://w3id.org/policygraph/ontology#hasResponsibleUnit>")


def _assign(source: Source, this: _Task, body: Body) -> None:
    part, label = source.name("assignment", f"task-{this.number}"), f"{body.name} as responsible for task {this.number}"
    source.out.say(this.iri, "hasAssignment", part)
    source.out.thing(
        part, "Assignment", label, "",
        asPrinted=f'"{body.name_zh}"', assignsTo=body.iri, hasRole=concept("role", "responsible"),
        statedIn=source.passage(label),
    )  # fmt: skip
    source.out.infer("acts-in", body.iri, "actsIn", this.iri)
    source.out.infer("responsible-unit", this.iri, "hasResponsibleUnit", body.iri)


def _write_measure(source: Source, of: _Task, number: int, papers: Papers, ground: Ground) -> None:
    this = measure(source.number, of.number, number)
    place, planned = source.chance.choice(ground.places), not of.completed and source.chance.random() < PLANNED
    (verb, verb_zh), (theme, zh) = source.chance.choice(VERBS), THEMES[of.theme]
    label = f"{verb} {theme} in {place.name}, measure {source.number}-{of.number}-{number}"
    passage = source.passage(label)
    status = "completed" if of.completed else "planned" if planned else "in-progress"
    source.out.thing(
        this, "Measure", label, f"{place.name_zh}{zh}{verb_zh}（{source.number}-{of.number}-{number}）",
        hasMeasureStatus=concept("measure-status", status),
        hasModality=concept("modality", "planned" if planned else "reported"), isMeasureOf=of.iri,
        ordinal=whole(number + 1), statedIn=passage, takesPlaceIn=place.iri,
    )  # fmt: skip
    source.out.infer("inverse", of.iri, "hasMeasure", this)
    if not planned:
        source.out.say(this, "producesDocument", source.chance.choice(papers.papers))
    for order in range(VALUES):
        slug = f"{of.number}-{number}-{order}"
        of_indicator = of.theme * len(ASPECTS) + source.chance.randrange(len(ASPECTS))
        value = _write_value(source, "Target" if planned else "Observation", slug, (of_indicator, place, passage))
        source.out.say(this, "hasOutcome", value)


def _write_value(source: Source, kind: str, slug: str, facts: tuple[int, Place, str]) -> str:
    of, place, passage = facts
    this, amount = source.name("value", slug), source.chance.randrange(1, 10_000)
    aspect, zh, _, _ = ASPECTS[of % len(ASPECTS)]
    source.out.thing(
        this, kind, f"{aspect.capitalize()} in {place.name} in {source.year}", f"{source.year}年{place.name_zh}{zh}",
        asPrinted=f'"{amount / 10}"', forArea=place.iri, hasPeriod=year_time(source.year),
        hasStatistic=concept("statistic", "level"), inUnit=indicator_unit(of), ofIndicator=indicator(of % INDICATORS),
        statedIn=passage, value=decimal(amount),
    )  # fmt: skip
    return this
