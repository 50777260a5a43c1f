"""Telling the service manager that started the server, if one did, what the server is doing (sd_notify(3))."""

from __future__ import annotations

import asyncio
import socket
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ServiceManager"]


class ServiceManager:
    """The service manager that started this process, if there is one.

    Args:
        environment: The environment variables, in which it says how it is to be told.
    """

    def __init__(self, environment: Mapping[str, str]) -> None:
        address = environment.get("NOTIFY_SOCKET", "")
        self._address = f"\0{address[1:]}" if address.startswith("@") else address
        interval = environment.get("WATCHDOG_USEC", "")
        self._interval = int(interval) / 2_000_000 if interval.isdecimal() else 0.0

    @property
    def present(self) -> bool:
        """Whether there is one."""
        return bool(self._address)

    def tell(self, **variables: str) -> None:
        """Tell something, such as `READY="1"`; that it cannot be told is no reason to stop."""
        if self.present:
            message = "\n".join(f"{name}={value}" for name, value in variables.items())
            with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as channel:
                channel.setblocking(False)  # noqa: FBT003 - the name says it
                channel.sendto(message.encode(), self._address)

    async def keep_telling(self) -> None:
        """Show again and again that the event loop turns, where the manager watches that, until this is cancelled."""
        while self._interval:
            self.tell(WATCHDOG="1")
            await asyncio.sleep(self._interval)
