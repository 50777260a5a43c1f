"""Who asks, and under which address this server is seen by whoever asks."""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import Scope

__all__ = ["HOST", "base_of", "client_of"]

REMEMBERED = 4096
HOST = re.compile(r"[A-Za-z0-9.\-]+(?::[0-9]{1,5})?|\[[0-9A-Fa-f:.]+\](?::[0-9]{1,5})?")
"""A `Host` header that can be repeated in an address."""


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
    return f"{scope['scheme']}://{host}{path}" if HOST.fullmatch(host) else path


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
