from __future__ import annotations

import pytest

from policygraph.errors import QueryRefusedError, UsageError
from policygraph.store.federation import AllowList, Destination

LIST = AllowList.parse(["DBpedia.org", "example.org:8890", "192.0.2.7", "10.1.0.0/16", "[::1]", "xn--fiqs8s.example."])


@pytest.mark.parametrize(
    ("iri", "destination"),
    [
        ("https://dbpedia.org/sparql", (True, "dbpedia.org", 443, "/sparql")),
        ("http://DBPEDIA.org./sparql?a=b#c", (False, "dbpedia.org", 80, "/sparql?a=b")),
        ("http://dbpedia.org", (False, "dbpedia.org", 80, "/")),
        ("https://dbpedia.org:8443/", (True, "dbpedia.org", 8443, "/")),
        ("http://example.org:8890/任?q=务", (False, "example.org", 8890, "/%E4%BB%BB?q=%E5%8A%A1")),
        ("http://dbpedia.org/a%20b", (False, "dbpedia.org", 80, "/a%20b")),
        ("http://192.0.2.7/", (False, "192.0.2.7", 80, "/")),
        ("http://10.1.255.255/", (False, "10.1.255.255", 80, "/")),
        ("http://[::1]:7200/x", (False, "::1", 7200, "/x")),
        ("http://xn--fiqs8s.example/", (False, "xn--fiqs8s.example", 80, "/")),
    ],
)
def test_what_is_listed_may_be_asked(iri: str, destination: tuple[bool, str, int, str]) -> None:
    assert LIST.destination(iri) == Destination(iri, *destination)


@pytest.mark.parametrize(
    ("iri", "why"),
    [
        ("http://other.org/", "not on the list"),
        ("http://www.dbpedia.org/", "not on the list"),
        ("http://dbpedia.org.evil.example/", "not on the list"),
        ("http://example.org/", "not on the list"),
        ("http://example.org:8891/", "not on the list"),
        ("http://127.0.0.1/", "not on the list"),
        ("http://10.2.0.1/", "not on the list"),
        ("http://192.0.2.8/", "not on the list"),
        ("http://3221225991/", "not on the list"),  # 192.0.2.7 as one number
        ("http://0xC0000207/", "not on the list"),
        ("http://0300.0.2.7/", "not on the list"),
        ("http://192.0.519/", "not on the list"),
        ("http://[::ffff:192.0.2.7]/", "not on the list"),
        ("http://１９２.0.2.7/", "not on the list"),
        ("http://dbpedia%2eorg/", "not on the list"),
        ("http://dbpedia。org/", "not on the list"),
        ("http://user@dbpedia.org/", "names a user"),
        ("http://dbpedia.org@evil.example/", "names a user"),
        ("ftp://dbpedia.org/", "neither http nor https"),
        ("file:///etc/passwd", "neither http nor https"),
        ("urn:x", "neither http nor https"),
        ("http://", "not on the list"),
        ("http://dbpedia.org:99999/", "no address"),
        ("http://dbpedia.org:x/", "no address"),
        ("http://[::1/", "no address"),
    ],
)
def test_all_else_is_refused_with_the_reason(iri: str, why: str) -> None:
    with pytest.raises(QueryRefusedError) as refused:
        LIST.destination(iri)
    assert f"<{iri}>" in refused.value.message
    assert why in refused.value.message


def test_an_empty_list_allows_nothing() -> None:
    assert not AllowList.parse([])
    assert not AllowList.parse([" "])
    with pytest.raises(QueryRefusedError):
        AllowList().destination("http://dbpedia.org/")


@pytest.mark.parametrize(
    "entry",
    ["http://dbpedia.org/", "a b", "*.org", "中国.example", "host:x", "127.1", "0x7f000001", "10.0.0.0/33", "-a.org"],
)
def test_an_entry_that_is_no_host_is_told(entry: str) -> None:
    with pytest.raises(UsageError, match="no host that can be allowed"):
        AllowList.parse([entry])


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "10.1.2.3", "192.0.2.7", "::1"]
)
def test_outer_addresses_and_those_listed_may_be_connected_to(address: str) -> None:
    assert LIST.permits(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.1", "10.2.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "192.0.0.8", "198.18.0.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "192.0.2.8",
        "::", "fe80::1", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1", "::ffff:127.0.0.1", "::ffff:10.2.0.1",
        "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:a9fe:a9fe::1", "fe80::1%eth0", "nonsense", "",
    ],
)  # fmt: skip
def test_inner_addresses_may_not_be_connected_to_in_any_form(address: str) -> None:
    assert not LIST.permits(address)
