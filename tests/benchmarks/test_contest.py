"""The runner, with two servers of this project, one of them under another name."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from benchmarks.contest import Course, hold, hold_again, turned
from benchmarks.figures import CACHED, DISK, OXIGRAPH, Figures
from benchmarks.load import Requests, ask_for, ask_times
from benchmarks.plan import Plan
from benchmarks.questions import QUESTIONS, Question
from benchmarks.servers import Server, policygraph, publish

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.benchmarks.conftest import Written

LOOK_UP, COUNT = (question for question in QUESTIONS if question.name in {"look-up", "count-by-unit"})
PLAN = Plan(rounds=1, seconds=1, clients=(2,))


@pytest.fixture(scope="module")
def servers(written: Written, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, ...]]:
    root = tmp_path_factory.mktemp("workspace")
    publish(root, written.file, "nation")
    with ExitStack() as running:
        yield tuple(running.enter_context(policygraph(root, name, workers=1)) for name in (DISK, OXIGRAPH))


@pytest.fixture
def course(written: Written, tmp_path: Path) -> Course:
    return Course(PLAN, tmp_path, Figures(written.nation, rounds=1))


@pytest.fixture
def paths(tmp_path: Path) -> Path:
    file = tmp_path / "paths.txt"
    file.write_text("/sparql?query=ASK%7B%7D\n/sparql?query=ASK%7B?s?p?o%7D\n", encoding="ascii")
    return file


@pytest.mark.parametrize("question", [LOOK_UP, COUNT], ids=lambda question: question.name)
def test_every_server_is_asked_in_every_round(question: Question, course: Course, servers: tuple[Server, ...]) -> None:
    hold(course, question, servers)
    loads = course.figures.loads[question.name, 2]
    assert set(loads) == {DISK, OXIGRAPH}
    assert course.figures.rows[question.name] > 1
    for (one,) in loads.values():
        assert one.requests > 1
        assert 0 < one.p50 <= one.p99
        assert one.server_cpu > 0
        assert one.client_cpu > 0


def test_one_query_may_be_asked_again_and_again(course: Course, servers: tuple[Server, ...]) -> None:
    cached, other = servers
    hold_again(course, COUNT, (replace(cached, name=CACHED), other))
    (hits,) = course.figures.hits["count-by-unit", 2][CACHED]
    assert hits.requests > 1


def test_servers_that_answer_differently_are_not_timed(
    course: Course, servers: tuple[Server, ...], tmp_path: Path
) -> None:
    (tmp_path / "one.nq").write_text("<http://e/s> <http://e/p> <http://e/o> <http://e/g> .\n", encoding="utf-8")
    publish(tmp_path / "other", tmp_path / "one.nq", "other")
    with policygraph(tmp_path / "other", DISK, workers=1) as other, pytest.raises(SystemExit, match="differently"):
        hold(course, COUNT, (other, servers[1]))
    assert not course.figures.loads


def test_an_answer_that_fails_ends_the_run(servers: tuple[Server, ...], tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text("/sparql?query=nonsense\n", encoding="ascii")
    bad = Requests(tmp_path / "bad.txt", 0, 1)
    with pytest.raises(SystemExit, match="disk failed to answer"):
        ask_for(servers[0], bad, 1)
    with pytest.raises(SystemExit, match="disk failed to answer 2 requests"):
        ask_times(servers[0], bad, 2)


def test_as_many_requests_are_made_as_asked_for(servers: tuple[Server, ...], paths: Path) -> None:
    found = ask_times(servers[0], Requests(paths, 1, 3), 7)
    assert found.requests == 7
    assert 0 < found.first_byte <= found.p99


def test_light_queries_are_asked_without_wrk_too(
    servers: tuple[Server, ...], paths: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    found = ask_for(servers[0], Requests(paths, 0, 2), 0.3)
    assert found.requests > 10
    assert found.seconds == pytest.approx(0.3, abs=0.2)


def test_a_server_counts_the_cpu_time_and_memory_of_all_its_processes(servers: tuple[Server, ...], paths: Path) -> None:
    before = servers[0].cpu()
    ask_times(servers[0], Requests(paths, 0, 2), 200)
    assert servers[0].cpu() > before
    assert servers[0].memory() > 20
    assert len(servers[0].process.children()) >= 1


def test_the_order_of_the_servers_turns() -> None:
    names = tuple(Server(name, 0, "", None, 0.0) for name in "abc")  # type: ignore[arg-type] # never asked
    assert ["".join(server.name for server in turned(names, number)) for number in range(4)] == [
        "abc", "bca", "cab", "abc",
    ]  # fmt: skip
