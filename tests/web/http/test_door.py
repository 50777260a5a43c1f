"""Naming and counting requests, through the door of a small application."""

from __future__ import annotations

import asyncio
from ipaddress import ip_network
from typing import TYPE_CHECKING, Any

import pytest

from policygraph.settings import Settings
from policygraph.web.http.door import Door
from policygraph.web.telemetry.telemetry import Telemetry
from policygraph.web.telemetry.visit import visit_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

START: Message = {"type": "http.response.start", "status": 200, "headers": [(b"x", b"y")]}


def pass_through(
    app: ASGIApp, telemetry: Telemetry, headers: Mapping[str, str] | None = None, method: str = "GET"
) -> list[Message]:
    """Send a request through the door to an application, and give what comes out."""
    messages: list[Message] = []
    settings = Settings(trusted_proxies=(ip_network("10.0.0.0/8"),))
    pairs = {"host": "e", **(headers or {})}
    client = pairs.pop("peer", "192.0.2.1")
    scope: Scope = {
        "type": "http", "method": method, "scheme": "http", "path": "/", "raw_path": b"/", "client": (client, 1),
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in pairs.items()],
    }  # fmt: skip

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        messages.append(message)

    asyncio.run(Door(app, settings, telemetry)(scope, receive, send))
    return messages


def answering(
    status: int = 200, outcome: str = "", query: str | None = "ASK {}", parts: tuple[bytes, ...] = (b"ab",)
) -> ASGIApp:
    """Make an application that answers with a status and a body in parts, and says what came of it."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        del receive
        visit = visit_of(scope)
        visit.query, visit.outcome = query, outcome
        await send({"type": "http.response.start", "status": status, "headers": []})
        for part in parts:
            await send({"type": "http.response.body", "body": part, "more_body": True})
        await send({"type": "http.response.body", "body": b""})

    return app


async def leaving(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer nothing: the client has gone."""
    del receive, send
    visit_of(scope).query = "ASK {}"


async def breaking_off(scope: Scope, receive: Receive, send: Send) -> None:
    """Begin an answer."""
    del receive
    visit_of(scope).query = "ASK {}"
    await send(START)
    await send({"type": "http.response.body", "body": b"abc", "more_body": True})


async def failing(scope: Scope, receive: Receive, send: Send) -> None:
    """Fail."""
    del scope, receive, send
    raise ZeroDivisionError


def id_of(messages: list[Message]) -> str:
    (given,) = [value.decode() for name, value in messages[0]["headers"] if name == b"x-request-id"]
    return str(given)


def test_every_answer_carries_an_id_of_its_own() -> None:
    telemetry = Telemetry()
    ids = [id_of(pass_through(answering(), telemetry)) for _ in range(3)]
    assert len(set(ids)) == 3
    assert all(given.isascii() and len(given) < 30 for given in ids)


def test_the_headers_of_the_application_are_left_alone() -> None:
    shared: dict[str, Any] = {**START, "headers": [(b"x", b"y")]}

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        del scope, receive
        await send({**shared})
        await send({"type": "http.response.body", "body": b""})

    assert pass_through(app, Telemetry())[0]["headers"][0] == (b"x", b"y")
    assert shared["headers"] == [(b"x", b"y")]


@pytest.mark.parametrize(
    ("peer", "given", "taken"),
    [
        ("10.0.0.1", "proxy-7.x_y", True),
        ("192.0.2.1", "proxy-7.x_y", False),
        ("10.0.0.1", "two words", False),
        ("10.0.0.1", 'a"b', False),
        ("10.0.0.1", "é", False),
        ("10.0.0.1", "x" * 129, False),
        ("10.0.0.1", "", False),
    ],
)
def test_an_id_is_taken_over_from_a_trusted_proxy_if_it_can_be_repeated(peer: str, given: str, taken: bool) -> None:  # noqa: FBT001 - a column of the table
    messages = pass_through(answering(), Telemetry(), {"peer": peer, "x-request-id": given})
    assert (id_of(messages) == given) == taken


@pytest.mark.parametrize(
    ("app", "outcome", "status"),
    [
        (answering(), "ok", 200),
        (answering(outcome="cached"), "cached", 200),
        (answering(304), "not-modified", 304),
        (answering(400, "query-syntax"), "query-syntax", 400),
        (answering(431), "request-header-fields-too-large", 431),
        (leaving, "gone", 0),
        (breaking_off, "broken-off", 200),
    ],
)
def test_a_query_is_counted_by_what_came_of_it(app: ASGIApp, outcome: str, status: int) -> None:
    telemetry = Telemetry()
    pass_through(app, telemetry)
    assert telemetry.queries == {outcome: 1}
    assert telemetry.requests == {("GET", status): 1}
    cached = outcome in {"cached", "not-modified"}
    assert (sum(telemetry.cached.counts), sum(telemetry.evaluated.counts)) == (int(cached), int(not cached))


def test_what_asks_nothing_is_no_query() -> None:
    telemetry = Telemetry()
    pass_through(answering(404, query=None), telemetry)
    assert (telemetry.queries, telemetry.requests) == ({}, {("GET", 404): 1})


def test_a_request_is_counted_though_the_application_fails() -> None:
    telemetry = Telemetry()
    with pytest.raises(ZeroDivisionError):
        pass_through(failing, telemetry)
    assert telemetry.requests == {("GET", 0): 1}


def test_the_bytes_of_bodies_are_counted_but_those_of_head_are_not_sent() -> None:
    telemetry = Telemetry()
    pass_through(answering(parts=(b"ab", b"cde")), telemetry)
    pass_through(answering(parts=(b"ab", b"cde")), telemetry, method="HEAD")
    assert telemetry.sent == 5


def test_a_method_that_nobody_knows_makes_no_series_of_its_own() -> None:
    telemetry = Telemetry()
    pass_through(answering(405), telemetry, method="BREW")
    assert telemetry.requests == {("other", 405): 1}


def test_a_time_falls_into_the_range_that_ends_with_it_or_behind() -> None:
    telemetry = Telemetry()
    for seconds in (0.0, 0.001, 0.0011, 30.0, 31.0):
        telemetry.evaluated.add(seconds)
    assert telemetry.evaluated.counts == [2, 1, *[0] * 11, 1, 1]
    assert telemetry.evaluated.seconds == pytest.approx(61.0021)
