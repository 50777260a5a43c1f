"""A client in a process of its own: connections that each ask anew when they have their answer.

It asks the heavy queries, of whose time it takes a small part, and the light ones where `wrk` is not installed. What it
measured it prints as JSON.
"""

from __future__ import annotations

import argparse
import itertools
import json
import selectors
import socket
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import httptools

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["main"]

CHUNK = 1 << 18
ACCEPT = "application/sparql-results+json"


class Connection:
    """One connection: asks, and reads the answer to its end.

    Attributes:
        latencies: Seconds of each answer.
        first_bytes: Seconds until the first byte of each answer's body.
        failed: Answers with another status than 200.
    """

    def __init__(self, port: int, requests: Iterator[bytes]) -> None:
        self.latencies: list[float] = []
        self.first_bytes: list[float] = []
        self.failed = 0
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._requests = requests
        self._complete = False
        self._first = 0.0
        self._asked = 0.0

    def ask(self) -> bool:
        """Send the next request; False where there is none left."""
        request = next(self._requests, None)
        if request is None:
            return False
        self._parser = httptools.HttpResponseParser(self)
        self._complete, self._first = False, 0.0
        self._asked = time.perf_counter()
        self.socket.sendall(request)
        return True

    def read(self) -> bool:
        """Read what has come; True where the answer is complete.

        Raises:
            ConnectionError: The server has closed the connection.
        """
        data = self.socket.recv(CHUNK)
        if not data:
            raise ConnectionError("the server closed the connection before its answer was complete")
        self._parser.feed_data(data)
        if self._complete:
            self.latencies.append(time.perf_counter() - self._asked)
            self.first_bytes.append(self._first)
            self.failed += self._parser.get_status_code() != 200  # noqa: PLR2004 - the one good status
        return self._complete

    def on_body(self, _: bytes) -> None:
        """Note the time of the first byte; the parser calls this."""
        self._first = self._first or time.perf_counter() - self._asked

    def on_message_complete(self) -> None:
        """Note the end; the parser calls this."""
        self._complete = True


def run(connections: list[Connection], seconds: float) -> float:
    """Keep every connection asking until the requests or the seconds are used up; give the seconds it took."""
    began = time.perf_counter()
    end = began + seconds
    with selectors.DefaultSelector() as selector:
        for connection in connections:
            if connection.ask():
                selector.register(connection.socket, selectors.EVENT_READ, connection)
        while selector.get_map():
            for key, _ in selector.select():
                if key.data.read() and (time.perf_counter() >= end or not key.data.ask()):
                    selector.unregister(key.fileobj)
    return time.perf_counter() - began


def requests_of(paths: Path, skip: int, most: int) -> Iterator[bytes]:
    """Give the requests of a file of paths from a line on, beginning again at its end."""
    lines = paths.read_text(encoding="ascii").splitlines()
    formatted = [f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: {ACCEPT}\r\n\r\n".encode() for path in lines]
    return itertools.islice(itertools.cycle(formatted), skip, skip + most if most else None)


def main(arguments: list[str]) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument("paths", type=Path, help="a file with the path of a request a line")
    parser.add_argument("--clients", type=int, default=1)
    parser.add_argument("--skip", type=int, default=0, help="lines not to use at first")
    parser.add_argument("--requests", type=int, default=0, help="end after so many")
    parser.add_argument("--seconds", type=float, default=3600.0, help="ask no more after so many")
    options = parser.parse_args(arguments)
    requests = requests_of(options.paths, options.skip, options.requests)
    connections = [Connection(options.port, requests) for _ in range(options.clients)]
    seconds = run(connections, options.seconds)
    measured = {
        "seconds": seconds,
        "failed": sum(one.failed for one in connections),
        "latencies": [latency for one in connections for latency in one.latencies],
        "first_bytes": [first for one in connections for first in one.first_bytes],
    }
    sys.stdout.write(json.dumps(measured))


if __name__ == "__main__":
    main(sys.argv[1:])
