"""The reports that the data is curated from, where their texts are at hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from policygraph.graph.records import source_records
from policygraph.graph.workspace import Workspace
from policygraph.sources import EXTENTS, Texts, locate, occurrences

if TYPE_CHECKING:
    from policygraph.sources import Extent

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.fixture
def texts(sources_folder: Path) -> Texts:
    """The registered texts."""
    return Texts.of(source_records(Workspace(CHECKOUT, (CHECKOUT,))), (sources_folder,))


@pytest.mark.parametrize("source", ["shanxi-2022-report", "inner-mongolia-2023-assessment"])
def test_the_text_at_hand_is_the_registered_one(texts: Texts, source: str) -> None:
    assert len(texts.get(source).text) == texts.records[source].length


@pytest.mark.parametrize("extent", EXTENTS)
def test_the_number_of_a_document_ends_no_sentence(texts: Texts, extent: Extent) -> None:
    text = texts.get("shanxi-2022-report")
    span = occurrences(text.text, "JHF [2022] No.43")[0]
    assert "JHF [2022] No.43" in locate(text, span, extent).span.of(text.text)
