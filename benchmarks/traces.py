"""Traces of things of every class: all of the bundled graph, some hundred a class of a nation, and over HTTP."""

from __future__ import annotations

import http.client
import random
import statistics
import time
from typing import TYPE_CHECKING, Final, NamedTuple

from benchmarks.ratios import percentile
from benchmarks.table import table
from policygraph.model.inquiry import conduct
from policygraph.trace import trace
from policygraph.vocab import ID, PG

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from benchmarks.servers import Server
    from policygraph.sources import Texts
    from policygraph.store import EmbeddedStore

__all__ = ["CLASSES", "Times", "all_of", "measure_http", "measure_traces", "things_of", "trace_table"]

CLASSES: Final = (
    "Acceptance", "Assessment", "AssessmentResult", "Challenge", "DeclaredTotal", "Designation", "DocumentNumber",
    "Indicator", "Inspection", "LifecycleEvent", "Measure", "Mechanism", "Observation", "Passage", "Plan",
    "PolicyDocument", "Problem", "ProblemSet", "Programme", "Provision", "RectificationProgramme", "Region", "Report",
    "Source", "SourceDefect", "Target", "Task", "TaskElement", "Unit", "AgentGroup",
)  # fmt: skip
"""Classes of whose things traces are measured one by one."""

AGAIN: Final = 2


class Times(NamedTuple):
    """How long the traces of some things took.

    Attributes:
        name: What they are.
        seconds: Of each trace.
        cpu: Seconds of CPU time of each trace in this process, whatever else the machine does; none over HTTP.
    """

    name: str
    seconds: Sequence[float]
    cpu: Sequence[float] = ()

    @property
    def median(self) -> float:
        """Seconds of the median."""
        return statistics.median(self.seconds)


def things_of(store: EmbeddedStore, most: int | None, chance: random.Random) -> Mapping[str, Sequence[str]]:
    """Give the things of each class that the store has, at random no more than `most` of each, in random order."""
    found = {}
    for name in CLASSES:
        rows = store.select(f"SELECT DISTINCT ?thing {{ ?thing a <{PG}{name}> }} ORDER BY ?thing").rows
        things = [row["thing"].value for row in rows]
        chosen = chance.sample(things, len(things) if most is None else min(most, len(things)))
        if chosen:
            found[name] = chosen
    return found


def measure_traces(
    opened: EmbeddedStore, things: Mapping[str, Sequence[str]], texts: Texts | None = None, limit: float = 0.0
) -> list[Times]:
    """Trace things in both directions, in an order of chance, as `policygraph trace` does.

    Args:
        opened: The store.
        things: Class → things.
        texts: Texts whose words passages are shown with.
        limit: Seconds of CPU time; a trace that took more is made twice more and the least time counts, since what
            else the machine does costs a single one its caches. 0 makes none again.
    """
    order = [(name, thing) for name, found in things.items() for thing in found]
    random.Random(1).shuffle(order)

    def work(thing: str) -> None:
        conduct(trace(thing, release="measured", texts=texts), opened.select)

    return _grouped(((name, _time(work, thing, limit)) for name, thing in order), here=True)


def measure_http(server: Server, things: Mapping[str, Sequence[str]]) -> list[Times]:
    """Ask a server for the traces of things as JSON, one after another over one connection.

    Raises:
        SystemExit: It answers otherwise.
    """
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)

    def work(thing: str) -> None:
        connection.request("GET", f"/trace/{thing.removeprefix(ID)}", headers={"Accept": "application/json"})
        answer = connection.getresponse()
        body = answer.read()
        if answer.status != http.HTTPStatus.OK:
            raise SystemExit(f"the trace of {thing} is answered with {answer.status}: {body[:300]!r}")

    work(next(iter(things.values()))[0])  # a worker opens its store with the first question
    order = [(name, thing) for name, found in things.items() for thing in found if thing.startswith(ID)]
    random.Random(1).shuffle(order)
    times = _grouped(((name, _time(work, thing, 0.0)) for name, thing in order), here=False)
    connection.close()
    return times


def trace_table(times: Sequence[Times], limit: float | None = None) -> str:
    """Write the times of each class and of all."""
    every = all_of(times)
    cpu = ("CPU ms: median", "99 %", "longest") if every.cpu else ()
    head = ("class", "traces", "median ms", "99 % ms", "longest ms", *cpu)
    rows = [
        (one.name, f"{len(one.seconds):,}", *(f"{1000 * value:.1f}" for value in _figures(one)))
        for one in (*sorted(times, key=lambda one: -one.median), every)
    ]
    said = table(head, rows)
    if limit is not None:
        over = sum(seconds > limit for seconds in every.seconds)
        busy = sum(seconds > limit for seconds in every.cpu)
        said += (
            f"\n\n{over:,} of {len(every.seconds):,} traces took longer than {1000 * limit:.0f} ms; {busy:,} took more "
            "CPU time than that."
        )
    return said + "\n"


def all_of(times: Sequence[Times]) -> Times:
    """Put the times of all classes together."""
    return Times(
        "**all**", [each for one in times for each in one.seconds], [each for one in times for each in one.cpu]
    )


def _figures(times: Times) -> list[float]:
    return [
        figure
        for taken in (times.seconds, times.cpu)
        if taken
        for figure in (statistics.median(taken), percentile(sorted(taken), 0.99), max(taken))
    ]


def _grouped(timed: Iterable[tuple[str, tuple[float, float]]], *, here: bool) -> list[Times]:
    found: dict[str, list[tuple[float, float]]] = {}
    for name, taken in timed:
        found.setdefault(name, []).append(taken)
    return [Times(name, [one[0] for one in taken], [one[1] for one in taken if here]) for name, taken in found.items()]


def _time(work: Callable[[str], None], thing: str, limit: float) -> tuple[float, float]:
    taken = [_once(work, thing)]
    if limit and taken[0][1] > limit:
        taken += [_once(work, thing) for _ in range(AGAIN)]
    return min(one[0] for one in taken), min(one[1] for one in taken)


def _once(work: Callable[[str], None], thing: str) -> tuple[float, float]:
    began, busy = time.perf_counter(), time.process_time()
    work(thing)
    return time.perf_counter() - began, time.process_time() - busy
