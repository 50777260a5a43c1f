"""What else a source speaks of: a draft, a provision, elements, a challenge, a mechanism, a programme, a defect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from benchmarks.nation.agents import assign
from benchmarks.nation.scale import INDICATORS, THEMES, indicator, indicator_unit, year_time
from benchmarks.nation.work import MEASURES, TASKS, measure, task
from benchmarks.nation.writer import concept, decimal, english

if TYPE_CHECKING:
    from benchmarks.nation.papers import Papers
    from benchmarks.nation.source import Source
    from benchmarks.nation.work import Ground

__all__ = ["write_rest"]

ELEMENTS: Final = 2
REPORTED: Final = 0.7
DRAFTS: Final = ("drafted", "submitted", "requested")
RUN: Final = 0.3
ANSWERED: Final = 0.7


def write_rest(source: Source, papers: Papers, ground: Ground) -> None:
    """Describe one of each."""
    _write_draft(source)
    _write_provision(source, papers)
    for number in range(TASKS):
        _write_elements(source, number)
    _write_challenge(source)
    _write_mechanism(source)
    _write_programme(source, ground)
    _write_defect(source)


def _write_draft(source: Source) -> None:
    """Describe a document that has been drafted, submitted or requested, and not issued."""
    status, body = source.chance.choice(DRAFTS), source.publisher
    this, event = source.name("document", "draft"), source.name("event", "draft")
    label = f"Draft measures of {body.name}, {source.year}"
    passage = source.passage(label)
    source.out.thing(
        this, "PolicyDocument", label, f"{body.name_zh}{source.year}年办法（草案）",
        hasDocumentKind=concept("document-kind", "measures"), hasDocumentStatus=concept("document-status", status),
        hasLifecycleEvent=event, statedIn=passage,
    )  # fmt: skip
    source.out.thing(
        event,
        "LifecycleEvent",
        f"{status.capitalize()}: {label}",
        "",
        atStage=concept("stage", status),
        statedIn=passage,
    )
    assign(source, event, "draft", "drafter", body)


def _write_provision(source: Source, papers: Papers) -> None:
    this, value = source.name("provision", "deadline"), source.name("value", "prescribed")
    label, of = f"Deadline set by {source.publisher.name} in {source.year}", source.chance.randrange(INDICATORS)
    passage, share = source.passage(label), source.chance.randrange(1, 100)
    source.out.say(papers.papers[0], "hasProvision", this)
    source.out.thing(
        this, "Provision", label, f"{source.publisher.name_zh}{source.year}年期限规定",
        hasDeadline=year_time(source.year), hasProvisionKind=concept("provision-kind", "deadline"), setsValue=value,
        statedIn=passage,
    )  # fmt: skip
    source.out.thing(
        value, "PrescribedValue", f"Value of: {label}", "",
        asPrinted=f'"{share}"', hasStatistic=concept("statistic", "level"), inUnit=indicator_unit(of),
        ofIndicator=indicator(of), statedIn=passage, value=decimal(share * 10),
    )  # fmt: skip


def _write_elements(source: Source, number: int) -> None:
    for order in range(ELEMENTS):
        this, (theme, zh) = source.name("element", f"{number}-{order}"), source.chance.choice(THEMES)
        label = f"Element {order + 1} of task {number + 1} of {source.publisher.name} in {source.year}: {theme}"
        source.out.say(task(source.number, number), "hasElement", this)
        source.out.thing(this, "TaskElement", label, zh, statedIn=source.passage(label))
        if source.chance.random() < REPORTED:
            reported = measure(source.number, number, source.chance.randrange(MEASURES))
            source.out.say(this, "isReportedBy", reported)
        else:
            source.out.say(this, "notStated", "<https://w3id.org/policygraph/ontology#isReportedBy>")


def _write_challenge(source: Source) -> None:
    this, (theme, zh) = source.name("challenge", "one"), source.chance.choice(THEMES)
    label = f"Challenge to {source.publisher.name} in {source.year}: {theme}"
    source.out.thing(
        this, "Challenge", label, f"{source.publisher.name_zh}{source.year}年{zh}挑战", statedIn=source.passage(label)
    )
    if source.chance.random() < ANSWERED:
        answer = measure(source.number, source.chance.randrange(TASKS), source.chance.randrange(MEASURES))
        source.out.say(answer, "addresses", this)
        source.out.infer("inverse", this, "isAnsweredBy", answer)
    else:
        source.out.say(this, "notStated", "<https://w3id.org/policygraph/ontology#isAnsweredBy>")


def _write_mechanism(source: Source) -> None:
    this, by = source.name("mechanism", "one"), measure(source.number, source.chance.randrange(TASKS), 0)
    label = f"Dispatch mechanism of {source.publisher.name} in {source.year}"
    source.out.thing(
        this, "Mechanism", label, f"{source.publisher.name_zh}{source.year}年调度机制", statedIn=source.passage(label)
    )
    source.out.say(by, "establishes", this)
    source.out.infer("inverse", this, "isEstablishedBy", by)


def _write_programme(source: Source, ground: Ground) -> None:
    """Describe a programme with a batch and the places designated in it, in some sources."""
    if source.chance.random() > RUN:
        return
    programme, batch = source.name("programme", "one"), source.name("batch", "one")
    label = f"Pilot programme of {source.publisher.name} in {source.year}"
    passage = source.passage(label)
    source.out.thing(
        programme, "Programme", label, f"{source.publisher.name_zh}{source.year}年试点",
        hasProgrammeKind=concept("programme-kind", "pilot"), isRunBy=source.publisher.iri, statedIn=passage,
    )  # fmt: skip
    source.out.thing(batch, "Batch", f"First batch of: {label}", "", isBatchOf=programme, statedIn=passage)
    for number, place in enumerate(ground.places[:2]):
        this = source.name("designation", number)
        source.out.thing(
            this, "Designation", f"{place.name} in: {label}", "",
            hasDesignationStatus=concept("designation-status", "designated"), hasHolder=place.iri, inBatch=batch,
            inProgramme=programme, statedIn=source.passage(f"{place.name} in: {label}"),
        )  # fmt: skip
        if number:
            assign(source, this, f"designation-{number}", "designator", source.publisher)


def _write_defect(source: Source) -> None:
    """Describe a value that was read from damaged text, and the damage."""
    value, defect = source.name("value", "damaged"), source.name("defect", "one")
    of, amount = source.chance.randrange(INDICATORS), source.chance.randrange(1, 10_000)
    label = f"Value of {source.publisher.name} in {source.year} from damaged text"
    passage, number = source.passage(label), decimal(amount)
    source.out.thing(
        value, "Observation", label, "",
        asPrinted=f'"{amount / 10}0,000"', forArea=source.publisher.place.iri, hasPeriod=year_time(source.year),
        hasStatistic=concept("statistic", "level"), inUnit=indicator_unit(of), ofIndicator=indicator(of),
        statedIn=passage, value=number,
    )  # fmt: skip
    source.out.thing(
        defect, "SourceDefect", f"Damage to: {label}", "",
        affects=value, asPrinted=f'"{amount / 10}0,000"', hasCertainty=concept("certainty", "likely"),
        hasDefectKind=concept("defect-kind", "ten-thousands"), hasReading=english(f"{amount / 10}"), statedIn=passage,
        stores=number, **{"skos:note": english("A thousands separator stands where ten thousand is meant.")},
    )  # fmt: skip
    source.out.infer("inverse", value, "isAffectedBy", defect)
