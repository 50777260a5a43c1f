"""SERVICE all the way: the guard, a query process with its gateway, and an endpoint on this machine."""

from __future__ import annotations

import asyncio
import socket
import time
from typing import TYPE_CHECKING

import pytest

from policygraph.errors import QueryRefusedError, QueryTimeoutError, ServiceError
from policygraph.store import QueryLimits, QueryRequest, Streamed, inspect
from policygraph.store.federation import AllowList
from policygraph.store.pool.pool import Pool, PoolLimits

if TYPE_CHECKING:
    from pathlib import Path

    from tests.store.federation.conftest import Elsewhere

LISTED = ("127.0.0.0/8",)
LIMITS = PoolLimits(workers=1, deadline=5, memory=64 << 20, services=LISTED, service_seconds=2)


async def answer(pool: Pool, text: str, allowed: AllowList) -> bytes:
    given = await pool.answer(QueryRequest(inspect(text, QueryLimits(), allowed), "text/csv"))
    if isinstance(given, Streamed):
        return b"".join([part async for part in given.parts])
    return given.body


def ask(store: Path, *texts: str, limits: PoolLimits = LIMITS) -> list[bytes | BaseException]:
    """Ask one query process several things in turn."""

    async def scenario() -> list[bytes | BaseException]:
        pool = await Pool.open(store, limits)
        allowed = AllowList.parse(limits.services)
        try:
            return [(await asyncio.gather(answer(pool, text, allowed), return_exceptions=True))[0] for text in texts]
        finally:
            await pool.close()

    return asyncio.run(scenario())


def test_an_answer_from_elsewhere_is_joined_to_our_own(small: Path, elsewhere: Elsewhere) -> None:
    text = (
        f"PREFIX there: <http://127.0.0.1:{elsewhere.port}/>\n"
        "SELECT ?s ?x { ?s <http://e/label> ?l { SELECT ?x { SERVICE there:sparql { ?a ?b ?x } } } }"
    )
    assert ask(small, text, text) == [b"s,x\r\nhttp://e/x,from elsewhere\r\n"] * 2
    assert [asked.path for asked in elsewhere.seen] == ["/sparql"] * 2


PLACES = {
    "a group": "SELECT ?x {{ SERVICE <{}> {{ ?a ?b ?x }} }}",
    "a filter": 'SELECT ("from elsewhere" AS ?x) {{ FILTER EXISTS {{ SERVICE <{}> {{ ?a ?b ?c }} }} }}',
    "an expression": "SELECT (IF(EXISTS {{ SERVICE <{}> {{ ?a ?b ?c }} }}, 'from elsewhere', '') AS ?x) {{}}",
    "OPTIONAL": "SELECT ?x {{ OPTIONAL {{ SERVICE <{}> {{ ?a ?b ?x }} }} }}",
    "UNION": "SELECT ?x {{ {{ FILTER(false) }} UNION {{ SERVICE SILENT <{}> {{ ?a ?b ?x }} }} }}",
    "GRAPH": "SELECT ?x {{ GRAPH <http://e/g1> {{ SERVICE <{}> {{ ?a ?b ?x }} }} }}",
    "LATERAL": "SELECT ?x {{ VALUES ?n {{ 1 2 }} LATERAL {{ SERVICE <{}> {{ ?a ?b ?x }} }} }} LIMIT 1",
    "an order": "SELECT ?x {{ SERVICE <{}> {{ ?a ?b ?x }} }} ORDER BY (EXISTS {{ ?x ?y ?z }})",
}


@pytest.mark.parametrize("place", PLACES)
def test_a_call_is_made_wherever_it_stands(small: Path, elsewhere: Elsewhere, place: str) -> None:
    (given,) = ask(small, PLACES[place].format(f"http://127.0.0.1:{elsewhere.port}/"))
    assert given == b"x\r\nfrom elsewhere\r\n"
    assert len(elsewhere.seen) == 1


def test_two_endpoints_in_one_query(small: Path, elsewhere: Elsewhere) -> None:
    iri = f"http://127.0.0.1:{elsewhere.port}"
    (given,) = ask(small, f"SELECT ?x {{ SERVICE <{iri}/1> {{ ?a ?b ?x }} SERVICE SILENT<{iri}/xml>{{ ?c ?d ?x }} }}")
    assert given == b"x\r\nfrom elsewhere\r\n"
    assert {asked.path for asked in elsewhere.seen} == {"/1", "/xml"}


def test_what_failed_is_told_and_nothing_of_the_inside(small: Path, elsewhere: Elsewhere) -> None:
    iri = f"http://127.0.0.1:{elsewhere.port}/broken"
    fault, after = ask(small, f"SELECT * {{ SERVICE <{iri}> {{ ?a ?b ?x }} }}", "ASK {}")
    assert isinstance(fault, ServiceError)
    assert fault.message == f"<{iri}> answered with status 500"
    assert "SERVICE SILENT" in fault.remedy
    assert after == b"true"


def test_a_silent_call_that_fails_does_not_take_the_blame_for_another_fault(small: Path, elsewhere: Elsewhere) -> None:
    iri = f"http://127.0.0.1:{elsewhere.port}/broken"
    silent = f"SERVICE SILENT <{iri}> {{ ?a ?b ?x }}"
    joined, broken = ask(
        small, f"SELECT ?x {{ {silent} }}", f"SELECT ?x {{ {silent} BIND(<http://e/unknown>(1) AS ?y) }}"
    )
    assert joined == b"x\r\n\r\n"
    assert isinstance(broken, QueryRefusedError)


def test_the_deadline_holds_for_an_endpoint_that_keeps_silent(small: Path) -> None:
    limits = PoolLimits(workers=1, deadline=0.5, memory=64 << 20, services=LISTED, service_seconds=60)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        begun = time.monotonic()
        iri = f"http://127.0.0.1:{silent.getsockname()[1]}/"
        fault, after = ask(small, f"SELECT * {{ SERVICE <{iri}> {{ ?a ?b ?x }} }}", "ASK {}", limits=limits)
        assert time.monotonic() - begun < 5
    assert isinstance(fault, QueryTimeoutError)
    assert after == b"true"


def test_a_fault_behind_the_first_rows_is_told(small: Path, elsewhere: Elsewhere) -> None:
    """Rows of our own come first, more than fit one piece of a result; then the endpoint fails."""
    rows = " ".join(f'"{"x" * 1000}{n}"' for n in range(90))
    call = f"SERVICE <http://127.0.0.1:{elsewhere.port}/broken> {{ ?a ?b ?x }}"
    (fault,) = ask(small, f"SELECT ?x {{ {{ VALUES ?x {{ {rows} }} }} UNION {{ {call} }} }}")
    assert isinstance(fault, ServiceError)


def test_processes_without_a_list_ask_nobody_even_if_the_guard_were_told_otherwise(
    small: Path, elsewhere: Elsewhere
) -> None:
    text = f"ASK {{ SERVICE <http://127.0.0.1:{elsewhere.port}/> {{ ?a ?b ?c }} }}"

    async def scenario() -> None:
        pool = await Pool.open(small, PoolLimits(workers=1, memory=64 << 20))
        try:
            await answer(pool, text, AllowList.parse(LISTED))
        finally:
            await pool.close()

    with pytest.raises(QueryRefusedError, match="no other endpoint may be asked"):
        asyncio.run(scenario())
    assert elsewhere.seen == []
