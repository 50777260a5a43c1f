"""A small trace made by hand: a task of a report, its measures, a document that one produced, and what is missing."""

from __future__ import annotations

import pytest

from policygraph.trace import Basis, Fact, Hop, Node, Trace
from policygraph.trace.summary import QUESTIONS, Summary, summarise
from policygraph.vocab import CONCEPT, ID, PG

PRINTED = Basis("printed")
LIKELY = Basis("inferred", certainty="likely")


def fact(name: str, concept: str) -> Fact:
    return Fact(PG + name, CONCEPT + concept, concept.rsplit("/", 1)[-1])


def node(name: str, kind: str, *facts: Fact) -> Node:
    return Node(ID + name, kind, name, facts=facts, evidence=(f"{ID}passage/of-{name}",))


def hop(name: str, way: str, to: str | None, *hops: Hop, basis: Basis = PRINTED) -> Hop:
    """Make a hop; `^` before the property's name means against its direction."""
    return Hop(
        property=PG + name.removeprefix("^"),
        inverse=name.startswith("^"),
        way=way,  # type: ignore[arg-type] # each test gives one of the three
        node=None if to is None else ID + to,
        graphs=(),
        source=None,
        evidence=(f"{ID}passage/{name}-{to}",),
        basis=basis,
        hops=hops,
    )


def trace(focus: str, nodes: list[Node], *hops: Hop) -> Trace:
    return Trace(
        "r", ID + focus, "both", 8, 120, complete=True, nodes={n.iri: n for n in nodes}, passages={}, hops=hops
    )


ISSUER = fact("hasRole", "role/issuer")
RESPONSIBLE = fact("hasRole", "role/responsible")
NODES = [
    node("task/t", "Task"),
    node("document/report", "Report"),
    node("document/plan", "Plan"),
    node("measure/done", "Measure", fact("hasModality", "modality/reported")),
    node("measure/planned", "Measure", fact("hasModality", "modality/planned")),
    node("document/rules", "PolicyDocument", fact("hasDocumentStatus", "document-status/issued")),
    node("document-number/n", "DocumentNumber"),
    node("lifecycle-event/issue", "LifecycleEvent", fact("atStage", "stage/issued")),
    node("assignment/issuer", "Assignment", ISSUER),
    node("assignment/responsible", "Assignment", RESPONSIBLE),
    node("unit/u", "Unit"),
    node("unit/v", "Unit"),
    node("value/o", "Observation"),
    node("source-defect/d", "SourceDefect", fact("hasDefectKind", "defect-kind/truncated")),
]
ISSUE = hop(
    "hasLifecycleEvent",
    "detail",
    "lifecycle-event/issue",
    hop("hasAssignment", "detail", "assignment/issuer", hop("assignsTo", "detail", "unit/u", basis=LIKELY)),
)
RULES = hop("producesDocument", "down", "document/rules", hop("hasNumber", "detail", "document-number/n"), ISSUE)
TASK = trace(
    "task/t",
    NODES,
    hop("hasResponsibleUnit", "detail", None),
    hop("isTaskOf", "up", "document/report", hop("hasNumber", "detail", None)),
    hop("isTaskOf", "up", "document/plan"),
    hop(
        "^isMeasureOf",
        "down",
        "measure/done",
        RULES,
        hop("hasOutcome", "down", "value/o", hop("^affects", "detail", "source-defect/d")),
        hop("hasAssignment", "detail", "assignment/responsible", hop("assignsTo", "detail", "unit/v")),
    ),
    hop("^isMeasureOf", "down", "measure/planned", hop("hasOutcome", "down", None)),
)


def answers(of: Trace, question: str) -> list[tuple[str, str | None]]:
    """Give of each answer the thing that it is about, and the thing that answers."""
    (found,) = [one for one in summarise(of) if one.question.id == question]
    return [(a.about.removeprefix(ID), a.node and a.node.removeprefix(ID)) for a in found.answers]


