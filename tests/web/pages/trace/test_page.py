"""The page of a trace made by hand: what it shows, where it leads, and that it escapes everything."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import pytest
from tests.web.document import Document

from policygraph.things import Evidence, Name
from policygraph.trace import Basis, Fact, Hop, Node, Omission, Reason, Trace
from policygraph.trace.drawing import Words
from policygraph.trace.summary import QUESTIONS
from policygraph.vocab import CONCEPT, ID, PG
from policygraph.web.pages.trace.page import FormLink, TracePlace, write_trace_page

EVIL = "<script>alert(1)</script>\"' onload=x {{7*7}}"
PASSAGE = f"{ID}passage/notice-3-20"
LIKELY = Basis("inferred", "actsIn", (Reason("http://e/i", "It follows.", "由此可见。"),), "likely")


def node(name: str, kind: str, label: str, *facts: Fact, **more: object) -> Node:
    return Node(ID + name, kind, label, facts=facts, evidence=(PASSAGE,), **more)  # type: ignore[arg-type]


def hop(
    name: str,
    way: Literal["up", "down", "detail"],
    to: str | None,
    *hops: Hop,
    inverse: bool = False,
    basis: Basis | None = None,
) -> Hop:
    return Hop(
        PG + name,
        inverse,
        way,
        to and ID + to,
        (),
        "notice",
        (PASSAGE,),
        basis or Basis("printed"),
        hops=hops,
    )


NODES = [
    node("task/t", "Task", "Planting", Fact(PG + "numberAsPrinted", "(I)"), label_zh="植树", reconstructed=True),
    node("document/plan", "Plan", EVIL, omitted=(Omission(PG + "hasProvision", inverse=False, count=7),)),
    node("unit/u", "Unit", "Office", basis=LIKELY),
    node("source-defect/d", "SourceDefect", "Torn page", Fact(PG + "hasDefectKind", "x", "torn")),
]
FOUND = Trace(
    release="0123abcd",
    focus=f"{ID}task/t",
    direction="both",
    depth=8,
    limit=80,
    complete=True,
    nodes={one.iri: one for one in NODES},
    passages={PASSAGE: Evidence(PASSAGE, "notice", 3, 20, "0" * 64, EVIL, words=EVIL)},
    hops=(
        hop("hasResponsibleUnit", "detail", None),
        hop("hasDeadline", "detail", None),
        hop("affects", "detail", "source-defect/d", inverse=True),
        hop("isTaskOf", "up", "document/plan", hop("isIssuedBy", "detail", "unit/u", basis=LIKELY)),
        hop("carriesOut", "down", "unit/u"),
    ),
)
PLACE = TracePlace("../../", (("depth", "8"),), 32, 1000, shows_passages=True, forms=(FormLink("svg", "SVG", ".svg"),))
NAMES = {
    PG + "isTaskOf": Name("is task of", "所属文件"),
    PG + "hasDeadline": Name("has deadline", "有期限"),
    PG + "hasResponsibleUnit": Name("has responsible unit", "责任单位"),
    f"{CONCEPT}certainty/likely": Name("likely", "很可能"),
}
ENGLISH, CHINESE = Words("en", NAMES), Words("zh", NAMES)


def page(trace: Trace = FOUND, words: Words = ENGLISH, place: TracePlace = PLACE) -> Document:
    return Document(write_trace_page(trace, words, place))


def texts(document: Document, name: str, style: str = "") -> list[str]:
    found = [one for one in document.find(name) if not style or style in one.attributes.get("class", "").split()]
    return [" ".join("".join(one.text).split()) for one in found]


def card(document: Document, question: str) -> str:
    (found,) = [one for one in document.find("section") if one.attributes.get("id") == f"card-{question}"]
    return " ".join("".join(found.text).split())


@pytest.mark.parametrize("words", [ENGLISH, CHINESE])
@pytest.mark.parametrize("shows", [True, False])
def test_whatever_is_in_it_the_page_is_well_formed_and_runs_nothing(words: Words, shows: bool) -> None:  # noqa: FBT001
    document = page(words=words, place=PLACE._replace(shows_passages=shows))
    assert document.faults == []
    assert document.find("script") == []
    assert not [name for one in document.elements for name in one.attributes if name.startswith("on")]
    assert document.find("html")[0].attributes["lang"] == {"en": "en", "zh": "zh-Hans"}[words.language]
    numbers = [one.attributes["id"] for one in document.elements if "id" in one.attributes]
    assert len(set(numbers)) == len(numbers)


def test_the_head_says_what_is_traced_and_how_it_is_known() -> None:
    document = page()
    assert texts(document, "h1") == ["Planting 植树 (reconstructed)"]
    assert texts(document, "p", "kind") == ["Trace · task"]
    assert texts(document, "dl", "qualities")[0] == "number as printed“(I)”"


def test_every_question_has_its_card() -> None:
    document = page()
    assert len(texts(document, "section", "answer")) == len(QUESTIONS)
    assert card(document, "ordered-by").startswith("What ordered it? <script>alert(1)</script>")
    assert card(document, "accepted") == "What was accepted? nothing in this trace"
    assert card(document, "responsible") == "Who answers for it? responsible unit: not stated 1"
    assert card(document, "not-stated") == "What is not stated? 2 responsible unit 1deadline 1"
    assert card(document, "defects") == "What is damaged in the text? Torn page torn defined1"


def test_steps_stand_in_a_tree_with_what_is_missing_and_damaged_at_their_thing() -> None:
    document = page()
    steps = texts(document, "p", "thing")
    assert steps[1:] == ["Office unit", "Office unit see elsewhere"]
    assert texts(document, "p", "missing") == ["not stated responsible unit · deadline"]
    assert texts(document, "details", "damage")[0].startswith("Damage in the text 1 Torn page")
    assert texts(document, "p", "left-out") == ["Left out by a limit: provision 7"]
    hops = texts(document, "p", "hop")
    assert hops == ["→ is task of printed1", "→ is issued by inferredrule actsInlikely1", "→ carries out printed1"]


def test_reasons_and_passages_are_told() -> None:
    document = page()
    assert texts(document, "p", "reason") == ["It follows."]
    (passage,) = [one for one in document.find("li") if one.attributes.get("id") == "p1"]
    assert "characters 3–20" in " ".join("".join(passage.text).split())
    assert texts(document, "blockquote") == [EVIL]
    assert page(words=CHINESE).find("p") != []
    assert texts(page(words=CHINESE), "p", "reason") == ["由此可见。"]


def test_without_the_full_text_its_place_digest_and_a_few_words_are_shown() -> None:
    hidden = replace(FOUND, passages={PASSAGE: replace(FOUND.passages[PASSAGE], words=None)})
    document = page(hidden, place=PLACE._replace(shows_passages=False))
    assert document.find("blockquote") == []
    assert any("its full text is not open here" in text for text in texts(document, "p", "note"))
    assert "0" * 12 in write_trace_page(hidden, ENGLISH, PLACE)


def test_everything_links_to_its_own_trace_below_the_start_page() -> None:
    links = set(page().values("href"))
    assert {"../../trace/document/plan", "../../trace/unit/u", "../../trace/source-defect/d"} <= links
    assert {"../../trace/source/notice", "../../trace/passage/notice-3-20", "#p1"} <= links
    assert "../../trace/task/t.svg?depth=8" in links
    chinese = set(page(words=CHINESE).values("href"))
    assert "../../trace/document/plan?lang=zh" in chinese


def test_the_form_asks_for_the_same_thing_in_another_way() -> None:
    document = page()
    (form,) = [one for one in document.find("form") if one.attributes.get("class") == "controls"]
    assert (form.attributes["action"], form.attributes["method"]) == ("../../trace/task/t", "get")
    names = {one.attributes["name"]: one.attributes.get("value") for one in document.find("input")}
    assert names == {"depth": "8", "limit": "80"}
    assert {one.attributes["name"] for one in document.find("select")} == {"direction", "lang"}


def test_what_is_cut_says_so() -> None:
    assert texts(page(replace(FOUND, complete=False)), "p", "banner") != []
    assert texts(page(), "p", "banner") == []


def test_a_thing_that_nothing_leads_on_from_says_so() -> None:
    alone = replace(FOUND, hops=(), passages={}, nodes={f"{ID}task/t": replace(NODES[0], evidence=())})
    said = texts(page(alone), "p", "empty")
    assert said == [
        "No step leads on from here.",
        "No passage: what is traced here is a definition, or was inferred without one.",
    ]


def test_what_can_be_audited_leads_to_its_findings() -> None:
    links = {one.attributes.get("href") for one in page(words=CHINESE).find("a")}
    assert "../../audit?for=task%3At&lang=zh" in links
    damage = page(replace(FOUND, focus=f"{ID}source-defect/d", hops=()))
    assert not [one for one in damage.find("a") if one.attributes.get("href", "").startswith("../../audit?")]
