"""What comes from a client and goes back to one in a header, or does not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from tests.hostile.places import ASK, PLACES
from tests.hostile.target import assert_problem
from tests.hostile.wire import request

if TYPE_CHECKING:
    from tests.hostile.target import Target

INJECTED = "X-Injected: yes"
# The last one holds line ends to those who keep the lower byte of each character only.
INJECTIONS = [f"\r\n{INJECTED}", f"\n{INJECTED}", f"\r{INJECTED}", "\r\n\r\n<script>", f"\u010d\u010a{INJECTED}"]
NAMES = [
    "Accept",
    "Access-Control-Request-Headers",
    "Access-Control-Request-Method",
    "Cookie",
    "Forwarded",
    "If-None-Match",
    "Origin",
    "Referer",
    "User-Agent",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "X-Request-Id",
]


@pytest.mark.parametrize("injection", INJECTIONS)
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_nothing_that_a_client_writes_becomes_a_header(target: Target, place: str, injection: str) -> None:
    reply = target.ask(request(place.replace("@", quote(injection, safe=""))))
    assert reply.status in {200, 400, 403, 404}
    assert "x-injected" not in reply.headers
    assert all("injected" not in value.lower() for value in reply.headers.values())


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("method", ["GET", "OPTIONS"])
def test_a_header_is_not_given_back(target: Target, name: str, method: str) -> None:
    told = "told.example"
    reply = target.ask(request("/sparql", [(name, f"text/csv, {told}"), ("Via", told)], method=method), method)
    if reply.status == 406:
        assert_problem(reply, 406)
    else:
        assert reply.status in {200, 204}
        assert told not in reply.text
    given_back = {value for value in reply.headers.values() if told in value}
    assert not given_back or name == "Access-Control-Request-Headers"  # which is a list of names to be allowed


@pytest.mark.parametrize("value", ["evil\x7f", "a b, c", "\xff", "x" * 2000, "<script>", "a,,b", "*", "", "a;b"])
def test_headers_to_be_allowed_are_names(target: Target, value: str) -> None:
    fields = [("Origin", "http://e"), ("Access-Control-Request-Headers", value)]
    reply = target.ask(request("/sparql", fields, method="OPTIONS"), "OPTIONS")
    if "\x7f" in value:
        assert_problem(reply, 400)
        return
    assert reply.status == 204
    assert re.fullmatch(r"[A-Za-z0-9*-]+(, [A-Za-z0-9-]+)*", reply.headers["access-control-allow-headers"])


@pytest.mark.parametrize("origin", ["null", "http://evil.example", "*", "file://", "http://e\\f"])
def test_no_site_gets_credentials(target: Target, origin: str) -> None:
    reply = target.ask(request(f"/sparql?{ASK}", [("Origin", origin), ("Cookie", "a=b")]))
    assert reply.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in reply.headers
    assert "set-cookie" not in reply.headers
