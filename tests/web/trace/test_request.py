from __future__ import annotations

import pytest

from policygraph.errors import UsageError
from policygraph.settings import Settings
from policygraph.trace.inquire import DEEPEST, DEPTH, LARGEST, LIMIT
from policygraph.web.trace.address import Named
from policygraph.web.trace.request import read_trace_request

TASK = Named("task", "trees", "")


def test_an_operator_may_allow_as_much_as_a_trace_can_hold_and_no_more() -> None:
    settings = Settings(trace_depth=DEEPEST, trace_limit=LARGEST)
    asked = read_trace_request(TASK, f"depth={DEEPEST}&limit={LARGEST}".encode(), settings)
    assert (asked.depth, asked.limit) == (DEEPEST, LARGEST)
    with pytest.raises(UsageError, match="POLICYGRAPH_TRACE_DEPTH"):
        Settings(trace_depth=DEEPEST + 1)
    with pytest.raises(UsageError, match="POLICYGRAPH_TRACE_LIMIT"):
        Settings(trace_limit=LARGEST + 1)


def test_what_is_not_asked_for_is_as_in_the_library_and_never_past_the_bounds() -> None:
    asked = read_trace_request(TASK, b"", Settings())
    assert (asked.direction, asked.depth, asked.limit, asked.language, asked.form) == ("both", DEPTH, LIMIT, "en", None)
    small = read_trace_request(TASK, b"", Settings(trace_depth=2, trace_limit=3))
    assert (small.depth, small.limit) == (2, 3)
