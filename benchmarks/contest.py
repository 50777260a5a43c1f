"""One query and the servers in turns: their answers are compared, then they are timed round by round."""

from __future__ import annotations

import itertools
import math
import time
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote

from benchmarks.answers import answer, check_alike, fetch, rows_of
from benchmarks.figures import CACHED, OXIGRAPH, RDFLIB
from benchmarks.load import Load, Requests, ask_for, ask_times
from benchmarks.questions import Weight, texts

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.figures import Figures
    from benchmarks.plan import Plan
    from benchmarks.questions import Question
    from benchmarks.servers import Server

__all__ = ["Course", "hold"]

PREPARED: Final = {Weight.LIGHT: 30_000, Weight.HEAVY: 2_000}
"""Requests written of a query before it is asked."""

COMPARED: Final = {Weight.LIGHT: 20, Weight.HEAVY: 1}
"""Answers compared of a query before it is timed."""

RDFLIB_ROUNDS: Final = 2
PROCESSORS: Final = 2
"""Clients from which on this many requests are answered at once."""


class Course(NamedTuple):
    """Where a contest is held: the plan, a folder to write to, and the figures to add to."""

    plan: Plan
    folder: Path
    figures: Figures


def hold(course: Course, question: Question, servers: tuple[Server, ...]) -> None:
    """Compare the servers' answers to a query and time them; the server with a cache is asked one query again and again.

    Raises:
        SystemExit: The servers answer differently, or one fails.
    """
    paths = _write_paths(course, question, servers)
    alone = _compare(course, question, servers, paths)
    for clients in course.plan.clients:
        found = course.figures.loads.setdefault((question.name, clients), {})
        for number in range(course.plan.rounds):
            for server in _turned(servers, number):
                if server.name == RDFLIB and (question.weight is Weight.HEAVY or number >= RDFLIB_ROUNDS):
                    continue
                requests = Requests(paths[server.name], _skip(question, number), clients)
                found.setdefault(server.name, []).append(
                    _time(course.plan, question, server, requests, alone[OXIGRAPH])
                )


def _time(plan: Plan, question: Question, server: Server, requests: Requests, alone: float) -> Load:
    """Measure a light query for the seconds of a turn, a heavy one as often as fits into them at Oxigraph's pace."""
    if question.weight is Weight.LIGHT:
        return ask_for(server, requests, plan.seconds)
    times = math.ceil(plan.seconds * min(requests.clients, PROCESSORS) / alone)
    return ask_times(server, requests, max(requests.clients, times))


def _compare(
    course: Course, question: Question, servers: tuple[Server, ...], paths: dict[str, Path]
) -> dict[str, float]:
    """Compare the first answers of the servers; give the seconds of each server's last answer."""
    seconds: dict[str, float] = {}
    for number in range(COMPARED[question.weight]):
        answers = {}
        for server in servers:
            path = _line(paths[server.name], number)
            began = time.perf_counter()
            body = fetch(server, path)
            seconds[server.name] = time.perf_counter() - began
            answers[server.name] = answer(rows_of(body))
        rows = check_alike(question.name, answers, same_rows=question.same_rows)
        course.figures.rows.setdefault(question.name, rows)
    if question.weight is Weight.HEAVY and RDFLIB in seconds:
        alone = seconds[RDFLIB]
        once = Load(1, alone, alone, alone, 0.0, 0.0, 0.0)
        course.figures.loads[question.name, 1] = {RDFLIB: [once]}
    return seconds


def _write_paths(course: Course, question: Question, servers: tuple[Server, ...]) -> dict[str, Path]:
    """Write the requests of each server, a path a line; one line alone for the server with a cache."""
    files: dict[str, Path] = {}
    chosen = itertools.islice(texts(question, course.figures.nation), PREPARED[question.weight])
    queries = [quote(text, safe="") for text in chosen]
    for server in servers:
        files[server.name] = course.folder / f"{question.name}-{len(files)}.txt"
        asked = queries[:1] if server.name == CACHED else queries
        files[server.name].write_text("".join(f"{server.path}?query={query}\n" for query in asked), encoding="ascii")
    return files


def _line(file: Path, number: int) -> str:
    lines = file.read_text(encoding="ascii").splitlines()
    return lines[number % len(lines)]


def _turned(servers: tuple[Server, ...], number: int) -> tuple[Server, ...]:
    """Give the servers in another order in each round."""
    first = number % len(servers)
    return servers[first:] + servers[:first]


def _skip(question: Question, number: int) -> int:
    """Begin each round with other requests than the last."""
    return number * PREPARED[question.weight] // 7 + COMPARED[question.weight]
