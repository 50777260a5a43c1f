"""Short queries whose answers, or what has to be worked out for them, are endless."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from tests.hostile.target import assert_problem

if TYPE_CHECKING:
    from tests.hostile.target import Target

PAIRS = "?a ?p ?b . ?c ?q ?d"  # 100 million
HUNDRED = "1 " * 100
MIB = 1 << 20

STOPPED = {
    "COUNT(*)": f"SELECT (COUNT(*) AS ?n) {{ {PAIRS} . ?e ?r ?f }}",
    "COUNT(DISTINCT *)": f"SELECT (COUNT(DISTINCT *) AS ?n) {{ {PAIRS} }}",
    "SUM": f"SELECT (SUM(STRLEN(?b)) AS ?n) {{ {PAIRS} }}",
    "AVG": f"SELECT (AVG(STRLEN(?b)) AS ?n) {{ {PAIRS} }}",
    "MIN": f"SELECT (MIN(?d) AS ?n) {{ {PAIRS} }}",
    "MAX": f"SELECT (MAX(?d) AS ?n) {{ {PAIRS} }}",
    "SAMPLE": f"SELECT (SAMPLE(?d) AS ?n) {{ {PAIRS} }}",
    "GROUP_CONCAT": f"SELECT (GROUP_CONCAT(?b) AS ?n) {{ {PAIRS} }}",
    "GROUP BY": f"SELECT ?b ?d (COUNT(*) AS ?n) {{ {PAIRS} }} GROUP BY ?b ?d",
    "HAVING": f"SELECT ?b {{ {PAIRS} }} GROUP BY ?b HAVING (COUNT(*) > 99999999)",
    "ORDER BY": f"SELECT * {{ {PAIRS} }} ORDER BY ?d DESC(?b) LIMIT 1",
    "ORDER BY RAND()": f"SELECT * {{ {PAIRS} }} ORDER BY RAND() LIMIT 1",
    "DISTINCT": f"SELECT DISTINCT ?b ?d {{ {PAIRS} }} OFFSET 99999999",
    "REDUCED": f"SELECT REDUCED ?b ?d {{ {PAIRS} }} OFFSET 99999999",
    "OFFSET": f"SELECT * {{ {PAIRS} }} OFFSET 18446744073709551615",
    "ASK": f"ASK {{ {PAIRS} FILTER(?a = ?nothing) }}",
    "FILTER": f"SELECT (COUNT(*) AS ?n) {{ {PAIRS} FILTER(CONTAINS(?b, ?d)) }}",
    "REGEX": f"SELECT (COUNT(*) AS ?n) {{ {PAIRS} FILTER(REGEX(?b, ?d, 'i')) }}",
    "BIND": f"SELECT (COUNT(?x) AS ?n) {{ {PAIRS} BIND(SHA512(CONCAT(?b, ?d)) AS ?x) }}",
    "BNODE": f"SELECT (COUNT(DISTINCT BNODE()) AS ?n) {{ {PAIRS} }}",
    "OPTIONAL": "SELECT (COUNT(*) AS ?n) { ?a ?p ?b OPTIONAL { ?c ?q ?d OPTIONAL { ?e ?r ?f } } }",
    "MINUS": f"SELECT (COUNT(*) AS ?n) {{ {PAIRS} MINUS {{ ?e ?r ?f . ?g ?s ?h }} }}",
    "UNION": f"SELECT (COUNT(*) AS ?n) {{ {{ {PAIRS} }} UNION {{ {PAIRS} }} }}",
    "EXISTS": f"SELECT (COUNT(*) AS ?n) {{ ?a ?p ?b FILTER NOT EXISTS {{ {PAIRS.upper()} FILTER(?B = ?b) }} }}",
    "GRAPH": "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?a ?p ?b } GRAPH ?h { ?c ?q ?d } }",
    "LATERAL": "SELECT (COUNT(*) AS ?n) { ?a ?p ?b LATERAL { ?c ?q ?d } }",
    "sub-select": f"SELECT (COUNT(*) AS ?n) {{ {' '.join(f'{{SELECT ?x{n} {{ ?x{n} ?y ?z }}}}' for n in range(8))} }}",
    "VALUES": f"SELECT (COUNT(*) AS ?n) {{ {' '.join(f'VALUES ?x{n} {{ {HUNDRED} }}' for n in range(10))} }}",
    "long VALUES": f"SELECT (COUNT(*) AS ?n) {{ VALUES (?x ?y) {{ {'(1 2)' * 10_000} }} {PAIRS} }}",
    "long IN": f"SELECT (COUNT(*) AS ?n) {{ {PAIRS} FILTER(?b IN ({', '.join(map(str, range(10_000)))})) }}",
    "path of any length": "SELECT (COUNT(*) AS ?n) { ?a <http://e/none>* ?b . ?c <http://e/none>* ?d }",
    "optional path": "SELECT (COUNT(*) AS ?n) { ?a <http://e/none>? ?b . ?c <http://e/none>? ?d }",
    "path of anything": "SELECT (COUNT(*) AS ?n) { ?a !<http://e/x>* ?b . ?c !<http://e/x>* ?d }",
}
BROKEN_OFF = {
    "SELECT": f"SELECT * {{ {PAIRS} }}",
    "CONSTRUCT": f"CONSTRUCT {{ ?a ?p ?d }} {{ {PAIRS} }}",
    "CONSTRUCT of blank nodes": f"CONSTRUCT {{ [] ?p ?d }} {{ {PAIRS} }}",
    "DESCRIBE": f"DESCRIBE ?a ?c {{ {PAIRS} }}",
    "LIMIT": f"SELECT * {{ {PAIRS} }} LIMIT 18446744073709551615",
    "long rows": f"SELECT ('{'x' * 50_000}' AS ?x) {{ {PAIRS} }}",
}
BOUNDED = {
    "all": "SELECT * { ?a ?p ?b } LIMIT 18446744073709551615",
    "all in order": "SELECT * { ?a ?p ?b } ORDER BY DESC(SHA512(?b))",
    "all described": "DESCRIBE * { ?a ?p ?b }",
    "path there and back": "SELECT (COUNT(*) AS ?n) { <http://e/0> (<http://e/label>|^<http://e/label>)+ ?b }",
    "nested path": "SELECT (COUNT(*) AS ?n) { <http://e/0> ((<http://e/label>/^<http://e/label>)*)* ?b }",
    "path of anything from one": "SELECT (COUNT(*) AS ?n) { <http://e/0> (<http://e/label>|!<http://e/label>)* ?b }",
    "nothing skipped": "SELECT * {} OFFSET 18446744073709551615",
}


@pytest.mark.parametrize("query", STOPPED.values(), ids=STOPPED)
def test_what_never_ends_is_stopped_in_time(target: Target, query: str) -> None:
    began = time.monotonic()
    assert_problem(target.query(query), 504, 507)  # whichever limit comes first: deadline or memory
    assert time.monotonic() - began < 1.5


@pytest.mark.parametrize("query", BROKEN_OFF.values(), ids=BROKEN_OFF)
def test_an_endless_answer_is_broken_off_where_everybody_sees_it(target: Target, query: str) -> None:
    reply = target.query(query)
    if reply.status == 200:
        assert not reply.whole
        assert int(reply.headers["policygraph-result-limit"]) == MIB
        assert len(reply.body) < MIB + 1000
    else:
        assert_problem(reply, 504, 507)


@pytest.mark.parametrize("query", BOUNDED.values(), ids=BOUNDED)
def test_what_ends_is_answered(target: Target, query: str) -> None:
    reply = target.query(query)
    assert (reply.status, reply.whole) == (200, True)


@pytest.mark.parametrize(
    "tail", ["LIMIT -1", "LIMIT 18446744073709551616", f"LIMIT {'9' * 5000}", "LIMIT 1.0", "OFFSET 1e1", "LIMIT ?x"]
)
def test_a_limit_that_is_no_number_of_rows_is_refused(target: Target, tail: str) -> None:
    assert_problem(target.query(f"SELECT * {{ ?a ?p ?b }} {tail}"), 400)