def summary(of: Trace, question: str) -> Summary:
    return next(one for one in summarise(of) if one.question.id == question)


def test_every_question_is_answered_in_order() -> None:
    assert tuple(one.question for one in summarise(TASK)) == QUESTIONS
    assert len({question.id for question in QUESTIONS}) == len(QUESTIONS) == 14


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("ordered-by", [("task/t", "document/plan")]),
        ("document", [("task/t", "document/report"), ("task/t", "document/plan")]),
        ("number", [("document/report", None), ("document/rules", "document-number/n")]),
        ("issued-by", [("document/rules", "unit/u")]),
        ("took-part", []),
        ("basis", []),
        ("responsible", [("task/t", None), ("measure/done", "unit/v")]),
        ("supervised-by", []),
        ("done", [("task/t", "measure/done"), ("measure/done", "document/rules")]),
        ("measured", [("measure/done", "value/o"), ("measure/planned", None)]),
        ("accepted", []),
        ("planned", [("task/t", "measure/planned")]),
        ("not-stated", [("task/t", None), ("document/report", None), ("measure/planned", None)]),
        ("defects", [("value/o", "source-defect/d")]),
    ],
)
def test_a_task_is_summed_up(question: str, expected: list[tuple[str, str | None]]) -> None:
    assert answers(TASK, question) == expected


def test_an_answer_tells_roles_stages_certainty_and_words() -> None:
    (issuer,) = summary(TASK, "issued-by").answers
    assert issuer.qualities == (ISSUER, fact("atStage", "stage/issued"))
    assert issuer.basis == LIKELY
    assert issuer.evidence == (f"{ID}passage/hasAssignment-assignment/issuer",)
    (plan,) = summary(TASK, "planned").answers
    assert plan.qualities == (fact("hasModality", "modality/planned"),)
    assert summary(TASK, "not-stated").answers[0].property == PG + "hasResponsibleUnit"


def test_a_question_is_answered_not_stated_or_open() -> None:
    assert summary(TASK, "number").state == "answered"
    assert summary(TASK, "not-stated").state == "not-stated"
    assert summary(TASK, "accepted").state == "open"


def test_a_document_that_a_trace_starts_from_is_the_document_and_its_measure_what_was_done() -> None:
    made = trace(
        "document/rules",
        NODES,
        hop("^producesDocument", "up", "measure/done", hop("isMeasureOf", "up", "task/t")),
    )
    assert answers(made, "document") == [("document/rules", "document/rules")]
    assert answers(made, "ordered-by") == [("measure/done", "task/t")]
    assert answers(made, "done") == [("document/rules", "measure/done")]


def test_of_a_unit_its_own_roles_are_told_against_the_direction_too() -> None:
    other = hop("hasAssignment", "detail", "assignment/responsible", hop("assignsTo", "detail", "unit/v"))
    event = hop("^hasAssignment", "down", "lifecycle-event/issue", hop("^hasLifecycleEvent", "down", "document/rules"))
    made = trace(
        "unit/u",
        NODES,
        hop("^assignsTo", "down", "assignment/issuer", event),
        hop("actsIn", "down", "measure/done", other),
    )
    assert answers(made, "issued-by") == [("document/rules", "unit/u")]
    assert answers(made, "responsible") == []  # another unit answers for what this one acts in


def test_the_short_way_to_an_issuer_counts_where_the_long_one_is_not_in_the_trace() -> None:
    made = trace("document/rules", NODES, hop("isIssuedBy", "detail", "unit/u"))
    assert answers(made, "issued-by") == [("document/rules", "unit/u")]


def test_a_trace_that_turns_round_comes_to_an_end() -> None:
    back = hop("isBasedOn", "up", "document/rules", hop("isBasedOn", "up", "document/plan"))
    made = trace("document/plan", NODES, back)
    assert answers(made, "basis") == [("document/plan", "document/rules"), ("document/rules", "document/plan")]


