"""Holding passages against the words."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

import pytest

from policygraph.curation import check_evidence
from policygraph.errors import EvidenceError
from policygraph.model.evidence import SourceRecord, digest
from policygraph.sources import Texts
from policygraph.vocab import ID

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.curation.conftest import MakeFile

TEXT = "😀 The quick brown fox jumps over the lazy dog and then it sleeps a while. The end."


class Case(NamedTuple):
    """How a passage differs from a sound one, and what is found."""

    rule: str
    changes: dict[str, object]
    line: int
    words: str


@pytest.fixture
def texts(tmp_path: Path) -> Texts:
    (tmp_path / "s.txt").write_bytes(TEXT.encode())
    record = SourceRecord("s", "s.txt", hashlib.sha256(TEXT.encode()).hexdigest(), len(TEXT), tmp_path / "source.ttl")
    absent = SourceRecord("absent", "absent.txt", "0" * 64, 1, tmp_path / "source.ttl")
    return Texts.of([record, absent], (tmp_path,))


@pytest.fixture
def passage() -> Callable[..., str]:
    """Write a passage that is sound unless told."""

    def make(start: int = 2, end: int = 11, words: str = "The quick", anchor: str = "quick", source: str = "s") -> str:
        return (
            f"\npassage:{source}-{start}-{end}\n    a pg:Passage ;\n    pg:inSource source:{source} ;\n"
            f'    pg:startOffset {start} ; pg:endOffset {end} ;\n    pg:passageDigest "{digest(words)}" ;\n'
            f'    pg:anchorPhrase "{anchor}" .\n'
        )

    return make


def test_a_sound_passage_is_counted(make_file: MakeFile, texts: Texts, passage: Callable[..., str]) -> None:
    report = check_evidence([make_file(passage())], texts)
    assert (report.checked, report.absent, report.findings) == ({"s": 1}, ("absent",), ())


@pytest.mark.parametrize(
    "case",
    [
        Case(
            "passage-digest", {"words": "the quick"}, 2, f"has digest {digest('The quick')}, not {digest('the quick')}"
        ),
        Case("passage-digest", {"start": 3, "end": 12}, 2, "the text at 3–12"),
        Case("passage-anchor", {"anchor": "slow"}, 2, "'slow' does not occur in the passage"),
        Case("passage-range", {"start": 5, "end": 5}, 2, "5–5 is no stretch of a text of 82 characters"),
        Case("passage-range", {"end": 83}, 2, "2–83 is no stretch"),
        Case("passage-range", {"start": -1}, 2, "-1–11 is no stretch"),
        Case("unknown-source", {"source": "other"}, 4, "no source is called 'other'"),
    ],
)
def test_a_passage_that_does_not_agree_is_found_at_its_place(
    make_file: MakeFile, texts: Texts, passage: Callable[..., str], case: Case
) -> None:
    changes = case.changes
    (found,) = check_evidence([make_file(passage(**changes))], texts).findings
    place = f"passage/{changes.get('source', 's')}-{changes.get('start', 2)}-{changes.get('end', 11)}"
    assert (found.rule, found.node) == (case.rule, ID + place)
    assert found.location is not None
    assert (found.location.file.name, found.location.line) == ("s.ttl", case.line)
    assert case.words in found.message


def test_the_whole_text_is_a_passage(make_file: MakeFile, texts: Texts, passage: Callable[..., str]) -> None:
    assert check_evidence([make_file(passage(start=0, end=82, words=TEXT))], texts).findings == ()


def test_white_space_in_an_anchor_need_not_agree(
    make_file: MakeFile, texts: Texts, passage: Callable[..., str]
) -> None:
    assert check_evidence([make_file(passage(anchor="The   quick"))], texts).findings == ()


def test_without_the_text_nothing_is_checked(make_file: MakeFile, texts: Texts, passage: Callable[..., str]) -> None:
    report = check_evidence([make_file(passage(source="absent", words="anything"))], texts)
    assert (report.checked, report.findings) == ({}, ())


def test_a_passage_without_source_is_in_no_registered_one(make_file: MakeFile, texts: Texts) -> None:
    (found,) = check_evidence([make_file("passage:x a pg:Passage .")], texts).findings
    assert found.rule == "unknown-source"


def test_an_incomplete_passage_is_left_to_the_shapes(make_file: MakeFile, texts: Texts) -> None:
    text = "passage:x a pg:Passage ; pg:inSource source:s ; pg:startOffset 'many' ."
    assert check_evidence([make_file(text)], texts).findings == ()


def test_another_text_than_the_registered_one_stops_everything(make_file: MakeFile, texts: Texts) -> None:
    (texts.folders[0] / "s.txt").write_bytes(b"other")
    with pytest.raises(EvidenceError, match="the text has SHA-256"):
        check_evidence([make_file("")], texts)


FOURTEEN = "quick brown fox jumps over the lazy dog and then it sleeps a while"


def test_fourteen_words_of_a_source_in_a_row_are_copied(make_file: MakeFile, texts: Texts) -> None:
    text = f'task:a a pg:Task ;\n    skos:prefLabel "Brown" ;\n    skos:note "So, the {FOURTEEN.upper()}!" .\n'
    (found,) = check_evidence([make_file(text)], texts).findings
    assert (found.rule, found.node, found.location.line if found.location else None) == (
        "copied-words",
        f"{ID}task/a",
        3,
    )
    assert "the quick brown fox jumps over the lazy dog and then it sleeps a" in found.message


def test_thirteen_words_of_a_source_may_stand(make_file: MakeFile, texts: Texts) -> None:
    thirteen = FOURTEEN.rsplit(" ", 1)[0]
    assert check_evidence([make_file(f'task:a skos:note "One {thirteen} one." .')], texts).findings == ()


@pytest.mark.parametrize("said", ["a pg:PrintedName ; pg:asPrinted", "<http://purl.org/dc/terms/title>"])
def test_a_long_title_may_stand(make_file: MakeFile, texts: Texts, said: str) -> None:
    assert check_evidence([make_file(f'task:a {said} "{FOURTEEN}" .')], texts).findings == ()


@pytest.mark.parametrize("said", ["a pg:SourceDefect ; pg:asPrinted", "pg:anchorPhrase"])
def test_what_is_no_name_may_not_be_as_long(make_file: MakeFile, texts: Texts, said: str) -> None:
    (found,) = check_evidence([make_file(f'task:a {said} "{FOURTEEN}" .')], texts).findings
    assert found.rule == "copied-words"


def test_a_sentence_is_no_title(make_file: MakeFile, texts: Texts) -> None:
    file = make_file(f'task:a a pg:PrintedName ; pg:asPrinted "{FOURTEEN}. The end" .')
    (found,) = check_evidence([file], texts).findings
    assert found.rule == "copied-words"
