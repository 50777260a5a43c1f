"""Whatever a query does, it ends within half a second after its deadline, on disk and in memory."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.store.asking import LIGHT, LIGHT_ANSWER, LIMITS, ask, until

from policygraph.errors import QueryTimeoutError
from policygraph.store.pool.pool import Pool, StoreMode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    Ask = tuple[asyncio.Runner, Pool]

DEADLINE, LATE = 0.2, 0.5
TWO = "?a ?p ?b . ?c ?q ?d"
THREE = f"{TWO} . ?e ?r ?f"
VALUES = " ".join(str(number) for number in range(3000))
HEAVY = {
    "count": f"SELECT (COUNT(*) AS ?n) {{ {THREE} }}",
    "order": f"SELECT ?a {{ {THREE} }} ORDER BY ?b ?d LIMIT 1",
    "group": f"SELECT ?a (COUNT(?d) AS ?n) {{ {THREE} }} GROUP BY ?a",
    "distinct": f"SELECT (COUNT(DISTINCT ?b) AS ?n) {{ {THREE} }}",
    "filter": f"ASK {{ {THREE} FILTER(?a = ?c && ?c != ?a) }}",
    "not exists": f"ASK {{ ?a ?p ?b FILTER NOT EXISTS {{ {THREE} FILTER(?b != ?d && ?d = ?f && ?f = ?b) }} }}",
    "regex": f"ASK {{ {TWO} FILTER(REGEX(CONCAT(?b, ?d), '(.*l.*b.*)*(z|y)+$')) }}",
    "repetition": f"ASK {{ {TWO} FILTER(REGEX(CONCAT(?b, ?d), '((a|l|t){{1,60}}e?){{1,60}}!')) }}",
    "replace": f"SELECT (SUM(STRLEN(REPLACE(CONCAT(?b, ?d), '(.)', '$1$1'))) AS ?n) {{ {TWO} }}",
    "path": "SELECT (COUNT(*) AS ?n) { ?a (!<http://e/x>)* ?b . ?c (!<http://e/x>|^!<http://e/x>)* ?d }",
    "construct": f"CONSTRUCT {{ ?a ?p ?d . ?c ?q ?b }} {{ {TWO} }}",
    "values": f"SELECT (COUNT(*) AS ?n) {{ {' '.join(f'VALUES ?{name} {{ {VALUES} }}' for name in 'xyz')} }}",
    "planning": f"SELECT (COUNT(*) AS ?n) {{ {' . '.join(f'?s{n} ?p{n} ?s{(n * 7) % 900}' for n in range(900))} }}",
    "union": f"SELECT (COUNT(*) AS ?n) {{ {' UNION '.join([f'{{ {TWO} }}'] * 500)} }}",
    "optional": f"SELECT (COUNT(*) AS ?n) {{ ?a ?p ?b OPTIONAL {{ ?c ?q ?d OPTIONAL {{ {THREE} }} }} }}",
    "minus": f"SELECT (COUNT(*) AS ?n) {{ {{ {TWO} }} MINUS {{ ?a ?p ?d . ?c ?q ?b }} }}",
}


@pytest.fixture(scope="module", params=[StoreMode.DISK, StoreMode.MEMORY])
def asked(request: pytest.FixtureRequest, large: Path) -> Iterator[Ask]:
    limits = replace(LIMITS, deadline=DEADLINE, memory=1 << 30, mode=request.param)
    with asyncio.Runner() as runner:
        pool = runner.run(Pool.open(large, limits))
        runner.run(until(lambda: pool.resident == (request.param is StoreMode.MEMORY)))
        yield runner, pool
        runner.run(pool.close())


@pytest.mark.parametrize("kind", HEAVY)
def test_a_heavy_query_ends_within_half_a_second_after_its_deadline_and_others_go_on(asked: Ask, kind: str) -> None:
    runner, pool = asked

    async def work() -> tuple[float, bytes]:
        begun = time.monotonic()
        heavy = asyncio.create_task(ask(pool, HEAVY[kind], "heavy"))
        light = await ask(pool, LIGHT, "light")
        with pytest.raises(QueryTimeoutError):
            await heavy
        return time.monotonic() - begun, light

    seconds, light = runner.run(work())
    assert DEADLINE <= seconds <= DEADLINE + LATE
    assert light == LIGHT_ANSWER
