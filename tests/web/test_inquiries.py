from __future__ import annotations

import asyncio
import threading
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

import pytest
from tests.serving import DATA
from tests.store.asking import ENDLESS, LIMITS, run, until

from policygraph.errors import (
    OverloadedError,
    QueryRefusedError,
    QuerySyntaxError,
    QueryTimeoutError,
    ResultTooLargeError,
)
from policygraph.model.inquiry import conduct as conduct_here
from policygraph.store import EmbeddedStore, create_store
from policygraph.store.pool.pool import Pool
from policygraph.web import inquiries
from policygraph.web.inquiries import conduct, in_thread

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from policygraph.model.inquiry import Inquiry
    from policygraph.store.pool.pool import PoolLimits

T = TypeVar("T")

ONE = "SELECT ?o { <http://e/7> <http://e/label> ?o }"
ALL = "SELECT ?s ?o ?g { GRAPH ?g { ?s <http://e/label> ?o } } ORDER BY ?s ?g"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("store")
    (folder / "data.nq").write_text(DATA, encoding="utf-8")
    create_store(folder / "store", folder / "data.nq")
    return folder / "store"


class Log:
    """What an inquiry went through."""

    def __init__(self) -> None:
        self.threads: list[int] = []
        self.closed = False

    def ask(self, *questions: str) -> Inquiry[list[int]]:
        """Ask questions; give the number of solutions to each."""
        counts = []
        try:
            for question in questions:
                solutions = yield question
                self.threads.append(threading.get_ident())
                counts.append(len(solutions.rows))
            return counts
        finally:
            self.closed = True


def failing(
    store: Path, error: type[Exception], *questions: str, limits: PoolLimits = LIMITS, seconds: float = 20
) -> str:
    """Conduct an inquiry that fails, and is closed all the same."""
    log = Log()

    async def work(pool: Pool) -> str:
        with pytest.raises(error) as caught:
            await conduct(log.ask(*questions), pool, "", seconds=seconds)
        return str(caught.value)

    said = run(store, work, limits)
    assert log.closed
    return said


def patient(work: Callable[[Pool], Awaitable[T]], store: Path) -> T:
    return run(store, work, replace(LIMITS, deadline=20))


def test_an_inquiry_finds_out_what_it_does_over_a_store_in_this_process(store: Path) -> None:
    def ask_three() -> Inquiry[list[object]]:
        one = yield ONE
        everything = yield ALL
        nothing = yield "SELECT ?x { ?x <http://e/nothing> ?y }"
        return [one, everything, nothing]

    expected = conduct_here(ask_three(), EmbeddedStore.open(store).select)
    assert patient(lambda pool: conduct(ask_three(), pool, "", seconds=20), store) == expected


def test_an_inquiry_without_a_question_is_done_at_once(store: Path) -> None:
    assert patient(lambda pool: conduct(Log().ask(), pool, "", seconds=20), store) == []


def test_the_event_loop_takes_small_answers_and_leaves_what_follows_large_ones_to_threads(store: Path) -> None:
    log = Log()
    counts = patient(lambda pool: conduct(log.ask(ONE, ONE, ALL, ONE), pool, "", seconds=20), store)
    assert counts == [1, 1, 10_003, 1]
    here = threading.get_ident()
    assert [thread == here for thread in log.threads] == [True, True, False, False]
    assert log.closed


def test_what_the_pool_says_is_what_the_inquiry_ends_with(store: Path) -> None:
    assert "stopped after 0.5 seconds" in failing(store, QueryTimeoutError, ONE, ENDLESS)
    assert "not SPARQL" in failing(store, QuerySyntaxError, ONE, "SELECT")


