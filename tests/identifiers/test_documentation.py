"""Every table of docs/document-numbers.md is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from policygraph.identifiers import Reason, candidates, find_lookalikes, find_numbers, from_iri, parse, scan
from policygraph.identifiers.number import BASE

PAGE = (Path(__file__).parents[2] / "docs" / "document-numbers.md").read_text("utf-8")


def table(heading: str) -> list[list[str]]:
    """Give the cells of the table under a heading, without the header."""
    section = PAGE.split(f"## {heading}\n")[1].split("\n## ")[0]
    lines = [line for line in section.split("\n") if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def code(cell: str) -> str:
    return cell.strip("`")


@pytest.mark.parametrize(("printed", "normal", "kinds"), table("What is recognised, and its normal form"))
def test_a_printed_form_has_the_normal_form_and_the_kinds(printed: str, normal: str, kinds: str) -> None:
    number = parse(code(printed))
    assert number.normal_form == code(normal)
    assert ", ".join(kind.value for kind in number.kinds) == kinds


@pytest.mark.parametrize(("text", "printed"), table("Where a number begins"))
def test_a_number_begins_where_the_page_says(text: str, printed: str) -> None:
    assert [found.printed for found in find_numbers(code(text))] == [code(printed)]


@pytest.mark.parametrize(("printed", "region", "expected"), table("Candidates"))
def test_a_number_has_the_candidates_of_the_page(printed: str, region: str, expected: str) -> None:
    found = candidates(parse(code(printed)), region=region or None)
    assert [candidate.number.normal_form for candidate in found] == re.findall(r"`([^`]+)`", expected)


@pytest.mark.parametrize(("printed", "slug"), table("IRI"))
def test_a_number_has_the_iri_of_the_page(printed: str, slug: str) -> None:
    assert parse(code(printed)).iri == BASE + code(slug)
    assert from_iri(BASE + code(slug)) == parse(code(printed))


@pytest.mark.parametrize(("printed", "reason"), table("What is not a number"))
def test_a_look_alike_has_the_reason_of_the_page(printed: str, reason: str) -> None:
    assert [found.reason.value for found in find_lookalikes(code(printed))] == [reason]


def test_the_page_names_every_reason() -> None:
    assert {reason for _, reason in table("What is not a number")} == {reason.value for reason in Reason}


def test_what_the_page_calls_not_read_is_not_read() -> None:
    assert scan("国发2021-23号").numbers == ()
