"""Data, shapes and queries speak of terms and concepts that exist, and the vocabulary of the code agrees with them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from rdflib import OWL, RDF, SKOS, Graph, Literal, URIRef

from policygraph.graph.files import read_text
from policygraph.graph.turtle import as_graph, triples_of
from policygraph.vocab import CONCEPT, KINDS, PG

_ROOT = Path(__file__).resolve().parents[2]
_NAME = re.compile(rf"(?<![\w:])pg:([A-Za-z]\w*)|<{re.escape(PG)}([A-Za-z]\w*)>")
_FILES = sorted(
    path
    for folder in ("data", "shapes", "queries")
    for path in (_ROOT / folder).rglob("*")
    if path.suffix in {".ttl", ".rq", ".trig"}
)
_DATA = [path for path in _FILES if path.suffix == ".ttl" and "data" in path.relative_to(_ROOT).parts[:1]]
_MINTS = URIRef(PG + "mintsUnder")
_TAKES = URIRef(PG + "takesConceptFrom")
_DERIVED = URIRef(PG + "derivedAtBuild")


def _name(path: Path) -> str:
    return str(path.relative_to(_ROOT))


@cache
def _graph(path: Path) -> Graph:
    return as_graph(triples_of(path, read_text(path)))


@cache
def _concepts() -> frozenset[URIRef]:
    files = (_ROOT / "data" / "concepts").glob("*.ttl")
    return frozenset(
        c for file in files for c in _graph(file).subjects(RDF.type, SKOS.Concept) if isinstance(c, URIRef)
    )


each_file = pytest.mark.parametrize("path", _FILES, ids=_name)
each_data_file = pytest.mark.parametrize("path", _DATA, ids=_name)


@each_file
def test_file_uses_only_terms_that_exist(path: Path, ontology: Graph) -> None:
    used = {first or second for first, second in _NAME.findall(read_text(path))}
    assert not {name for name in used if (URIRef(PG + name), RDF.type, None) not in ontology}


@each_data_file
def test_data_leave_derived_properties_to_the_rules(path: Path, ontology: Graph) -> None:
    derived = set(ontology.subjects(_DERIVED, Literal(lexical_or_value=True)))
    assert not derived & set(_graph(path).predicates())


@each_data_file
def test_concepts_of_data_exist(path: Path) -> None:
    used = {o for o in _graph(path).objects() if isinstance(o, URIRef) and "/" in o.removeprefix(CONCEPT)}
    missing = {concept for concept in used - _concepts() if concept.startswith(CONCEPT)}
    assert not missing


@each_data_file
def test_property_takes_concepts_of_its_scheme_only(path: Path, ontology: Graph) -> None:
    schemes = {p: str(s) for p, s in ontology.subject_objects(_TAKES)}
    wrong = {(p, o) for _, p, o in _graph(path) if p in schemes and not str(o).startswith(schemes[p] + "/")}
    assert not wrong


def test_every_kind_of_the_code_is_the_kind_of_a_class(ontology: Graph) -> None:
    assert {str(segment) for segment in ontology.objects(None, _MINTS)} == set(KINDS.values())


def test_only_classes_mint(ontology: Graph) -> None:
    assert all((term, RDF.type, OWL.Class) in ontology for term in ontology.subjects(_MINTS))


def test_every_derived_property_is_written_by_a_rule_or_is_an_inverse(ontology: Graph) -> None:
    rules = "".join(read_text(path) for path in sorted((_ROOT / "queries" / "rules").glob("*.rq")))
    derived = {term for term in ontology.subjects(_DERIVED) if not list(ontology.objects(term, OWL.inverseOf))}
    assert not {term for term in derived if f"pg:{str(term).removeprefix(PG)} " not in rules}
