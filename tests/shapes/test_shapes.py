"""The shapes themselves: well-formed, complete, and in words that help."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyshacl
from rdflib import OWL, RDF, Graph, Literal, URIRef
from rdflib.namespace import SH
from rdflib.plugins.sparql import prepareQuery

from policygraph.validation.result import REMEDY_MARK
from policygraph.validation.shapes import message_of, named
from policygraph.vocab import CONCEPT, PG, expand

if TYPE_CHECKING:
    from collections.abc import Iterator

SHAPES = "https://w3id.org/policygraph/shapes#"
HAN = re.compile("[一-鿿]")
WITHOUT_SHAPE: dict[str, str] = {}
"""Classes of the ontology that need no shape, each with the reason; there is none at present."""


def _with_message(shapes: Graph) -> set[URIRef]:
    """Every property shape, and the node shapes that hold a constraint of their own."""
    own = {shape for shape in named(shapes, SH.NodeShape) if shapes.value(shape, SH.nodeKind)}
    return named(shapes, SH.PropertyShape) | own


def _names_in(shapes: Graph, namespace: str) -> Iterator[str]:
    for triple in shapes:
        for term in triple:
            if isinstance(term, URIRef) and term.startswith(namespace):
                yield str(term)
    for text in shapes.objects(None, SH.select):
        names = re.findall(r"[a-z][a-z-]*:[A-Za-z][A-Za-z-]*", str(text))
        yield from (iri for iri in map(expand, names) if iri.startswith(namespace))


def test_the_shapes_are_well_formed(shapes: Graph) -> None:
    _, report, text = pyshacl.validate(Graph(), shacl_graph=shapes, meta_shacl=True)
    assert isinstance(report, Graph), text


def test_every_class_of_the_ontology_has_a_shape(shapes: Graph, ontology: Graph) -> None:
    classes = {str(c) for c in ontology.subjects(RDF.type, OWL.Class) if str(c).startswith(PG)}
    targeted = {str(target) for target in shapes.objects(None, SH.targetClass)}
    assert classes - targeted - set(WITHOUT_SHAPE) == set()


def test_the_shapes_name_no_term_that_the_ontology_lacks(shapes: Graph, ontology: Graph) -> None:
    defined = {str(subject) for subject in ontology.subjects(RDF.type)} | {f"{PG}divisionCode"}
    assert set(_names_in(shapes, PG)) - defined == set()


def test_the_shapes_name_no_concept_that_the_schemes_lack(shapes: Graph, concepts: Graph) -> None:
    assert set(_names_in(shapes, CONCEPT)) - {str(subject) for subject in concepts.subjects()} == set()


def test_every_message_says_what_is_wrong_and_what_to_do_in_both_languages(shapes: Graph) -> None:
    faulty = [
        (shape, language)
        for shape in _with_message(shapes)
        for language in ("en", "zh-Hans")
        if message_of(shapes, shape, language).count(REMEDY_MARK) != 1
    ]
    assert faulty == []


def test_every_chinese_message_is_chinese_on_both_sides_of_the_mark(shapes: Graph) -> None:
    halves = [
        (shape, half)
        for shape in _with_message(shapes)
        for half in message_of(shapes, shape, "zh-Hans").split(REMEDY_MARK)
    ]
    assert [shape for shape, half in halves if not HAN.search(half)] == []


def test_every_english_message_is_a_sentence(shapes: Graph) -> None:
    wordy = {shape for shape in _with_message(shapes) if len(message_of(shapes, shape, "en").split()) >= 8}
    assert _with_message(shapes) - wordy == set()


def test_every_property_shape_hangs_on_exactly_one_node_shape_of_its_name(shapes: Graph) -> None:
    owners = {shape: list(shapes.subjects(SH.property, shape)) for shape in named(shapes, SH.PropertyShape)}
    assert [s for s, owner in owners.items() if owner != [URIRef(str(s).rsplit("-", 1)[0])]] == []


def test_no_property_shape_of_a_node_shape_is_blank(shapes: Graph) -> None:
    assert [shape for shape in shapes.objects(None, SH.property) if not isinstance(shape, URIRef)] == []


def test_every_query_in_a_shape_parses_with_the_prefixes_the_shapes_declare(shapes: Graph) -> None:
    declared = shapes.objects(URIRef(SHAPES.rstrip("#")), SH.declare)
    prefixes = {str(shapes.value(d, SH.prefix)): str(shapes.value(d, SH.namespace)) for d in declared}
    queries = [text for text in shapes.objects(None, SH.select) if isinstance(text, Literal)]
    assert queries
    for text in queries:
        prepareQuery(str(text), initNs=prefixes)


def test_every_query_asks_for_its_prefixes(shapes: Graph) -> None:
    asking = set(shapes.subjects(SH.prefixes, URIRef(SHAPES.rstrip("#"))))
    assert set(shapes.subjects(SH.select)) == asking
