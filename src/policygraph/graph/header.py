"""The head of a query file: comment lines that start with `#+` and hold YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from policygraph.errors import DataError, Location

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

__all__ = ["read_header"]


def read_header(path: Path, text: str, *, required: Sequence[str]) -> dict[str, Any]:
    """Read the `#+` header of a query file.

    Args:
        path: The file, for errors.
        text: Its text.
        required: Keys that must be there, each with some text.

    Raises:
        DataError: There is no header, it is not a YAML mapping, or a key is missing.
    """
    lines = {n: line[2:].removeprefix(" ") for n, line in enumerate(text.splitlines(), 1) if line.startswith("#+")}
    try:
        header = yaml.safe_load("\n".join(lines.values()))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise DataError(
            f"the header is not YAML: {getattr(error, 'problem', error)}",
            remedy="mend the lines that start with `#+`",
            location=Location(path, _line(mark.line, lines) if mark else None),
        ) from error
    missing = [key for key in required if not (isinstance(header, dict) and header.get(key))]
    if missing:
        raise DataError(
            f"the header lacks {', '.join(missing)}",
            remedy=f"begin the file with lines such as `#+ {missing[0]}: …`",
            location=Location(path, 1),
        )
    return dict(header or {})


def _line(place: int, lines: Mapping[int, str]) -> int:
    """Give the line of the file for a 0-based line of the header, the last one for the header's end."""
    return list(lines)[min(place, len(lines) - 1)]
