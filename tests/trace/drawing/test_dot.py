"""A trace in DOT."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from tests.trace.drawing.traces import FIRST, MEASURE, NASTY, SECOND, TASK, labelled, small, words

from policygraph.trace.drawing import FORMS
from policygraph.visible import one_line
from policygraph.vocab import PG

_PART = re.compile(r'\s*("(?:[^"\\]|\\.)*"|->|[\w.]+|[{}\[\]=;,])', re.DOTALL)


class Parsed(NamedTuple):
    """The statements of a graph in DOT: attributes of nodes and of edges."""

    nodes: dict[str, dict[str, str]]
    edges: dict[tuple[str, str], dict[str, str]]


def parse(text: str) -> Parsed:
    """Read the part of the DOT language that is written: statements of nodes and edges with their attributes."""
    parts, place = [], 0
    while place < len(text.rstrip()):
        found = _PART.match(text, place)
        assert found, f"nothing known at {text[place : place + 40]!r}"
        parts.append(found[1])
        place = found.end()
    assert parts[:3] == ["digraph", "trace", "{"]
    assert parts[-1] == "}"
    parsed = Parsed({}, {})
    statement: list[str] = []
    for part in parts[3:-1]:
        if part == ";":
            _take(statement, parsed)
            statement = []
        else:
            statement.append(part)
    assert statement == []
    return parsed


def _take(statement: list[str], parsed: Parsed) -> None:
    if "[" not in statement:
        assert statement[:2] == ["label", "="]
        return
    opened = statement.index("[")
    assert statement[-1] == "]"
    attributes = dict(_attributes(statement[opened + 1 : -1]))
    match statement[:opened]:
        case [start, "->", end]:
            parsed.edges[start, end] = attributes
        case [name]:
            parsed.nodes[name] = attributes
        case other:
            pytest.fail(f"not a statement: {other}")


def _attributes(parts: list[str]) -> list[tuple[str, str]]:
    assert all(part == "," for part in parts[3::4])
    return [(parts[at], _unquoted(parts[at + 2])) for at in range(0, len(parts), 4)]


def _unquoted(part: str) -> str:
    text = re.sub(r"\\(.)", lambda found: {"n": "\n"}.get(found[1], found[1]), part[1:-1])
    return text.replace("&amp;", "&")


def test_a_small_trace_is_drawn_as_expected() -> None:
    found = parse(FORMS["dot"].draw(small(), words()))
    assert list(found.nodes) == ["graph", "node", "edge", "n0", "n1", "n2", "m3", "o4"]
    assert found.nodes["n0"] == {
        "label": "task\nClean the rivers\n清洁河流\nreport 10–42 (+1)",
        "URL": TASK,
        "tooltip": "report 10–42 “clean”\nreport 50–61 “survey”",
        "penwidth": "2.5",
    }
    assert found.nodes["n1"] == {
        "label": "measure\nSurvey\n排查 (reconstructed)\nordinal: 2\nas printed: “the survey”\n"
        "has measure status: completed\nreport 10–42",
        "style": "dashed",
        "color": "#7a3e9d",
        "URL": MEASURE,
        "tooltip": "report 10–42 “clean”",
    }
    assert found.nodes["n2"]["style"] == "dotted"
    assert (found.nodes["m3"]["label"], found.nodes["m3"]["fillcolor"]) == ("not stated", "#fff3b0")
    assert (found.nodes["o4"]["label"], found.nodes["o4"]["shape"]) == ("and 3 more", "plaintext")
    assert {ends: (edge["label"], edge.get("style")) for ends, edge in found.edges.items()} == {
        ("n1", "n0"): ("is measure of\ninferred (rule inverse)", "dashed"),
        ("n1", "n2"): ("has outcome\nderived (arithmetic, certain)", "dotted"),
        ("n0", "m3"): ("has responsible unit", "dashed"),
        ("n1", "o4"): ("has outcome", None),
    }
    assert found.edges["n0", "m3"]["URL"] == f"{PG}hasResponsibleUnit"
    assert found.edges["n0", "m3"]["tooltip"] == "report 50–61 “survey”"


@pytest.mark.parametrize("label", NASTY)
def test_every_label_is_read_as_it_is(label: str) -> None:
    found = parse(FORMS["dot"].draw(labelled(label), words(label=label)))
    assert len(found.nodes) == 8
    text = found.nodes["n1"]["label"].replace("\n", "").replace(" ", "")
    assert one_line(label).replace(" ", "") in text
    assert f"“{one_line(label)}”" in found.nodes["n1"]["tooltip"]


def test_a_backslash_a_quotation_mark_and_an_ampersand_are_escaped() -> None:
    assert r"\na\\N \"b\" &amp;amp;\n" in FORMS["dot"].draw(labelled('a\\N "b" &amp;'), words())


def test_the_legend_is_told_below() -> None:
    assert '  label="solid: printed, dashed: inferred, dotted: derived, ' in FORMS["dot"].draw(small(), words())
    assert {FIRST, SECOND} == set(small().passages)
