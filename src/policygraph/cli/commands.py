"""The subcommands, each imported when it is called or described: some load libraries that take a second to load."""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

__all__ = ["COMMANDS", "Commands"]

COMMANDS = {
    "build": "policygraph.cli.build:build",
    "validate": "policygraph.cli.build:validate",
    "query": "policygraph.cli.query:query",
    "trace": "policygraph.cli.trace:trace",
    "resolve": "policygraph.cli.resolve:resolve",
    "audit": "policygraph.cli.audit:app",
    "analysis": "policygraph.cli.analysis:app",
    "serve": "policygraph.cli.serve:serve",
    "init": "policygraph.cli.init:init",
    "locate": "policygraph.cli.locate:locate",
    "coverage": "policygraph.cli.coverage:coverage",
    "format": "policygraph.cli.format:format_files",
    "number": "policygraph.cli.number:app",
    "evidence": "policygraph.cli.evidence:app",
}
"""Name of each subcommand → the function, or the group of further subcommands, that it is."""


class Commands(TyperGroup):
    """The command with its subcommands."""

    def __init__(self, **attributes: Any) -> None:  # noqa: ANN401 - handed through to typer
        super().__init__(**attributes)
        self.commands = _Imported(COMMANDS)


class _Imported(MutableMapping[str, Any]):
    """Subcommands by name, imported one by one as they are looked up."""

    def __init__(self, places: dict[str, str]) -> None:
        self._places = dict(places)
        self._found: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - typer gives its commands no public type
        if name not in self._found:
            self._found[name] = _load(name, self._places[name])
        return self._found[name]

    def __setitem__(self, name: str, command: object) -> None:
        self._places.setdefault(name, "")
        self._found[name] = command

    def __delitem__(self, name: str) -> None:
        del self._places[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def _load(name: str, place: str) -> object:
    module, _, attribute = place.partition(":")
    found = getattr(import_module(module), attribute)
    if not isinstance(found, typer.Typer):
        alone = typer.Typer(rich_markup_mode="markdown", pretty_exceptions_enable=False, add_completion=False)
        alone.command(name=name)(found)
        found = alone
    command = get_command(found)
    command.name = name
    return command
