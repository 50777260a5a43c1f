"""Messages with places."""

from __future__ import annotations

import pytest

from policygraph.audit.message import fill
from policygraph.model.terms import Term
from policygraph.things import Name

THING = "https://example.org/thing"


@pytest.mark.parametrize(
    ("template", "name", "written"),
    [
        ("“{thing}”没有验收", "督察“回头看”", "“督察‘回头看’”没有验收"),
        ("《{thing}》没有文号", "关于印发《方案》的通知", "《关于印发〈方案〉的通知》没有文号"),
        ("《{thing}》没有文号", "“十四五”规划", "《“十四五”规划》没有文号"),
        ("{thing}没有文号", "《方案》", "《方案》没有文号"),
    ],
)
def test_marks_within_marks_are_of_the_second_order(template: str, name: str, written: str) -> None:
    names = {THING: Name(zh=name)}
    assert fill(template, {"thing": Term("iri", THING)}, names, "zh") == written


def test_words_of_a_source_keep_their_marks() -> None:
    row = {"printed": Term("literal", "“look back”")}
    assert fill("“{printed}”", row, {}, "en") == "““look back””"
