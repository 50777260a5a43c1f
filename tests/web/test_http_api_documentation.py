"""docs/http-api.md is a contract: its examples are run, and its tables are those of the code."""

from __future__ import annotations

import json
import re
import shlex
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from policygraph.settings import variable
from policygraph.store.formats import GRAPH_FORMATS, SOLUTION_FORMATS
from policygraph.trace.inquire import DEPTH, LIMIT
from policygraph.web.problems.kinds import KINDS
from policygraph.web.sparql.description import ANNOUNCED, limit_name
from policygraph.web.trace.forms import FORMS
from policygraph.web.trace.request import PARAMETERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    import httpx
    from tests.conftest import Built

DOCUMENT = (Path(__file__).resolve().parents[2] / "docs" / "http-api.md").read_text(encoding="utf-8")
ADDRESS = "http://127.0.0.1:8000"


class Example(NamedTuple):
    """A command, and the status and the media type that the document promises for it."""

    command: str
    answer: str


EXAMPLES = [
    Example(command, answer.strip())
    for command, answer in re.findall(r"^```sh\n(curl .*?)\n# (.*?)\n```$", DOCUMENT, re.MULTILINE | re.DOTALL)
]


@pytest.fixture(scope="module")
def served(built: Built, start: Callable[..., AbstractContextManager[httpx.Client]]) -> Iterator[httpx.Client]:
    with start(built.root, workers=1) as client:
        yield client


def section(title: str) -> str:
    return DOCUMENT.split(f"\n## {title}\n")[1].split("\n## ")[0]


def test_every_command_of_the_document_is_an_example_with_its_answer() -> None:
    assert len(EXAMPLES) == DOCUMENT.count("```sh") >= 10


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.answer)
def test_an_example_is_answered_as_the_document_says(served: httpx.Client, example: Example) -> None:
    assert ADDRESS in example.command
    line = example.command.replace("\\\n", "").replace(ADDRESS, str(served.base_url).rstrip("/"))
    written = ["--silent", "--output", "/dev/null", "--write-out", "%{http_code} %{content_type}"]
    told = subprocess.run([*shlex.split(line), *written], capture_output=True, check=True, text=True).stdout
    assert told.partition(";")[0].strip() == example.answer


def test_the_problem_that_is_shown_is_the_one_that_comes(served: httpx.Client) -> None:
    (shown,) = re.findall(r"^```json\n(.*?)\n```$", section("Errors"), re.MULTILINE | re.DOTALL)
    answer = served.get("/sparql", params={"query": "SELECT ?s { ?s ?p }"})
    assert answer.json() == json.loads(shown) | {"request": answer.headers["x-request-id"]}


def test_every_kind_of_problem_is_in_the_table() -> None:
    rows = re.findall(r"^\| `([\w-]+)` \| (\d{3}) \|", section("Errors"), re.MULTILINE)
    assert [(name, int(status)) for name, status in rows] == [(kind.name, kind.status) for kind in KINDS]


def test_every_format_is_in_the_table() -> None:
    rows = re.findall(r"^\| `(\w+)` \| `(\S+)` \| (SELECT|CONSTRUCT)", section("Formats"), re.MULTILINE)
    solutions = [(name, media_type, "SELECT") for name, media_type in SOLUTION_FORMATS.items()]
    graphs = [(name, media_type, "CONSTRUCT") for name, media_type in GRAPH_FORMATS.items()]
    assert rows == solutions + graphs


def test_every_form_of_a_trace_is_in_the_table() -> None:
    rows = re.findall(r"^\| `(\w+)` \| `(\S+)` \| `(\.\w+)` \| ", section("Traces"), re.MULTILINE)
    assert rows == [(form.name, form.media_type, form.suffix) for form in FORMS.values()]


def test_every_parameter_of_a_trace_is_in_the_table_with_its_default() -> None:
    table = section("Traces").split("| short name |")[0]
    rows = re.findall(r"^\| `(\w+)` \| (\S+) \| ", table, re.MULTILINE)
    assert rows == list(zip(PARAMETERS, ("`both`", str(DEPTH), str(LIMIT), "`en`", "–"), strict=True))


def test_every_limit_is_in_the_table_with_its_setting_and_what_comes_past_it() -> None:
    rows = re.findall(r"^\| .+? \| `(service:\S+)` \| `(\S+)` \| ", section("Limits"), re.MULTILINE)
    assert rows == [(limit_name(one), variable(one)) for one in ANNOUNCED]
    past = re.findall(r"`(\d{3}) ([\w-]+)`", section("Limits"))
    assert {(name, int(status)) for status, name in past} <= {(kind.name, kind.status) for kind in KINDS}
    assert {"504", "507", "413", "403", "503"} <= {status for status, _ in past}