def test_a_thing_alone_answers_nothing() -> None:
    assert {one.state for one in summarise(trace("unit/u", NODES))} == {"open"}


def life(stage: str, role: str, *, also: Hop | None = None) -> Trace:
    """Give the trace of a document that a unit has a role in at a stage."""
    assigned = hop("hasAssignment", "detail", "assignment/a", hop("assignsTo", "detail", "unit/u"))
    nodes = [
        node("document/d", "PolicyDocument"),
        node("lifecycle-event/e", "LifecycleEvent", fact("atStage", f"stage/{stage}")),
        node("assignment/a", "Assignment", fact("hasRole", f"role/{role}")),
        *(node(iri, "Unit") for iri in ("unit/u", "unit/v")),
        node("document/report", "Report"),
    ]
    return trace(
        "document/d", nodes, hop("hasLifecycleEvent", "detail", "lifecycle-event/e", assigned), *filter(None, [also])
    )


@pytest.mark.parametrize(
    ("stage", "role"),
    [("drafted", "drafter"), ("submitted", "submitter"), ("requested", "addressed"), ("issued", "addressed")],
)
def test_who_drafts_submits_or_receives_a_document_has_not_issued_it(stage: str, role: str) -> None:
    made = life(stage, role, also=hop("isIssuedBy", "detail", None))
    assert answers(made, "issued-by") == [("document/d", None)]
    assert summary(made, "issued-by").state == "not-stated"
    assert answers(made, "took-part") == [("document/d", "unit/u")]


@pytest.mark.parametrize("role", ["issuer", "cooperating"])
def test_who_issues_a_document_alone_or_together_has_issued_it(role: str) -> None:
    made = life("issued", role)
    assert answers(made, "issued-by") == [("document/d", "unit/u")]
    assert summary(made, "issued-by").state == "answered"
    assert answers(made, "took-part") == []


def test_the_issuer_of_a_report_does_not_answer_for_a_draft_in_it() -> None:
    report = hop("isPartOf", "up", "document/report", hop("isIssuedBy", "detail", "unit/v"))
    made = trace(
        "document/d",
        [node("document/d", "PolicyDocument"), node("document/report", "Report"), node("unit/v", "Unit")],
        hop("isIssuedBy", "detail", None),
        report,
    )
    assert answers(made, "issued-by") == [("document/d", None), ("document/report", "unit/v")]
    assert summary(made, "issued-by").state == "not-stated"


def test_what_a_report_on_a_task_rests_on_does_not_order_the_task() -> None:
    nodes = [*NODES, node("document/notice", "PolicyDocument"), node("assessment/a", "Assessment")]
    organiser = hop("hasAssignment", "detail", "assignment/responsible", hop("assignsTo", "detail", "unit/v"))
    report = hop(
        "isTaskOf",
        "up",
        "document/report",
        hop("isBasedOn", "up", "assessment/a", hop("isBasedOn", "up", "document/notice"), organiser),
    )
    made = trace("task/t", nodes, report, hop("isTaskOf", "up", "document/plan"))
    assert answers(made, "ordered-by") == [("task/t", "document/plan")]
    assert answers(made, "document") == [("task/t", "document/report"), ("task/t", "document/plan")]
    assert answers(made, "responsible") == []
    assert ("assessment/a", "document/notice") in answers(made, "basis")
    of_report = trace("document/report", nodes, *report.hops)
    assert answers(of_report, "ordered-by") == [
        ("document/report", "assessment/a"),
        ("assessment/a", "document/notice"),
    ]


def test_an_earlier_version_orders_nothing_and_is_not_where_the_later_one_stands() -> None:
    earlier = hop("revises", "up", "document/plan", hop("isTaskOf", "up", "document/report"))
    made = trace("document/rules", NODES, earlier)
    assert answers(made, "ordered-by") == []
    assert answers(made, "document") == [("document/rules", "document/rules")]


