"""Who asks, and under which address this server is seen by whoever asks."""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import Scope

__all__ = ["base_of", "client_of", "is_host"]

REMEMBERED = 4096
LONGEST_NAME = 253
"""Characters of the longest name of a host (RFC 1035 §2.3.4, without the length and the root)."""
_HOST = re.compile(rf"(?:[A-Za-z0-9._\-]{{1,{LONGEST_NAME}}}|\[([0-9A-Fa-f:.]{{2,45}})\])(?::[0-9]{{1,5}})?")


def client_of(scope: Scope) -> str:
    """Name the client for the sake of fairness between clients.

    Returns:
        The IPv4 address; of an IPv6 address the network of 64 bits, since whoever has one has them all; empty where
        the connection has no address.
    """
    client = scope.get("client")
    return _group(client[0]) if client else ""


def base_of(scope: Scope) -> str:
    """Give the address under which the client sees `/`, without the slash at its end.

    It consists of the scheme and the host that the client used, and the path below which a proxy shows the server. A
    `Host` that is none is not repeated: then the address is a path only.
    """
    host = next((value.decode("latin-1") for name, value in scope["headers"] if name == b"host"), "")
    path: str = scope.get("root_path", "")
    return f"{scope['scheme']}://{host}{path}" if is_host(host) else path


def is_host(text: str) -> bool:
    """Tell whether a text names a host, and perhaps a port, so that it can be repeated in an address."""
    match = _HOST.fullmatch(text)
    return match is not None and (match[1] is None or _is_ipv6(match[1]))


def _is_ipv6(text: str) -> bool:
    try:
        return isinstance(ip_address(text), IPv6Address)
    except ValueError:
        return False


@lru_cache(REMEMBERED)
def _group(host: str) -> str:
    try:
        address = ip_address(host.partition("%")[0])
    except ValueError:
        return host
    if isinstance(address, IPv6Address):
        mapped = address.ipv4_mapped
        return str(mapped or ip_network((address, 64), strict=False))
    return str(address)
