"""Whose turn it is, without processes: clients a, b and c ask, and each question is named after its client."""

from __future__ import annotations

import asyncio

import pytest
from tests.store.asking import question

from policygraph.errors import OverloadedError
from policygraph.store.pool.asked import Asked
from policygraph.store.pool.turns import TurnLimits, Turns

ROOM = TurnLimits(waiting=10, waiting_each=5, running_each=2)


def asked(client: str, since: float = 0.0) -> Asked:
    loop = asyncio.new_event_loop()
    try:
        return Asked(question("ASK {}", client), loop.create_future(), since)
    finally:
        loop.close()


def waiting(clients: str, limits: TurnLimits = ROOM) -> Turns:
    turns = Turns(limits)
    for client in clients:
        turns.wait(asked(client))
    return turns


def order(turns: Turns) -> str:
    taken = ""
    while (one := turns.next()) is not None:
        taken += one.client
    return taken


def test_clients_take_turns_however_many_questions_each_has() -> None:
    turns = waiting("aaaabbc")
    assert len(turns) == 7
    assert order(turns) == "abcabaa"
    assert len(turns) == 0


def test_one_that_has_its_share_of_processes_is_passed_over_until_one_of_them_is_free() -> None:
    turns = waiting("aab")
    running = [asked("a"), asked("a")]
    for one in running:
        turns.begin(one)
    assert not turns.may_run("a")
    assert order(turns) == "b"
    turns.end(running[0])
    assert turns.may_run("a")
    assert order(turns) == "aa"


def test_a_question_put_back_is_the_next_one() -> None:
    turns = waiting("abb")
    first = turns.next()
    assert first is not None
    turns.put_back(first)
    assert len(turns) == 3
    assert turns.next() is first


def test_both_the_whole_queue_and_each_clients_part_of_it_are_bounded() -> None:
    turns = waiting("aaaaabbbb")
    with pytest.raises(OverloadedError, match="5 queries of yours are waiting already"):
        turns.wait(asked("a"))
    turns.wait(asked("c"))
    with pytest.raises(OverloadedError, match="10 queries are waiting already"):
        turns.wait(asked("d"))
    assert order(turns) == "abcabababa"


def test_a_client_that_goes_leaves_the_queue_and_nothing_behind() -> None:
    turns = Turns(ROOM)
    gone, staying = asked("a"), asked("b")
    for one in (gone, staying):
        turns.wait(one)
    for _ in range(2):
        turns.leave(gone)
    assert len(turns) == 1
    assert turns.next() is staying
    assert not turns._lines


def test_those_that_have_waited_too_long_are_taken_out() -> None:
    turns = Turns(ROOM)
    for since in (1.0, 5.0, 9.0):
        turns.wait(asked("a", since))
    assert [one.since for one in turns.expired(6.0)] == [1.0, 5.0]
    assert len(turns) == 1


def test_no_client_is_remembered_that_has_nothing_running() -> None:
    turns = Turns(ROOM)
    one = asked("a")
    turns.begin(one)
    turns.end(one)
    assert turns.may_run("b") is not False
    assert not turns._running
