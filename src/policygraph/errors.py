"""What can go wrong, as one small tree.

    PolicygraphError               exit code 1
    ├── UsageError                 2   the request cannot be understood
    ├── DataError                  3   a file of ontology, data, shapes or queries is broken
    ├── ValidationError            4   the graph breaks a shape
    ├── EvidenceError              5   a statement cannot be followed back to its words
    ├── NotFoundError              6   what was asked for does not exist
    ├── QueryError                 7   a query did not give a complete answer
    │   ├── QuerySyntaxError           it is not SPARQL 1.1
    │   ├── QueryRefusedError          the guard does not let it through
    │   ├── QueryTimeoutError          the deadline passed
    │   ├── QueryMemoryError           the memory limit was met
    │   ├── ResultTooLargeError        the result passed the size limit
    │   ├── ServiceError               another endpoint that it asks gave no answer
    │   ├── WorkerDiedError            the process that ran it ended
    │   └── OverloadedError            no process was free in time
    ├── StoreError                 8   a release or its store cannot be used
    └── HostError                  9   the machine refuses: port in use, folder not writable

Every error says what is wrong, which value, where, and what to do about it. The two doors, `policygraph.cli` and
`policygraph.web`, translate them; nobody else does.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

__all__ = [
    "DataError",
    "EvidenceError",
    "Finding",
    "HostError",
    "Location",
    "NotFoundError",
    "OverloadedError",
    "PolicygraphError",
    "Position",
    "QueryError",
    "QueryMemoryError",
    "QueryRefusedError",
    "QuerySyntaxError",
    "QueryTimeoutError",
    "ResultTooLargeError",
    "ServiceError",
    "StoreError",
    "UsageError",
    "ValidationError",
    "WorkerDiedError",
    "did_you_mean",
]


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a file: 1-based line and column, each absent where it is not known."""

    file: Path
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        """Write the place as `file:line:column`, the form that editors and terminals turn into a link."""
        parts = [str(self.file), *(str(n) for n in (self.line, self.column) if n is not None)]
        return ":".join(parts)


class Position(NamedTuple):
    """A place in a query: 1-based line, and column in characters."""

    line: int
    column: int

    @classmethod
    def of(cls, text: str, offset: int) -> Position:
        """Find the place of an offset in a text, whose lines end with a line feed."""
        return cls(text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset))

    def __str__(self) -> str:
        """Write the place in words."""
        return f"line {self.line}, column {self.column}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, in a form that can be listed.

    Attributes:
        rule: Short stable name of the rule that was broken, such as `passage-digest` or the IRI of a shape.
        message: What is wrong, in plain words, with the offending value.
        remedy: What to do about it.
        location: Where, if it is in a file.
        node: The IRI concerned, if there is one.
    """

    rule: str
    message: str
    remedy: str
    location: Location | None = None
    node: str | None = None

    def __str__(self) -> str:
        """Write the finding in three lines: where and rule, what, remedy."""
        head = " ".join(part for part in (str(self.location or ""), f"[{self.rule}]", self.node or "") if part)
        return f"{head}\n  {self.message}\n  → {self.remedy}"


class PolicygraphError(Exception):
    """The root: what is wrong, and what to do about it.

    Args:
        message: What is wrong, with the value concerned, in plain words.
        remedy: What the reader can do about it.
        location: The file, line and column, where the fault lies in a file.
        findings: The single faults, where there are several.
    """

    exit_code: ClassVar[int] = 1

    def __init__(
        self,
        message: str,
        *,
        remedy: str,
        location: Location | None = None,
        findings: Sequence[Finding] = (),
    ) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.location = location
        self.findings = tuple(findings)

    def __str__(self) -> str:
        """Write where, what and remedy; the findings are left to the door that shows the error."""
        where = f"{self.location}: " if self.location else ""
        return f"{where}{self.message} → {self.remedy}"


class UsageError(PolicygraphError):
    """The request cannot be understood as it is written."""

    exit_code = 2


class DataError(PolicygraphError):
    """A file of the ontology, the data, the shapes or the queries is broken."""

    exit_code = 3


class ValidationError(PolicygraphError):
    """The graph breaks at least one shape."""

    exit_code = 4


class EvidenceError(PolicygraphError):
    """A statement cannot be followed back to the words it came from."""

    exit_code = 5


class NotFoundError(PolicygraphError):
    """What was asked for does not exist."""

    exit_code = 6


class QueryError(PolicygraphError):
    """A query did not give a complete answer.

    Args:
        message: What is wrong.
        remedy: What to do about it.
        position: Where in the query, if it lies there.
    """

    exit_code = 7

    def __init__(self, message: str, *, remedy: str, position: Position | None = None) -> None:
        super().__init__(message, remedy=remedy)
        self.position = position


class QuerySyntaxError(QueryError):
    """The query is not SPARQL 1.1; the message carries the engine's line and column."""


class QueryRefusedError(QueryError):
    """The guard does not let the query through: an update, SERVICE, LOAD, too long or nested too deep."""


class QueryTimeoutError(QueryError):
    """The query was stopped at its deadline."""


class QueryMemoryError(QueryError):
    """The query was stopped at its memory limit."""


class ResultTooLargeError(QueryError):
    """The result passed the size limit."""


class ServiceError(QueryError):
    """Another endpoint, which the query asks with SERVICE, gave no answer."""


class WorkerDiedError(QueryError):
    """The process that ran the query ended for a reason other than a limit."""


class OverloadedError(QueryError):
    """No query process was free in time; asking again later can succeed."""


class StoreError(PolicygraphError):
    """A release or its store is missing, damaged or of another version."""

    exit_code = 8


class HostError(PolicygraphError):
    """The machine refuses: the port is in use, the folder is not writable, the disk is full."""

    exit_code = 9


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Give the beginning of a remedy: up to three names that come near one that there is not; empty where none does."""
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.4)
    return f"did you mean {' or '.join(near)}? " if near else ""
