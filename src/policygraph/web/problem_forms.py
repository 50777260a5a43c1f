"""A problem as JSON (RFC 9457), as text and as a page."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

from policygraph.web.negotiation import negotiate

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["write_problem"]

JSON = "application/problem+json"


def write_problem(members: Mapping[str, object], accept: str | None) -> tuple[bytes, str]:
    """Write a problem in the form that a client prefers.

    Args:
        members: The members of the JSON object; `title`, `status`, `detail` and `remedy` are among them.
        accept: The `Accept` header.

    Returns:
        The body and its content type: JSON unless the client would rather have text or HTML, so also where it takes
        none of them. What a client sent is quoted in a problem, and is escaped here.
    """
    chosen = negotiate(accept, _OFFERS) or JSON
    content_type = chosen if chosen == JSON else f"{chosen}; charset=utf-8"
    return _WRITERS[chosen](members).encode("utf-8", "replace"), content_type


def _as_json(members: Mapping[str, object]) -> str:
    return json.dumps(members, ensure_ascii=False)


def _as_text(members: Mapping[str, object]) -> str:
    return f"{members['status']} {members['title']}\n\n{members['detail']}\n\nWhat to do: {members['remedy']}\n"


def _as_html(members: Mapping[str, object]) -> str:
    title, detail, remedy = (escape(str(members[name])) for name in ("title", "detail", "remedy"))
    return (
        f'<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{title}</title></head>\n'
        f"<body>\n<h1>{members['status']} {title}</h1>\n<p>{detail}</p>\n"
        f"<p>What to do: {remedy}</p>\n</body>\n</html>\n"
    )


_WRITERS: Mapping[str, Callable[[Mapping[str, object]], str]] = {
    JSON: _as_json,
    "text/plain": _as_text,
    "text/html": _as_html,
}
_OFFERS = {sent: sent for sent in _WRITERS} | {"application/json": JSON}
