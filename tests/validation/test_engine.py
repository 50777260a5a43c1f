"""Validation of small graphs: what is found, in which words, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import Graph, Literal
from rdflib.namespace import SH

from policygraph.errors import DataError
from policygraph.validation import Severity, ValidationFinding, ValidationResult, validate

if TYPE_CHECKING:
    from tests.validation.conftest import Read

EX = "https://example.org/"
SHAPES = """
    ex:Box a sh:NodeShape ; sh:targetClass ex:Box ; sh:property ex:Box-size .
    ex:Box-size a sh:PropertyShape ; sh:path ex:size ; sh:minCount 1 ; sh:datatype xsd:integer ;
      sh:message "The box has no size → give it one"@en , "箱子没有尺寸 → 请给出尺寸"@zh-Hans .
"""
ADVICE = """
    ex:Colour a sh:NodeShape ; sh:targetClass ex:Box ; sh:property ex:Colour-named .
    ex:Colour-named a sh:PropertyShape ; sh:path ex:colour ; sh:minCount 1 ; sh:severity sh:Warning ;
      sh:message "No colour → name one"@en , "没有颜色 → 请指明"@zh-Hans .
"""
QUERY = '''
    ex:Box a sh:NodeShape ; sh:targetClass ex:Box ; sh:property ex:Box-fits .
    ex:Box-fits a sh:PropertyShape ; sh:path ex:inside ; sh:sparql ex:Box-fits-query ;
      sh:message "The box is in itself → take it out"@en , "箱子在自身之内 → 请取出"@zh-Hans .
    ex:Box-fits-query sh:select """
      SELECT $this ?value
      WHERE { $this <https://example.org/inside> ?value FILTER (?value = $this) }""" .
'''


def test_a_graph_without_fault_conforms(read: Read) -> None:
    result = validate(read("ex:a a ex:Box ; ex:size 3 ."), read(SHAPES), Graph())
    assert result.conforms
    assert result.findings == ()


def test_a_finding_names_node_path_value_severity_shape_and_both_messages(read: Read) -> None:
    (finding,) = validate(read('ex:a a ex:Box ; ex:size "big" .'), read(SHAPES), Graph()).findings
    assert finding == ValidationFinding(
        focus=f"{EX}a",
        path=f"{EX}size",
        value='"big"',
        severity=Severity.VIOLATION,
        shape=f"{EX}Box-size",
        message_en="The box has no size → give it one",
        message_zh="箱子没有尺寸 → 请给出尺寸",
    )


def test_a_missing_value_has_a_path_and_no_value(read: Read) -> None:
    (finding,) = validate(read("ex:a a ex:Box ."), read(SHAPES), Graph()).findings
    assert (finding.path, finding.value) == (f"{EX}size", None)


def test_a_warning_alone_conforms_though_the_report_says_otherwise(read: Read) -> None:
    result = validate(read("ex:a a ex:Box ; ex:size 3 ."), read(SHAPES + ADVICE), Graph())
    assert result.conforms
    assert [finding.shape for finding in result.warnings] == [f"{EX}Colour-named"]
    assert list(result.report.objects(None, SH.conforms)) == [Literal(lexical_or_value=False)]


def test_violations_come_before_warnings(read: Read) -> None:
    result = validate(read("ex:a a ex:Box ."), read(SHAPES + ADVICE), Graph())
    assert [finding.severity for finding in result.findings] == [Severity.VIOLATION, Severity.WARNING]
    assert not result.conforms


def test_a_query_s_finding_keeps_the_languages_of_its_messages(read: Read) -> None:
    result = validate(read("ex:a a ex:Box ; ex:inside ex:a ."), read(QUERY), Graph())
    messages = {(str(m), m.language) for m in result.report.objects(None, SH.resultMessage) if isinstance(m, Literal)}
    assert messages == {
        ("The box is in itself → take it out", "en"),
        ("箱子在自身之内 → 请取出", "zh-Hans"),
    }
    assert [(f.value, f.message_zh) for f in result.findings] == [(f"<{EX}a>", "箱子在自身之内 → 请取出")]


def test_subclasses_of_the_ontology_are_followed(read: Read) -> None:
    ontology = read("ex:Crate rdfs:subClassOf ex:Box .")
    assert not validate(read("ex:a a ex:Crate ."), read(SHAPES), ontology).conforms


def test_only_the_hierarchy_is_taken_from_the_ontology(read: Read) -> None:
    ontology = read("ex:example a ex:Box .")
    assert validate(read("ex:a a ex:Box ; ex:size 3 ."), read(SHAPES), ontology).conforms


def test_data_and_shapes_are_left_as_they_were(read: Read) -> None:
    data, shapes = read("ex:a a ex:Crate ."), read(SHAPES)
    before = set(data), set(shapes)
    validate(data, shapes, read("ex:Crate rdfs:subClassOf ex:Box ."))
    assert (set(data), set(shapes)) == before


def test_an_inverse_path_is_written_as_a_property_path(read: Read) -> None:
    shapes = read("""
        ex:Lid a sh:NodeShape ; sh:targetClass ex:Lid ; sh:property ex:Lid-box .
        ex:Lid-box a sh:PropertyShape ; sh:path [ sh:inversePath ex:hasLid ] ; sh:minCount 1 .""")
    (finding,) = validate(read("ex:l a ex:Lid ."), shapes, Graph()).findings
    assert finding.path == f"^<{EX}hasLid>"


def test_a_shape_without_message_gives_the_engine_s_words(read: Read) -> None:
    shapes = read(
        "ex:S a sh:NodeShape ; sh:targetClass ex:Box ; sh:property ex:S-x . ex:S-x sh:path ex:x ; sh:minCount 1 ."
    )
    (finding,) = validate(read("ex:a a ex:Box ."), shapes, Graph()).findings
    assert "Less than 1 values" in finding.message_en
    assert finding.message_zh == finding.message_en


def test_a_fault_in_a_nested_shape_is_found(read: Read) -> None:
    shapes = read("""
        ex:Box a sh:NodeShape ; sh:targetClass ex:Box ; sh:property ex:Box-lid .
        ex:Box-lid a sh:PropertyShape ; sh:path ex:hasLid ; sh:node ex:Lid .
        ex:Lid a sh:NodeShape ; sh:property ex:Lid-size .
        ex:Lid-size a sh:PropertyShape ; sh:path ex:size ; sh:minCount 1 .""")
    result = validate(read("ex:a a ex:Box ; ex:hasLid ex:l ."), shapes, Graph())
    assert [(f.focus, f.shape, f.value) for f in result.findings] == [(f"{EX}a", f"{EX}Box-lid", f"<{EX}l>")]


def test_the_figures_count_named_shapes_and_the_nodes_aimed_at(read: Read) -> None:
    data = read("ex:a a ex:Box ; ex:size 3 . ex:b a ex:Crate ; ex:size 4 . ex:c a ex:Lid .")
    figures = validate(data, read(SHAPES), read("ex:Crate rdfs:subClassOf ex:Box .")).figures
    assert (figures.node_shapes, figures.property_shapes, figures.focus_nodes) == (1, 1, 2)


@pytest.mark.parametrize(
    "shape",
    [
        'ex:S a sh:NodeShape ; sh:property [ sh:path ex:x ; sh:minCount "one" ] .',
        "ex:S a sh:PropertyShape ; sh:minCount 1 .",
        'ex:S a sh:NodeShape ; sh:sparql [ sh:select "SELECT WHERE {" ] .',
        'ex:S a sh:NodeShape ; sh:sparql [ sh:select "SELECT $this { $this ?p ?o MINUS { ?o ?p $this } }" ] .',
    ],
    ids=["count is a word", "no path", "query does not parse", "query uses MINUS"],
)
def test_a_shape_that_cannot_be_run_is_a_data_error_with_a_remedy(read: Read, shape: str) -> None:
    with pytest.raises(DataError) as caught:
        validate(read("ex:a a ex:Box ; ex:x 1 ."), read(f"{shape} ex:S sh:targetClass ex:Box ."), Graph())
    assert caught.value.remedy


def test_a_result_with_warnings_only_has_no_violations(read: Read) -> None:
    result: ValidationResult = validate(read("ex:a a ex:Box ."), read(ADVICE), Graph())
    assert (len(result.violations), len(result.warnings)) == (0, 1)
