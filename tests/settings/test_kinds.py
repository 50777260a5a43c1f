from __future__ import annotations

from ipaddress import ip_network
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from policygraph.settings.kinds import choice, folder, networks, number, path_prefix, switch, text, whole, words

if TYPE_CHECKING:
    from policygraph.settings import Kind

HOSTS = words("host names", r"[a-z0-9.-]+")


@pytest.mark.parametrize(
    ("kind", "given", "value"),
    [
        (whole(0, 9), "9", 9),
        (number(0.5, 2), "0.5", 0.5),
        (text("an address"), "::1", "::1"),
        (folder(), "/srv", Path("/srv")),
        (choice("disk", "memory"), "memory", "memory"),
        (switch(), "on", True),
        (switch(), "off", False),
        (HOSTS, "a.example, b.example,", ("a.example", "b.example")),
        (networks(), "127.0.0.1, 10.0.0.0/8,::1", tuple(map(ip_network, ("127.0.0.1", "10.0.0.0/8", "::1")))),
        (path_prefix(), "/graph/", "/graph"),
        (path_prefix(), "/", ""),
        (path_prefix(), "/a/b-2", "/a/b-2"),
    ],
)
def test_a_value_is_read_and_written_so_that_it_reads_the_same(kind: Kind[Any], given: str, value: object) -> None:
    read = kind.read(given)
    assert read == value
    assert kind.allows(read)
    assert kind.read(kind.write(read)) == value


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        (whole(0, 9), "1.5"),
        (number(0, 1), "soon"),
        (switch(), "yes"),
        (networks(), "10.0.0.1/8"),
        (networks(), "proxy.example"),
    ],
)
def test_a_text_of_another_kind_is_not_read(kind: Kind[Any], given: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        kind.read(given)


@pytest.mark.parametrize(
    ("kind", "given"),
    [
        (whole(1, 9), "0"),
        (whole(1, 9), "10"),
        (number(0, 1), "nan"),
        (number(0, 1), "inf"),
        (choice("disk", "memory"), "tape"),
        (HOSTS, "a.example,http://b"),
        (path_prefix(), "graph"),
        (path_prefix(), "//evil.example"),
        (path_prefix(), "/%2e%2e"),
        (path_prefix(), '/"><script>'),
    ],
)
def test_a_value_beyond_the_limits_is_not_allowed(kind: Kind[Any], given: str) -> None:
    assert not kind.allows(kind.read(given))
