"""A constraint that nothing breaks is left out; one that something breaks, or that can't be asked at once, stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rdflib import Graph, URIRef, Variable
from rdflib.namespace import SH

from policygraph.validation.idle import without_idle_queries

if TYPE_CHECKING:
    from rdflib.term import Node
    from tests.validation.conftest import Read

EX = "https://example.org/"


def _kept(read: Read, where: str, tail: str = "") -> tuple[bool, list[str]]:
    """Tell whether a constraint stays, asked over three boxes of sizes 1, 2 and 3, and which queries were asked."""
    data = read("ex:a a ex:Box ; ex:size 1 . ex:b a ex:Box ; ex:size 2 . ex:c a ex:Box ; ex:size 3 .")
    shapes = read(
        "ex:S a sh:NodeShape ; sh:targetClass ex:Box ; sh:sparql ex:Q . ex:Q sh:prefixes ex: . "
        'ex: sh:declare [ sh:prefix "ex" ; sh:namespace "https://example.org/" ] . '
        f'ex:Q sh:select """SELECT DISTINCT $this ?value WHERE {{ {where} }} {tail}""" .'
    )
    asked: list[str] = []

    def select(text: str) -> list[dict[Variable, Node]]:
        asked.append(text)
        return [dict(row) for row in data.query(text).bindings]

    kept: Graph = without_idle_queries(shapes, select)
    assert len(shapes) - len(kept) in (0, 1)
    return (URIRef(f"{EX}S"), SH.sparql, None) in kept, asked


@pytest.mark.parametrize(
    ("where", "kept"),
    [
        ("$this ex:size ?value FILTER (?value > 2)", True),
        ("$this ex:size ?value FILTER (?value > 3)", False),
        ("$this ex:size ?value FILTER NOT EXISTS { $this a ex:Box }", False),
        ("$this ex:size ?value FILTER NOT EXISTS { $this a ex:Jar }", True),
        ("$this ex:size ?size BIND (?size + 1 AS ?value) FILTER (?value > 4)", False),
    ],
)
def test_a_constraint_stays_as_long_as_one_node_breaks_it(read: Read, where: str, *, kept: bool) -> None:
    found, asked = _kept(read, where)
    assert found is kept
    assert len(asked) == 1


@pytest.mark.parametrize(
    "where",
    [
        "FILTER NOT EXISTS { $this ex:size 3 }",
        "OPTIONAL { $this ex:never ?value }",
        "{ $this ex:never ?value } UNION { ?value ex:never $this }",
        "{ SELECT $this WHERE { $this ex:never ?any } }",
        "$this ex:never ?value FILTER ($currentShape = ex:S)",
        "$this ex:never ?value FILTER (",
    ],
)
def test_a_constraint_that_cannot_be_asked_at_once_stays_and_is_not_asked(read: Read, where: str) -> None:
    assert _kept(read, where) == (True, [])


@pytest.mark.parametrize("tail", ["LIMIT 0", "GROUP BY $this ?value HAVING (COUNT(*) > 5)"])
def test_a_constraint_that_groups_or_cuts_off_stays(read: Read, tail: str) -> None:
    assert _kept(read, "$this ex:size ?value", tail) == (True, [])


def test_a_query_that_only_the_engine_understands_stays(read: Read) -> None:
    shapes = read('ex:S sh:sparql ex:Q . ex:Q sh:select "SELECT $this WHERE { $this a <https://example.org/Box> }" .')

    def select(_: str) -> list[dict[Variable, Node]]:
        raise SyntaxError

    assert (URIRef(f"{EX}S"), SH.sparql, None) in without_idle_queries(shapes, select)
