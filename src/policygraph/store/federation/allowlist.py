"""Which other endpoints a query may ask: what the operator lists, and never an inner address that is not listed too."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlsplit

from policygraph.errors import QueryRefusedError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["AllowList", "Destination"]

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})*")
_NUMERIC = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)")
"""What resolvers take for an address in one of its old spellings: the last label decides."""
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
_PROTOCOL_ASSIGNMENTS = ipaddress.IPv4Network("192.0.0.0/24")
"""Versions of Python differ on whether all of it is inner (RFC 6890)."""
_LAST_32_BITS = 0xFFFF_FFFF
_UNCHANGED = "!#$%&'()*+,/:;=?@[]~"


class Destination(NamedTuple):
    """Where a sub-query goes: an endpoint of the allow-list.

    Attributes:
        iri: As the query names it.
        secure: Whether it is asked by HTTPS.
        host: Host name or address, in small letters.
        port: TCP port.
        path: Path and query, percent-encoded.
    """

    iri: str
    secure: bool
    host: str
    port: int
    path: str


@dataclass(frozen=True, slots=True)
class AllowList:
    """The endpoints that may be asked; empty, it allows none. Make one with `parse`.

    Attributes:
        hosts: Host names, each with the port it is limited to, if any.
        networks: Addresses and networks, which are allowed whatever they are.
    """

    hosts: frozenset[tuple[str, int | None]] = frozenset()
    networks: tuple[Network, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether any endpoint may be asked."""
        return bool(self.hosts or self.networks)

    @classmethod
    def parse(cls, entries: Iterable[str]) -> AllowList:
        """Read entries such as `dbpedia.org`, `example.org:8890`, `192.0.2.7` or `10.1.0.0/16`.

        Raises:
            UsageError: An entry is none of these.
        """
        hosts: set[tuple[str, int | None]] = set()
        networks: list[Network] = []
        for entry in (one.strip().lower() for one in entries):
            network = _network(entry)
            if network is not None:
                networks.append(network)
            elif entry:
                hosts.add(_named(entry))
        return cls(frozenset(hosts), tuple(networks))

    def destination(self, iri: str) -> Destination:
        """Find out where an endpoint is, before anything is resolved.

        Raises:
            QueryRefusedError: It is not on the list, or its IRI is not one that can be asked safely.
        """
        try:
            parts = urlsplit(iri)
            port = parts.port
        except ValueError:
            raise _refused(iri, "is no address of the web") from None
        host = (parts.hostname or "").removesuffix(".")
        if parts.scheme not in PORTS:
            raise _refused(iri, "is neither http nor https")
        if "@" in parts.netloc:
            raise _refused(iri, "names a user")
        port = port or PORTS[parts.scheme]
        if not self._lists(host, port):
            raise _refused(iri, "is not on the list of those that may be asked")
        path = quote(parts.path or "/", safe=_UNCHANGED) + (
            f"?{quote(parts.query, safe=_UNCHANGED)}" * bool(parts.query)
        )
        return Destination(iri, parts.scheme == "https", host, port, path)

    def permits(self, address: str) -> bool:
        """Tell whether an address that a listed name stands for may be connected to.

        Inner addresses (loopback, link-local, private, reserved, multicast) may not, in whatever form they are written
        or embedded, unless they are listed themselves: else whoever owns a listed name could lead queries inside.
        """
        try:
            parsed = ipaddress.ip_address(address)
        except ValueError:
            return False
        listed = any(parsed in network for network in self.networks)
        return listed or all(_is_outer(one) for one in _embedded(parsed))

    def _lists(self, host: str, port: int) -> bool:
        address = _address(host)
        if address is not None:
            return any(address in network for network in self.networks)
        named = _HOST.fullmatch(host) is not None and _NUMERIC.fullmatch(host) is None
        return named and bool({(host, None), (host, port)} & self.hosts)


def _refused(iri: str, why: str) -> QueryRefusedError:
    return QueryRefusedError(
        f"SERVICE <{iri}>: the endpoint {why}",
        remedy="query the other endpoint yourself and join the results, or ask the operator to list its host",
    )


def _address(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _network(entry: str) -> Network | None:
    try:
        return ipaddress.ip_network(entry.strip("[]"))
    except ValueError:
        return None


def _named(entry: str) -> tuple[str, int | None]:
    host, _, port = entry.partition(":")
    host = host.removesuffix(".")
    if _HOST.fullmatch(host) is None or _NUMERIC.fullmatch(host) is not None or not (port.isdecimal() or port == ""):
        raise UsageError(
            f"{entry!r} is no host that can be allowed",
            remedy="list host names, each with a port if need be, addresses or networks, such as dbpedia.org, "
            "example.org:8890, 192.0.2.7 or 10.1.0.0/16; write names in other scripts as xn--…",
        )
    return host, int(port) if port else None


def _is_outer(address: Address) -> bool:
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return address not in _PROTOCOL_ASSIGNMENTS
    return address in _GLOBAL_UNICAST


def _embedded(address: Address) -> list[Address]:
    """Give an address and those inside it: an IPv4 address in IPv6 leads to the same place."""
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        inner.append(ipaddress.IPv4Address(int(address) & _LAST_32_BITS))
    found: list[Address] = [one for one in inner if one is not None]
    return found if address.ipv4_mapped or address in _NAT64 else [address, *found]
