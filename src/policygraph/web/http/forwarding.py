"""What a proxy in front says of a request: who sent it, and which address was asked."""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING, NamedTuple

from policygraph.web.fields.addresses import is_host

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from starlette.types import Scope

    from policygraph.settings import Network

__all__ = ["Forwarding"]

REMEMBERED, LONGEST_REMEMBERED = 4096, 400
LONGEST_ADDRESS = 60
SCHEMES = ("http", "https")
FORWARDED, FOR, PROTO, FORWARDED_HOST = b"forwarded", b"x-forwarded-for", b"x-forwarded-proto", b"x-forwarded-host"
NAMES = frozenset({FORWARDED, FOR, PROTO, FORWARDED_HOST})
# RFC 7239 §4: `name=token` or `name="string"`, a semicolon between the pairs of a hop, a comma between hops.
_PAIR = re.compile(r"""\s*([\w!#$%&'*+.^`|~-]+)=(?:"((?:[^"\\]|\\.)*)"|([\w!#$%&'*+.^`|~-]+))\s*(;|,|$)""", re.ASCII)


class _Hop(NamedTuple):
    """What one proxy says: whom it was asked by, with which scheme, under which host."""

    client: str
    scheme: str = ""
    host: str = ""


class Forwarding:
    """Puts into a request what trusted proxies say of it.

    A header is believed only where the connection comes from a trusted address, and in a chain of proxies the client is
    the last address that is not trusted: what stands before it the client may have written itself. Where there are
    `X-Forwarded-…` headers, `Forwarded` (RFC 7239) is not looked at.

    Args:
        trusted: The proxies.
        prefix: The path below which they show the server, whether or not they take it off.
    """

    def __init__(self, trusted: Sequence[Network], prefix: str) -> None:
        self._networks = tuple(trusted)
        self._prefix = prefix
        self._trusts = lru_cache(REMEMBERED)(self._look_up)
        self._remember = lru_cache(REMEMBERED)(self._read)

    def apply(self, scope: Scope) -> bool:
        """Correct the path, the client, the scheme and the host of a request; say whether a trusted proxy sent it."""
        if self._prefix:
            self._take_prefix_off(scope)
        if not self._networks or not scope["client"] or not self._trusts(scope["client"][0]):
            return False
        said = tuple(pair for pair in scope["headers"] if pair[0] in NAMES)
        if said:
            short = sum(len(value) for _, value in said) <= LONGEST_REMEMBERED
            _correct(scope, self._remember(said) if short else self._read(said))
        return True

    def _take_prefix_off(self, scope: Scope) -> None:
        scope["root_path"] = prefix = self._prefix
        for name, one, slash in (("path", prefix, "/"), ("raw_path", prefix.encode("ascii"), b"/")):
            path = scope[name]
            if path == one or path.startswith(one + slash):  # type: ignore[operator] # both text, or both bytes
                scope[name] = path[len(one) :] or slash

    def _read(self, headers: tuple[tuple[bytes, bytes], ...]) -> _Hop:
        """Read what the proxies say; what they do not is empty."""
        said = _joined(headers)
        if said.keys() == {FORWARDED}:
            return self._asked(reversed(list(_hops(said[FORWARDED]))))
        asked = self._asked(_Hop(_address(part)) for part in reversed(said.get(FOR, "").split(",")))
        return asked._replace(scheme=said.get(PROTO, "").strip(), host=said.get(FORWARDED_HOST, "").strip())

    def _asked(self, hops: Iterable[_Hop]) -> _Hop:
        """Go back from the nearest proxy to the first address that is none, or to before one that is unreadable."""
        asked = _Hop("")
        for hop in hops:
            if not hop.client:
                break
            asked = hop
            if not self._trusts(hop.client):
                break
        return asked

    def _look_up(self, host: str) -> bool:
        address = _address(host)
        return bool(address) and any(ip_address(address) in network for network in self._networks)


def _correct(scope: Scope, hop: _Hop) -> None:
    if hop.client:
        scope["client"] = (hop.client, 0)
    if hop.scheme.lower() in SCHEMES:
        scope["scheme"] = hop.scheme.lower()
    if is_host(hop.host):
        others = [pair for pair in scope["headers"] if pair[0] != b"host"]
        scope["headers"] = [(b"host", hop.host.encode("ascii")), *others]


def _joined(headers: Iterable[tuple[bytes, bytes]]) -> dict[bytes, str]:
    """Collect headers by name; one that is given several times is a list over several lines."""
    said: dict[bytes, str] = {}
    for name, value in headers:
        text = value.decode("latin-1")
        said[name] = f"{said[name]},{text}" if name in said else text
    return said


def _hops(text: str) -> Iterator[_Hop]:
    """Read a `Forwarded` header, up to where it cannot be read."""
    position, pairs = 0, {}
    while match := _PAIR.match(text, position):
        name, quoted, token, separator = match.groups()
        pairs[name.lower()] = re.sub(r"\\(.)", r"\1", quoted) if token is None else token
        position = match.end()
        if separator != ";":
            yield _Hop(_address(pairs.get("for", "")), pairs.get("proto", ""), pairs.get("host", ""))
            pairs = {}
        if not separator:
            return
    yield _Hop("")


def _address(text: str) -> str:
    """Read an IP address that may stand in brackets and have a port behind it; empty where it is none."""
    host = text.strip()
    if host.startswith("["):
        host = host[1:].partition("]")[0]
    elif host.count(":") == 1:
        host = host.partition(":")[0]
    try:
        address = ip_address(host if len(host) <= LONGEST_ADDRESS else "")
    except ValueError:
        return ""
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return str(mapped or address)
