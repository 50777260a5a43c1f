"""Every term of the ontology is a case."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, URIRef

from policygraph.graph.files import read_text
from policygraph.graph.turtle import as_graph, triples_of
from policygraph.vocab import ONTOLOGY, PG, shorten

_FOLDER = Path(__file__).resolve().parents[2] / "ontology"
_PROPERTIES = {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty}
_HAN = re.compile(r"[\u4e00-\u9fff]")


def _read() -> Graph:
    return as_graph(triple for file in sorted(_FOLDER.glob("*.ttl")) for triple in triples_of(file, read_text(file)))


_GRAPH = _read()
_TERMS = sorted({s for s in _GRAPH.subjects() if isinstance(s, URIRef) and s.startswith(PG)})
_PROPERTY_TERMS = [term for term in _TERMS if _PROPERTIES & set(_GRAPH.objects(term, RDF.type))]

each_term = pytest.mark.parametrize("term", _TERMS, ids=shorten)
each_property = pytest.mark.parametrize("term", _PROPERTY_TERMS, ids=shorten)


def _texts(term: URIRef, predicate: URIRef, language: str) -> list[str]:
    return [
        str(text)
        for text in _GRAPH.objects(term, predicate)
        if isinstance(text, Literal) and (text.language or "").lower() == language.lower()
    ]


def test_there_are_terms() -> None:
    assert len(_TERMS) > 150


@each_term
def test_term_has_one_label_in_each_language(term: URIRef) -> None:
    assert len(_texts(term, RDFS.label, "en")) == 1
    assert [bool(_HAN.search(text)) for text in _texts(term, RDFS.label, "zh-Hans")] == [True]


@each_term
def test_term_has_one_definition_in_each_language(term: URIRef) -> None:
    (english,) = _texts(term, SKOS.definition, "en")
    (chinese,) = _texts(term, SKOS.definition, "zh-Hans")
    assert english.endswith(".")
    assert chinese.endswith("。")
    assert _HAN.search(chinese)


@each_term
def test_term_has_an_example(term: URIRef) -> None:
    assert _texts(term, SKOS.example, "en")


@each_term
def test_term_is_defined_by_the_ontology_alone(term: URIRef) -> None:
    assert list(_GRAPH.objects(term, RDFS.isDefinedBy)) == [URIRef(ONTOLOGY)]


@each_property
@pytest.mark.parametrize("part", [RDFS.domain, RDFS.range], ids=["domain", "range"])
def test_property_has_domain_and_range_or_a_reason(term: URIRef, part: URIRef) -> None:
    given = list(_GRAPH.objects(term, part))
    assert len(given) == 1 or (not given and _texts(term, SKOS.scopeNote, "en"))


@each_property
def test_range_of_annotated_scheme_is_concept(term: URIRef) -> None:
    takes_concepts = (term, RDFS.range, SKOS.Concept) in _GRAPH
    names_scheme = (term, URIRef(PG + "takesConceptFrom"), None) in _GRAPH
    assert takes_concepts == names_scheme
