"""`policygraph number parse`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from policygraph.cli.number import app
from policygraph.errors import DataError, UsageError

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "the measures (Document No.: JHF [2022] No.43), 000014349/2018-00222"


def answer(*arguments: str, standard_input: str | bytes | None = None) -> Any:  # noqa: ANN401
    result = CliRunner().invoke(app, ["parse", *arguments], input=standard_input, catch_exceptions=False)
    assert result.exit_code == 0
    return json.loads(result.stdout)


def test_a_number_is_printed_with_all_it_says() -> None:
    assert answer("印发晋环发〔2022〕43号")["numbers"] == [
        {
            "printed": "晋环发〔2022〕43号",
            "start": 2,
            "end": 14,
            "agency_code": "晋环发",
            "script": "han",
            "kinds": ["document"],
            "issuer": None,
            "year": 2022,
            "serial": 43,
            "normal_form": "晋环发〔2022〕43号",
            "iri": "https://w3id.org/policygraph/id/document-number/jin-huan-fa-2022-43-664b73af53d1",
            "candidates": [
                {
                    "normal_form": "晋环发〔2022〕43号",
                    "iri": "https://w3id.org/policygraph/id/document-number/jin-huan-fa-2022-43-664b73af53d1",
                    "region": "14",
                    "reason": "晋 Shanxi, 环 the department of ecology and environment, 发 document",
                }
            ],
        }
    ]


def test_a_look_alike_is_printed_with_the_reason() -> None:
    assert answer(TEXT)["lookalikes"] == [
        {
            "printed": "000014349/2018-00222",
            "start": 47,
            "end": 67,
            "reason": "index-number",
            "explanation": "This is an index number of a catalogue, which names an entry there and not a document.",
        }
    ]


def test_the_region_narrows_the_candidates() -> None:
    (number,) = answer(TEXT, "--region", "14")["numbers"]
    assert [candidate["normal_form"] for candidate in number["candidates"]] == ["晋环发〔2022〕43号"]


def test_text_comes_from_standard_input() -> None:
    assert answer("-", standard_input="国发〔2021〕23号")["numbers"][0]["serial"] == 23


def test_text_comes_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_bytes("一\r\n国发〔2021〕23号".encode())
    assert answer("--file", str(file))["numbers"][0]["start"] == 3


def test_a_text_without_numbers_gives_empty_lists() -> None:
    assert answer("nothing here") == {"numbers": [], "lookalikes": []}


@pytest.mark.parametrize(
    "arguments", [["parse"], ["parse", "x", "--file", "y"], ["parse", "--file", "/nowhere/at/all"]]
)
def test_what_cannot_be_read_is_a_usage_error(arguments: list[str]) -> None:
    with pytest.raises(UsageError):
        CliRunner().invoke(app, arguments, catch_exceptions=False)


def test_a_wrong_region_is_a_usage_error_even_without_a_number() -> None:
    with pytest.raises(UsageError):
        CliRunner().invoke(app, ["parse", "nothing", "--region", "99"], catch_exceptions=False)


def test_text_that_is_not_utf8_is_a_data_error(tmp_path: Path) -> None:
    file = tmp_path / "report.txt"
    file.write_bytes(b"ab\xff")
    with pytest.raises(DataError, match="offset 2"):
        CliRunner().invoke(app, ["parse", "--file", str(file)], catch_exceptions=False)


def test_the_help_shows_an_example() -> None:
    result = CliRunner().invoke(app, ["parse", "--help"])
    assert "JHF [2022] No.43" in result.stdout
