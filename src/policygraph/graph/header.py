"""The head of a query file: comment lines that start with `#+` and hold YAML."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import yaml

from policygraph.errors import DataError, Location

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

__all__ = ["read_header"]

DEEPEST = 3
"""Levels of lists and mappings in a header, itself included."""


def read_header(path: Path, text: str, *, required: Sequence[str]) -> dict[str, Any]:
    """Read the `#+` header of a query file.

    Args:
        path: The file, for errors.
        text: Its text.
        required: Keys that must be there, each with some text.

    Raises:
        DataError: There is no header, it is not a YAML mapping, or a key is missing.

    Every value is text as written, or lists and mappings of such: `2024-02-30` is no date.
    """
    lines = {n: line[2:].removeprefix(" ") for n, line in enumerate(text.splitlines(), 1) if line.startswith("#+")}
    try:
        header = _load("\n".join(lines.values()))
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


def _load(text: str) -> Any:  # noqa: ANN401 - whatever the YAML says
    """Read YAML that does not unfold to more than is written: no aliases, and few levels."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.BaseLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent) or depth > DEEPEST:
            problem = f"values nest deeper than {DEEPEST} levels" if depth > DEEPEST else "an alias repeats a value"
            raise yaml.MarkedYAMLError(problem=problem, problem_mark=cast("yaml.Mark | None", event.start_mark))
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - this loader makes nothing but text, lists, mappings


def _line(place: int, lines: Mapping[int, str]) -> int:
    """Give the line of the file for a 0-based line of the header, the last one for the header's end."""
    return list(lines)[min(place, len(lines) - 1)]
