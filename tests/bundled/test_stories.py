"""What an auditor asks, answered by one trace each; the answers were written by hand from the two reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.model.inquiry import conduct
from policygraph.trace import trace
from policygraph.vocab import PG, expand, shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from policygraph.sources import Texts
    from policygraph.store import EmbeddedStore
    from policygraph.trace import Hop, Trace

Step = tuple[str, str, str, str]
"""Thing, property, thing, and how the statement is known: `kind` or `rule:name`."""


@pytest.fixture(scope="module")
def traced(bundled_store: EmbeddedStore, bundled_texts: Texts) -> Callable[[str], Trace]:
    return lambda thing: conduct(trace(expand(thing), release="r", texts=bundled_texts), bundled_store.select)


def steps(found: Trace) -> set[Step]:
    """Give the statements of a trace, subject first; `-` stands for what is not stated."""

    def below(thing: str, hops: tuple[Hop, ...]) -> Iterator[Step]:
        for hop in hops:
            ends = (thing, hop.node) if not hop.inverse else (hop.node, thing)
            subject, value = (shorten(end) if end else "-" for end in ends)
            yield subject, hop.property.removeprefix(PG), value, hop.basis.kind
            if hop.node:
                yield from below(hop.node, hop.hops)

    return set(below(found.focus, found.hops))


def facts(found: Trace, thing: str) -> set[tuple[str, str]]:
    node = found.nodes[expand(thing)]
    return {(fact.property.removeprefix(PG), fact.label or fact.value) for fact in node.facts}


def words(found: Trace, thing: str) -> list[str]:
    """Give what the passages of a thing say; nothing of a text that is not at hand."""
    said = [found.passages[passage].words for passage in found.nodes[expand(thing)].evidence]
    return [text for text in said if text]


TASK = "task:shanxi-2022-02"
MEASURES = "document:shanxi-emission-trading-measures-2022"
ISSUE = "event:shanxi-emission-trading-measures-2022-issue"
RESERVE = "provision:shanxi-emission-reserve"


def test_the_reserve_of_emission_rights_from_its_task(traced: Callable[[str], Trace], bundled_texts: Texts) -> None:
    found = traced(TASK)
    assert found.complete
    issuers = {
        "development-and-reform-commission": ("unit:shanxi-development-and-reform-commission", "printed"),
        "finance": ("unit:shanxi-department-of-finance", "printed"),
        "market-regulation": ("unit:shanxi-administration-for-market-regulation", "printed"),
        "examination-and-approval": ("unit:shanxi-administrative-examination-and-approval-bureau", "printed"),
        "taxation": ("unit:shanxi-taxation-bureau", "printed"),
        "peoples-bank": ("unit:peoples-bank-of-china-taiyuan-sub-branch", "printed"),
        "ecology-and-environment": ("unit:shanxi-department-of-ecology-and-environment", "inferred"),
    }
    told = steps(found)
    for name, (unit, known) in issuers.items():
        assignment = f"assignment:shanxi-emission-trading-measures-2022-issuer-{name}"
        assert (ISSUE, "hasAssignment", assignment, known) in told
        assert (assignment, "assignsTo", unit, known) in told
        assert ("hasRole", "issuer") in facts(found, assignment)
    without_basis = {step[:3] for step in told}
    assert {
        (TASK, "isTaskOf", "document:shanxi-2022-progress-report"),
        (TASK, "isTaskOf", "document:shanxi-government-work-report-2022"),
        ("document:shanxi-2022-progress-report", "reportsOn", "document:shanxi-government-work-report-2022"),
        ("measure:shanxi-2022-02-revision", "producesDocument", MEASURES),
        (MEASURES, "hasNumber", "number:jin-huan-fa-2022-43-664b73af53d1"),
        (MEASURES, "hasProvision", RESERVE),
        (RESERVE, "createsInstrument", "instrument:shanxi-provincial-government-emission-rights-reserve"),
        (RESERVE, "hasSubprovision", "provision:shanxi-emission-reserve-share"),
        ("provision:shanxi-emission-reserve-share", "setsValue", "value:shanxi-emission-reserve-provincial-share"),
        ("provision:shanxi-emission-reserve-report", "hasDeadline", "time:shanxi-emission-reserve-deadline"),
    } <= without_basis
    assert {
        (TASK, "hasResponsibleUnit", "-"),
        (TASK, "hasDeadline", "-"),
        (MEASURES, "isBasedOn", "-"),
        ("element:shanxi-2022-02-energy-consumption", "isReportedBy", "-"),
    } <= without_basis
    assert ("asPrinted", "JHF [2022] No.43") in facts(found, "number:jin-huan-fa-2022-43-664b73af53d1")
    assert {("asPrinted", "20%"), ("value", "20")} <= facts(found, "value:shanxi-emission-reserve-provincial-share")
    if bundled_texts.find("shanxi-2022-report"):
        assert words(found, "number:jin-huan-fa-2022-43-664b73af53d1") == ["Document No.: JHF [2022] No.43"]


def test_the_accounting_of_the_gross_ecological_product(traced: Callable[[str], Trace]) -> None:
    found = traced("task:shanxi-2022-01")
    told = {step[:3] for step in steps(found)}
    accounting = "measure:shanxi-2022-01-geep-accounting"
    assert ("measure:shanxi-2022-01-accounting-2021", "hasOutcome", "value:shanxi-geep-2021") in told
    assert (accounting, "isMeasureOf", "task:shanxi-2022-01") in told
    assert ("value", "-") in {(p, o) for s, p, o in told if s == "value:shanxi-geep-2021"}
    assert ("document:shanxi-geep-draft", "isIssuedBy", "-") in told
    assert ("hasDocumentStatus", "drafted") in facts(found, "document:shanxi-geep-draft")
    statistics = "assignment:shanxi-geep-accounting-statistics"
    assert ("hasRole", "cooperating") in facts(found, statistics)


def test_the_loop_of_the_warning_film(traced: Callable[[str], Trace]) -> None:
    found = traced("rectification:shanxi-warning-film")
    loop = "rectification:shanxi-warning-film"
    told = steps(found)
    assert {
        (loop, "rectifies", "problem:shanxi-warning-film-problems", "printed"),
        (loop, "hasAssignment", "assignment:shanxi-warning-film-supervising-units", "printed"),
        ("acceptance:shanxi-warning-film-problems", "hasOutcome", "value:shanxi-warning-film-accepted", "derived"),
    } <= told
    without_basis = {step[:3] for step in told}
    assert {
        ("problem:shanxi-warning-film-problems", "isFoundBy", "inspection:shanxi-warning-film-yellow-river-basin"),
        (loop, "hasTotal", "value:shanxi-warning-film-measures"),
        (loop, "hasAcceptance", "acceptance:shanxi-warning-film-problems"),
        (loop, "producesDocument", "document:shanxi-warning-film-rectification-plan"),
        (loop, "isBasedOn", "document:shanxi-warning-film-transfer-letter"),
        ("acceptance:shanxi-warning-film-problems", "hasTime", "-"),
        ("document:shanxi-warning-film-rectification-plan", "isIssuedBy", "-"),
        ("measure:shanxi-warning-film-rectification", "isMeasureOf", "task:shanxi-2022-07"),
    } <= without_basis
    assert ("value", "86") in facts(found, "value:shanxi-warning-film-measures")
