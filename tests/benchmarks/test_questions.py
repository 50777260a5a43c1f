"""The twelve queries, each asked of the small nation."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pyoxigraph
import pytest
from benchmarks.questions import QUESTIONS, Question, texts

if TYPE_CHECKING:
    from tests.benchmarks.conftest import Written

WITHOUT_CONSTANTS = {"count-by-unit", "export", "whole-graph"}


@pytest.fixture(scope="module")
def store(written: Written) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    store.bulk_load(path=written.file, format=pyoxigraph.RdfFormat.N_QUADS)
    return store


def test_there_are_twelve() -> None:
    assert len({question.name for question in QUESTIONS}) == 12


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_each_finds_something(question: Question, written: Written, store: pyoxigraph.Store) -> None:
    found = 0
    for text in itertools.islice(texts(question, written.nation), 40):
        rows = store.query(text, use_default_graph_as_union=True)
        assert isinstance(rows, pyoxigraph.QuerySolutions)
        found += sum(1 for _ in rows)
    assert found


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_no_two_requests_are_the_same_text(question: Question, written: Written) -> None:
    asked = list(itertools.islice(texts(question, written.nation), 2_000))
    assert len(set(asked)) == 2_000


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.name)
def test_every_request_has_another_constant_where_the_query_has_one(question: Question, written: Written) -> None:
    asked = [text.partition("# request")[0] for text in itertools.islice(texts(question, written.nation), 4)]
    assert len(set(asked)) == (1 if question.name in WITHOUT_CONSTANTS else 4)


def test_the_seed_decides_what_is_asked(written: Written) -> None:
    one, same = (next(texts(QUESTIONS[0], written.nation)) for _ in range(2))
    assert one == same