def test_an_inquiry_for_which_there_is_no_room_is_refused(store: Path) -> None:
    async def work(pool: Pool) -> None:
        asked = asyncio.create_task(conduct(Log().ask(ENDLESS), pool, "", seconds=20))
        await until(lambda: pool.busy == 1)
        with pytest.raises(OverloadedError):
            await conduct(Log().ask(ONE), pool, "another", seconds=20)
        asked.cancel()
        await asyncio.wait([asked])

    run(store, work, replace(LIMITS, workers=1, queue=0, deadline=20))


def test_questions_go_past_the_guard(store: Path) -> None:
    failing(store, QueryRefusedError, "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }")


def test_no_question_is_asked_after_the_time_of_the_inquiry(store: Path) -> None:
    assert "more than 0 seconds together" in failing(store, QueryTimeoutError, ONE, ONE, seconds=0)


def test_an_answer_that_does_not_fit_the_memory_is_refused(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inquiries, "LARGEST", 1 << 20)
    assert "longer than 1 MiB" in failing(store, ResultTooLargeError, ALL, limits=replace(LIMITS, deadline=20))


def test_an_error_of_the_inquiry_itself_comes_through(store: Path) -> None:
    def fail() -> Inquiry[None]:
        yield ALL
        raise KeyError("mine")

    async def work(pool: Pool) -> None:
        with pytest.raises(KeyError, match="mine"):
            await conduct(fail(), pool, "", seconds=20)

    patient(work, store)


def test_a_client_that_goes_away_ends_its_inquiry_and_frees_the_process(store: Path) -> None:
    log = Log()

    async def work(pool: Pool) -> list[int]:
        asked = asyncio.create_task(conduct(log.ask(ENDLESS), pool, "", seconds=20))
        await until(lambda: pool.busy == 1)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        assert log.closed
        return await conduct(Log().ask(ONE), pool, "", seconds=20)

    assert run(store, work, replace(LIMITS, workers=1, deadline=20)) == [1]


def test_a_step_in_a_thread_is_waited_for_before_the_inquiry_is_closed(store: Path) -> None:
    begun, go_on = threading.Event(), threading.Event()
    ends: list[str] = []

    def ask() -> Inquiry[None]:
        try:
            yield ALL
            begun.set()
            go_on.wait(20)
            ends.append("step")
            yield ONE
        finally:
            ends.append("closed")

    async def work(pool: Pool) -> None:
        asked = asyncio.create_task(conduct(ask(), pool, "", seconds=20))
        await until(begun.is_set)
        asked.cancel()
        await asyncio.sleep(0)
        asked.cancel()
        await asyncio.sleep(0)
        assert not asked.done()
        go_on.set()
        with pytest.raises(asyncio.CancelledError):
            await asked

    patient(work, store)
    assert ends == ["step", "closed"]


def test_an_inquiry_may_go_on_after_an_error_of_the_pool(store: Path) -> None:
    def ask() -> Inquiry[int]:
        try:
            yield ENDLESS
        except QueryTimeoutError:
            return len((yield ONE).rows)
        return 0

    assert run(store, lambda pool: conduct(ask(), pool, "", seconds=20)) == 1


def test_a_pool_that_is_closed_meanwhile_answers_to_the_end(store: Path) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def ask() -> Inquiry[int]:
        count = len((yield ALL).rows)
        begun.set()
        go_on.wait(20)
        return count + len((yield ONE).rows)

    async def scenario() -> int:
        pool = await Pool.open(store, replace(LIMITS, deadline=20))
        asked = asyncio.create_task(conduct(ask(), pool, "", seconds=20))
        await until(begun.is_set)
        closing = asyncio.create_task(pool.close())
        done, _ = await asyncio.wait([closing], timeout=0.2)
        assert not done
        go_on.set()
        count = await asked
        await asyncio.wait_for(closing, 20)
        assert not pool.workers
        return count

    assert asyncio.run(scenario()) == 10_004


def test_work_in_a_thread_gives_its_result_or_its_error() -> None:
    assert asyncio.run(in_thread(int, "7")) == 7
    with pytest.raises(ValueError, match="seven"):
        asyncio.run(in_thread(int, "seven"))
