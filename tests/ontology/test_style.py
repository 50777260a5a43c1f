"""Each style shape lets the ontology pass and finds the fault it is there for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import SH
from tools.check_ontology import merge, style_findings

from policygraph.graph.turtle import as_graph
from policygraph.validation import read_shapes
from policygraph.vocab import PG

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_HEADS = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX pg: <https://w3id.org/policygraph/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX ex: <https://example.org/>
PREFIX onto: <https://w3id.org/policygraph/>
"""
_GOOD = {
    "label": 'rdfs:label "widget"@en , "部件"@zh-Hans',
    "definition": 'skos:definition "A thing that a test makes up."@en , "测试虚构的事物。"@zh-Hans',
    "example": 'skos:example "A made-up thing."@en',
    "defined": "rdfs:isDefinedBy onto:ontology",
    "domain": "rdfs:domain pg:Entity",
    "range": "rdfs:range pg:Entity",
}


def _term(head: str, *, extra: str = "", **changes: str) -> str:
    """Write a property that breaks no rule, with some of its parts changed or, where empty, left out."""
    parts = [part for part in ({**_GOOD, **changes}).values() if part]
    return f"{head} ; {' ; '.join(parts)}{f' ; {extra}' if extra else ''} ."


_PROPERTY = "pg:hasWidget a owl:ObjectProperty"
_BAD = {
    "StyleTerm-label-en": _term(_PROPERTY, label='rdfs:label "部件"@zh-Hans'),
    "StyleTerm-label-zh": _term(_PROPERTY, label='rdfs:label "widget"@en'),
    "StyleTerm-definition-en": _term(_PROPERTY, definition='skos:definition "测试虚构的事物。"@zh-Hans'),
    "StyleTerm-definition-zh": _term(_PROPERTY, definition='skos:definition "A thing that a test makes up."@en'),
    "StyleTerm-example": _term(_PROPERTY, example=""),
    "StyleTerm-language": _term(_PROPERTY, extra='skos:scopeNote "no tag"'),
    "StyleTerm-isDefinedBy": _term(_PROPERTY, defined="rdfs:isDefinedBy onto:ontology , ex:other"),
    "StyleTermNamespace": _term("ex:hasWidget a owl:ObjectProperty"),
    "StyleTermKind": _term("pg:hasWidget a rdf:List"),
    "StyleClassName": _term("pg:widget a owl:Class", domain="", range=""),
    "StylePropertyName": _term("pg:HasWidget a owl:DatatypeProperty"),
    "StyleObjectPropertyVerb": _term("pg:widget a owl:ObjectProperty"),
    "StyleProperty-domain": _term(_PROPERTY, domain=""),
    "StyleProperty-range": _term(_PROPERTY, range=""),
    "StyleConceptProperty": _term(_PROPERTY, range="rdfs:range skos:Concept"),
    "StyleDeprecated-successor": _term(_PROPERTY, extra="owl:deprecated true"),
    "StyleOntology-versionIRI": "onto:ontology owl:versionIRI ex:version .",
    "StyleOntology-versionInfo": 'onto:ontology owl:versionInfo "two" .',
    "StyleOntology-title": 'onto:ontology dcterms:title "another"@en .',
    "StyleOntology-description": 'onto:ontology dcterms:description "other"@fr .',
    "StyleOntology-license": 'onto:ontology dcterms:license "none" .',
    "StyleOntology-undefined": "pg:Entity rdfs:subClassOf pg:Typo .",
    "StyleOntology-homonym": _term(_PROPERTY, label='rdfs:label "entity"@en , "部件"@zh-Hans'),
    "StyleOntology-single": "ex:module a owl:Ontology .",
}
_FINE = {
    "a property of full description": _term(_PROPERTY),
    "a preposition in place of a verb": _term("pg:atWidget a owl:ObjectProperty"),
    "an open domain with a reason": _term(_PROPERTY, domain="", extra='skos:scopeNote "open because of a test"@en'),
    "a concept property with its scheme": _term(
        _PROPERTY,
        range="rdfs:range skos:Concept",
        extra="pg:takesConceptFrom <https://w3id.org/policygraph/concept/role>",
    ),
    "a deprecated term with its successor": _term(
        _PROPERTY, extra="owl:deprecated true ; dcterms:isReplacedBy pg:Entity"
    ),
    "a class": _term("pg:Widget a owl:Class", domain="", range=""),
}


_KEPT = ("Entity", "takesConceptFrom")


@pytest.fixture(scope="module")
def small(modules: Mapping[Path, Graph]) -> Graph:
    """The header and the terms that the cases speak of: the whole ontology would take seconds a case."""
    header = next(graph for file, graph in modules.items() if file.name == "policygraph.ttl")
    terms = (URIRef(PG + name) for name in _KEPT)
    return as_graph([*header, *(triple for term in terms for triple in merge(modules).triples((term, None, None)))])


def _rules(small: Graph, text: str, root: Path, folder: Path) -> set[str]:
    """Add a text to the small ontology and give the shapes it breaks."""
    files = {folder / "small.ttl": small, folder / "seeded.ttl": Graph().parse(data=_HEADS + text, format="turtle")}
    for file, graph in files.items():
        graph.serialize(file, format="turtle", encoding="utf-8")
    findings = style_findings(files, root / "shapes" / "ontology-style.ttl")
    assert all(finding.message and finding.remedy for finding in findings)
    return {finding.rule.removeprefix("pgsh:") for finding in findings}


@pytest.mark.parametrize(("shape", "text"), _BAD.items(), ids=_BAD)
def test_shape_finds_its_fault_and_no_other(small: Graph, shape: str, text: str, root: Path, tmp_path: Path) -> None:
    assert _rules(small, text, root, tmp_path) == {shape}


@pytest.mark.parametrize("text", _FINE.values(), ids=_FINE)
def test_shapes_pass_what_is_right(small: Graph, text: str, root: Path, tmp_path: Path) -> None:
    assert _rules(small, text, root, tmp_path) == set()


def test_every_shape_has_a_bad_case(root: Path) -> None:
    shapes = read_shapes([root / "shapes" / "ontology-style.ttl"])
    messages = {str(shape).rpartition("#")[2] for shape in shapes.subjects(SH.message)}
    assert messages - set(_BAD) == {"StyleOntology"}


def test_missing_header_is_found(root: Path, tmp_path: Path) -> None:
    assert "StyleOntology" in _rules(Graph(), "ex:a a ex:B .", root, tmp_path)


def test_messages_stand_in_both_languages(root: Path) -> None:
    shapes = read_shapes([root / "shapes" / "ontology-style.ttl"])
    for shape in set(shapes.subjects(SH.message)):
        languages = {(m.language or "").lower() for m in shapes.objects(shape, SH.message) if isinstance(m, Literal)}
        assert languages == {"en", "zh-hans"}


@pytest.mark.slow
def test_ontology_keeps_to_its_style(modules: Mapping[Path, Graph], root: Path) -> None:
    assert style_findings(modules, root / "shapes" / "ontology-style.ttl") == ()


def test_finding_names_the_file_of_the_term(small: Graph, tmp_path: Path, root: Path) -> None:
    _rules(small, _BAD["StyleTerm-example"], root, tmp_path)
    files = {tmp_path / name: Graph().parse(tmp_path / name) for name in ("small.ttl", "seeded.ttl")}
    (found,) = style_findings(files, root / "shapes" / "ontology-style.ttl")
    assert str(found.location).startswith(str(tmp_path / "seeded.ttl"))
    assert found.node == PG + "hasWidget"
