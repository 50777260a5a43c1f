"""Running the application under uvicorn."""

from __future__ import annotations

import asyncio
import errno
import signal
import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

import uvicorn
import uvloop

from policygraph.errors import HostError
from policygraph.release import current_release
from policygraph.settings import OFF
from policygraph.web.access import AccessLog
from policygraph.web.app import create_app
from policygraph.web.connection import Connections
from policygraph.web.door import Door
from policygraph.web.telemetry import Telemetry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from policygraph.settings import Settings

__all__ = ["serve_http"]

BACKLOG = 2048


class _Server(uvicorn.Server):
    """A server whose end is announced by `serve_http`, which also looks after the signals."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals alone: uvicorn would raise them again before the query processes have ended."""
        yield


def serve_http(settings: Settings, announce: Callable[[str], None]) -> None:
    """Serve until SIGTERM or SIGINT; then finish what is being answered and end every process.

    Args:
        settings: The settings.
        announce: Given the server's address once it answers.

    Raises:
        HostError: The address cannot be listened on; no query process has been started then.
        StoreError: There is no release, or it cannot be served.
    """
    current_release(settings.root)
    with (
        _listen(settings.host, settings.port) as listener,
        asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner,
    ):
        runner.run(_run(settings, listener, announce))


async def _run(settings: Settings, listener: socket.socket, announce: Callable[[str], None]) -> None:
    log = None if settings.access_log == OFF else AccessLog(settings.access_log, queries=settings.access_log_queries)
    telemetry = Telemetry(log)
    connections = Connections(settings, telemetry)
    app = create_app(settings, connections)
    config = uvicorn.Config(
        Door(app, settings, telemetry),
        http=cast("Any", connections.connect),  # called as a class would be
        ws="none",
        lifespan="off",
        log_level="error",
        timeout_keep_alive=cast("int", settings.keep_alive_seconds),  # it takes parts of a second as well
        access_log=False,
        server_header=False,
        proxy_headers=False,  # they are read at the door, from the proxies that the settings name
        timeout_graceful_shutdown=int(settings.query_seconds) + 1,
    )
    server = _Server(config)

    def stop() -> None:
        server.should_exit = True

    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop)
    if log is not None:
        loop.add_signal_handler(signal.SIGHUP, log.reopen)
    async with app.router.lifespan_context(app):
        watch = loop.create_task(connections.watch())
        announce(_address(listener))
        await server.serve(sockets=[listener])
        watch.cancel()
    if log is not None:
        log.close()


def _listen(host: str, port: int) -> socket.socket:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as fault:
        raise HostError(f"{host} is no address of this machine: {fault}", remedy="name another with --host") from fault
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(BACKLOG)
    except OSError as fault:
        listener.close()
        raise _refused(host, port, fault) from fault
    return listener


def _refused(host: str, port: int, fault: OSError) -> HostError:
    if fault.errno == errno.EADDRINUSE:
        return HostError(f"port {port} on {host} is in use", remedy="stop what uses it, or choose another with --port")
    return HostError(
        f"port {port} on {host} cannot be listened on: {fault.strerror}",
        remedy="choose another address with --host or another port with --port",
    )


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
