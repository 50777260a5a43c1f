"""Running the application under uvicorn."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, cast

import uvicorn
import uvloop

from policygraph.release import current_release
from policygraph.settings import OFF
from policygraph.web.app import Application, create_app
from policygraph.web.http.connection import Connections
from policygraph.web.http.door import Door
from policygraph.web.listener import address_of, allow_files, listen
from policygraph.web.notify import ServiceManager
from policygraph.web.telemetry.access import AccessLog
from policygraph.web.telemetry.telemetry import Telemetry

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Iterator

    from policygraph.release import Release
    from policygraph.settings import Settings

__all__ = ["serve_http"]

LOGS: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(message)s"}},
    "handlers": {"errors": {"class": "logging.StreamHandler", "formatter": "line", "stream": "ext://sys.stderr"}},
    "loggers": {
        "policygraph": {"handlers": ["errors"], "level": "INFO", "propagate": False},
        # what it warns of are requests that cannot be read, which anybody can send as often as they like
        "uvicorn": {"handlers": ["errors"], "level": "ERROR", "propagate": False},
    },
}


class _Server(uvicorn.Server):
    """A server that ends when it is told to, and whose signals `serve_http` looks after."""

    def __init__(self, config: uvicorn.Config, ending: Callable[[], None]) -> None:
        super().__init__(config)
        self._ending = ending

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leave the signals alone: uvicorn would raise them again before the query processes have ended."""
        yield

    def stop(self) -> None:
        """Take no more connections, and end when what is being answered is answered; told again, end at once."""
        self._ending()
        if self.should_exit:
            self.force_exit = True
            for task in self.server_state.tasks:
                task.cancel()
            for connection in tuple(self.server_state.connections):
                connection.transport.abort()
        self.should_exit = True


def serve_http(settings: Settings, announce: Callable[[str], None]) -> None:
    """Serve until SIGTERM or SIGINT; then finish what is being answered and end every process.

    Args:
        settings: The settings.
        announce: Given the server's address once it answers.

    Raises:
        HostError: The address cannot be listened on, or the access log not be written; no query process has been
            started then.
        StoreError: There is no release, or it cannot be served.
    """
    current_release(settings.root)
    with listen(settings.host, settings.port) as listener:
        log = (
            None if settings.access_log == OFF else AccessLog(settings.access_log, queries=settings.access_log_queries)
        )
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(_run(settings, listener, log, announce))
        if log is not None:
            log.close()


async def _run(
    settings: Settings, listener: socket.socket, log: AccessLog | None, announce: Callable[[str], None]
) -> None:
    manager = ServiceManager(os.environ)

    def moved(release: Release) -> None:
        manager.tell(STATUS=f"serving release {release.id}")

    connections = Connections(settings, Telemetry(log))
    app = create_app(settings, connections, moved, os.environ)
    server = _Server(_configure(app, settings, connections), lambda: _announce_end(app, manager))
    allow_files(settings)
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, server.stop)
    if log is not None or manager.present:  # for whom it asks for nothing but this
        loop.add_signal_handler(signal.SIGHUP, _reopen, log)
    async with app.router.lifespan_context(app):
        # What is there by now stays: to search all of it for garbage would hold every request up for 0.1 seconds.
        gc.freeze()
        tasks = [loop.create_task(connections.watch()), loop.create_task(manager.keep_telling())]
        announce(address_of(listener))
        manager.tell(READY="1")
        await server.serve(sockets=[listener])
        for task in tasks:
            task.cancel()


def _configure(app: Application, settings: Settings, connections: Connections) -> uvicorn.Config:
    return uvicorn.Config(
        Door(app, settings, connections.telemetry),
        http=cast("Any", connections.connect),  # called as a class would be
        ws="none",
        lifespan="off",
        log_config=LOGS,
        log_level=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # they are read at the door, from the proxies that the settings name
        # both take parts of a second as well
        timeout_keep_alive=cast("int", settings.keep_alive_seconds),
        timeout_graceful_shutdown=cast("int", settings.drain_seconds),
    )


def _reopen(log: AccessLog | None) -> None:
    if log is not None:
        log.reopen()


def _announce_end(app: Application, manager: ServiceManager) -> None:
    app.ending = True
    manager.tell(STOPPING="1")
