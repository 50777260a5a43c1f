"""The findings and the evidence as CSV."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from policygraph.audit.pack.listing import evidence_csv, findings_csv
from policygraph.vocab import ID

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygraph.audit.pack import Contents
    from policygraph.store import EmbeddedStore


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(content.decode("utf-8").splitlines(), strict=True))


def test_a_finding_stands_in_both_languages_with_its_passages(sample: Contents) -> None:
    (row,) = rows(findings_csv(sample))
    assert row["rule"] == "task-without-number"
    assert (row["name_en"], row["name_zh"]) == ("Clean the rivers", "清洁河流")
    assert row["thing"] == f"{ID}task/sample-clean-rivers"
    assert row["message_zh"] == "关于清洁河流的通知的“清洁河流”没有编号，状态为推进中"
    assert f"{ID}passage/example-notice-0-39" in row["passages"].split()


def test_every_passage_has_its_place_and_digest(sample: Contents) -> None:
    found = rows(evidence_csv(sample))
    assert found[0] == {
        "passage": f"{ID}passage/example-notice-0-39",
        "source": "example-notice",
        "start": "0",
        "end": "39",
        "sha256": "27c3f98106e361ae87db3c67f7e303581155f08b01971db9e9d1e815071c477f",
        "anchor": "Notice on Clean Rivers in Sample County",
    }
    assert len(found) == len(sample.evidence)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_a_text_that_a_spreadsheet_would_compute_gets_an_apostrophe(
    start: str, store_of: Callable[..., EmbeddedStore], contents_of: Callable[..., Contents]
) -> None:
    store = store_of(g=f'task:a a pg:Task ; pg:isTaskOf document:d ; skos:prefLabel "{start}1"@en .')
    (row,) = rows(findings_csv(contents_of(store)))
    assert row["name_en"] == f"'{start}1"
