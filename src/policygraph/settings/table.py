"""The settings as tables: that of the documentation, and what holds in a given environment."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from policygraph.settings.declaration import PREFIX, declared, option, variable
from policygraph.settings.server import Settings

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Effective", "documented_table", "effective", "unknown"]

ELSEWHERE = frozenset({"POLICYGRAPH_SOURCES"})
"""Variables that are read, but are no settings of a server."""


class Effective(NamedTuple):
    """What holds for one setting: its variable, its value as it would be set, and where that comes from."""

    variable: str
    value: str
    origin: str


def documented_table() -> str:
    """Write the table of docs/settings.md (Markdown)."""
    rows = ["| variable | default | limits | meaning |", "| --- | --- | --- | --- |"]
    for one in declared(Settings):
        written = one.kind.write(one.default)
        default = one.shown or (f"`{written}`" if written else "empty")
        rows.append(f"| `{variable(one.name)}` | {default} | {one.kind.limits} | {one.meaning} |")
    return "\n".join(rows) + "\n"


def effective(environment: Mapping[str, str], options: Mapping[str, str]) -> tuple[Effective, ...]:
    """Tell what holds for each setting, and why.

    Raises:
        UsageError: A value cannot be read or is out of its limits.
    """
    settings = Settings.from_env(environment, options)
    return tuple(
        Effective(
            variable(one.name), one.kind.write(getattr(settings, one.name)), _origin(one.name, environment, options)
        )
        for one in declared(Settings)
    )


def unknown(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Name the variables that look like settings and are none: most likely one is misspelt."""
    known = {variable(one.name) for one in declared(Settings)} | ELSEWHERE
    return tuple(sorted(name for name in environment if name.startswith(PREFIX) and name not in known))


def _origin(name: str, environment: Mapping[str, str], options: Mapping[str, str]) -> str:
    if name in options:
        return option(name)
    return variable(name) if environment.get(variable(name)) else "default"
