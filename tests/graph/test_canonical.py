"""The one way in which a Turtle file is written."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rdflib import RDF, XSD, BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from policygraph.errors import DataError
from policygraph.graph.canonical import canonical_text, canonical_turtle
from policygraph.graph.turtle import as_graph, triples_of
from policygraph.vocab import ID, PG

if TYPE_CHECKING:
    from rdflib.term import Node

PATH = Path("a.ttl")
PREFIX = "PREFIX pg: <https://w3id.org/policygraph/ontology#>\nPREFIX task: <https://w3id.org/policygraph/id/task/>\n"

NASTY = st.text(st.sampled_from("ab \"'\\\n\r\t#<>@^.;,[]{}|公😀"), max_size=12) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=12
)
NAMES = st.sampled_from([f"{ID}task/{slug}" for slug in ("a", "b-c", "d.e", "f#g", "h%20i", "公", "1")])
IRIS = st.builds(URIRef, NAMES | st.just("https://example.org/x?y=z&a=b#c"))
PREDICATES = st.builds(URIRef, st.sampled_from([PG + "asPrinted", PG + "value"])) | st.just(RDF.type)
LITERALS = st.one_of(
    st.builds(Literal, NASTY),
    st.builds(Literal, NASTY, lang=st.sampled_from(["en", "zh-hans"])),
    st.builds(Literal, st.integers()),
    st.builds(Literal, st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9)),
    st.builds(Literal, st.booleans()),
    st.builds(Literal, st.dates()),
    st.builds(Literal, st.just("2024"), datatype=st.just(XSD.gYear)),
)
TRIPLES = st.tuples(IRIS | st.builds(BNode, st.sampled_from("xy")), PREDICATES, IRIS | LITERALS)


def graph_of(text: str) -> Graph:
    return as_graph(triples_of(PATH, text))


def by_value(graph: Graph) -> Graph:
    """Give the graph with each number written as its value is, since `1.0` and `1.00` are one value."""
    plain = Graph()
    for subject, predicate, value in graph:
        plain.add((subject, predicate, _settled(value)))
    return plain


def _settled(value: Node) -> Node:
    number = isinstance(value, Literal) and isinstance(value.value, Decimal)
    return Literal(value.value.normalize()) if number and isinstance(value, Literal) else value


@example([(URIRef("https://example.org/s"), URIRef("https://example.org/p"), Literal('\n\\"', lang="en"))])
@given(st.lists(TRIPLES, max_size=8))
def test_the_canonical_form_says_the_same(triples: list[tuple[Node, Node, Node]]) -> None:
    graph = as_graph(triples)
    assert isomorphic(by_value(graph_of(canonical_turtle(graph))), by_value(graph))


@given(st.lists(TRIPLES, max_size=8))
def test_the_canonical_form_of_the_canonical_form_is_itself(triples: list[tuple[Node, Node, Node]]) -> None:
    once = canonical_text(PATH, canonical_turtle(as_graph(triples)))
    assert canonical_text(PATH, once) == once


def test_order_and_spelling_of_the_file_do_not_matter() -> None:
    one = f'{PREFIX}task:b pg:value 1 ; pg:asPrinted "x" , "a" .\ntask:a a pg:Task .\n'
    two = (
        "@prefix p: <https://w3id.org/policygraph/ontology#> .\n"
        '<https://w3id.org/policygraph/id/task/a> a p:Task . <https://w3id.org/policygraph/id/task/b> p:asPrinted "a" .'
        "<https://w3id.org/policygraph/id/task/b> p:value 1 ; p:asPrinted '''x''' ."
    )
    assert canonical_text(PATH, one) == canonical_text(PATH, two)


def test_one_object_stands_on_a_line() -> None:
    text = canonical_text(PATH, f'{PREFIX}task:a pg:asPrinted "x", "a" ; a pg:Task .')
    assert text.split("\n\n", 1)[1] == ('task:a\n    a pg:Task ;\n    pg:asPrinted\n        "a" ,\n        "x" ;\n.\n')


def test_prefixes_that_do_not_occur_are_left_out() -> None:
    assert "task:" not in canonical_text(PATH, f"{PREFIX}pg:Task a pg:Task .").split("\n\n")[0]


def test_blank_nodes_are_named_by_what_they_say() -> None:
    one = f"{PREFIX}_:x pg:value 1 . _:y pg:value 2 ; pg:asPrinted 'a' ."
    two = f"{PREFIX}_:b pg:asPrinted 'a' ; pg:value 2 . _:a pg:value 1 ."
    assert canonical_text(PATH, one) == canonical_text(PATH, two)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ('"12"^^xsd:decimal', "12.0"),
        ('"12."^^xsd:decimal', "12.0"),
        ('"80.50"^^xsd:decimal', "80.50"),
        ('"1"^^xsd:boolean', "true"),
        ('"false"^^xsd:boolean', "false"),
        ('"+07"^^xsd:integer', "7"),
        ('"2024-03"^^xsd:gYearMonth', '"2024-03"^^xsd:gYearMonth'),
    ],
)
def test_a_value_is_written_in_one_way(written: str, canonical: str) -> None:
    text = f"PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n{PREFIX}task:a pg:value {written} ."
    assert f"    pg:value {canonical} ;\n" in canonical_text(PATH, text)


@pytest.mark.parametrize("written", ['"a lot"^^xsd:decimal', '"many"^^xsd:integer', '"yes"^^xsd:boolean'])
def test_what_is_no_value_of_its_type_is_refused(written: str) -> None:
    text = f"PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n{PREFIX}\ntask:a\n    pg:value {written} .\n"
    with pytest.raises(DataError, match=r"is not a value of xsd:(decimal|integer|boolean)") as raised:
        canonical_text(PATH, text)
    assert str(raised.value.location) == "a.ttl:6"


def test_the_head_comments_are_kept() -> None:
    text = canonical_text(PATH, f"# One.\n#\n# Two.\n\n{PREFIX}task:a a pg:Task .\n")
    assert text.startswith("# One.\n#\n# Two.\n\nPREFIX pg:")
    assert canonical_text(PATH, text) == text


def test_a_file_of_comments_keeps_them() -> None:
    assert canonical_text(PATH, "# One.\n").startswith("# One.\n")


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("task:a a pg:Task . # here\n", 3),
        ("task:a a pg:Task .\n\n# here\n", 5),
        ("task:a # here\n  a pg:Task .\n", 3),
        ('task:a pg:asPrinted "a\\"" . # here\n', 3),
        ('task:a pg:asPrinted """a\n"b" #\n""" . # here\n', 5),
        ("task:a pg:asPrinted '''a\n#''' , 'b' . # here\n", 4),
        ("task:a a pg:Task .\nPREFIX x: <http://x/#># here\n", 4),
    ],
)
def test_a_comment_below_the_head_is_refused_with_its_line(body: str, line: int) -> None:
    with pytest.raises(DataError, match="'# here' would be lost") as raised:
        canonical_text(PATH, PREFIX + body)
    assert str(raised.value.location) == f"a.ttl:{line}"


@pytest.mark.parametrize(
    "value",
    [
        '"# no"',
        "'# no'",
        '"""\n# no\n"""',
        "'''# \" no'''",
        "<http://x/#no>",
        "task:a\\#no",
        '"a\\"# no"',
        '"<"',
        '"\\\\"',
    ],
)
def test_a_hash_in_a_string_or_name_is_no_comment(value: str) -> None:
    text = f"{PREFIX}task:a pg:asPrinted {value} ."
    assert isomorphic(graph_of(canonical_text(PATH, text)), graph_of(text))


def test_a_broken_file_is_refused_with_its_place() -> None:
    with pytest.raises(DataError) as raised:
        canonical_text(PATH, f"{PREFIX}task:a a .")
    assert str(raised.value.location) == "a.ttl:3:10"
