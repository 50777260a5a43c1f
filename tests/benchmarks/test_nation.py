"""The synthetic nation is in the project's ontology, passes its shapes, and is the same for the same seed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from benchmarks.nation import write_nation
from benchmarks.nation.bodies import bodies
from benchmarks.nation.make import document_numbers
from benchmarks.nation.places import places
from rdflib import OWL, RDF, RDFS

from policygraph.graph.assemble import read_files
from policygraph.graph.dataset import Dataset
from policygraph.graph.infer import infer, load_rules
from policygraph.graph.turtle import as_graph
from policygraph.graph.workspace import Workspace
from policygraph.identifiers import parse
from policygraph.resources import bundled
from policygraph.validation import read_shapes, validate
from policygraph.vocab import CONCEPT, GRAPH, ID, PG, PREFIXES

if TYPE_CHECKING:
    from pathlib import Path

    from rdflib import Graph
    from tests.benchmarks.conftest import Written

RULES = (
    "acts-in", "division-code", "document-identifier", "enumerated-count", "inverse", "issuer", "organiser",
    "responsible-unit", "subclass", "supervising-unit", "web-annotation",
)  # fmt: skip
KINDS = (
    "Acceptance", "Assessment", "AssessmentResult", "Challenge", "DeclaredTotal", "Designation", "Inspection",
    "Mechanism", "PrescribedValue", "Problem", "Programme", "Provision", "RectificationProgramme", "SourceDefect",
    "TaskElement",
)  # fmt: skip


@pytest.fixture(scope="module")
def workspace() -> Workspace:
    return Workspace.of(bundled(), bundled())


@pytest.fixture(scope="module")
def ontology(workspace: Workspace) -> Graph:
    return as_graph(t for file in read_files(workspace) if file.graph == f"{GRAPH}ontology" for t in file.triples)


@pytest.fixture(scope="module")
def quads(written: Written) -> list[pyoxigraph.Quad]:
    parsed = pyoxigraph.parse(path=written.file, format=pyoxigraph.RdfFormat.N_QUADS)
    return [quad for quad in parsed if isinstance(quad, pyoxigraph.Quad)]


@pytest.fixture
def dataset(written: Written) -> Dataset:
    return _loaded(written.file)


def test_the_shapes_find_nothing_in_it(dataset: Dataset, workspace: Workspace, ontology: Graph) -> None:
    result = validate(dataset.triples(), read_shapes(workspace.shape_files()), ontology, dataset.select)
    assert result.findings == ()
    assert result.figures.focus_nodes > 1_000


def test_the_shapes_would_find_a_fault_in_it(
    written: Written, tmp_path: Path, workspace: Workspace, ontology: Graph
) -> None:
    text = written.file.read_text(encoding="utf-8")
    status = re.compile(r".*/id/task/synthetic-0-0> <[^>]*#hasTaskStatus> .*\n")
    (tmp_path / "broken.nq").write_text(status.sub("", text, count=1), encoding="utf-8")
    dataset = _loaded(tmp_path / "broken.nq")
    result = validate(dataset.triples(), read_shapes(workspace.shape_files()), ontology, dataset.select)
    assert [(one.shape, one.focus) for one in result.findings] == [
        ("https://w3id.org/policygraph/shapes#Task-hasTaskStatus", f"{ID}task/synthetic-0-0")
    ]


def test_it_holds_all_that_the_rules_conclude(dataset: Dataset, workspace: Workspace) -> None:
    assert not any(infer(dataset, load_rules(workspace.rule_files())).values())
    assert set(dataset.graphs()) >= {f"{GRAPH}inferred-{rule}" for rule in RULES}


def test_it_has_what_traces_and_findings_are_about(quads: list[pyoxigraph.Quad]) -> None:
    classes = {iri for quad in quads if quad.predicate.value == str(RDF.type) for iri in _iris(quad.object)}
    assert {f"{PG}{kind}" for kind in KINDS} <= classes


def test_every_term_is_one_of_the_ontology_or_of_a_vocabulary_with_a_prefix(
    quads: list[pyoxigraph.Quad], ontology: Graph
) -> None:
    defined = {
        str(term)
        for kind in (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDFS.Datatype)
        for term in ontology.subjects(RDF.type, kind)
    }
    used = {quad.predicate.value for quad in quads}
    used |= {iri for quad in quads if quad.predicate.value == str(RDF.type) for iri in _iris(quad.object)}
    used |= {quad.object.datatype.value for quad in quads if isinstance(quad.object, pyoxigraph.Literal)}
    assert {term for term in used if term.startswith(PG)} <= defined
    known = tuple(PREFIXES.values())
    assert [term for term in used if not term.startswith(known)] == []


def test_whatever_it_names_it_describes(quads: list[pyoxigraph.Quad]) -> None:
    described = {iri for quad in quads for iri in _iris(quad.subject)}
    ours = {iri for quad in quads for iri in _iris(quad.object) if iri.startswith((ID, CONCEPT))}
    assert ours
    assert ours <= described


def test_each_source_has_a_named_graph_of_its_own(written: Written, dataset: Dataset) -> None:
    graphs = dataset.graphs()
    sizes = [graphs[f"{GRAPH}synthetic-{number}"] for number in range(written.nation.sources)]
    assert f"{GRAPH}synthetic-{written.nation.sources}" not in graphs
    assert min(sizes) > 500
    assert sum(graphs.values()) == written.nation.triples


def test_its_document_numbers_are_those_of_the_grammar(written: Written, dataset: Dataset) -> None:
    rows = dataset.select("SELECT ?number ?form WHERE { ?number pg:normalForm ?form }")
    found = {str(form): str(number) for number, form in (row.values() for row in rows)}
    assert {form: parse(form).iri for form in found} == found
    assert set(document_numbers(written.nation)) <= set(found)
    assert len(set(document_numbers(written.nation))) == written.nation.sources * 6


def test_every_agency_code_is_read_whole() -> None:
    codes = [body.code for place in places(100) for body in bodies(place)]
    assert len(codes) > 5_000
    assert len(set(codes)) == len(codes)
    assert [code for code in codes if parse(f"{code}〔2022〕43号").agency_code != code] == []


def test_no_real_division_has_one_of_its_codes(workspace: Workspace) -> None:
    codes = {place.code for place in places(100) if place.code}
    real = {
        str(triple[2])
        for file in read_files(workspace)
        if "divisions" in file.path.parts
        for triple in file.triples
        if str(triple[1]).endswith("#notation")
    }
    assert len(real) > 3_000
    assert not {code[:2] for code in codes} & {code[:2] for code in real}


def test_the_same_size_and_seed_give_the_same_bytes(written: Written, tmp_path: Path) -> None:
    assert write_nation(tmp_path / "again.nq", 25_000, 1) == written.nation
    assert (tmp_path / "again.nq").read_bytes() == written.file.read_bytes()


def test_another_seed_gives_another_nation(written: Written, tmp_path: Path) -> None:
    write_nation(tmp_path / "other.nq", 25_000, 2)
    assert (tmp_path / "other.nq").read_bytes() != written.file.read_bytes()


def test_it_is_as_large_as_asked_for(tmp_path: Path) -> None:
    nation = write_nation(tmp_path / "nation.nq", 70_000, 1)
    lines = (tmp_path / "nation.nq").read_text(encoding="utf-8").count("\n")
    assert lines == nation.triples
    assert 70_000 <= lines < 73_500
    assert nation.provinces == 2


def _loaded(file: Path) -> Dataset:
    dataset = Dataset()
    by_graph: dict[str, list[pyoxigraph.Triple]] = {}
    for quad in pyoxigraph.parse(path=file, format=pyoxigraph.RdfFormat.N_QUADS):
        assert isinstance(quad, pyoxigraph.Quad)
        assert isinstance(quad.graph_name, pyoxigraph.NamedNode)
        by_graph.setdefault(quad.graph_name.value, []).append(quad.triple)
    for graph, triples in by_graph.items():
        text = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.TURTLE) or b""
        dataset.load(text.decode(), graph, graph)
    return dataset


def _iris(term: object) -> tuple[str, ...]:
    return (term.value,) if isinstance(term, pyoxigraph.NamedNode) else ()
