"""The limits against the real engine: just below them every construct is answered, just above it is refused."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from policygraph.errors import QueryError, QueryRefusedError, QuerySyntaxError
from policygraph.store import QueryLimits, QueryRequest, Streamed, inspect
from policygraph.store.pool.pool import Pool, PoolLimits

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LIMITS = QueryLimits()


def nested(opening: str, core: str, closing: str) -> Callable[[int], str]:
    return lambda n: f"SELECT * {{ {opening * n}{core}{closing * n} }}"


def value(opening: str, core: str, closing: str) -> Callable[[int], str]:
    return lambda n: f"SELECT ({opening * n}{core}{closing * n} AS ?r) {{ ?s ?p ?o }}"


def row(piece: str, before: str = "ASK {", after: str = "}") -> Callable[[int], str]:
    return lambda n: before + "".join(piece.replace("#", str(i)) for i in range(n)) + after


def chain(operator: str, item: str = "?o") -> Callable[[int], str]:
    return lambda n: f"ASK {{ ?s ?p ?o FILTER({operator.join(item.replace('#', str(i)) for i in range(n))}) }}"


def path(operator: str, step: str = "<http://e/q>") -> Callable[[int], str]:
    return lambda n: f"ASK {{ ?s {operator.join([step] * n)} ?o }}"


CONSTRUCTS: dict[str, Callable[[int], str]] = {
    # depth
    "groups": nested("{", "", "}"),
    "OPTIONAL in one another": nested("OPTIONAL{", "?s ?p ?o", "}"),
    "MINUS in one another": nested("?s ?p ?o MINUS{", "?s ?p ?o", "}"),
    "LATERAL in one another": nested("LATERAL{", "?s ?p ?o", "}"),
    "GRAPH in one another": nested("GRAPH ?g{", "?s ?p ?o", "}"),
    "EXISTS in one another": nested("FILTER EXISTS{", "", "}"),
    "NOT EXISTS in one another": nested("FILTER NOT EXISTS{", "", "}"),
    "sub-selects": nested("{SELECT * {", "?s ?p ?o", "}}"),
    "UNION in one another": nested("{?s ?p ?o}UNION{", "", "}"),
    "round brackets": value("(", "1", ")"),
    "negations in brackets": value("!(", "true", ")"),
    "minus signs in brackets": value("-(", "1", ")"),
    "functions": value("STR(", "'a'", ")"),
    "IF": value("IF(true,1,", "1", ")"),
    "CONCAT": value("CONCAT(", "'a'", ")"),
    "IN in one another": value("1 IN (", "1", ")"),
    "aggregates": value("COUNT(", "?o", ")"),
    "path brackets": lambda n: f"ASK {{ ?s {'(' * n}<http://e/q>{')' * n} ?o }}",
    "repeated path brackets": lambda n: f"ASK {{ ?s {'(' * n}<http://e/q>{')?' * n} ?o }}",
    "template collections": lambda n: f"CONSTRUCT {{ ?s ?p {'(' * n}1{')' * n} }} WHERE {{ ?s ?p ?o }}",
    # operators
    "||": chain("||", "?o=#"),
    "&&": chain("&&", "?o!=#"),
    "+": chain("+"),
    "-": chain("-"),
    "*": chain("*"),
    "/": chain("/"),
    "!": lambda n: f"ASK {{ FILTER({'!' * n}true) }}",
    "UNION": lambda n: "ASK { " + "UNION".join(["{?s <http://e/q> ?o}"] * n) + "}",
    "FILTER": row("FILTER(?o != #)", "ASK { ?s ?p ?o "),
    "FILTER EXISTS": row("FILTER EXISTS{}", "ASK { ?s ?p ?o "),
    "SELECT expressions": row("(?o AS ?c#) ", "SELECT ", "{ ?s ?p ?o }"),
    "aggregates side by side": row("(COUNT(?o) AS ?c#) ", "SELECT ", "{ ?s ?p ?o }"),
    "ORDER BY": row("(?o+#) ", "SELECT * { ?s ?p ?o } ORDER BY ", ""),
    "GROUP BY": row("(?o+# AS ?g#) ", "SELECT (COUNT(*) AS ?c) { ?s ?p ?o } GROUP BY ", ""),
    "HAVING": row("(COUNT(*)>#)", "SELECT ?s { ?s ?p ?o } GROUP BY ?s HAVING ", ""),
    "DESCRIBE": row("<http://e/#> ", "DESCRIBE ", ""),
    "path alternatives": path("|"),
    # patterns
    "triple patterns": row("?s <http://e/q> ?o# ."),
    "triple patterns in a chain": row("?x# <http://e/q> ?y# ."),
    "triple patterns of one subject": row("; <http://e/q> ?o# ", "ASK { ?s ?p ?o "),
    "objects": row(",?o#", "ASK { ?s ?p ?o "),
    "blank nodes": row(",[]", "ASK { ?s ?p ?o "),
    "blank nodes in one another": lambda n: f"ASK {{ ?s ?p {'[?p ' * n}1{']' * n} }}",
    "a collection": row("# ", "ASK { ?s ?p (", ") }"),
    "collections in one another": lambda n: f"ASK {{ ?s ?p {'(' * n}1{')' * n} }}",
    "path steps": path("/"),
    "OPTIONAL": row("OPTIONAL{?s <http://e/q> ?o#}", "ASK { ?s ?p ?o "),
    "MINUS": row("MINUS{?s <http://e/q> ?z}", "ASK { ?s ?p ?o "),
    "LATERAL": row("LATERAL{?s <http://e/q> ?z}", "ASK { ?s ?p ?o "),
    "BIND": row("BIND(?s AS ?b#)", "ASK { ?s ?p ?o "),
    "VALUES": row("VALUES ?a#{1}"),
    "groups side by side": row("{?s <http://e/q> ?o#}"),
    "groups with a pattern in each": nested("?s <http://e/q> ?o {", "", "}"),
    "GRAPH": row("GRAPH <http://e/#>{?s ?p ?o}"),
    "sub-selects side by side": row("{SELECT ?s {?s <http://e/q> ?o}}"),
    "unions joined": row("{?s <http://e/q> ?a#}UNION{?s <http://e/q> ?b#}"),
    "reifiers": row("~?x", "ASK { ?s ?p ?o "),
    "annotations": row("{|?p ?o|}", "ASK { ?s ?p ?o "),
    "triples in angles": lambda n: f"ASK {{ {'<<' * n}?s{' ?p ?o>>' * n} ?a ?b }}",
    # read again
    "REGEX": value("REGEX(", "'a'", ",'a')"),
    "SUBSTR": value("SUBSTR(", "'a'", ",1)"),
    "REPLACE": value("REPLACE(", "'a'", ",'a','b')"),
    "GROUP_CONCAT": value("GROUP_CONCAT(", "?o", ")"),
    "steps in brackets": lambda n: f"ASK {{ ?s ({'/'.join(['<http://e/q>'] * n)})+ ?o . ?o ?p ?q }}",
}


def most(make: Callable[[int], str]) -> int:
    """Give the largest number of repetitions that the guard lets through, at least one."""
    low, high = 1, 100_000
    inspect(make(low), LIMITS)
    while high - low > 1:
        middle = (low + high) // 2
        try:
            inspect(make(middle), LIMITS)
        except QueryRefusedError:
            high = middle
        else:
            low = middle
    return low


def test_every_construct_is_answered_below_the_limits_and_refused_above(small: Path) -> None:
    async def scenario() -> dict[str, str]:
        pool = await Pool.open(small, PoolLimits(workers=1, deadline=20))
        faults = {}
        for name, make in CONSTRUCTS.items():
            repeated = most(make)
            with pytest.raises(QueryRefusedError) as refused:
                inspect(make(repeated + 1), LIMITS)
            assert "characters long" not in refused.value.message, name
            assert refused.value.position is not None, name
            query = inspect(make(repeated), LIMITS)
            try:
                media_type = "text/turtle" if query.form in {"CONSTRUCT", "DESCRIBE"} else "text/csv"
                answer = await pool.answer(QueryRequest(query, media_type))
                if isinstance(answer, Streamed):
                    await answer.parts.completed()
                    answer.parts.close()
            except QueryError as fault:
                faults[name] = f"{repeated}: {fault}"
        await pool.close()
        return faults

    assert asyncio.run(scenario()) == {}


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { VALUES ?a {" + "1 " * 20_000 + "} }",
        "SELECT * { VALUES (?a ?b) {" + "(-1 'a')" * 5_000 + "} }",
        "SELECT * { ?s ?p ?o FILTER(?o IN (" + "1," * 20_000 + "1)) }",
        "SELECT (CONCAT(" + "'a'," * 20_000 + "'a') AS ?x) {}",
        "SELECT " + "?x " * 20_000 + "{ ?s ?p ?o }",
        "SELECT * " + "FROM <http://e/g> " * 5_000 + "{ ?s ?p ?o }",
        "CONSTRUCT { " + "?s ?p ?o . " * 5_000 + "} WHERE { ?s ?p ?o }",
        "PREFIX e: <http://e/> " * 4_000 + "ASK {}",
        "ASK { # " + "((((" * 20_000 + "\n }",
        "ASK { ?s ?p '" + "((((" * 20_000 + "' }",
        "ASK { ?s ?p ?o" + ";" * 50_000 + "}",
        "SELECT * {" + "UNION".join(["{ ?s ?p ?o . ?o ?q ?r }"] * 100) + "}",
    ],
    ids=lambda text: text[:30],
)
def test_what_makes_the_engine_no_work_is_not_counted(text: str) -> None:
    assert inspect(text, LIMITS).text == text


@pytest.mark.parametrize(
    "text",
    [
        "ASK { FILTER(" + "?a-" * 2_000 + "1) }",
        "ASK { FILTER(" + "true-" * 2_000 + "1) }",
        "ASK { ?s ?p " + "1.?s ?p " * 200 + "1 }",
        "ASK { ?s ?p " + "true.?s ?p " * 200 + "1 }",
        "PREFIX e: <http://e/> ASK { ?s ?p " + "true.e:a ?p " * 200 + "1 }",
        "ASK { FILTER(?a<(" + "(" * 5_000 + "?b" + ")" * 5_000 + ")&&?c>?d) }",
        "ASK { FILTER(?a<?b||" + "?b||" * 5_000 + "?c>?d) }",
        "ASK { VALUES ?x {'''a'} FILTER(" + "-(" * 3_000 + r" #\x'''",
        "PREFIX e: <http://h:8> ASK { FILTER(e:-" + "1-" * 5_000 + "1) }",
    ],
    ids=lambda text: text[:40],
)
def test_nothing_hides_from_the_count(text: str) -> None:
    with pytest.raises((QueryRefusedError, QuerySyntaxError)):
        inspect(text, LIMITS)


def test_the_limits_are_told() -> None:
    few = QueryLimits(operators=10, patterns=3)
    with pytest.raises(
        QueryRefusedError, match="more than 10 operators, brackets and triple patterns at line 2, column"
    ):
        inspect("ASK {\n FILTER(1+1+1+1+1+1+1+1+1+1+1) }", few)
    with pytest.raises(QueryRefusedError, match="joins more than 3 patterns"):
        inspect("ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", few)
    inspect("ASK { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", few)


@pytest.mark.parametrize(
    "text",
    [
        "ASK { ?a ?b ?c . ?d ?e ?f }",
        "ASK { ?a ?b ?c ; ?d ?e . }",
        "ASK { ?a ?b ?c , ?d . }",
        "ASK { ?a <http://e/a>/<http://e/b> ?c }",
        "ASK { { ?a ?b ?c } { ?d ?e ?f } }",
        "ASK { GRAPH ?g { ?a ?b ?c } ?d ?e ?f }",
        "ASK { ?a ?b [ ?c ?d ] }",
        "ASK { ?a ?b ?c VALUES ?d { 1 } }",
    ],
)
def test_two_patterns_are_two(text: str) -> None:
    inspect(text, QueryLimits(patterns=2))
    with pytest.raises(QueryRefusedError, match="joins more than 1 patterns"):
        inspect(text, QueryLimits(patterns=1))
