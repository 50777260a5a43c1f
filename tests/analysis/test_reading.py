"""Reading the statements of many properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.analysis import reading
from policygraph.analysis.reading import Link, read_links
from policygraph.model.inquiry import conduct
from policygraph.vocab import GRAPH, expand

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygraph.model.terms import Solutions
    from policygraph.store import EmbeddedStore


def test_each_statement_comes_once_from_the_graph_of_its_source(store_of: Callable[..., EmbeddedStore]) -> None:
    text = "task:a pg:isTaskOf document:b ; pg:ordinal 1 ; pg:notStated pg:hasDeadline ."
    store = store_of(inferred_rule=text, source=text)
    expected = Link(expand("task:a"), "isTaskOf", expand("document:b"), f"{GRAPH}source")
    assert conduct(read_links(["isTaskOf", "ordinal"]), store.select) == (expected,)


def test_what_is_not_between_iris_is_left_out(store_of: Callable[..., EmbeddedStore]) -> None:
    store = store_of(source='task:a pg:isTaskOf "text" , [] . [] pg:isTaskOf document:b .')
    assert conduct(read_links(["isTaskOf"]), store.select) == ()


@pytest.mark.parametrize("page", [1, 2, 3, 7, 1000])
def test_no_answer_is_longer_than_a_page_and_nothing_is_lost(
    store_of: Callable[..., EmbeddedStore], monkeypatch: pytest.MonkeyPatch, page: int
) -> None:
    monkeypatch.setattr(reading, "PAGE", page)
    store = store_of(
        **{f"g{n}": "\n".join(f"task:t{n}-{k} pg:isTaskOf document:d ." for k in range(n)) for n in range(1, 6)},
        other="measure:m pg:isMeasureOf task:t1-0 .",
    )
    longest = 0

    def select(query: str) -> Solutions:
        nonlocal longest
        answer = store.select(query)
        if "COUNT" not in query:
            longest = max(longest, len(answer.rows))
        return answer

    found = conduct(read_links(["isTaskOf", "isMeasureOf"]), select)
    assert len(found) == 16
    assert list(found) == sorted(set(found))
    assert longest <= page
