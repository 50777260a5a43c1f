"""A problem as JSON (RFC 9457), as text and as a page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from policygraph.web.fields.negotiation import negotiate
from policygraph.web.pages.problem_page import write_problem_page
from policygraph.web.pages.templates import templates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from policygraph.web.pages.asked import AskedQuery

__all__ = ["write_problem"]

JSON = "application/problem+json"
TEXT = "text/plain"
HTML = "text/html"
_OFFERS = {JSON: JSON, TEXT: TEXT, HTML: HTML, "application/json": JSON, "application/xhtml+xml": HTML}


def write_problem(
    members: Mapping[str, object], accept: str | None, home: str, asked: AskedQuery | None
) -> tuple[bytes, dict[str, str]]:
    """Write a problem in the form that a client prefers.

    Args:
        members: The members of the JSON object; `title`, `status`, `detail` and `remedy` are among them.
        accept: The `Accept` header.
        home: The start page, as seen from where the problem arose.
        asked: What was asked, where that is known.

    Returns:
        The body and the headers that belong to it: JSON unless the client would rather have text or HTML, so also where
        it takes none of them. What a client sent is quoted in a problem, and is escaped here.
    """
    chosen = negotiate(accept, _OFFERS) or JSON
    if chosen == HTML:
        headers = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": templates().policy}
        return write_problem_page(members, home, asked).encode("utf-8", "replace"), headers
    if chosen == TEXT:
        return _as_text(members).encode("utf-8", "replace"), {"Content-Type": "text/plain; charset=utf-8"}
    return json.dumps(members, ensure_ascii=False).encode("utf-8", "replace"), {"Content-Type": JSON}


def _as_text(members: Mapping[str, object]) -> str:
    return f"{members['status']} {members['title']}\n\n{members['detail']}\n\nWhat to do: {members['remedy']}\n"
