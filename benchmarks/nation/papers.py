"""The documents of a source: a plan, the report on it, and the papers that measures produced, each with a number."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

from benchmarks.nation.scale import INDICATORS, indicator, year_time
from benchmarks.nation.writer import concept, day, iri, whole, year
from policygraph.identifiers import DocumentNumber, Script

if TYPE_CHECKING:
    from benchmarks.nation.source import Source

__all__ = ["PAPERS", "Papers", "document", "document_number", "write_papers"]

PAPERS: Final = 6
KINDS: Final = (
    ("notice", "Notice", "通知"), ("opinions", "Opinions", "意见"), ("measures", "Administrative measures", "管理办法"),
    ("implementation-plan", "Implementation plan", "实施方案"), ("work-plan", "Work plan", "工作方案"),
    ("standard", "Standard", "标准"),
)  # fmt: skip


class Papers(NamedTuple):
    """IRIs of the documents of a source."""

    plan: str
    report: str
    released: str
    papers: tuple[str, ...]


class _Paper(NamedTuple):
    slug: str
    kind: str
    label: str
    zh: str
    place: int


def document(source: int, paper: int) -> str:
    """Give the IRI of a paper of a source."""
    return iri("document", f"{source}-paper-{paper}")


def document_number(source: Source, place: int) -> DocumentNumber:
    """Give the number of the document with this place among those of a source; no two documents share one."""
    serial = source.number * (PAPERS + 2) + place + 1
    return DocumentNumber(source.publisher.code, Script.HAN, source.year, serial)


def write_papers(source: Source) -> Papers:
    """Describe the documents of a source: first the plan, then the papers, the report at last."""
    body, below = source.publisher, concept("level", source.publisher.place.level)
    label, zh = f"Plan of {body.name} for {source.year}", f"{body.name_zh}{source.year}年规划"
    plan, _ = _write(source, "Plan", _Paper("plan", "special-plan", label, zh, 0))
    source.out.say(plan, "hasPeriod", year_time(source.year))
    source.out.say(plan, "hasLevel", below)
    for chosen in sorted(source.chance.sample(range(INDICATORS), 5)):
        source.out.say(plan, "setsIndicator", indicator(chosen))
    papers = []
    for number, (kind, word, word_zh) in enumerate(KINDS):
        name = f"{word} {number} of {body.name}, {source.year}"
        paper = _Paper(f"paper-{number}", kind, name, f"{body.name_zh}{source.year}年{word_zh}", number + 1)
        papers.append(_write(source, "PolicyDocument", paper)[0])
        source.out.say(papers[-1], "isBasedOn", _basis(source, plan))
    label, zh = f"Report of {body.name} on {source.year}", f"{body.name_zh}{source.year}年报告"
    report, released = _write(source, "Report", _Paper("report", "report", label, zh, PAPERS + 1))
    source.out.say(report, "reportsOn", plan)
    return Papers(plan, report, released, tuple(papers))


def _write(source: Source, kind: str, paper: _Paper) -> tuple[str, str]:
    """Describe a document, its issue and its number; give its IRI and that of the time of its issue."""
    this = source.name("document", paper.slug)
    passage = source.passage(paper.label)
    event, issued = _write_issue(source, paper, passage)
    number = document_number(source, paper.place)
    source.out.thing(
        this, kind, paper.label, paper.zh,
        appliesTo=source.publisher.place.iri, hasDocumentKind=concept("document-kind", paper.kind),
        hasDocumentStatus=concept("document-status", "issued"), hasLifecycleEvent=event, hasNumber=f"<{number.iri}>",
        statedIn=passage,
    )  # fmt: skip
    source.out.infer("issuer", this, "isIssuedBy", source.publisher.iri)
    source.out.infer("document-identifier", this, "dcterms:identifier", f'"{number}"')
    _write_number(source, number, passage)
    return this, issued


def _write_issue(source: Source, paper: _Paper, passage: str) -> tuple[str, str]:
    event, time, part = (source.name(kind, f"{paper.slug}-issue") for kind in ("event", "time", "assignment"))
    out, body = source.out, source.publisher
    out.thing(
        event, "LifecycleEvent", f"Issue: {paper.label}", f"印发：{paper.zh}",
        atStage=concept("stage", "issued"), hasAssignment=part, hasTime=time, statedIn=passage,
    )  # fmt: skip
    out.thing(
        part, "Assignment", f"{body.name} as issuer: {paper.label}", "",
        asPrinted=f'"{body.name_zh}"', assignsTo=body.iri, hasRole=concept("role", "issuer"), statedIn=passage,
    )  # fmt: skip
    out.infer("acts-in", body.iri, "actsIn", event)
    moment = date(source.year, 1, 1) + timedelta(days=source.chance.randrange(365))
    text = moment.isoformat()
    out.thing(
        time, "TimeExpression", f"{text}, the issue: {paper.label}", "",
        asPrinted=f'"{moment.year}年{moment.month}月{moment.day}日"', hasPrecision=concept("precision", "day"),
        notAfter=day(text), notBefore=day(text), statedIn=passage, timeValue=day(text),
    )  # fmt: skip
    return event, time


def _write_number(source: Source, number: DocumentNumber, passage: str) -> None:
    source.out.thing(
        f"<{number.iri}>", "DocumentNumber", f"Number {number.slug}", str(number),
        agencyCode=f'"{number.agency_code}"', asPrinted=f'"{number}"', normalForm=f'"{number}"',
        numberYear=year(source.year), serialNumber=whole(number.serial), statedIn=passage,
    )  # fmt: skip


def _basis(source: Source, plan: str) -> str:
    """Choose what a paper is based on: the plan, or a paper of one of the sources before."""
    if not source.number or source.chance.random() < 0.5:  # noqa: PLR2004 - as often as not
        return plan
    return document(source.chance.randrange(source.number), source.chance.randrange(PAPERS))
