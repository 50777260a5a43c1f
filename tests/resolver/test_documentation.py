"""docs/resolver.md is a contract: its tables are those of the code."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import typer.main

from policygraph.cli.resolve import resolve
from policygraph.model.inquiry import conduct
from policygraph.resolver import resolve as resolve_text
from policygraph.resolver import write_resolution
from policygraph.resolver.model import HOWS, Match
from policygraph.web.resolve.request import PARAMETERS

if TYPE_CHECKING:
    from policygraph.store import EmbeddedStore

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "resolver.md").read_text(encoding="utf-8")
HTTP = (DOCS / "http-api.md").read_text(encoding="utf-8").split("\n## Resolve\n")[1].split("\n## ")[0]


def cells(text: str, head: str) -> list[list[str]]:
    """Give the names in the first cells of the table whose head begins so."""
    table = text.split(f"\n| {head} ")[1].split("\n\n", 1)[0]
    return [re.findall(r"`([^`]+)`", line.split(" | ")[0]) for line in table.split("\n")[2:]]


def test_every_option_of_the_command_is_described() -> None:
    application = typer.Typer(add_completion=False)
    application.command()(resolve)
    options = [
        parameter.opts for parameter in typer.main.get_command(application).params if parameter.opts[0].startswith("-")
    ]
    assert sorted(map(sorted, options)) == sorted(map(sorted, cells(PAGE, "option")))


def test_every_way_is_described() -> None:
    assert [name for names in cells(PAGE, "`how`") for name in names] == list(HOWS)


def test_every_member_of_the_json_is_described(example: EmbeddedStore) -> None:
    found = write_resolution(conduct(resolve_text("Clean teh rivers"), example.select))
    of_answer, of_thing = PAGE.split("\n| member ")[1:]
    first_cells = [re.findall(r"^\| (.*?) \|", part, re.MULTILINE) for part in (of_answer, of_thing)]
    named, described = (re.findall(r"`([^`]+)`", " ".join(cells)) for cells in first_cells)
    assert named == list(found)
    assert sorted(described) == sorted([*(field.name for field in dataclasses.fields(Match)), "kind"])
    near = json.loads(json.dumps(found))["near"]
    assert sorted(near[0]) == sorted(described)


def test_every_parameter_of_the_route_is_described() -> None:
    assert sorted(name for names in cells(HTTP, "parameter") for name in names) == sorted(PARAMETERS)


@pytest.mark.parametrize("outcome", ["found", "ambiguous", "deprecated", "not-found"])
def test_every_outcome_is_described(outcome: str) -> None:
    assert re.search(rf"^\| `{outcome}`:", PAGE, re.MULTILINE)
