"""Each saved query gives the answer that a person has read from the text."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from policygraph.catalogue import SavedQuery, load_catalogue
from policygraph.graph.workspace import Workspace
from policygraph.resources import bundled
from policygraph.vocab import shorten

if TYPE_CHECKING:
    from policygraph.store import EmbeddedStore

CATALOGUE = load_catalogue(Workspace.of(bundled(), bundled()).query_files())
LONGEST = 40
KINDS = {"look-up", "trace", "aggregation", "path", "consistency", "gap", "comparison", "trap"}


@pytest.mark.parametrize("saved", list(CATALOGUE), ids=lambda saved: saved.name)
def test_a_saved_query_gives_the_reviewed_answer(saved: SavedQuery, bundled_store: EmbeddedStore) -> None:
    with saved.expected.open(encoding="utf-8", newline="") as file:
        expected = list(csv.reader(file))
    found = bundled_store.select(saved.text)
    rows = [[shorten(str(row[name])) if name in row else "" for name in found.variables] for row in found.rows]
    assert [list(found.variables), *rows] == expected


@pytest.mark.parametrize("saved", list(CATALOGUE), ids=lambda saved: saved.name)
def test_a_saved_query_is_short_and_asks_in_both_languages(saved: SavedQuery) -> None:
    assert saved.text.count("\n") <= LONGEST
    assert saved.question.endswith("?")
    assert saved.question_zh.endswith("？")
    assert saved.tags


def test_every_expected_answer_belongs_to_a_query() -> None:
    folder = next(iter(CATALOGUE)).expected.parent
    assert {path.stem for path in folder.iterdir()} == {saved.name for saved in CATALOGUE}


def test_at_least_forty_questions_are_answered_in_every_kind() -> None:
    assert len(CATALOGUE.queries) >= 40
    assert {tag for saved in CATALOGUE for tag in saved.tags} == KINDS
