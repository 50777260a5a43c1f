"""One file a concept scheme, and every concept a case."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from rdflib import DCTERMS, RDF, SKOS, Graph, Literal, URIRef

from policygraph.graph.files import read_text
from policygraph.graph.turtle import as_graph, triples_of
from policygraph.vocab import CONCEPT, CONCEPT_SCHEMES, PG

_ROOT = Path(__file__).resolve().parents[2]
_FOLDER = _ROOT / "data" / "concepts"
_LANGUAGES = {"en", "zh-hans"}


@cache
def _scheme(name: str) -> Graph:
    path = _FOLDER / f"{name}.ttl"
    return as_graph(triples_of(path, read_text(path)))


def _present() -> list[str]:
    return sorted(path.stem for path in _FOLDER.glob("*.ttl"))


_CONCEPTS = sorted(
    (name, str(concept)) for name in _present() for concept in _scheme(name).subjects(RDF.type, SKOS.Concept)
)
each_scheme = pytest.mark.parametrize("name", CONCEPT_SCHEMES)
each_concept = pytest.mark.parametrize(
    ("name", "iri"), _CONCEPTS, ids=[iri.removeprefix(CONCEPT) for _, iri in _CONCEPTS]
)


def _languages(graph: Graph, node: URIRef, predicate: URIRef) -> list[str]:
    return sorted((text.language or "").lower() for text in graph.objects(node, predicate) if isinstance(text, Literal))


def test_files_and_vocabulary_name_the_same_schemes() -> None:
    assert _present() == sorted(CONCEPT_SCHEMES)


def test_every_scheme_belongs_to_a_property(ontology: Graph) -> None:
    named = {str(scheme) for scheme in ontology.objects(None, URIRef(PG + "takesConceptFrom"))}
    assert named == {CONCEPT + name for name in CONCEPT_SCHEMES}


@each_scheme
def test_scheme_has_title_and_definition_in_each_language(name: str) -> None:
    node = URIRef(CONCEPT + name)
    assert (node, RDF.type, SKOS.ConceptScheme) in _scheme(name)
    for predicate in (DCTERMS.title, SKOS.prefLabel, SKOS.definition):
        assert _languages(_scheme(name), node, predicate) == sorted(_LANGUAGES)


@each_scheme
def test_scheme_has_no_two_concepts_with_the_same_label(name: str) -> None:
    graph = _scheme(name)
    labels = [label for c in graph.subjects(RDF.type, SKOS.Concept) for label in graph.objects(c, SKOS.prefLabel)]
    assert len(labels) == len(set(labels))


@each_scheme
def test_notations_of_a_scheme_count_without_a_gap(name: str) -> None:
    notations = sorted(str(notation) for notation in _scheme(name).objects(None, SKOS.notation))
    assert notations == [f"{place:02d}" for place in range(1, len(notations) + 1)]


@each_concept
def test_concept_stands_under_its_scheme(name: str, iri: str) -> None:
    graph, node, scheme = _scheme(name), URIRef(iri), URIRef(CONCEPT + name)
    assert iri.startswith(f"{scheme}/")
    assert list(graph.objects(node, SKOS.inScheme)) == [scheme]


@each_concept
def test_concept_has_one_label_and_definition_in_each_language(name: str, iri: str) -> None:
    for predicate in (SKOS.prefLabel, SKOS.definition):
        assert _languages(_scheme(name), URIRef(iri), predicate) == sorted(_LANGUAGES)


@each_concept
def test_concept_is_on_top_or_below_another_one(name: str, iri: str) -> None:
    graph, node = _scheme(name), URIRef(iri)
    above = list(graph.objects(node, SKOS.broader))
    on_top = (node, SKOS.topConceptOf, URIRef(CONCEPT + name)) in graph
    assert on_top != bool(above)
    assert all((concept, RDF.type, SKOS.Concept) in graph and concept != node for concept in above)
