"""What a route answers to methods that ask it for nothing."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from starlette.responses import Response

from policygraph.web.problems.kinds import METHOD_NOT_ALLOWED
from policygraph.web.problems.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from policygraph.web.exchange.exchange import Exchange

__all__ = ["answer_other_method"]

USUAL_HEADERS = "Accept, Content-Type, If-None-Match"
A_DAY = "86400"
# RFC 9110 §5.6.1: a list of tokens.
_TOKENS = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+(?:[ \t]*,[ \t]*[!#$%&'*+.^_`|~0-9A-Za-z-]+)*+")
_LONGEST = 1000


def answer_other_method(
    exchange: Exchange, methods: Sequence[str], told: Mapping[str, str] = MappingProxyType({})
) -> Response:
    """Answer OPTIONS, which a browser asks before a request from another site (Fetch §3.3); refuse every other method.

    Any header may be sent along, since none of them changes what a client may do here.

    Args:
        exchange: The request.
        methods: The methods that the route answers, besides OPTIONS.
        told: Further headers of the answer to OPTIONS.

    Raises:
        Problem: 405.
    """
    allow = ", ".join((*methods, "OPTIONS"))
    if exchange.method != "OPTIONS":
        detail = f"{exchange.method} is not answered here"
        raise Problem(METHOD_NOT_ALLOWED, detail, f"use one of {allow}", {"Allow": allow})
    wanted = exchange.header(b"access-control-request-headers") or ""
    headers = wanted if len(wanted) <= _LONGEST and _TOKENS.fullmatch(wanted) else USUAL_HEADERS
    answer = {
        "Allow": allow,
        "Access-Control-Allow-Methods": allow,
        "Access-Control-Allow-Headers": headers,
        "Access-Control-Max-Age": A_DAY,
        "Vary": "Access-Control-Request-Headers",
    }
    return Response(None, 204, answer | dict(told))
