"""Small shapes over small graphs, written out in the tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from rdflib import Graph

Read = Callable[[str], Graph]

_PREFIXES = """
@prefix ex: <https://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


@pytest.fixture
def read() -> Read:
    """Read Turtle whose prefixes are ex, owl, rdfs, sh and xsd."""
    return lambda text: Graph().parse(data=_PREFIXES + text, format="turtle")
