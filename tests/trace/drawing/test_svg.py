"""A trace as an SVG picture."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest
from tests.trace.drawing.traces import MEASURE, NASTY, TASK, labelled, small, words

from policygraph.things import Name
from policygraph.trace.drawing import FORMS
from policygraph.trace.model import Hop
from policygraph.visible import visible
from policygraph.vocab import BASE, PG

SVG = "{http://www.w3.org/2000/svg}"
SOLID = None
DASHED = "7 4"
DOTTED = "1.5 3"


def drawn(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314 - drawn by the code under test


def texts(root: ET.Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


class Box(NamedTuple):
    """A rectangle, and how it is drawn."""

    x: float
    y: float
    right: float
    bottom: float
    fill: str
    dashes: str | None


def boxes(root: ET.Element) -> list[Box]:
    """Give the boxes of the rows, without ground and legend."""
    every = [element.attrib for element in root.iter(f"{SVG}rect") if element.get("width") not in {"100%", "26"}]
    return [
        Box(
            float(a["x"]),
            float(a["y"]),
            float(a["x"]) + float(a["width"]),
            float(a["y"]) + float(a["height"]),
            a["fill"],
            a.get("stroke-dasharray"),
        )
        for a in every
    ]


def test_a_small_trace_is_told_row_by_row() -> None:
    assert texts(drawn(FORMS["svg"].draw(small(), words()))) == [
        "Trace of Clean the rivers",
        "down, to what comes of it  ·  release r1",
        "shortened by a limit: give a greater depth or limit to see the rest",
        *("printed", "inferred", "derived", "not stated"),
        *(
            "task  ·  task:t",
            "Clean the rivers",
            "清洁河流",
            "[1]  report 10–42  “clean”",
            "[2]  report 50–61  “survey”",
        ),
        "← is measure of  ·  inferred (rule inverse)  [1]",
        *("measure  ·  measure:m", "Survey", "排查 (reconstructed)"),
        "ordinal: 2  ·  as printed: “the survey”  ·  has measure status: completed",
        "inferred (reading, likely): The heading says so.",
        "→ has outcome  ·  derived (arithmetic, certain)  [1]",
        *("derived value  ·  value:v", "20 %", "derived (arithmetic, certain): 2 of 10"),
        *("→ is measure of  [1]", "Clean the rivers  ·  see above"),
        *("→ has outcome", "and 3 more"),
        *("→ has responsible unit  [2]", "not stated"),
        *("Passages", "[1]  report 10–42  “The county will clean the rivers”"),
    ]


def test_lines_and_boxes_tell_how_a_thing_is_known() -> None:
    root = drawn(FORMS["svg"].draw(small(), words()))
    assert [(box.fill, box.dashes) for box in boxes(root)] == [
        ("#fff", SOLID),
        ("#fff", DASHED),
        ("#fff", DOTTED),
        ("#fff3b0", DASHED),
    ]
    level = [path.get("stroke-dasharray") for path in root.iter(f"{SVG}path") if "H" in path.get("d", "")]
    assert level == [DASHED, DOTTED, SOLID, SOLID, DASHED]


def test_it_says_what_it_is_to_those_who_do_not_see_it() -> None:
    root = drawn(FORMS["svg"].draw(small(), words()))
    assert root.get("role") == "img"
    assert [element.tag for element in root][:2] == [f"{SVG}title", f"{SVG}desc"]
    assert root.findtext(f"{SVG}title") == "Trace of Clean the rivers"
    assert root.findtext(f"{SVG}desc") == f"task, {TASK}, release r1"


def test_it_links_to_things_and_properties() -> None:
    links = [element.get("href") for element in drawn(FORMS["svg"].draw(small(), words())).iter(f"{SVG}a")]
    assert {TASK, MEASURE, f"{PG}isMeasureOf", f"{PG}hasResponsibleUnit"} <= set(links)
    moved = FORMS["svg"].draw(small(), replace(words(), home="/"))
    assert 'href="/id/task/t"' in moved
    assert f'href="{BASE}' not in moved


def test_it_needs_nothing_but_itself() -> None:
    text = FORMS["svg"].draw(small(), words())
    assert not any(part in text for part in ("<style", " style=", "<script", "<image", "url(", "<use", "<!DOCTYPE"))


@pytest.mark.parametrize("label", NASTY)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_text_is_cut_and_no_box_lies_on_another(label: str, language: str) -> None:
    root = drawn(FORMS["svg"].draw(labelled(label), words("zh" if language == "zh" else "en")))
    told = "".join("".join(texts(root)).split())
    assert told.count("".join(visible(label).split())) >= 3
    _, _, width, height = map(float, root.attrib["viewBox"].split())
    found = boxes(root)
    assert all(box.right <= width and box.bottom <= height for box in found)
    assert all(above.bottom < below.y for above, below in pairwise(found))
    places = [(float(e.attrib["x"]), float(e.attrib["y"])) for e in root.iter(f"{SVG}text")]
    assert all(0 < x < width and 0 < y < height for x, y in places)
    assert [y for _, y in places if y > found[0].y] == sorted(y for _, y in places if y > found[0].y)


def test_a_deep_trace_keeps_room_for_its_texts() -> None:
    trace, hops = small(), tuple[Hop, ...]()
    nodes = {TASK: trace.nodes[TASK]} | {f"t{n}": replace(trace.nodes[TASK], iri=f"t{n}") for n in range(32)}
    for n in reversed(range(32)):
        hops = (replace(trace.hops[0], node=f"t{n}", hops=hops),)
    root = drawn(FORMS["svg"].draw(replace(trace, depth=32, nodes=nodes, hops=hops), words()))
    assert len(boxes(root)) == 33
    assert min(box.right - box.x for box in boxes(root)) >= 500


def test_what_has_no_room_on_the_line_of_its_step_stands_in_a_box() -> None:
    trace = small()
    label = "A step of many words " * 8
    told = replace(words(), names={f"{PG}hasResponsibleUnit": Name(label)})
    short, long = (boxes(drawn(FORMS["svg"].draw(trace, said)))[-1] for said in (words(), told))
    assert short.x > long.x == 58
    assert (short.fill, long.fill) == ("#fff3b0", "#fff3b0")


def test_where_no_words_are_at_hand_there_is_no_list_of_passages() -> None:
    trace = small()
    passages = {iri: replace(passage, words=None) for iri, passage in trace.passages.items()}
    assert "Passages" not in texts(drawn(FORMS["svg"].draw(replace(trace, passages=passages), words())))


def test_a_picture_in_chinese_says_so() -> None:
    root = drawn(FORMS["svg"].draw(small(), words("zh")))
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-Hans"
    assert {"溯源：清洁河流", "任务  ·  task:t", "排查（据译文还原）", "原文未载明"} <= set(texts(root))
    assert "推断（文意解读，很可能）：标题如此。" in texts(root)
