"""Why there is no complete result: what a query process reports, and what its death tells, as the errors they are."""

from __future__ import annotations

import os
import re
import signal
from typing import TYPE_CHECKING

from policygraph.errors import (
    Position,
    QueryError,
    QueryMemoryError,
    QueryRefusedError,
    QuerySyntaxError,
    ResultTooLargeError,
    ServiceError,
    StoreError,
    WorkerDiedError,
)
from policygraph.vocab import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SMALLER", "cannot_start", "manner_of_death", "reported_error", "why_it_died"]

# What the engine writes to standard error before it aborts: Rust's allocator, C++'s in RocksDB, Rust's stack guard.
OUT_OF_MEMORY = (b"memory allocation of", b"bad_alloc", b"MemoryError")
STACK_OVERFLOW = b"overflowed its stack"

OTHER_FUNCTION = "call only the functions and casts of SPARQL 1.1 Query, section 17"
SMALLER = "make the query lighter: select less, add a LIMIT, group or sort fewer rows"


def cannot_start(why: str | None) -> StoreError:
    """Tell that the system refuses another process, and why."""
    return StoreError(
        f"no query process can be started: {why}", remedy="raise the limits on processes, files and memory"
    )


def why_it_died(status: int | None, last_words: bytes, memory: int) -> QueryError:
    """Tell a client why its query's process died.

    Args:
        status: As `waitpid` tells; None where nobody could wait for the process.
        last_words: The end of what it wrote to standard error.
        memory: Bytes that it could use.
    """
    if any(words in last_words for words in OUT_OF_MEMORY):
        return QueryMemoryError(
            f"the query needs more than the {memory >> 20} MiB of memory it may use", remedy=SMALLER
        )
    if STACK_OVERFLOW in last_words or (status is not None and os.waitstatus_to_exitcode(status) == -signal.SIGSEGV):
        return WorkerDiedError(
            "the engine's stack overflowed, most likely because the query nests too deep",
            remedy="flatten the query: fewer nested groups, function calls and operators",
        )
    return WorkerDiedError(
        f"the process that ran the query ended ({manner_of_death(status)}) before the result was complete",
        remedy="ask again; if it happens again, tell the operator",
    )


def manner_of_death(status: int | None) -> str:
    """Say how a process ended."""
    if status is None:
        return "with the process that had started it"
    code = os.waitstatus_to_exitcode(status)
    if code >= 0:
        return f"exit code {code}"
    names = {number.value: number.name for number in signal.Signals}
    return f"signal {names.get(-code, -code)}"


def reported_error(fault: Mapping[str, str]) -> QueryError:
    """Turn a fault that a query process reports into the error it is."""
    message = fault["message"]
    match fault["kind"]:
        case "syntax":
            return _not_sparql(message)
        case "too-large":
            return ResultTooLargeError(message, remedy=SMALLER)
        case "memory":
            return QueryMemoryError("the query met the memory limit", remedy=SMALLER)
        case "service":
            return ServiceError(message, remedy="ask again later, or write SERVICE SILENT to go on without its answer")
        case "function" | "value" as kind:
            remedy = OTHER_FUNCTION if kind == "function" else "correct the value named"
            return QueryRefusedError(f"the query cannot be evaluated: {message}", remedy=remedy)
        case _:
            return WorkerDiedError(f"the engine could not finish the query: {message}", remedy="ask again")


def _not_sparql(message: str) -> QuerySyntaxError:
    """Tell a syntax error, and how to declare a prefix where one is missing."""
    remedy = "correct the query"
    if missing := re.search(r"the prefix (\S*): is not declared", message):
        example = missing[1] if missing[1] in PREFIXES else "skos"
        remedy = f"declare it, as in PREFIX {example}: <{PREFIXES[example]}>, or check its spelling"
    place = re.match(r"error at (\d+):(\d+)", message)
    position = Position(int(place[1]), int(place[2])) if place else None
    return QuerySyntaxError(f"the query is not SPARQL 1.1: {message}", remedy=remedy, position=position)
