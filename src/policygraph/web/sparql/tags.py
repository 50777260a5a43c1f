"""The tags of results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from policygraph.web.exchange.validators import make_tag

if TYPE_CHECKING:
    from policygraph.store import QueryRequest

__all__ = ["tag_of"]


def tag_of(release: str, question: QueryRequest, design: str = "") -> bytes:
    """Give the tag of an answer.

    Args:
        release: Id of the release that is asked.
        question: What is asked, and in which form.
        design: What tells one design of the pages from another, where the answer is one.
    """
    return make_tag(
        release,
        question.query.text,
        question.default_graphs,
        question.named_graphs,
        question.media_type,
        question.encoding,
        question.rows,
        design,
    )
