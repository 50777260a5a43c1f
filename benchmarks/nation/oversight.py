"""Oversight: an inspection, its problems, their rectification and acceptance; and the assessment of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from benchmarks.nation.agents import assign
from benchmarks.nation.scale import INDICATORS, indicator, unit
from benchmarks.nation.writer import concept, decimal, english, whole

if TYPE_CHECKING:
    from benchmarks.nation.papers import Papers
    from benchmarks.nation.source import Source
    from benchmarks.nation.work import Ground

__all__ = ["write_assessment", "write_inspection"]

PROBLEMS: Final = 3
MEASURES: Final = 2
DECLARED: Final = 3
INSPECTED: Final = 0.5
ACCEPTED: Final = 0.6
ASSESSED: Final = 0.5
RESULTS: Final = ("on-schedule", "behind", "not-assessed")
SILENT: Final = 0.5


def write_inspection(source: Source, ground: Ground) -> None:
    """Describe an inspection of the publisher's region, in every second source."""
    if source.chance.random() > INSPECTED:
        return
    place, inspection = source.publisher.place, source.name("inspection", "one")
    label = f"Inspection of {place.name} in {source.year}"
    source.out.thing(
        inspection, "Inspection", label, f"{source.year}年{place.name_zh}督察",
        hasInspectionKind=concept("inspection-kind", "special-inspection"), inspects=place.iri,
        statedIn=source.passage(label),
    )  # fmt: skip
    if ground.above:
        assign(source, inspection, "inspection", "organiser", ground.above)
    problems = [_write_problem(source, inspection, number) for number in range(PROBLEMS)]
    _write_rectification(source, tuple(problems[: source.chance.randint(1, PROBLEMS)]), ground)


def _write_problem(source: Source, inspection: str, number: int) -> str:
    this, label = source.name("problem", number), f"Problem {number} of {source.publisher.name} in {source.year}"
    source.out.thing(
        this, "Problem", label, f"{source.publisher.name_zh}{source.year}年问题{number}",
        isFoundBy=inspection, statedIn=source.passage(label), takesPlaceIn=source.publisher.place.iri,
    )  # fmt: skip
    source.out.infer("inverse", inspection, "findsProblem", this)
    return this


def _write_rectification(source: Source, problems: tuple[str, ...], ground: Ground) -> None:
    this, label = source.name("rectification", "one"), f"Rectification by {source.publisher.name} in {source.year}"
    total, passage = source.name("value", "rectification-total"), source.passage(label)
    source.out.thing(
        this, "RectificationProgramme", label, f"{source.publisher.name_zh}{source.year}年整改",
        hasTotal=total, rectifies=problems, statedIn=passage,
    )  # fmt: skip
    assign(source, this, "rectification", "responsible", source.chance.choice(ground.bodies))
    source.out.thing(
        total, "DeclaredTotal", f"Measures of: {label}", "",
        asPrinted=f'"{DECLARED}"', countsClass="<https://w3id.org/policygraph/ontology#Measure>", declaredFor=this,
        hasStatistic=concept("statistic", "count"), inUnit=unit("UNITLESS"), statedIn=passage,
        value=decimal(10 * DECLARED),
    )  # fmt: skip
    source.out.infer("enumerated-count", total, "enumeratedCount", whole(MEASURES))
    for number in range(MEASURES):
        _write_measure(source, this, total, number)
    if source.chance.random() < ACCEPTED:
        _write_acceptance(source, this, problems[:1])


def _write_measure(source: Source, rectification: str, total: str, number: int) -> None:
    this = source.name("measure", f"rectification-{number}")
    label = f"Step {number} of the rectification of {source.publisher.name} in {source.year}"
    source.out.thing(
        this, "Measure", label, f"{source.publisher.name_zh}{source.year}年整改措施{number}",
        hasMeasureStatus=concept("measure-status", "completed"), hasModality=concept("modality", "reported"),
        isCountedIn=total, isMeasureOf=rectification, ordinal=whole(number + 1), statedIn=source.passage(label),
    )  # fmt: skip
    source.out.infer("inverse", rectification, "hasMeasure", this)
    source.out.infer("inverse", total, "enumerates", this)


def _write_acceptance(source: Source, rectification: str, accepted: tuple[str, ...]) -> None:
    this, label = source.name("acceptance", "one"), f"Acceptance at {source.publisher.name} in {source.year}"
    source.out.say(rectification, "hasAcceptance", this)
    source.out.thing(
        this, "Acceptance", label, f"{source.publisher.name_zh}{source.year}年验收销号",
        accepts=accepted, hasAcceptanceStatus=concept("acceptance-status", "partly-accepted"),
        statedIn=source.passage(label),
    )  # fmt: skip


def write_assessment(source: Source, papers: Papers) -> None:
    """Describe an assessment of the source's plan by some indicators, in every second source."""
    if source.chance.random() > ASSESSED:
        return
    this, label = source.name("assessment", "one"), f"Assessment of the plan of {source.publisher.name}, {source.year}"
    source.out.thing(
        this, "Assessment", label, f"{source.publisher.name_zh}{source.year}年规划评估",
        assesses=papers.plan, statedIn=source.passage(label),
    )  # fmt: skip
    assign(source, this, "assessment", "organiser", source.publisher)
    for status in RESULTS:
        _write_result(source, this, status)


def _write_result(source: Source, assessment: str, status: str) -> None:
    this, label = source.name("result", status), f"Result {status} of {source.publisher.name} in {source.year}"
    source.out.thing(
        this, "AssessmentResult", label, "",
        hasAssessmentStatus=concept("assessment-status", status), isResultOf=assessment,
        ofIndicator=indicator(source.chance.randrange(INDICATORS)), statedIn=source.passage(label),
    )  # fmt: skip
    if source.chance.random() < SILENT:
        source.out.say(this, "hasReason", english("The data are not published."))
    else:
        source.out.say(this, "notStated", "<https://w3id.org/policygraph/ontology#hasReason>")
