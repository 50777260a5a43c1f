"""A trace in GraphML, read back as other programs do."""

from __future__ import annotations

import io
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.trace.drawing.traces import FIRST, MEASURE, NASTY, SECOND, labelled, small, words

from policygraph.trace.drawing import FORMS
from policygraph.visible import in_xml
from policygraph.vocab import PG


def read(text: str) -> nx.Graph[Any]:
    return nx.read_graphml(io.BytesIO(text.encode()))


def drawn(label: str) -> nx.Graph[Any]:
    return read(FORMS["graphml"].draw(labelled(label), words(label=label)))


def test_a_small_trace_is_drawn_as_expected() -> None:
    graph = read(FORMS["graphml"].draw(small(), words()))
    evidence: dict[str, Any] = {"source": "report", "anchor": "clean", "start": 10, "end": 42, "passage": FIRST}
    assert graph.is_directed()
    assert (
        graph.nodes["n1"]
        == {
            "label": "Survey",
            "label_zh": "排查",
            "type": "Measure",
            "iri": MEASURE,
            "basis": "inferred",
            "reason": "The heading says so.",
            "certainty": "likely",
            "passages": 1,
        }
        | evidence
    )
    assert graph.nodes["n0"]["passages"] == 2
    assert graph.nodes["m3"] == {"label": "not stated", "basis": "not-stated"}
    assert graph.nodes["o4"] == {"label": "and 3 more", "basis": "omitted"}
    edges = {(start, end): said for start, end, said in graph.edges(data=True)}
    assert list(edges) == [("n0", "m3"), ("n1", "n0"), ("n1", "n2"), ("n1", "o4")]
    assert (
        edges["n1", "n0"]
        == {
            "id": "e0",
            "label": "is measure of",
            "property": f"{PG}isMeasureOf",
            "way": "down",
            "basis": "inferred",
            "rule": "inverse",
            "passages": 1,
        }
        | evidence
    )
    assert (edges["n1", "n2"]["basis"], edges["n1", "n2"]["reason"]) == ("derived", "2 of 10")
    assert (edges["n0", "m3"]["basis"], edges["n0", "m3"]["passage"]) == ("not-stated", SECOND)
    assert edges["n1", "o4"]["basis"] == "omitted"


@pytest.mark.parametrize("label", NASTY)
def test_every_label_is_read_as_it_is(label: str) -> None:
    graph = drawn(label)
    assert (graph.nodes["n1"].get("label") or "") == in_xml(label)
    assert graph.nodes["n1"]["label_zh"] == in_xml(label) + "文"
    assert (graph.nodes["n1"].get("anchor") or "") == in_xml(label)


@given(st.text(alphabet=st.characters(exclude_categories=[]), min_size=1))
def test_any_label_survives(label: str) -> None:
    assert drawn(label).nodes["n0"]["label"] == in_xml(label)
