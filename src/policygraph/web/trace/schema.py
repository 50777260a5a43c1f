"""The JSON Schema of a trace, as it is served."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING

from starlette.responses import Response

from policygraph.web.exchange.validators import holds

if TYPE_CHECKING:
    from policygraph.web.exchange.exchange import Exchange

__all__ = ["SCHEMA_PATH", "SCHEMA_TYPE", "Schema"]

SCHEMA_PATH = "trace/schema.json"
"""Where it is, as seen from the start page."""
SCHEMA_TYPE = "application/schema+json"


class Schema:
    """Answers with the schema, which is read once.

    Args:
        fresh: The `Cache-Control` of the answers.
    """

    def __init__(self, fresh: str) -> None:
        self._body = (files("policygraph.trace") / "trace.schema.json").read_bytes()
        tag = f'"{hashlib.sha256(self._body).hexdigest()[:32]}"'
        self._headers = {"Content-Type": SCHEMA_TYPE, "Cache-Control": fresh, "ETag": tag}

    def answer(self, exchange: Exchange) -> Response:
        """Answer one request."""
        if holds(exchange, self._headers["ETag"].encode("ascii")):
            told = {name: value for name, value in self._headers.items() if name != "Content-Type"}
            return Response(None, 304, told)
        return Response(self._body, 200, self._headers)
