"""Every form of a drawing, over whatever the data may hold."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.trace.drawing.traces import NASTY, TASK, labelled, small, words

from policygraph.trace.drawing import FORMS

if TYPE_CHECKING:
    from policygraph.trace.drawing import Language


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("label", NASTY)
def test_no_label_brings_a_control_character_or_an_override_into_a_drawing(name: str, label: str) -> None:
    text = FORMS[name].draw(labelled(label), words(label=label))
    allowed = "" if name == "graphml" else "\u202a-\u202e\u2066-\u2069\x80-\x9f"
    assert re.findall(f"[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff{allowed}]", text) == []
    assert text.endswith("\n")


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_drawing_is_the_same_each_time(name: str, language: Language) -> None:
    draw = FORMS[name].draw
    assert draw(small(), words(language)) == draw(small(), words(language))


@pytest.mark.parametrize("name", FORMS)
def test_a_drawing_in_chinese_has_no_english_phrase(name: str) -> None:
    text = FORMS[name].draw(small(), words("zh"))
    assert "原文未载明" in text
    assert "所属任务" in text
    assert "not stated" not in text


@pytest.mark.parametrize("name", ["svg", "mermaid", "dot"])
def test_an_iri_that_is_no_address_of_the_web_is_not_linked_to(name: str) -> None:
    trace = small()
    script = "javascript:alert(1)"
    nodes = {script: replace(trace.nodes[TASK], iri=script)}
    drawn = FORMS[name].draw(replace(trace, focus=script, nodes=nodes, hops=()), words())
    assert not re.search('(href|URL)[= ]"javascript', drawn)
    assert re.search('(href|URL)[= ]"https:', FORMS[name].draw(trace, words()))


def test_names_and_suffixes_tell_the_forms_apart() -> None:
    assert list(FORMS) == ["svg", "mermaid", "dot", "graphml"]
    assert len({form.suffix for form in FORMS.values()}) == len({form.media_type for form in FORMS.values()}) == 4
