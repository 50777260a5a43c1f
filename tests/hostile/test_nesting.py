"""Each construct of SPARQL inside itself: a few levels are answered, too many refused, and no process dies of any."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.hostile.target import assert_problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.hostile.target import Target

    Make = Callable[[int], str]


DEPTH = 200
"""The limit, as set by default."""


def nested(before: str, after: str, core: str = "") -> Make:
    return lambda depth: before * depth + core + after * depth


def expression(opening: str, closing: str = ")") -> Make:
    inside = nested(opening, closing, "1")
    return lambda depth: f"SELECT ({inside(depth)} AS ?x) {{}}"


def pattern(opening: str, closing: str = "}", core: str = "") -> Make:
    inside = nested(opening, closing, core)
    return lambda depth: f"ASK {{ {inside(depth)} }}"


def template(opening: str, closing: str, core: str = "") -> Make:
    inside = nested(opening, closing, core)
    return lambda depth: f"CONSTRUCT {{ <http://e/a> <http://e/b> {inside(depth)} }} {{}}"


# What a level of each takes of the depth is at least one bracket.
CONSTRUCTS: dict[str, Make] = {
    "parentheses": expression("("),
    "function": expression("ABS("),
    "function of several arguments": expression("IF(true,", ",2)"),
    "COALESCE": expression("COALESCE("),
    "CONCAT": expression("CONCAT('a',"),
    "REGEX": expression("REGEX(", ",'a')"),
    "REPLACE": expression("REPLACE(", ",'a','b')"),
    "SUBSTR": expression("SUBSTR(", ",1)"),
    "cast": expression("<http://www.w3.org/2001/XMLSchema#string>("),
    "IN": expression("1 IN ("),
    "NOT IN": expression("1 NOT IN ("),
    "negation": expression("!("),
    "unary minus": expression("-("),
    "unary plus": expression("+("),
    "sum": expression("1+("),
    "product": expression("2*("),
    "comparison": expression("1=("),
    "disjunction": expression("true||("),
    "conjunction": expression("true&&("),
    "aggregate": expression("SUM("),
    "GROUP_CONCAT": expression("GROUP_CONCAT("),
    "TRIPLE": expression("TRIPLE(<http://e/a>,<http://e/b>,"),
    "group": pattern("{"),
    "group with something": pattern("{?a ?b ?c ."),
    "OPTIONAL": pattern("OPTIONAL{"),
    "UNION": pattern("{}UNION{"),
    "MINUS": pattern("MINUS{"),
    "GRAPH": pattern("GRAPH ?g{"),
    "LATERAL": pattern("LATERAL{"),
    "FILTER": pattern("{FILTER(true)"),
    "BIND": pattern("{BIND(1 AS ?x)"),
    "VALUES": pattern("{VALUES ?x {1}"),
    "EXISTS": pattern("FILTER EXISTS{"),
    "NOT EXISTS": pattern("FILTER NOT EXISTS{"),
    "EXISTS in an expression": pattern("FILTER(1=1&&EXISTS{", "})"),
    "EXISTS in BIND": pattern("BIND(EXISTS{", "} AS ?x)"),
    "sub-select": pattern("{SELECT*{", "}}"),
    "sub-select with an aggregate": pattern("{SELECT(COUNT(*)AS ?n){", "}}"),
    "sub-select in EXISTS": pattern("FILTER EXISTS{SELECT*{", "}}"),
    "blank node": lambda depth: f"ASK {{ ?a ?b {'[<http://e/p> ' * depth}1{']' * depth} }}",
    "path": lambda depth: f"ASK {{ ?a {'(' * depth}<http://e/p>{')' * depth} ?b }}",
    "inverse path": lambda depth: f"ASK {{ ?a {'^(' * depth}<http://e/p>{')' * depth} ?b }}",
    "optional path": lambda depth: f"ASK {{ ?a {'(' * depth}<http://e/p>{')?' * depth} ?b }}",
    "path of one or more": lambda depth: f"ASK {{ <http://e/0> {'(' * depth}<http://e/p>{')+' * depth} ?b }}",
    "path of any length": lambda depth: f"ASK {{ <http://e/0> {'(' * depth}<http://e/p>{')*' * depth} ?b }}",
    "alternative path": lambda depth: f"ASK {{ ?a {'<http://e/p>|(' * depth}<http://e/p>{')' * depth} ?b }}",
    "sequence path": lambda depth: f"ASK {{ ?a {'<http://e/p>/(' * depth}<http://e/p>{')' * depth} ?b }}",
    "triple term": lambda depth: f"ASK {{ ?a ?b {'<<( ?s ?p ' * depth}1{' )>>' * depth} }}",
    "reified triple": lambda depth: f"ASK {{ {'<< ' * depth}?s{' ?p ?o >>' * depth} ?p ?o }}",
    "annotation": lambda depth: f"ASK {{ ?a ?b ?c {'{| ?p ?o ' * depth}{'|}' * depth} }}",
    "collection": lambda depth: f"ASK {{ ?a ?b {'(' * depth}{')' * depth} }}",
    "collection in a template": template("(", ")"),
    "blank node in a template": template("[<http://e/p> ", "]", "1"),
    "triple term in a template": template("<<( <http://e/a> <http://e/b> ", " )>>", "1"),
    "HAVING": lambda depth: f"SELECT ?a {{ ?a ?b ?c }} GROUP BY ?a HAVING {'(' * depth}true{')' * depth} LIMIT 1",
    "ORDER BY": lambda depth: f"SELECT * {{ <http://e/0> ?b ?c }} ORDER BY {'(' * depth}?b{')' * depth} LIMIT 1",
    "GROUP BY": lambda depth: f"SELECT (1 AS ?x) {{ <http://e/0> ?b ?c }} GROUP BY {'(' * depth}?b{')' * depth}",
}
# Below the depth limit these pass another one, or the engine plans for longer than the deadline; none ends its process.
COSTLY = {
    "GROUP_CONCAT",
    "REGEX",
    "REPLACE",
    "SUBSTR",
    "VALUES",
    "annotation",
    "blank node",
    "collection",
    "group with something",
    "reified triple",
    "sequence path",
    "sub-select with an aggregate",
    "triple term",
}


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_a_few_levels_are_answered(target: Target, name: str) -> None:
    assert target.query(CONSTRUCTS[name](3)).status == 200


@pytest.mark.parametrize("name", CONSTRUCTS)
def test_nearly_as_many_levels_as_may_be_are_answered_or_refused(target: Target, name: str) -> None:
    reply = target.query(CONSTRUCTS[name](DEPTH // 2 - 2))  # some open two brackets a level
    assert reply.status == 200 if name not in COSTLY else assert_problem(reply, 403, 504)


@pytest.mark.parametrize("name", CONSTRUCTS)
@pytest.mark.parametrize("levels", [DEPTH + 1, 1000, 20_000])
def test_too_many_levels_are_refused(target: Target, name: str, levels: int) -> None:
    # 413 where they make the query too long as well; 504 where no bracket opens and the number of operators may be more
    allowed = (403, 413, 504) if name == "reified triple" else (403, 413)
    assert_problem(target.query(CONSTRUCTS[name](levels)), *allowed)


@pytest.mark.parametrize("opening", ["(", "{", "[", "<<", "<<(", "{|", "'", '"""', "<", "(SELECT", "{SELECT*{"])
@pytest.mark.parametrize("levels", [100, 1000, 20_000])
def test_what_nothing_closes_is_refused(target: Target, opening: str, levels: int) -> None:
    assert_problem(target.query("ASK {" + opening * levels), 400, 403, 413)


@pytest.mark.parametrize("closing", [")", "}", "]", ">>", "|}"])
@pytest.mark.parametrize("opening", ["(", "{", "["])
def test_what_was_closed_before_does_not_make_up_for_what_is_opened(target: Target, opening: str, closing: str) -> None:
    query = f"ASK {{ {closing * 1000} {opening * 1200} }}"
    assert_problem(target.query(query), 400, 403)


def test_different_brackets_are_counted_together(target: Target) -> None:
    query = "ASK {" + "{OPTIONAL{MINUS{FILTER(EXISTS{" * 50 + "})}}}" * 50 + "}"
    assert_problem(target.query(query), 403)
