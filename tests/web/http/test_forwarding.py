from __future__ import annotations

from ipaddress import ip_network
from typing import Any

import pytest

from policygraph.web.http.forwarding import Forwarding

PROXY = "10.0.0.1"
TRUSTED = [ip_network("10.0.0.0/8"), ip_network("2001:db8:aaaa::/48")]


def scope(*headers: tuple[str, str], peer: str | None = PROXY, path: str = "/sparql") -> dict[str, Any]:
    pairs = [("host", "inside:8000"), *headers]
    return {
        "type": "http", "scheme": "http", "path": path, "raw_path": path.encode(), "root_path": "",
        "client": None if peer is None else (peer, 1),
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in pairs],
    }  # fmt: skip


def seen(forwarding: Forwarding, request: dict[str, Any]) -> tuple[str, str, str]:
    """Give client, scheme and host of a request as the application sees it."""
    forwarding.apply(request)
    hosts = [value.decode() for name, value in request["headers"] if name == b"host"]
    assert len(hosts) == 1
    return request["client"][0], request["scheme"], hosts[0]


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ([], (PROXY, "http", "inside:8000")),
        ([("x-forwarded-for", "192.0.2.7")], ("192.0.2.7", "http", "inside:8000")),
        (
            [("x-forwarded-for", "192.0.2.7"), ("x-forwarded-proto", "https"), ("x-forwarded-host", "e.example")],
            ("192.0.2.7", "https", "e.example"),
        ),
        ([("x-forwarded-for", "1.1.1.1, 192.0.2.7, 10.9.9.9")], ("192.0.2.7", "http", "inside:8000")),
        ([("x-forwarded-for", "1.1.1.1"), ("x-forwarded-for", "192.0.2.7")], ("192.0.2.7", "http", "inside:8000")),
        ([("x-forwarded-for", "10.1.1.1, 10.2.2.2")], ("10.1.1.1", "http", "inside:8000")),
        ([("x-forwarded-for", "192.0.2.7:4711")], ("192.0.2.7", "http", "inside:8000")),
        ([("x-forwarded-for", "[2001:db8::7]:4711")], ("2001:db8::7", "http", "inside:8000")),
        ([("x-forwarded-for", "2001:db8::7, 2001:db8:aaaa::1")], ("2001:db8::7", "http", "inside:8000")),
        ([("x-forwarded-for", "1.1.1.1, unknown, 10.2.2.2")], ("10.2.2.2", "http", "inside:8000")),
        ([("x-forwarded-for", "1.1.1.1, 192.0.2.999")], (PROXY, "http", "inside:8000")),
        ([("x-forwarded-for", "fe80::1%" + "x" * 9000)], (PROXY, "http", "inside:8000")),
        ([("x-forwarded-proto", "gopher"), ("x-forwarded-host", "a/b")], (PROXY, "http", "inside:8000")),
        ([("x-forwarded-host", "a.example, b.example")], (PROXY, "http", "inside:8000")),
        ([("forwarded", "for=192.0.2.7;proto=https;host=e.example")], ("192.0.2.7", "https", "e.example")),
        (
            [("forwarded", 'for=1.1.1.1;host=evil.example, For="[2001:db8::7]:4711"; Proto=HTTPS , for=10.1.1.1')],
            ("2001:db8::7", "https", "inside:8000"),
        ),
        ([("forwarded", 'for="a,b\\"";proto=https')], (PROXY, "http", "inside:8000")),
        ([("forwarded", "for=_hidden;proto=https")], (PROXY, "http", "inside:8000")),
        ([("forwarded", "for=192.0.2.7;proto=https, not a hop")], (PROXY, "http", "inside:8000")),
        ([("forwarded", "for=6.6.6.6"), ("x-forwarded-for", "192.0.2.7")], ("192.0.2.7", "http", "inside:8000")),
        ([("forwarded", "for=6.6.6.6"), ("x-forwarded-proto", "https")], (PROXY, "https", "inside:8000")),
    ],
)
def test_a_trusted_proxy_is_believed(headers: list[tuple[str, str]], expected: tuple[str, str, str]) -> None:
    assert seen(Forwarding(TRUSTED, ""), scope(*headers)) == expected


def test_anybody_else_is_not_believed() -> None:
    headers = [("x-forwarded-for", "1.1.1.1"), ("x-forwarded-proto", "https"), ("forwarded", "for=1.1.1.1")]
    assert seen(Forwarding(TRUSTED, ""), scope(*headers, peer="192.0.2.1")) == ("192.0.2.1", "http", "inside:8000")
    assert seen(Forwarding([], ""), scope(*headers)) == (PROXY, "http", "inside:8000")


def test_a_proxy_that_connects_by_a_mapped_address_is_known() -> None:
    request = scope(("x-forwarded-for", "192.0.2.7"), peer="::ffff:10.0.0.1")
    assert seen(Forwarding(TRUSTED, ""), request)[0] == "192.0.2.7"


def test_a_connection_without_an_address_is_not_believed() -> None:
    request = scope(("x-forwarded-for", "192.0.2.7"), peer=None)
    Forwarding(TRUSTED, "").apply(request)
    assert request["client"] is None


@pytest.mark.parametrize(
    ("path", "inside"),
    [("/sparql", "/sparql"), ("/graph/sparql", "/sparql"), ("/graph", "/"), ("/graph/", "/"), ("/graphs", "/graphs")],
)
def test_the_prefix_is_taken_off_whether_the_proxy_did_or_not(path: str, inside: str) -> None:
    request = scope(path=path)
    Forwarding([], "/graph").apply(request)
    assert (request["path"], request["raw_path"], request["root_path"]) == (inside, inside.encode(), "/graph")


@pytest.mark.parametrize(
    ("name", "value", "client"),
    [
        ("x-forwarded-for", ",".join(["1.1.1.1"] * 8000), "1.1.1.1"),
        ("forwarded", ",".join(["for=1.1.1.1"] * 5000), "1.1.1.1"),
        ("forwarded", 'a="' * 20_000, PROXY),
        ("forwarded", "," * 60_000, PROXY),
    ],
)
def test_a_long_header_is_read_as_a_short_one_is(name: str, value: str, client: str) -> None:
    assert seen(Forwarding(TRUSTED, ""), scope((name, value)))[0] == client
