"""The server under attack, seen from outside: its answers, its process and what it writes to standard error."""

from __future__ import annotations

import json
import sys
import time
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from tests.hostile.wire import Reply, Wire, request
from tests.serving import serve

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Target", "assert_problem", "attacked"]

SOMEBODY_ELSE = "127.0.0.9"
SECONDS = 2.0
INSIDE = ("Traceback", "panicked", "pyoxigraph", ".rs:", ".py", "Error(", "site-packages", sys.prefix, "/proc/")
"""What no answer may show: traces, messages of languages and libraries, places on the machine."""
PROBLEM = "https://w3id.org/policygraph/problem/"


class Target:
    """A running server.

    Args:
        address: Where it listens.
        pid: The process that speaks HTTP.
        root: The workspace that it serves.
        errors: The file that takes what it writes to standard error.
        log: Its access log.
    """

    def __init__(self, address: tuple[str, int], pid: int, root: Path, errors: Path, log: Path) -> None:
        self.address = address
        self.pid = pid
        self.log = log
        self._root = root
        self._errors = errors
        self._numbers = count()

    def wire(self, source: str = "127.0.0.1") -> Wire:
        """Connect."""
        return Wire(self.address, source)

    def ask(self, data: bytes, method: str = "GET") -> Reply:
        """Send bytes over a connection of their own and give the first answer."""
        with self.wire() as wire:
            wire.send(data)
            return self.seen(wire.receive(method))

    def query(self, text: str, *headers: tuple[str, str], output: str = "") -> Reply:
        """Ask a query by POST; without an output for CSV, or N-Triples where that is no format of its results."""
        direct = ("Content-Type", "application/sparql-query")
        output = output or ("ntriples" if text.startswith(("CONSTRUCT", "DESCRIBE")) else "csv")
        return self.ask(request(f"/sparql?output={output}", [direct, *headers], text.encode(), "POST"), "POST")

    def seen(self, reply: Reply) -> Reply:
        """Look an answer over: it may show nothing of the inside."""
        shown = f"{reply.headers} {reply.body.decode('utf-8', 'replace')}"
        for inside in (*INSIDE, str(self._root)):
            assert inside not in shown
        return reply

    def answers_others(self) -> bool:
        """See that another client gets an answer at once, one that has to be worked out; give True."""
        number = next(self._numbers)
        began = time.monotonic()
        with self.wire(SOMEBODY_ELSE) as wire:
            query = quote(f"SELECT ({number} AS ?n) {{}}")
            wire.send(request(f"/sparql?output=csv&query={query}", [b"Connection: close"]))
            reply = wire.receive()
        assert (reply.status, reply.body) == (200, b"n\r\n%d\r\n" % number), reply
        assert time.monotonic() - began < SECONDS
        return True

    def alive(self) -> bool:
        """Tell whether the process runs."""
        return self._status("State")[0] in "RSD"

    def resident(self) -> float:
        """MiB that the process has in memory."""
        return int(self._status("VmRSS").split()[0]) / 1024

    def descriptors(self) -> list[str]:
        """What the process holds open: files, sockets and the like."""
        held = []
        for entry in Path(f"/proc/{self.pid}/fd").iterdir():
            with suppress(FileNotFoundError):  # closed meanwhile
                held.append(str(entry.readlink()))
        return sorted(held)

    def complaints(self) -> str:
        """What it has written to standard error."""
        return self._errors.read_text(encoding="utf-8")

    def _status(self, name: str) -> str:
        lines = Path(f"/proc/{self.pid}/status").read_text(encoding="ascii").splitlines()
        return next(line.partition(":")[2].strip() for line in lines if line.startswith(f"{name}:"))


@contextmanager
def attacked(root: Path, errors: Path, **settings: object) -> Iterator[Target]:
    """Serve a workspace to be attacked."""
    log = errors.with_name("access.log")
    settings |= {"access_log": log, "access_log_queries": "on"}
    with errors.open("w", encoding="utf-8") as file, serve(root, file, **settings) as client:
        address = (client.base_url.host, client.base_url.port or 80)
        yield Target(address, int(client.headers["server-pid"]), root, errors, log)


def assert_problem(reply: Reply, *statuses: int) -> dict[str, object]:
    """See that an answer is a truthful problem (RFC 9457) of one of the statuses; give its members."""
    assert reply.status in statuses
    assert reply.whole
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.headers["access-control-allow-origin"] == "*"
    members: dict[str, object] = json.loads(reply.body)
    assert members["status"] == reply.status
    assert str(members["type"]).startswith(PROBLEM)
    assert all(members[name] for name in ("title", "detail", "remedy"))
    return members
