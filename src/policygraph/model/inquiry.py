"""Work that asks questions on its way, without knowing who answers them.

An `Inquiry` is a generator: it yields SELECT queries, is sent their solutions, and returns what it was made to find
out. So the same code works over a store in this process, over the query processes of a server, and over an engine
elsewhere; inquiries call one another with `yield from`. Where a question can't be answered, the error is raised at its
`yield`: an inquiry may handle it and go on, and ends with it otherwise.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING, TypeVar

from policygraph.errors import PolicygraphError
from policygraph.model.terms import Solutions

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Inquiry", "conduct"]

T = TypeVar("T")

Inquiry = Generator[str, Solutions, T]
"""Yields the text of SELECT queries, is sent solutions, returns its result."""


def conduct(inquiry: Inquiry[T], select: Callable[[str], Solutions]) -> T:
    """Carry an inquiry out.

    Args:
        inquiry: What to find out.
        select: Answers a SELECT query, such as the method of that name of a store.

    Raises:
        PolicygraphError: What the inquiry raises, or `select` where the inquiry does not handle it.
    """
    try:
        question = next(inquiry)
        while True:
            try:
                answer = select(question)
            except PolicygraphError as error:
                question = inquiry.throw(error)
            else:
                question = inquiry.send(answer)
    except StopIteration as done:
        result: T = done.value
        return result
    finally:
        inquiry.close()
