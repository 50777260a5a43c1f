"""The curated data contradict no axiom: no thing in two disjoint classes, by its type or by what is said of it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from rdflib import OWL, RDF, Graph, URIRef
from tools.check_ontology import reason

from policygraph.graph.files import read_text
from policygraph.graph.turtle import as_graph, triples_of
from policygraph.vocab import ID, PG

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java, and there is none on the path"),
]


@pytest.fixture(scope="module")
def facts(root: Path, ontology: Graph) -> Graph:
    """The ontology and the types and links of the data; texts, and dates outside the OWL 2 datatypes, are left out."""
    links = set(ontology.subjects(RDF.type, OWL.ObjectProperty)) | {RDF.type}
    files = [*(root / "data" / "sources").rglob("*.ttl"), *(root / "data" / "reference").glob("*.ttl")]
    data = (triple for file in files for triple in triples_of(file, read_text(file)))
    return as_graph([*ontology, *(triple for triple in data if triple[1] in links)])


def test_data_are_consistent_with_the_ontology(facts: Graph) -> None:
    assert reason(facts).consistent


def test_unit_used_as_a_place_would_be_found(facts: Graph) -> None:
    seeded = as_graph(facts)
    seeded.add((URIRef(ID + "measure/seeded"), URIRef(PG + "takesPlaceIn"), URIRef(ID + "unit/seeded")))
    seeded.add((URIRef(ID + "unit/seeded"), RDF.type, URIRef(PG + "Unit")))
    assert not reason(seeded).consistent
