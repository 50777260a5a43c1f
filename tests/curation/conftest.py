"""A small ontology, and files of data beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from policygraph.graph.turtle import triples_of
from policygraph.model.files import TurtleFile
from policygraph.vocab import GRAPH, PREFIXES

if TYPE_CHECKING:
    from pathlib import Path

ONTOLOGY = """
pg:Entity a owl:Class .
pg:Task a owl:Class ; rdfs:subClassOf pg:Entity .
pg:SpecialTask a owl:Class ; rdfs:subClassOf pg:Task .
pg:PolicyDocument a owl:Class ; rdfs:subClassOf pg:Entity .
pg:DocumentNumber a owl:Class ; rdfs:subClassOf pg:Entity .
pg:Passage a owl:Class .
pg:Source a owl:Class .
pg:divisionCode a rdfs:Datatype .
pg:statedIn a owl:ObjectProperty . pg:restsOn a owl:ObjectProperty . pg:isTaskOf a owl:ObjectProperty .
pg:inSource a owl:ObjectProperty . pg:byRule a owl:ObjectProperty .
pg:startOffset a owl:DatatypeProperty . pg:endOffset a owl:DatatypeProperty .
pg:passageDigest a owl:DatatypeProperty . pg:anchorPhrase a owl:DatatypeProperty . pg:asPrinted a owl:DatatypeProperty .
pg:normalForm a owl:DatatypeProperty . pg:serialNumber a owl:DatatypeProperty .
"""
_USED = ("pg", "task", "document", "passage", "source", "number", "rdf", "rdfs", "owl", "xsd", "skos", "qudt-unit")
_HEAD = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in _USED)


class MakeFile(Protocol):
    """Makes a file of data whose first line is the first line of its text."""

    def __call__(self, text: str, name: str = "s.ttl", graph: str = "s") -> TurtleFile:
        """Make the file; the prefixes stand behind the text, out of the way of its line numbers."""
        ...


@pytest.fixture
def make_file(tmp_path: Path) -> MakeFile:
    """Make a Turtle file in memory."""

    def make(text: str, name: str = "s.ttl", graph: str = "s") -> TurtleFile:
        path = tmp_path / name
        return TurtleFile(path, GRAPH + graph, graph, text, tuple(triples_of(path, _HEAD + text)))

    return make


@pytest.fixture
def ontology(make_file: MakeFile) -> TurtleFile:
    """The ontology that the data of these tests speaks."""
    return make_file(ONTOLOGY, "ontology.ttl", "ontology")
