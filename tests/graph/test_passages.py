"""Passages as triples, and in files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.errors import DataError, HostError
from policygraph.graph.canonical import canonical_turtle
from policygraph.graph.passages import add_passage, holder_of, passage_graph
from policygraph.model.evidence import Passage, Span, digest

if TYPE_CHECKING:
    from pathlib import Path

FIRST = Passage("s", Span(0, 5), digest("First"), "First")
SECOND = Passage("s", Span(0, 56), digest("Second"), "Second")

PRINTED = """PREFIX passage: <https://w3id.org/policygraph/id/passage/>
PREFIX pg: <https://w3id.org/policygraph/ontology#>
PREFIX source: <https://w3id.org/policygraph/id/source/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>

passage:s-0-5
    a pg:Passage ;
    pg:anchorPhrase "First"@en ;
    pg:endOffset 5 ;
    pg:inSource source:s ;
    pg:passageDigest "a151ceb1711aad529a7704248f03333990022ebbfa07a7f04c004d70c167919f" ;
    pg:startOffset 0 ;
.
"""


def test_a_passage_is_printed_as_canonical_turtle() -> None:
    assert canonical_turtle(passage_graph([FIRST])).strip() == PRINTED.strip()


def test_a_passage_is_added_to_a_file_that_is_made(tmp_path: Path) -> None:
    path = tmp_path / "new" / "passages.ttl"
    add_passage(path, FIRST)
    assert path.read_text(encoding="utf-8").strip() == PRINTED.strip()


def test_a_passage_is_added_to_others_and_the_head_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "passages.ttl"
    path.write_text(f"# Head.\n\n{PRINTED}", encoding="utf-8")
    add_passage(path, SECOND)
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# Head.\n\nPREFIX")
    assert [line for line in text.splitlines() if line.startswith("passage:")] == ["passage:s-0-5", "passage:s-0-56"]


def test_a_passage_is_found_in_the_file_that_holds_it(tmp_path: Path) -> None:
    one, two = tmp_path / "one.ttl", tmp_path / "two.ttl"
    add_passage(one, SECOND)
    add_passage(two, FIRST)
    assert holder_of(FIRST, [one, two]) == two
    assert holder_of(FIRST, [one]) is None


def test_a_broken_file_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "passages.ttl"
    path.write_text("broken", encoding="utf-8")
    with pytest.raises(DataError):
        add_passage(path, FIRST)
    assert path.read_text(encoding="utf-8") == "broken"


def test_a_place_that_cannot_be_written_is_a_fault_of_the_machine(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(HostError, match="can't be written"):
        add_passage(tmp_path / "file" / "passages.ttl", FIRST)
