"""One query and the servers in turns: their answers are compared, then they are timed round by round."""

from __future__ import annotations

import itertools
import math
import time
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote

from benchmarks.answers import answer, check_alike, fetch, rows_of
from benchmarks.figures import OXIGRAPH, RDFLIB
from benchmarks.load import Load, Requests, ask_for, ask_times
from benchmarks.questions import Weight, texts

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.figures import Figures
    from benchmarks.plan import Plan
    from benchmarks.questions import Question
    from benchmarks.servers import Server

__all__ = ["Course", "hold", "hold_again", "turned"]

PREPARED: Final = {Weight.LIGHT: 30_000, Weight.HEAVY: 2_000}
"""Requests written of a query before it is asked."""

COMPARED: Final = {Weight.LIGHT: 20, Weight.HEAVY: 1}
"""Answers compared of a query before it is timed."""

RDFLIB_ROUNDS: Final = 2
PROCESSORS: Final = 2
"""Requests that are answered at once where many clients ask."""


class Course(NamedTuple):
    """Where a contest is held: the plan, a folder to write to, and the figures to add to."""

    plan: Plan
    folder: Path
    figures: Figures


def hold(course: Course, question: Question, servers: tuple[Server, ...]) -> None:
    """Compare the servers' answers to a query, then ask it with other constants in every request.

    Raises:
        SystemExit: The servers answer differently, or one fails.
    """
    paths = _write_paths(course, question, servers, PREPARED[question.weight])
    alone = _compare(course, question, servers, paths)
    turns = list(itertools.product(course.plan.clients, range(course.plan.rounds)))
    for turn, (clients, number) in enumerate(turns):
        loads = course.figures.loads.setdefault((question.name, clients), {})
        skip = COMPARED[question.weight] + turn * PREPARED[question.weight] // len(turns)  # other requests each turn
        for server in turned(servers, number):
            if server.name == RDFLIB and (question.weight is Weight.HEAVY or number >= RDFLIB_ROUNDS):
                continue
            load = _time(course.plan, question, server, Requests(paths[server.name], skip, clients), alone)
            loads.setdefault(server.name, []).append(load)


def hold_again(course: Course, question: Question, servers: tuple[Server, ...]) -> None:
    """Ask one query with the same constants again and again, which a server with a cache need not evaluate.

    Raises:
        SystemExit: A server fails.
    """
    paths = _write_paths(course, question, servers, 1)
    for clients in course.plan.clients:
        loads = course.figures.hits.setdefault((question.name, clients), {})
        for number in range(course.plan.rounds):
            for server in turned(servers, number):
                load = ask_for(server, Requests(paths[server.name], 0, clients), course.plan.seconds)
                loads.setdefault(server.name, []).append(load)


def turned(servers: tuple[Server, ...], number: int) -> tuple[Server, ...]:
    """Give the servers in another order in each round."""
    first = number % len(servers)
    return servers[first:] + servers[:first]


def _time(plan: Plan, question: Question, server: Server, requests: Requests, alone: float) -> Load:
    """Measure a light query for the seconds of a turn, a heavy one as often as fits into them at Oxigraph's pace."""
    if question.weight is Weight.LIGHT:
        return ask_for(server, requests, plan.seconds)
    times = math.ceil(plan.seconds * min(requests.clients, PROCESSORS) / alone)
    return ask_times(server, requests, max(requests.clients, times))


def _compare(course: Course, question: Question, servers: tuple[Server, ...], paths: dict[str, Path]) -> float:
    """Compare the first answers of the servers; give the seconds that Oxigraph took for the last of them."""
    seconds: dict[str, float] = {}
    for number in range(COMPARED[question.weight]):
        answers = {}
        for server in servers:
            path = paths[server.name].read_text(encoding="ascii").splitlines()[number]
            began = time.perf_counter()
            body = fetch(server, path)
            seconds[server.name] = time.perf_counter() - began
            answers[server.name] = answer(rows_of(body))
        rows = check_alike(question.name, answers, same_rows=question.same_rows)
        course.figures.rows.setdefault(question.name, rows)
    if question.weight is Weight.HEAVY and RDFLIB in seconds:
        once = seconds[RDFLIB]  # it takes seconds, so the one answer that was compared is also the one that counts
        course.figures.loads[question.name, 1] = {RDFLIB: [Load(1, once, once, once, 0.0, 0.0, 0.0)]}
    return seconds[OXIGRAPH]


def _write_paths(course: Course, question: Question, servers: tuple[Server, ...], most: int) -> dict[str, Path]:
    """Write the requests to each server, a path a line."""
    files: dict[str, Path] = {}
    queries = [quote(text, safe="") for text in itertools.islice(texts(question, course.figures.nation), most)]
    for server in servers:
        file = files[server.name] = course.folder / f"{question.name}-{most}-{len(files)}.txt"
        file.write_text("".join(f"{server.path}?query={query}\n" for query in queries), encoding="ascii")
    return files
