"""Reading Turtle: every term as written, every fault with its place."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest
from rdflib import XSD, Literal, URIRef

from policygraph.errors import DataError
from policygraph.graph.turtle import as_graph, node, triples_of


def test_a_fault_has_file_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "bad.ttl"
    with pytest.raises(DataError) as raised:
        list(triples_of(path, "PREFIX x: <http://x/>\nx:a x:b x:c .\nx:d x:e y:f .\n"))
    assert str(raised.value.location) == f"{path}:3:9"
    assert raised.value.message == "this is not Turtle: The prefix y: has not been declared"


def test_a_text_that_ends_too_early_has_a_place(tmp_path: Path) -> None:
    with pytest.raises(DataError) as raised:
        list(triples_of(tmp_path / "bad.ttl", "PREFIX x: <http://x/>\nx:a x:b x:c"))
    assert raised.value.location is not None
    assert raised.value.location.line == 2


def test_the_written_form_of_a_literal_is_kept(tmp_path: Path) -> None:
    text = 'PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> <x:a> <x:b> "007"^^xsd:integer, 80.50, "a"@en, "b" .'
    found = {o for _, _, o in triples_of(tmp_path / "a.ttl", text)}
    assert found == {
        Literal("007", datatype=XSD.integer, normalize=False),
        Literal("80.50", datatype=XSD.decimal, normalize=False),
        Literal("a", lang="en"),
        Literal("b"),
    }
    assert {str(term) for term in found} == {"007", "80.50", "a", "b"}


def test_the_base_is_the_file_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    assert [s for s, _, _ in triples_of(path, "<#a> <x:b> <x:c> .")] == [URIRef(f"file://{path}#a")]


def test_a_quoted_triple_is_no_term() -> None:
    name = ox.NamedNode("x:a")
    with pytest.raises(TypeError, match=r"not an RDF 1\.1 term"):
        node(ox.Triple(name, name, name))


def test_a_graph_knows_the_projects_prefixes() -> None:
    assert as_graph([]).namespace_manager.expand_curie("task:a") == URIRef("https://w3id.org/policygraph/id/task/a")


@pytest.mark.parametrize("text", ["<x:a> <x:p> << <x:a> <x:b> <x:c> >> .", "<x:a> <x:p>\n" + "<<(" * 50_000])
def test_a_triple_term_is_refused_before_it_is_parsed(text: str) -> None:
    with pytest.raises(DataError, match="a triple term") as raised:
        list(triples_of(Path("a.ttl"), f'# <<\n<x:a> <x:p> """<<\n""" .\n{text}'))
    assert raised.value.location is not None
    assert raised.value.location.line == 4 + text.count("\n")
