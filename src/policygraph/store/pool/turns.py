"""Whose turn it is: questions that wait for a process, one line for each client, served in rotation."""

from __future__ import annotations

from collections import Counter, OrderedDict, deque
from typing import TYPE_CHECKING, NamedTuple

from policygraph.errors import OverloadedError

if TYPE_CHECKING:
    from policygraph.store.pool.asked import Asked

__all__ = ["TurnLimits", "Turns"]

ONE_BY_ONE = "ask again in a moment, one query at a time"


class TurnLimits(NamedTuple):
    """How many questions may wait, and run.

    Attributes:
        waiting: Questions that may wait.
        waiting_each: Questions of one client that may wait.
        running_each: Questions of one client that may be with processes at the same time.
    """

    waiting: int
    waiting_each: int
    running_each: int


class Turns:
    """The questions that wait, and how many of each client are with processes."""

    def __init__(self, limits: TurnLimits) -> None:
        self._limits = limits
        self._running: Counter[str] = Counter()
        self._lines: OrderedDict[str, deque[Asked]] = OrderedDict()
        self._length = 0

    def __len__(self) -> int:
        """How many questions wait."""
        return self._length

    def may_run(self, client: str) -> bool:
        """Tell whether a client may have one more process."""
        return self._running[client] < self._limits.running_each

    def begin(self, asked: Asked) -> None:
        """Count a question that is given to a process."""
        self._running[asked.client] += 1

    def end(self, asked: Asked) -> None:
        """Count it no longer."""
        self._running[asked.client] -= 1
        if not self._running[asked.client]:
            del self._running[asked.client]

    def wait(self, asked: Asked) -> None:
        """Put a question at the end of its client's line.

        Raises:
            OverloadedError: Too many wait already.
        """
        line = self._lines.get(asked.client, ())
        if self._length >= self._limits.waiting:
            raise OverloadedError(f"{self._length} queries are waiting already", remedy=ONE_BY_ONE)
        if len(line) >= self._limits.waiting_each:
            raise OverloadedError(f"{len(line)} queries of yours are waiting already", remedy=ONE_BY_ONE)
        self._lines.setdefault(asked.client, deque()).append(asked)
        self._length += 1

    def next(self) -> Asked | None:
        """Take out the question whose turn it is: each client's in turn, but none of one that has its share."""
        for client in self._lines:
            if self.may_run(client):
                line = self._lines[client]
                asked = line.popleft()
                self._length -= 1
                self._lines.move_to_end(client)
                if not line:
                    del self._lines[client]
                return asked
        return None

    def put_back(self, asked: Asked) -> None:
        """Put a question that was taken out before all others."""
        self._lines.setdefault(asked.client, deque()).appendleft(asked)
        self._lines.move_to_end(asked.client, last=False)
        self._length += 1

    def leave(self, asked: Asked) -> None:
        """Take out a question, if it waits, whose client has gone."""
        line = self._lines.get(asked.client, deque())
        if asked in line:
            line.remove(asked)
            self._length -= 1
            if not line:
                del self._lines[asked.client]

    def expired(self, before: float) -> tuple[Asked, ...]:
        """Take out the questions that have waited since before a moment."""
        old = tuple(asked for line in self._lines.values() for asked in line if asked.since < before)
        for asked in old:
            self.leave(asked)
        return old
