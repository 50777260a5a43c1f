"""The source texts at hand, and what is not accepted as one."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from policygraph.errors import EvidenceError, NotFoundError
from policygraph.model.evidence import SourceRecord
from policygraph.sources import Texts, text_folders
from policygraph.sources.texts import read_copy

WORDS = "Line one\r\n第二行 😀\n"


def texts(folder: Path, content: bytes, *, length: int = len(WORDS)) -> Texts:
    record = SourceRecord("s", "s.txt", hashlib.sha256(content).hexdigest(), length, folder / "source.ttl")
    return Texts.of([record], (folder,))


def test_a_text_is_given_as_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "s.txt").write_bytes(WORDS.encode())
    assert texts(tmp_path, WORDS.encode()).get("s").text == "Line one\r\n第二行 😀\n"


def test_another_text_of_the_same_name_is_refused_with_its_digest(tmp_path: Path) -> None:
    (tmp_path / "s.txt").write_bytes(b"other")
    with pytest.raises(EvidenceError) as raised:
        texts(tmp_path, WORDS.encode()).find("s")
    # printf other | sha256sum
    assert "d9298a10d1b0735837dc4bd85dac641b0f3cef27a47e5d53a54f2f3f5b2fcffa" in raised.value.message
    assert str(raised.value.location) == str(tmp_path / "s.txt")
    assert f"state pg:textDigest in {tmp_path / 'source.ttl'}" in raised.value.remedy


def test_a_text_of_another_length_is_refused(tmp_path: Path) -> None:
    (tmp_path / "s.txt").write_bytes(WORDS.encode())
    with pytest.raises(EvidenceError, match=r"has 16 characters, but source\.ttl registers 17"):
        texts(tmp_path, WORDS.encode(), length=17).find("s")


def test_a_text_that_is_not_utf8_is_refused_with_the_byte(tmp_path: Path) -> None:
    (tmp_path / "s.txt").write_bytes(b"caf\xe9")
    with pytest.raises(EvidenceError, match="byte 3 is 0xe9"):
        texts(tmp_path, b"caf\xe9").find("s")


def test_an_absent_text_is_none_and_getting_it_says_where_it_was_looked_for(tmp_path: Path) -> None:
    absent = texts(tmp_path, b"")
    assert absent.find("s") is None
    with pytest.raises(NotFoundError, match=r"s\.txt is not in .*") as raised:
        absent.get("s")
    assert str(tmp_path) in raised.value.message
    assert "POLICYGRAPH_SOURCES" in raised.value.remedy


def test_without_a_folder_of_texts_it_is_said_that_there_is_none() -> None:
    record = SourceRecord("s", "s.txt", "", 1, Path("source.ttl"))
    with pytest.raises(NotFoundError, match=r"s\.txt has no folder to be in"):
        Texts.of([record], ()).get("s")


def test_an_unknown_source_is_named_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no source is called 'x'") as raised:
        texts(tmp_path, b"").find("x")
    assert "(s)" in raised.value.remedy


def test_the_first_folder_wins(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "s.txt").write_bytes(name.encode())
    record = SourceRecord("s", "s.txt", hashlib.sha256(b"one").hexdigest(), 3, tmp_path)
    assert Texts.of([record], (tmp_path / "one", tmp_path / "two")).get("s").text == "one"


def test_folders_are_the_workspaces_the_named_and_the_shared_one(tmp_path: Path) -> None:
    root, named, shared = tmp_path / "root", tmp_path / "named", tmp_path / "shared" / "sources"
    for folder in (root / "sources", named, shared):
        folder.mkdir(parents=True)
    assert text_folders(root, {"POLICYGRAPH_SOURCES": str(named)}) == (root / "sources", named, shared)


def test_folders_that_do_not_exist_are_left_out(tmp_path: Path) -> None:
    assert text_folders(tmp_path / "root", {"POLICYGRAPH_SOURCES": str(tmp_path / "no")}) == ()


def test_another_text_is_at_hand_but_is_not_the_registered_one(tmp_path: Path) -> None:
    (tmp_path / "s.txt").write_bytes(b"other")
    found = texts(tmp_path, WORDS.encode()).at_hand("s")
    assert found is not None
    assert (found.text, found.is_registered) == ("other", False)


def test_the_registered_text_is_found_behind_another_of_its_name(tmp_path: Path) -> None:
    for name, content in (("one", b"other"), ("two", WORDS.encode())):
        (tmp_path / name).mkdir()
        (tmp_path / name / "s.txt").write_bytes(content)
    record = SourceRecord("s", "s.txt", hashlib.sha256(WORDS.encode()).hexdigest(), len(WORDS), tmp_path)
    folders = (tmp_path / "one", tmp_path / "two")
    found = Texts.of([record], folders).registered("s")
    assert found is not None
    assert found.text == WORDS
    assert Texts.of([record], folders[:1]).registered("s") is None


def test_a_copy_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    record = SourceRecord("s", "s.txt", "", 1, tmp_path)
    with pytest.raises(NotFoundError, match="No such file") as raised:
        read_copy(record, tmp_path / "none.txt")
    assert str(raised.value.location) == str(tmp_path / "none.txt")