def test_what_a_document_governs_was_not_done_by_it() -> None:
    instruments = [node("instrument/old", "PolicyInstrument"), node("instrument/new", "PolicyInstrument")]
    made = trace(
        "document/rules",
        [*NODES, *instruments],
        hop("governs", "down", "instrument/old"),
        hop("createsInstrument", "down", "instrument/new"),
    )
    assert answers(made, "done") == [("document/rules", "instrument/new")]


def test_a_limit_is_not_measured_and_what_follows_from_rules_is_prescribed() -> None:
    nodes = [
        *NODES,
        node("value/limit", "Observation", fact("hasStatistic", "statistic/threshold")),
        node("value/share", "PrescribedValue"),
        node("value/rest", "DerivedValue"),
    ]
    share = hop("setsValue", "down", "value/share", hop("^isDerivedFrom", "down", "value/rest"))
    outcomes = hop("hasOutcome", "down", "value/o"), hop("hasOutcome", "down", "value/limit")
    made = trace("document/rules", nodes, share, *outcomes)
    assert answers(made, "measured") == [("document/rules", "value/o")]
    assert answers(made, "planned") == [("document/rules", "value/share"), ("value/share", "value/rest")]


def test_an_assessor_does_not_supervise() -> None:
    nodes = [*NODES, node("assignment/assessor", "Assignment", fact("hasRole", "role/assessor"))]
    assessor = hop("hasAssignment", "detail", "assignment/assessor", hop("assignsTo", "detail", "unit/u"))
    assert answers(trace("task/t", nodes, assessor), "supervised-by") == []


def test_what_comes_of_nothing_but_a_plan_is_not_done() -> None:
    nodes = [
        node("task/t", "Task"),
        node("measure/planned", "Measure", fact("hasModality", "modality/planned")),
        node("measure/report", "Measure", fact("hasModality", "modality/reported")),
        node("mechanism/meant", "Mechanism"),
        node("mechanism/made", "Mechanism"),
        node("value/meant", "Observation"),
        node("value/made", "Observation"),
    ]
    meant = [hop("establishes", "down", "mechanism/meant"), hop("hasOutcome", "down", "value/meant")]
    made = [hop("establishes", "down", "mechanism/made"), hop("hasOutcome", "down", "value/made")]
    report = hop("^isBasedOn", "down", "measure/report", *made)
    whole = trace("task/t", nodes, hop("^isMeasureOf", "down", "measure/planned", *meant, report))
    assert answers(whole, "done") == [
        ("measure/planned", "measure/report"),
        ("measure/report", "mechanism/made"),
    ]
    assert answers(whole, "measured") == [("measure/report", "value/made")]
    assert answers(whole, "planned") == [
        ("task/t", "measure/planned"),
        ("measure/planned", "mechanism/meant"),
        ("measure/planned", "value/meant"),
    ]
    alone = trace("measure/planned", nodes, *meant)
    assert (answers(alone, "done"), answers(alone, "measured")) == ([], [])


@pytest.mark.parametrize("role", ["cooperating", "consulted", "technical-support"])
def test_who_cooperates_or_is_consulted_takes_part_and_does_not_answer_for_it(role: str) -> None:
    assigned = hop("hasAssignment", "detail", "assignment/a", hop("assignsTo", "detail", "unit/u"))
    nodes = [
        node("measure/m", "Measure"),
        node("assignment/a", "Assignment", fact("hasRole", f"role/{role}")),
        node("unit/u", "Unit"),
    ]
    made = trace("measure/m", nodes, assigned, hop("hasResponsibleUnit", "detail", None))
    assert answers(made, "took-part") == [("measure/m", "unit/u")]
    assert answers(made, "responsible") == [("measure/m", None)]
    assert summary(made, "responsible").state == "not-stated"
