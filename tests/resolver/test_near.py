"""How alike names are, by hand."""

from __future__ import annotations

import pytest

from policygraph.resolver import NameIndex, NamesOfKind
from policygraph.resolver.near import near_names, near_slugs


def near(text: str, *names: str, kinds: tuple[str, ...] = ()) -> list[tuple[str, float]]:
    return [(found.name, found.score) for found in near_names(NameIndex([NamesOfKind("unit", names)]), text, kinds)]


@pytest.mark.parametrize(
    ("text", "name", "score"),
    [
        ("abcd", "abce", 75.0),  # 2 × 3 of 8 letters
        ("ABCD", "abcd", 100.0),
        ("rivers", "clean rivers", 80.0),  # a part: 60, and 40 × 6 / 12
        ("水利", "样本县水利局", 73.3),  # 60, and 40 × 2 / 6
        ("Bureau of Water", "Water Bureau", 100.0),
        ("太源市", "太原市", 95.0),  # both are taiyuanshi
        ("taiyuanshi", "太原市", 95.0),
        ("山西生态环境厅", "山西省生态环境厅", 93.3),  # 2 × 7 of 15 characters
    ],
)
def test_a_score_is_as_by_hand(text: str, name: str, score: float) -> None:
    assert near(text, name) == [(name, score)]


def test_what_is_hardly_alike_is_not_offered() -> None:
    assert near("abcdefgh", "abcdijkl", "zzz", "水利局") == []


def test_what_lies_far_behind_the_best_is_not_offered() -> None:
    # 100, then 2 × 6 of 14 letters; 2 × 5 of 14 lie more than 25 behind
    assert near("abcdefg", "abcdefg", "abcdefx", "abcdexy") == [("abcdefg", 100.0), ("abcdefx", 85.7)]


def test_equals_stand_in_alphabetical_order() -> None:
    assert [name for name, _ in near("abcd", "abcz", "abcy", "abcx")] == ["abcx", "abcy", "abcz"]


def test_only_the_wanted_kinds_are_compared() -> None:
    index = NameIndex([NamesOfKind("unit", ("Bureau",)), NamesOfKind("region", ("Bureaux",))])
    assert [found.name for found in near_names(index, "bureau", ("region",))] == ["Bureaux"]


def test_names_that_repeat_others_are_compared_where_they_are_asked_for() -> None:
    index = NameIndex([NamesOfKind("printed-name", ("Printed name Bureau",)), NamesOfKind("passage", ("Bureau",))])
    assert near_names(index, "bureau", ()) == ()
    assert [found.name for found in near_names(index, "bureau", ("passage",))] == ["Bureau"]


@pytest.mark.parametrize("text", ["", "?!", " "])
def test_a_text_of_signs_is_near_to_nothing(text: str) -> None:
    assert near(text, "?!", "bureau") == []


def test_slugs_are_compared_as_they_are() -> None:
    assert near_slugs("clean-river", ["clean-rivers", "dirty-lakes"])[0] == ("clean-rivers", 95.7)  # 2 × 11 of 23


def test_many_names_are_compared_piece_by_piece() -> None:
    names = [f"bureau number {place:05}" for place in range(5000)]
    assert near("bureau number 04999", *names)[0] == ("bureau number 04999", 100.0)
