"""The JSON Schema of an answer, as it is served."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING

from starlette.responses import Response

from policygraph.web.exchange.validators import holds

if TYPE_CHECKING:
    from policygraph.web.exchange.exchange import Exchange

__all__ = ["SCHEMA_TYPE", "Schema"]

SCHEMA_TYPE = "application/schema+json"


class Schema:
    """Answers with the schema, which is read once.

    Args:
        path: Where it is, as seen from the start page.
        package: The package that it lies in.
        name: The name of its file there.
        fresh: The `Cache-Control` of the answers.
    """

    def __init__(self, path: str, package: str, name: str, fresh: str) -> None:
        self._path = path
        self._body = (files(package) / name).read_bytes()
        tag = f'"{hashlib.sha256(self._body).hexdigest()[:32]}"'
        self._headers = {"Content-Type": SCHEMA_TYPE, "Cache-Control": fresh, "ETag": tag}

    def is_asked(self, exchange: Exchange) -> bool:
        """Tell whether a request is for the schema."""
        return bool(exchange.scope["path"] == f"/{self._path}")

    def link(self, home: str) -> str:
        """Give the `Link` header of what the schema describes.

        Args:
            home: The start page, as seen from there.
        """
        return f'<{home}{self._path}>; rel="describedby"; type="{SCHEMA_TYPE}"'

    def answer(self, exchange: Exchange) -> Response:
        """Answer one request."""
        if holds(exchange, self._headers["ETag"].encode("ascii")):
            told = {name: value for name, value in self._headers.items() if name != "Content-Type"}
            return Response(None, 304, told)
        return Response(self._body, 200, self._headers)
