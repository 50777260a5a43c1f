"""Traces made by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from policygraph.things import Evidence, Name
from policygraph.trace.drawing import Words
from policygraph.trace.model import Basis, Fact, Hop, Node, Omission, Reason, Trace
from policygraph.vocab import CONCEPT, ID, PG

if TYPE_CHECKING:
    from policygraph.trace.drawing import Language

TASK = f"{ID}task/t"
MEASURE = f"{ID}measure/m"
VALUE = f"{ID}value/v"
FIRST = f"{ID}passage/report-10-42"
SECOND = f"{ID}passage/report-50-61"

NASTY = (
    "say \"no\" to 'quotes'",
    "end",
    "a --> b",
    "two\nlines\r\nand\ttab",
    "<script>alert(1)</script> & &amp; &#35; #quot; #35;",
    "[x](y) {z} ((w)) |pipe| `code` **bold** _it_ ~s~ $$k$$",
    "%% comment %%{init: {}}%%",
    "1. first\n- second\n+ third",
    "subgraph; click n0 href javascript:alert(1)",
    "back\\slash \\N \\",
    "مرحبا \u202eevil\u202c \u2066x\u2069",
    "bell\x07 escape\x1b[31m null\x00 next\x85 no\ufffe \ud800",
    "生态环境保护“十四五”规划（2021—2025年）：《办法》第1条、第2条。" * 4,
    "x" * 1000,
    "",
    " ",
    "https://example.org/a?b=c&d=e www.example.org @user fa:fa-car",
    "]]> <!-- --> <![CDATA[",
)
"""Labels that have broken some grammar or other."""


def small() -> Trace:
    """A task with a measure that a reader inferred, which has a derived value and more; its unit is not stated."""
    reason = Reason(f"{ID}inference/i", "The heading says so.", "标题如此。", "reading", "likely")
    sum_ = Reason(f"{ID}inference/s", "2 of 10", None, "arithmetic", "certain")
    derived = Basis("derived", reasons=(sum_,), certainty="certain")
    outcome = _hop("hasOutcome", VALUE, derived)
    back = replace(_hop("isMeasureOf", TASK, Basis("printed")), way="up", seen=True)
    measure = replace(_hop("isMeasureOf", MEASURE, Basis("inferred", "inverse")), inverse=True, hops=(outcome, back))
    unit = replace(_hop("hasResponsibleUnit", None, Basis("printed")), way="detail", evidence=(SECOND,))
    nodes = (
        Node(TASK, "Task", "Clean the rivers", "清洁河流", basis=Basis("printed"), evidence=(FIRST, SECOND)),
        Node(
            MEASURE,
            "Measure",
            "Survey",
            "排查",
            reconstructed=True,
            facts=(
                Fact(f"{PG}hasMeasureStatus", f"{CONCEPT}measure-status/completed", "completed", "已完成"),
                Fact(f"{PG}ordinal", "2", datatype="http://www.w3.org/2001/XMLSchema#integer"),
                Fact(f"{PG}asPrinted", "the survey", datatype="http://www.w3.org/2001/XMLSchema#string"),
            ),
            basis=Basis("inferred", reasons=(reason,), certainty="likely"),
            evidence=(FIRST,),
            omitted=(Omission(f"{PG}hasOutcome", inverse=False, count=3),),
        ),
        Node(VALUE, "DerivedValue", "20 %", basis=derived),
    )
    passages = (
        Evidence(FIRST, "report", 10, 42, "0" * 64, "clean", "The county will clean the rivers"),
        Evidence(SECOND, "report", 50, 61, "1" * 64, "survey"),
    )
    return Trace(
        release="r1",
        focus=TASK,
        direction="down",
        depth=8,
        limit=100,
        complete=False,
        nodes={node.iri: node for node in nodes},
        passages={passage.passage: passage for passage in passages},
        hops=(measure, unit),
    )


def _hop(prop: str, node: str | None, basis: Basis) -> Hop:
    return Hop(
        PG + prop, inverse=False, way="down", node=node, graphs=(), source="report", evidence=(FIRST,), basis=basis
    )


def labelled(label: str) -> Trace:
    """The small trace with a label wherever a text from the data stands."""
    trace = small()
    reason = Reason(f"{ID}inference/i", label, label, label, label)
    nodes = {
        iri: replace(
            node,
            label=label,
            label_zh=label + "文",
            facts=(Fact(f"{PG}asPrinted", label), Fact(f"{PG}hasRole", "x", label)),
            basis=replace(node.basis, reasons=(reason,)),
        )
        for iri, node in trace.nodes.items()
    }
    passages = {
        iri: replace(evidence, anchor=label, words=label, source=label) for iri, evidence in trace.passages.items()
    }
    return replace(trace, nodes=nodes, passages=passages, release=label)


def words(language: Language = "en", label: str | None = None) -> Words:
    """The words of a few terms; a label stands for all of them."""
    known = {
        f"{PG}isMeasureOf": Name("is measure of", "所属任务"),
        f"{PG}hasResponsibleUnit": Name("has responsible unit", "责任单位"),
        f"{PG}Task": Name("task", "任务"),
        f"{CONCEPT}certainty/likely": Name("likely", "很可能"),
        f"{CONCEPT}inference-basis/reading": Name("reading", "文意解读"),
    }
    return Words(language, {iri: Name(label, label) for iri in known} if label is not None else known)
