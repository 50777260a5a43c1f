"""A port on which nobody must knock."""

from __future__ import annotations

import select
import socket
from typing import Self

__all__ = ["Bait"]


class Bait:
    """Listens on all addresses of this machine, IPv4 and IPv6.

    Attributes:
        port: The TCP port.
    """

    def __init__(self) -> None:
        self._socket = socket.create_server(("::", 0), family=socket.AF_INET6, backlog=128, dualstack_ipv6=True)
        self._socket.setblocking(False)  # noqa: FBT003 - the name of the argument is that of the method
        self.port: int = self._socket.getsockname()[1]

    def __enter__(self) -> Self:
        """Go on listening."""
        return self

    def __exit__(self, *_: object) -> None:
        """Listen no more."""
        self._socket.close()

    def taken(self) -> bool:
        """Tell whether anybody has connected since the last time."""
        taken = False
        while select.select([self._socket], [], [], 0)[0]:
            self._socket.accept()[0].close()
            taken = True
        return taken
