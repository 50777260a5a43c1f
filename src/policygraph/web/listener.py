"""The socket that the server listens on, and the files that it may open."""

from __future__ import annotations

import errno
import logging
import resource
import socket
from typing import TYPE_CHECKING

from policygraph.errors import HostError

if TYPE_CHECKING:
    from policygraph.settings import Settings

__all__ = ["address_of", "allow_files", "listen"]

BACKLOG = 2048
UNSENT = 256 * 1024
"""Bytes that the system takes off us ahead of a client: with its megabytes nobody could see whether a client reads."""
FILES_BESIDES, FILES_A_WORKER = 128, 16
"""Files besides those of the connections: log, libraries, spooled results; sockets and files of each query process."""


def listen(host: str, port: int) -> socket.socket:
    """Listen on an address.

    Raises:
        HostError: It is no address of this machine, or may not be listened on.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as fault:
        raise HostError(f"{host} is no address of this machine: {fault}", remedy="name another with --host") from fault
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if hasattr(socket, "TCP_NOTSENT_LOWAT"):
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, UNSENT)
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError as fault:
        listener.close()
        raise _refused(host, port, fault) from fault
    return listener


def address_of(listener: socket.socket) -> str:
    """Give the address of a listening socket as a browser takes it."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def allow_files(settings: Settings) -> None:
    """Raise the number of files that this process may open, as far as it may, to what the settings can need."""
    needed = settings.connections + FILES_BESIDES + FILES_A_WORKER * settings.workers
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < needed:
        allowed = needed if hard == resource.RLIM_INFINITY else min(needed, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, hard))
        if allowed < needed:
            logging.getLogger("policygraph.web").warning(
                "only %d files may be open, %d connections can need %d: raise that, or lower POLICYGRAPH_CONNECTIONS",
                allowed,
                settings.connections,
                needed,
            )


def _refused(host: str, port: int, fault: OSError) -> HostError:
    if fault.errno == errno.EADDRINUSE:
        return HostError(f"port {port} on {host} is in use", remedy="stop what uses it, or choose another with --port")
    return HostError(
        f"port {port} on {host} cannot be listened on: {fault.strerror}",
        remedy="choose another address with --host or another port with --port",
    )
