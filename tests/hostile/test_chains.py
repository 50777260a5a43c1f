"""Constructs of SPARQL side by side by the thousand: few are answered, too many refused, and no process dies of any."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.hostile.target import assert_problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.hostile.target import Target

    Make = Callable[[int], str]

# What grows without brackets: operators and patterns side by side.
CHAINS: dict[str, Make] = {
    "negations": lambda count: f"ASK {{ FILTER({'!' * count}true) }}",
    "sums": lambda count: f"SELECT ({'+'.join(['1'] * count)} AS ?x) {{}}",
    "differences": lambda count: f"SELECT ({'-'.join(['1'] * count)} AS ?x) {{}}",
    "products": lambda count: f"SELECT ({'*'.join(['1'] * count)} AS ?x) {{}}",
    "disjunctions": lambda count: f"ASK {{ FILTER({'||'.join(['true'] * count)}) }}",
    "conjunctions": lambda count: f"ASK {{ FILTER({'&&'.join(['true'] * count)}) }}",
    "UNION": lambda count: f"ASK {{ {{}}{' UNION {}' * count} }}",
    "OPTIONAL": lambda count: f"ASK {{ {'OPTIONAL{?a ?b ?c}' * count} }}",
    "MINUS": lambda count: f"ASK {{ {'MINUS{?a ?b ?c}' * count} }}",
    "FILTER": lambda count: f"ASK {{ {'FILTER(true)' * count} }}",
    "BIND": lambda count: "ASK { " + "".join(f"BIND({n} AS ?x{n})" for n in range(count)) + " }",
    "EXISTS": lambda count: f"ASK {{ {'FILTER EXISTS{}' * count} }}",
    "VALUES": lambda count: f"ASK {{ {'VALUES ?x {1}' * count} }}",
    "groups": lambda count: f"ASK {{ {'{?a ?b ?c}' * count} }}",
    "sub-selects": lambda count: f"ASK {{ {'{SELECT*{}}' * count} }}",
    "triples": lambda count: f"ASK {{ {'?a ?b ?c .' * count} }}",
    "objects": lambda count: f"ASK {{ ?a ?b {', '.join(['[]'] * count)} }}",
    "members of a collection": lambda count: f"ASK {{ ?a ?b ({'1 ' * count}) }}",
    "steps of a path": lambda count: f"ASK {{ ?a {'/'.join(['<http://e/p>'] * count)} ?b }}",
    "alternatives of a path": lambda count: f"ASK {{ ?a {'|'.join(['<http://e/p>'] * count)} ?b }}",
    "a negated set": lambda count: f"ASK {{ ?a !({'|'.join(['<http://e/p>'] * count)}) ?b }}",
    "columns": lambda count: "SELECT " + " ".join(f"(1 AS ?x{n})" for n in range(count)) + " {}",
    "keys of groups": lambda count: (
        "SELECT (1 AS ?x) { ?a ?b ?c } GROUP BY " + " ".join(f"(?a AS ?x{n})" for n in range(count))
    ),
    "HAVING": lambda count: f"SELECT ?a {{ ?a ?b ?c }} GROUP BY ?a HAVING {'(COUNT(*)>0)' * count}",
    "keys of an order": lambda count: f"SELECT * {{ ?a ?b ?c }} ORDER BY {'(?a)' * count}",
    "reified triples": lambda count: f"ASK {{ {'<< ?s ?p ?o >> ?p ?o .' * count} }}",
}
# Not counted: they cost the engine no more than their characters.
LISTS: dict[str, Make] = {
    "triples of a template": lambda count: f"CONSTRUCT {{ {'<> a 1.' * count} }} {{}}",
    "rows of VALUES": lambda count: f"ASK {{ VALUES ?x {{ {'1 ' * count} }} }}",
    "rows of several values": lambda count: f"ASK {{ VALUES (?x ?y) {{ {'(1 2)' * count} }} }}",
    "members of IN": lambda count: f"ASK {{ FILTER(1 IN ({','.join(['1'] * count)})) }}",
    "prefixes": lambda count: "".join(f"PREFIX p{n}: <http://e/> " for n in range(count // 4)) + "ASK {}",
    "bases": lambda count: "BASE <http://e/> " * (count // 4) + "ASK {}",
    "graphs": lambda count: "ASK " + "FROM <http://e/g0> " * (count // 4) + "{}",
    "named graphs": lambda count: "ASK " + "FROM NAMED <http://e/g0> " * (count // 4) + "{}",
    "comments": lambda count: "ASK {}" + "#\n" * count,
    "semicolons": lambda count: f"ASK {{ <http://e/0> ?b ?c {'; ' * count} }}",
}


@pytest.mark.parametrize("name", CHAINS)
def test_a_few_are_answered(target: Target, name: str) -> None:
    assert target.query(CHAINS[name](3)).status == 200


@pytest.mark.parametrize("name", CHAINS)
@pytest.mark.parametrize("count", [60, 250])
def test_many_are_answered_or_refused(target: Target, name: str, count: int) -> None:
    reply = target.query(CHAINS[name](count))
    assert reply.status == 200 or assert_problem(reply, 403, 504, 507)  # but no process dies of them


@pytest.mark.parametrize("name", CHAINS)
@pytest.mark.parametrize("count", [1001, 30_000])
def test_too_many_are_refused(target: Target, name: str, count: int) -> None:
    assert_problem(target.query(CHAINS[name](count)), 403, 413)  # 413 where they make the query too long as well


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("count", [100, 10_000])
def test_lists_may_be_long(target: Target, name: str, count: int) -> None:
    assert target.query(LISTS[name](count)).status == 200


@pytest.mark.parametrize("name", LISTS)
def test_lists_may_not_be_longer_than_a_query(target: Target, name: str) -> None:
    assert_problem(target.query(LISTS[name](100_000)), 413)
