"""The page of a trace of one thing of every class of the bundled graph, and the answers of the founding example."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from tests.web.document import Document

from policygraph.model.inquiry import conduct
from policygraph.trace import trace
from policygraph.trace.drawing import read_words
from policygraph.trace.summary import QUESTIONS, summarise
from policygraph.vocab import ID, PG
from policygraph.web.pages.trace.page import TracePlace, write_trace_page

if TYPE_CHECKING:
    from policygraph.store import EmbeddedStore

PLACE = TracePlace("../../", (), 32, 1000, shows_passages=False, forms=())
ONE_A_CLASS = f"""SELECT ?class (MIN(?thing) AS ?one) {{
  ?thing a ?class FILTER(STRSTARTS(STR(?class), "{PG}") && STRSTARTS(STR(?thing), "{ID}")) }} GROUP BY ?class"""
RESERVE = f"{ID}instrument/shanxi-provincial-government-emission-rights-reserve"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_page_of_every_class_is_well_formed(bundled_store: EmbeddedStore, language: Literal["en", "zh"]) -> None:
    things = {row["one"].value for row in bundled_store.select(ONE_A_CLASS).rows}
    assert len(things) >= 30
    faults = {}
    for thing in things:
        found = conduct(trace(thing, release="r", limit=40), bundled_store.select)
        words = conduct(read_words(found, language), bundled_store.select)
        document = Document(write_trace_page(found, words, PLACE))
        faults[thing] = document.faults
        assert len([one for one in document.elements if "answer" in one.attributes.get("class", "").split()]) == len(
            QUESTIONS
        )
    assert {thing: found for thing, found in faults.items() if found} == {}


def test_the_reserve_of_emission_rights_is_accounted_for_at_a_glance(bundled_store: EmbeddedStore) -> None:
    found = conduct(trace(RESERVE, release="r"), bundled_store.select)
    answers = {
        one.question.id: {answer.node.removeprefix(ID) for answer in one.answers if answer.node}
        for one in summarise(found)
    }
    assert "document/shanxi-emission-trading-measures-2022" in answers["document"]
    assert answers["number"] == {"document-number/jin-huan-fa-2022-43-664b73af53d1"}
    assert "task/shanxi-2022-02" in answers["ordered-by"]
    issuers = {
        *("administration-for-market-regulation", "administrative-examination-and-approval-bureau"),
        *("department-of-ecology-and-environment", "department-of-finance", "development-and-reform-commission"),
        "taxation-bureau",
    }
    assert {f"unit/shanxi-{name}" for name in issuers} <= answers["issued-by"]
    assert "unit/peoples-bank-of-china-taiyuan-sub-branch" in answers["issued-by"]
    # 20 % is prescribed, and 80 % follows from it: nobody measured either
    assert answers["planned"] >= {f"value/shanxi-emission-reserve-{name}-share" for name in ("provincial", "municipal")}
    assert answers["measured"] == set()
    assert answers["accepted"] == set()
