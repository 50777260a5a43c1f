"""The rules for subclasses, subproperties and inverses conclude exactly what OWL 2 RL concludes, by owlrl."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from rdflib import RDF, Graph

from policygraph.graph.dataset import Dataset
from policygraph.graph.infer import infer, load_rules
from policygraph.resources import bundled
from policygraph.vocab import GRAPH, PG

if TYPE_CHECKING:
    from rdflib.term import Node

FIXTURE = """
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix pg: <https://w3id.org/policygraph/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix x: <https://w3id.org/policygraph/id/task/> .
pg:Task a owl:Class ; rdfs:subClassOf pg:Entity . pg:Entity a owl:Class .
pg:RectificationTask a owl:Class ; rdfs:subClassOf pg:Task .
pg:hasMeasure a owl:ObjectProperty ; owl:inverseOf pg:isMeasureOf . pg:isMeasureOf a owl:ObjectProperty .
pg:leads a owl:ObjectProperty ; rdfs:subPropertyOf pg:takesPart . pg:takesPart a owl:ObjectProperty .
pg:opens a owl:ObjectProperty ; rdfs:subPropertyOf pg:leads .
pg:isLedBy a owl:ObjectProperty ; owl:inverseOf pg:leads .
x:a a pg:RectificationTask ; pg:opens x:b . x:b a pg:Task ; pg:isMeasureOf x:a .
x:c pg:isLedBy x:a ; pg:hasMeasure x:b .
"""
CLOSURE = """
import sys, owlrl, rdflib
graph = rdflib.Graph().parse(data=sys.stdin.read(), format="turtle")
owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
print(graph.serialize(format="nt"))
"""
RULES = ("subclass", "subproperty", "inverse")


def _about_things(triples: set[tuple[Node, Node, Node]]) -> set[tuple[Node, Node, Node]]:
    """Keep what is said of the fixture's things in the terms of the ontology."""
    things = "https://w3id.org/policygraph/id/task/"
    ours = {(s, p, o) for s, p, o in triples if str(s).startswith(things)}
    return {(s, p, o) for s, p, o in ours if str(p).startswith(PG) or (p == RDF.type and str(o).startswith(PG))}


def test_the_rules_conclude_what_owl_rl_concludes() -> None:
    # In a process of its own, since owlrl replaces how rdflib reads dates everywhere.
    closed = subprocess.run([sys.executable, "-c", CLOSURE], input=FIXTURE, capture_output=True, text=True, check=True)
    reference = Graph().parse(data=closed.stdout, format="nt")
    dataset = Dataset()
    dataset.load(FIXTURE, f"{GRAPH}fixture", "https://w3id.org/policygraph/")
    folder = bundled() / "queries" / "rules"
    infer(dataset, load_rules(folder / f"{name}.rq" for name in RULES))
    expected, found = _about_things(set(reference)), _about_things(set(dataset.triples()))
    assert found == expected
    assert len(found) == 16
