"""Every property of the ontology leads somewhere in a trace, is told as a fact, or is left out for a reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import OWL, RDF, RDFS, Graph, URIRef
from rdflib.collection import Collection

from policygraph.resources import bundled
from policygraph.trace.routes import EXCLUDED, FACTS, HUBS, ROUTES
from policygraph.vocab import PG, shorten

if TYPE_CHECKING:
    from rdflib.term import Node

    from policygraph.trace.routes import Route

DERIVED_AT_BUILD = URIRef(PG + "derivedAtBuild")
TAKES_CONCEPT_FROM = URIRef(PG + "takesConceptFrom")
ENTITY = URIRef(PG + "Entity")


@pytest.fixture(scope="module")
def ontology() -> Graph:
    graph = Graph()
    for path in sorted((bundled() / "ontology").glob("*.ttl")):
        graph.parse(path)
    return graph


def of_kind(ontology: Graph, kind: URIRef) -> list[str]:
    return sorted(str(term) for term in ontology.subjects(RDF.type, kind) if str(term).startswith(PG))


def test_every_object_property_is_classified(ontology: Graph) -> None:
    known = {*ROUTES, *FACTS, *EXCLUDED}
    assert [shorten(p) for p in of_kind(ontology, OWL.ObjectProperty) if p not in known] == []


def test_every_annotation_property_is_classified(ontology: Graph) -> None:
    known = {*ROUTES, *FACTS, *EXCLUDED}
    assert [shorten(p) for p in of_kind(ontology, OWL.AnnotationProperty) if p not in known] == []


def test_no_property_is_classified_twice() -> None:
    assert {*ROUTES} & FACTS == set()
    assert {*ROUTES} & {*EXCLUDED} == set()
    assert FACTS & {*EXCLUDED} == set()


def test_what_is_classified_is_in_the_ontology(ontology: Graph) -> None:
    ours = [p for p in (*ROUTES, *FACTS, *EXCLUDED) if p.startswith(PG)]
    assert [shorten(p) for p in ours if (URIRef(p), RDF.type, None) not in ontology] == []


def test_what_takes_a_concept_is_a_fact(ontology: Graph) -> None:
    assert {str(p) for p in ontology.subjects(TAKES_CONCEPT_FROM)} <= FACTS


def test_what_rules_derive_is_a_short_way_or_left_out(ontology: Graph) -> None:
    derived = {str(p) for p in ontology.subjects(DERIVED_AT_BUILD)} & {*of_kind(ontology, OWL.ObjectProperty)}
    short = {route.property for route in ROUTES.values() if route.steps}
    inverse = {p for p, reason in EXCLUDED.items() if "inverse" in reason}
    assert derived == short | inverse


def test_what_is_left_out_as_an_inverse_is_one(ontology: Graph) -> None:
    for prop, reason in EXCLUDED.items():
        if "inverse" in reason:
            (other,) = ontology.objects(URIRef(prop), OWL.inverseOf)
            assert f"the inverse of {str(other).removeprefix(PG)}," in reason
            assert ROUTES[str(other)].backward


def _classes(ontology: Graph, prop: str) -> frozenset[str]:
    """Give the local names of the classes that objects of a property can have; none where it can be every thing."""
    (wide,) = ontology.objects(URIRef(prop), RDFS.range)
    union = ontology.value(wide, OWL.unionOf)
    parts: list[Node] = list(Collection(ontology, union)) if union else [wide]
    if ENTITY in parts:
        return frozenset()
    narrow = {c for part in parts for c in ontology.transitive_subjects(RDFS.subClassOf, part)}
    return frozenset(str(c).rpartition("#")[2] for c in narrow)


OURS = [route for route in ROUTES.values() if route.property.startswith(PG) and route.backward]


@pytest.mark.parametrize("route", OURS, ids=[shorten(route.property) for route in OURS])
def test_the_classes_that_a_property_leads_into_are_those_of_its_range(ontology: Graph, route: Route) -> None:
    assert route.into == _classes(ontology, route.property)


def test_every_way_back_leads_somewhere_else_than_the_way_there() -> None:
    """Up there is down back: a property that leads up both ways would turn a trace round."""
    for route in ROUTES.values():
        if route.forward[:1] in {("up",), ("down",)}:
            assert route.forward[:1] != route.backward[:1], shorten(route.property)


def test_hubs_are_classes_of_the_ontology(ontology: Graph) -> None:
    classes = {c.removeprefix(PG) for c in of_kind(ontology, OWL.Class)} | {"Concept"}
    assert classes >= HUBS
