"""The ontology is sound under HermiT, and the check finds what is not."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from rdflib import OWL, RDF, RDFS, URIRef
from tools.check_ontology import ALIGNMENTS, check, find_java, main, merge, reason

from policygraph.errors import DataError, HostError
from policygraph.vocab import PG

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from rdflib import Graph

_HEADS = """
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX pg: <https://w3id.org/policygraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX ex: <https://example.org/>
"""

needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="HermiT needs Java, and there is none on the path")
slow = pytest.mark.slow


def _pg(name: str) -> URIRef:
    return URIRef(PG + name)


def _copy(root: Path, to: Path, extra: str) -> Path:
    """Copy ontology and shapes, and add a module of that content."""
    for folder in ("ontology", "shapes"):
        shutil.copytree(root / folder, to / folder)
    (to / "ontology" / "zz-seeded.ttl").write_text(_HEADS + extra, encoding="utf-8")
    return to


@slow
@needs_java
def test_ontology_with_alignments_is_consistent_and_satisfiable(modules: Mapping[Path, Graph]) -> None:
    result = reason(merge(modules))
    assert (result.consistent, result.unsatisfiable) == (True, ())


@slow
@needs_java
def test_ontology_without_alignments_is_consistent_and_satisfiable(modules: Mapping[Path, Graph]) -> None:
    result = reason(merge(modules, ALIGNMENTS))
    assert (result.consistent, result.unsatisfiable) == (True, ())


@slow
@needs_java
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Observation", "Target"),
        ("DeclaredTotal", "DerivedValue"),
        ("Unit", "AgentGroup"),
        ("NaturalArea", "AdministrativeDivision"),
        ("Passage", "Measure"),
        ("RectificationTask", "RectificationProgramme"),
    ],
)
def test_thing_in_two_disjoint_classes_is_a_contradiction(modules: Mapping[Path, Graph], one: str, other: str) -> None:
    graph = merge(modules, ALIGNMENTS)
    thing = URIRef("https://example.org/thing")
    graph.add((thing, RDF.type, _pg(one)))
    graph.add((thing, RDF.type, _pg(other)))
    assert not reason(graph).consistent


@slow
@needs_java
def test_value_outside_the_range_is_a_contradiction(modules: Mapping[Path, Graph]) -> None:
    graph = merge(modules, ALIGNMENTS)
    assignment, place = URIRef("https://example.org/assignment"), URIRef("https://example.org/place")
    graph.add((place, RDF.type, _pg("Region")))
    graph.add((assignment, _pg("assignsTo"), place))
    assert not reason(graph).consistent


@slow
@needs_java
def test_class_below_two_disjoint_ones_is_unsatisfiable(modules: Mapping[Path, Graph]) -> None:
    graph = merge(modules, ALIGNMENTS)
    graph.add((_pg("Impossible"), RDF.type, OWL.Class))
    for above in ("Observation", "PrescribedValue"):
        graph.add((_pg("Impossible"), RDFS.subClassOf, _pg(above)))
    assert reason(graph).unsatisfiable == (PG + "Impossible",)


@slow
@needs_java
def test_check_names_file_line_and_term_of_an_unsatisfiable_class(root: Path, tmp_path: Path) -> None:
    seeded = "pg:Impossible a owl:Class ;\n  rdfs:subClassOf pg:Observation , pg:Target .\n"
    findings = check(_copy(root, tmp_path, seeded), lambda _: None)
    (found,) = [finding for finding in findings if finding.rule == "unsatisfiable-class"]
    assert found.node == PG + "Impossible"
    assert str(found.location).endswith("zz-seeded.ttl:6")
    assert found.remedy


@slow
@needs_java
def test_main_fails_and_names_the_module_of_a_contradiction(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = _copy(root, tmp_path, "ex:thing a pg:Observation , pg:Target .\n")
    kept = {"policygraph.ttl", "indicators.ttl", "zz-seeded.ttl"}
    for file in (copy / "ontology").glob("*.ttl"):
        if file.name not in kept:
            file.unlink()
    code = main(["--root", str(copy)])
    err = capsys.readouterr().err
    assert code == 4
    assert "inconsistent-ontology" in err
    assert "the contradiction needs indicators.ttl, zz-seeded.ttl" in err


@slow
@needs_java
def test_main_passes_the_repository_and_prints_figures(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--root", str(root)]) == 0
    out = capsys.readouterr().out
    assert out.count("consistent, 0 unsatisfiable") == 2
    assert "object properties" in out


def test_missing_java_is_told_with_the_way_to_get_it() -> None:
    with pytest.raises(HostError) as told:
        find_java(lambda _: None)
    assert "default-jre" in told.value.remedy


def test_missing_java_fails_the_check(root: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["--root", str(root)]) == 9


def test_broken_module_is_told_with_its_line(root: Path, tmp_path: Path) -> None:
    with pytest.raises(DataError) as told:
        check(_copy(root, tmp_path, "pg:Broken a owl:Class ; .. "), lambda _: None)
    assert "zz-seeded.ttl:6" in str(told.value.location)


def test_folder_without_ontology_is_told(tmp_path: Path) -> None:
    assert main(["--root", str(tmp_path)]) == 3
