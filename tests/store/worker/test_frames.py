from __future__ import annotations

from policygraph.store import QueryLimits, QueryRequest, inspect
from policygraph.store.dataset import DatasetRequest
from policygraph.store.worker.frames import CODINGS, HEADER, WHOLE, Question, frame, read_question, write_question


def test_a_frame_says_kind_coding_and_length() -> None:
    assert HEADER.unpack_from(frame(WHOLE, b"abc", "br")) == (b"W", CODINGS.index("br"), 3)


def test_a_plain_question_arrives_as_it_was_asked() -> None:
    request = QueryRequest(inspect("ASK { ?任 ?b '\ud800\n\0' }", QueryLimits()), "text/csv")
    question = Question(request.query.text, "text/csv", "identity", None, DatasetRequest())
    assert read_question(write_question(request)) == question


def test_coding_rows_and_dataset_arrive_too() -> None:
    query = inspect("PREFIX e: <http://e/> SELECT * FROM e:a FROM NAMED <http://e/b> { ?s ?p ?o }", QueryLimits())
    request = QueryRequest(query, "text/csv", ("http://e/任\n",), ("http://e/d",), encoding="zstd", rows=0)
    question = read_question(write_question(request))
    assert (question.encoding, question.rows) == ("zstd", 0)
    dataset = question.dataset
    assert (dataset.default_graphs, dataset.named_graphs) == (["http://e/任\n"], ["http://e/d"])
    assert tuple(dataset.from_graphs) == tuple(query.from_graphs)
    assert tuple(dataset.from_named) == tuple(query.from_named)
    assert dataset.prologue == query.prologue
