from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from policygraph.web.exchange.pieces import write_json

SCALARS = st.none() | st.booleans() | st.integers() | st.text()
DOCUMENTS = st.recursive(SCALARS, lambda part: st.lists(part) | st.dictionaries(st.text(), part), max_leaves=30)


@given(DOCUMENTS)
def test_the_pieces_are_those_of_one_piece(document: object) -> None:
    assert write_json(document) == json.dumps(document, ensure_ascii=False)


def test_what_is_nested_deeper_than_the_pieces_is_whole() -> None:
    document = {"a": [{"b": [{"c": [{"d": [1, "任务"]}]}]}], "e": [], "f": {}}
    assert write_json(document) == json.dumps(document, ensure_ascii=False)
