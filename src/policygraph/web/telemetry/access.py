"""The access log: a line of JSON a request, written beside the event loop."""

from __future__ import annotations

import json
import logging
import os
import threading
import time
from collections import deque
from datetime import UTC, datetime
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qs

from policygraph.errors import HostError

if TYPE_CHECKING:
    from starlette.types import Scope

    from policygraph.web.telemetry.visit import Visit

__all__ = ["AccessLog", "Record"]

STANDARD_OUTPUT = "-"
PAUSE = 0.25
AT_A_TIME = 16
"""Lines that are written before the event loop gets its turn."""
MOST_HELD = 16 << 20
RECORD_SIZE = 1000
LONGEST_PATH, LONGEST_AGENT = 1000, 200
PATIENCE = 2.0
"""Seconds for the last lines to be written when the server ends."""
MODE = 0o640


class Record(NamedTuple):
    """What is kept of a request until its line is written."""

    time: float
    id: str
    client: str
    method: str
    path: str
    status: int
    sent: int
    seconds: float
    outcome: str
    release: str
    query: str | bytes | None
    agent: bytes


class AccessLog:
    """Writes a line for each request; where it cannot, or cannot as fast, lines are lost and counted, and nothing else.

    Args:
        target: A file, which is added to, or `-` for standard output.
        queries: Whether a line holds the text of the query, and not its digest only.

    Raises:
        HostError: The file cannot be opened.
    """

    def __init__(self, target: str, *, queries: bool) -> None:
        self._crowded = self._unwritten = 0
        self._target = target
        self._queries = queries
        self._records: deque[Record] = deque()
        self._taken = self._done = 0
        self._output = self._open()
        self._torn = self._failing = self._renew = False
        self._ending = threading.Event()
        self._thread = threading.Thread(target=self._run, name="access log", daemon=True)
        self._thread.start()

    @property
    def lost(self) -> int:
        """How many lines could not be written."""
        return self._crowded + self._unwritten

    def put(self, visit: Visit, scope: Scope, seconds: float) -> None:
        """Have a request logged."""
        client = scope["client"]
        agent = next((value for name, value in scope["headers"] if name == b"user-agent"), b"")
        self.add(
            Record(
                time=time.time(),
                id=visit.id,
                client=client[0] if client else "",
                method=scope["method"],
                path=scope["path"],
                status=visit.status,
                sent=visit.sent,
                seconds=seconds,
                outcome=visit.outcome,
                release=visit.release,
                query=visit.query,
                agent=agent,
            )
        )

    def refused(self, request_id: str, client: str, status: int, outcome: str) -> None:
        """Have logged what was refused before it had become a request."""
        self.add(Record(time.time(), request_id, client, "", "", status, 0, 0.0, outcome, "", None, b""))

    def add(self, record: Record) -> None:
        """Have a record written, unless too many wait for that already."""
        if self._taken - self._done > MOST_HELD:
            self._crowded += 1
            return
        self._taken += _weight(record)
        self._records.append(record)

    def reopen(self) -> None:
        """Go on in a new file of the same name: the old one has been moved away."""
        self._renew = True

    def close(self) -> None:
        """Write what is left, for a moment at most."""
        self._ending.set()
        self._thread.join(PATIENCE)

    def _open(self) -> int:
        if self._target == STANDARD_OUTPUT:
            return 1
        try:
            return os.open(self._target, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, MODE)
        except OSError as fault:
            raise HostError(
                f"the access log {self._target} cannot be opened: {fault.strerror}",
                remedy="name a file in a folder that the server may write to, or `-` for standard output",
            ) from fault

    def _run(self) -> None:
        while not self._ending.wait(PAUSE):
            self._write_all()
        self._write_all()

    def _write_all(self) -> None:
        if self._renew:
            self._renew = False
            self._exchange()
        while self._records:
            records = [self._records.popleft() for _ in range(min(AT_A_TIME, len(self._records)))]
            self._write(b"".join(map(self._line, records)))
            self._done += sum(map(_weight, records))
            time.sleep(0)

    def _exchange(self) -> None:
        try:
            fresh = self._open()
        except HostError as error:
            logging.getLogger("policygraph.web").error("still writing to the old access log: %s", error)  # noqa: TRY400 - no trace
            return
        if self._output != fresh:
            os.close(self._output)
            self._output = fresh

    def _write(self, data: bytes) -> None:
        """Write lines; one that could be written in part only gets its end before the next."""
        if self._torn:
            data = b"\n" + data
        written = 0
        try:
            while written < len(data):
                written += os.write(self._output, data[written:])
            self._torn = self._failing = False
        except OSError as fault:
            self._unwritten += data.count(b"\n", written)
            self._torn = data[written - 1] != ord("\n") if written else self._torn
            if not self._failing:
                logging.getLogger("policygraph.web").error("the access log cannot be written: %s", fault)  # noqa: TRY400 - no trace
            self._failing = True

    def _line(self, record: Record) -> bytes:
        values = {
            "time": datetime.fromtimestamp(record.time, UTC).isoformat(timespec="milliseconds"),
            "id": record.id,
            "client": record.client,
            "method": record.method,
            "path": record.path[:LONGEST_PATH],
            "status": record.status,
            "bytes": record.sent,
            "seconds": round(record.seconds, 6),
            "outcome": record.outcome,
            "release": record.release,
            "agent": record.agent[:LONGEST_AGENT].decode("latin-1"),
        }
        if record.query is not None:
            text = _text(record.query)
            values["query"] = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
            if self._queries:
                values["text"] = text
        return json.dumps(values).encode("ascii") + b"\n"


def _text(query: str | bytes) -> str:
    """Give a query that may still stand in a query string."""
    if isinstance(query, str):
        return query
    return parse_qs(query.decode("utf-8", "replace")).get("query", [""])[0]


def _weight(record: Record) -> int:
    return RECORD_SIZE + len(record.path) + len(record.query or "")
