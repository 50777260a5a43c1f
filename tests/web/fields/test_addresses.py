from __future__ import annotations

import pytest

from policygraph.web.fields.addresses import base_of, client_of


@pytest.mark.parametrize(
    ("address", "client"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::ffff", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::ffff", "2001:db8:1:3::/64"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("fe80::1%eth0", "fe80::/64"),
        ("::1", "::/64"),
        ("a name", "a name"),
    ],
)
def test_a_client_is_an_address_or_the_network_that_one_customer_has(address: str, client: str) -> None:
    assert client_of({"client": (address, 50_000)}) == client


def test_a_connection_without_an_address_has_no_client() -> None:
    assert client_of({"client": None}) == ""


@pytest.mark.parametrize(
    ("scheme", "host", "path", "base"),
    [
        ("http", b"e.example:8000", "", "http://e.example:8000"),
        ("https", b"[2001:db8::1]:443", "/graph", "https://[2001:db8::1]:443/graph"),
        ("https", b"evil>", "/graph", "/graph"),
        ("https", b'e.example/"x', "", ""),
        ("http", b"[:]", "/graph", "/graph"),
        ("http", b"[127.0.0.1]", "/graph", "/graph"),
        ("http", b"a" * 253 + b":80", "", "http://" + "a" * 253 + ":80"),
        ("http", b"a" * 254, "/graph", "/graph"),
        ("http", b"policy_graph:8000", "", "http://policy_graph:8000"),
        ("http", b"", "/graph", "/graph"),
    ],
)
def test_the_base_is_the_address_that_was_asked(scheme: str, host: bytes, path: str, base: str) -> None:
    assert base_of({"scheme": scheme, "headers": [(b"host", host)], "root_path": path}) == base


def test_without_a_host_the_base_is_a_path() -> None:
    assert base_of({"scheme": "http", "headers": []}) == ""
