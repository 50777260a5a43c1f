"""The head of a query file."""

from __future__ import annotations

from pathlib import Path

import pytest

from policygraph.errors import DataError
from policygraph.graph.header import read_header

PATH = Path("a.rq")


def test_the_header_is_yaml() -> None:
    text = "#+ title: A: 1\n".replace(": 1", " one") + "#+ tags: [a, b]\n# a comment\nSELECT * {}\n"
    assert read_header(PATH, text, required=("title",)) == {"title": "A one", "tags": ["a", "b"]}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("SELECT * {}", "the header lacks title, tags"),
        ("#+ title: A\nSELECT * {}", "the header lacks tags"),
        ("#+ title: A\n#+ tags:\n", "the header lacks tags"),
        ("#+ just words\n", "the header lacks title, tags"),
    ],
)
def test_missing_keys_are_named(text: str, message: str) -> None:
    with pytest.raises(DataError) as raised:
        read_header(PATH, text, required=("title", "tags"))
    assert raised.value.message == message
    assert str(raised.value.location) == "a.rq:1"
    assert "#+ " in raised.value.remedy


def test_broken_yaml_has_the_line_of_the_file() -> None:
    text = "# a comment\n#+ title: A\n\n#+ tags: [a, b]]\n"
    with pytest.raises(DataError, match="the header is not YAML") as raised:
        read_header(PATH, text, required=("title",))
    assert str(raised.value.location) == "a.rq:4"


def test_yaml_that_ends_too_early_has_the_last_line() -> None:
    with pytest.raises(DataError) as raised:
        read_header(PATH, "#+ title: A\n#+ tags: [a\nSELECT * {}\n", required=())
    assert str(raised.value.location) == "a.rq:2"


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["title: &a [x, x]", "tags: [*a, *a]"], "an alias repeats a value"),
        (["title: x", "tags: " + "[" * 20_000], "values nest deeper than 3 levels"),
        (["title: x", "tags: " + "{a: " * 20_000], "values nest deeper than 3 levels"),
    ],
)
def test_yaml_that_unfolds_without_end_is_refused_at_once(lines: list[str], message: str) -> None:
    text = "".join(f"#+ {line}\n" for line in lines)
    with pytest.raises(DataError, match=message) as raised:
        read_header(PATH, text, required=("title",))
    assert str(raised.value.location) == "a.rq:2"


@pytest.mark.parametrize("value", ["2024-02-30", "9" * 5000, "0o9", "1:2:3", "yes"])
def test_every_value_is_text_as_written(value: str) -> None:
    assert read_header(PATH, f"#+ title: {value}\n", required=("title",)) == {"title": value}
