"""JSON written in pieces, so that nothing else waits for it: in one piece the encoder lets no other thread run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["write_json"]

LEVELS = 4
"""Levels of a document whose members are written one by one."""


def write_json(document: Any) -> str:  # noqa: ANN401 - whatever JSON can hold
    """Write a document as JSON, in the characters of its texts."""
    return "".join(_pieces(document, LEVELS))


def _pieces(value: Any, levels: int) -> Iterator[str]:  # noqa: ANN401 - as above
    if not value or levels == 0 or not isinstance(value, dict | list):
        yield json.dumps(value, ensure_ascii=False)
        return
    named = isinstance(value, dict)
    opened = "{" if named else "["
    for member in value.items() if isinstance(value, dict) else enumerate(value):
        yield f"{opened}{json.dumps(member[0], ensure_ascii=False)}: " if named else opened
        yield from _pieces(member[1], levels - 1)
        opened = ", "
    yield "}" if named else "]"
