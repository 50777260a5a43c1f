"""What a release says of things, read many at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from policygraph.errors import UsageError
from policygraph.model.inquiry import conduct
from policygraph.things import Name, classify, describe, name_things, read_evidence, read_sources, refer, values_clause
from policygraph.vocab import ID, PG

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Built

    from policygraph.store import EmbeddedStore

RIVERS = f"{ID}task/sample-clean-rivers"
BUREAU = f"{ID}unit/sample-county-water-bureau"


def test_things_are_described_together(example: EmbeddedStore) -> None:
    found = conduct(describe([RIVERS, BUREAU, RIVERS, f"{ID}task/not-there"]), example.select)
    assert set(found) == {RIVERS, BUREAU}
    assert (found[RIVERS].type, found[BUREAU].type) == ("Task", "Unit")
    assert found[RIVERS].name == Name("Clean the rivers", "清洁河流", reconstructed=True)
    assert any(s.property == f"{PG}statedIn" for s in found[RIVERS].statements)


def test_more_things_than_one_question_asks_about_are_all_described(example: EmbeddedStore) -> None:
    asked = [f"{ID}task/not-there-{number}" for number in range(250)]
    assert set(conduct(describe([*asked, RIVERS]), example.select)) == {RIVERS}


def test_names_are_read_without_the_rest(example: EmbeddedStore) -> None:
    assert conduct(name_things([BUREAU]), example.select)[BUREAU].zh == "样本县水利局"


def test_classes_are_read_without_the_rest(example: EmbeddedStore) -> None:
    found = conduct(classify([RIVERS, BUREAU, f"{ID}task/not-there"]), example.select)
    assert found == {RIVERS: "Task", BUREAU: "Unit"}


def test_a_thing_without_any_name_goes_by_the_end_of_its_iri() -> None:
    assert Name().best(f"{PG}hasRole") == "hasRole"


def test_evidence_comes_in_the_order_of_the_text(example: EmbeddedStore) -> None:
    found = conduct(read_evidence([RIVERS]), example.select)[RIVERS]
    assert [e.start for e in found] == sorted(e.start for e in found)
    assert found[0].anchor
    assert found[0].words is None


@pytest.mark.parametrize("iri", ["a:b>", "a:b c", 'a:"', "a:\\u003e", "a:{}", "no-scheme", "", "a:\n", "a:\ud800"])
def test_what_is_no_iri_never_gets_into_a_query(iri: str) -> None:
    with pytest.raises(UsageError, match="is not an IRI"):
        refer(iri)


def test_a_chinese_iri_is_one() -> None:
    assert values_clause("s", ["https://example.org/晋环发"]) == "VALUES ?s { <https://example.org/晋环发> }"


def test_the_sources_of_a_release_are_those_of_its_workspace(example: EmbeddedStore, built: Built) -> None:
    (found,) = conduct(read_sources(), example.select)
    registered = built.texts.record("example-notice")
    assert (found.id, found.file, found.digest, found.length) == (
        "example-notice",
        registered.file,
        registered.digest,
        registered.length,
    )
    assert found.described_in.as_posix() == "data/sources/example-notice/source.ttl"


@pytest.mark.parametrize(
    "said",
    [
        'source:a pg:textFile "a.txt" ; pg:textDigest "00" .',
        'source:a pg:textFile "a.txt" ; pg:textDigest "00" ; pg:textLength "many" .',
        'source:a pg:textFile "../a.txt" ; pg:textDigest "00" ; pg:textLength 1 .',
        '<https://example.org/a> pg:textFile "a.txt" ; pg:textDigest "00" ; pg:textLength 1 .',
    ],
)
def test_a_source_whose_text_cannot_be_recognised_is_absent(store_of: Callable[..., EmbeddedStore], said: str) -> None:
    assert conduct(read_sources(), store_of(a=said).select) == ()
