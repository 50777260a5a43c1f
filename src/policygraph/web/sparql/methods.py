"""What `/sparql` answers to methods that carry no query."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from starlette.responses import Response

from policygraph.web.problems.kinds import METHOD_NOT_ALLOWED
from policygraph.web.problems.problem import Problem
from policygraph.web.sparql.protocol import ACCEPT_POST

if TYPE_CHECKING:
    from policygraph.web.sparql.exchange import Exchange

__all__ = ["QUERY_METHODS", "answer_other_method"]

QUERY_METHODS = frozenset({"GET", "HEAD", "POST"})
"""The methods that a query can come by (SPARQL 1.1 Protocol §2.1), HEAD being a GET without the body."""

METHODS = "GET, HEAD, POST, OPTIONS"
USUAL_HEADERS = "Accept, Content-Type, If-None-Match"
A_DAY = "86400"
# RFC 9110 §5.6.1: a list of tokens.
_TOKENS = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+(?:[ \t]*,[ \t]*[!#$%&'*+.^_`|~0-9A-Za-z-]+)*+")
_LONGEST = 1000


def answer_other_method(exchange: Exchange) -> Response:
    """Answer OPTIONS, which a browser asks before a query from another site (Fetch §3.3); refuse every other method.

    Any header may be sent along, since none of them changes what a client may do here.

    Raises:
        Problem: 405.
    """
    if exchange.method != "OPTIONS":
        detail = f"{exchange.method} is not answered here"
        raise Problem(METHOD_NOT_ALLOWED, detail, f"use one of {METHODS}", {"Allow": METHODS})
    wanted = exchange.header(b"access-control-request-headers") or ""
    allowed = wanted if len(wanted) <= _LONGEST and _TOKENS.fullmatch(wanted) else USUAL_HEADERS
    headers = {
        "Allow": METHODS,
        "Accept-Post": ACCEPT_POST,
        "Access-Control-Allow-Methods": METHODS,
        "Access-Control-Allow-Headers": allowed,
        "Access-Control-Max-Age": A_DAY,
        "Vary": "Access-Control-Request-Headers",
    }
    return Response(None, 204, headers)
