"""Titles and terms in quotation marks."""

from __future__ import annotations

import pytest

from policygraph.sources.titles import titles


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('adhere to the "one section, one plan", then', ["one section, one plan"]),
        ("the “14th Five-Year Plan” and “Green Shield”", ["14th Five-Year Plan", "Green Shield"]),
        ("印发《关于清洁河流的通知》，开展“春季”行动", ["关于清洁河流的通知", "春季"]),
        ("「一河一策」和『手册』", ["一河一策", "手册"]),
        ('the "three prevention," measures', ["three prevention"]),
        ("no marks, don't and plant's", []),
        ('a 5" pipe and a 6" pipe', []),
        ("forwardBeautiful rivers”“Happy rivers, and", ["Beautiful rivers", "Happy rivers"]),
        ("in Baotou CityA zero-waste city”3The pilot", ["A zero-waste city"]),
        ("the very long row of words before lakesspring”“autumnAction, carry", ["lakesspring", "autumn"]),
        ("it ends with “", []),
        ("“ ” and “,”", []),
        (f"“{'wide ' * 59}wide”", [f"{'wide ' * 59}wide"]),
        (f"《{'wide ' * 61}》", []),
        ('over\n"two\nlines"', []),
    ],
)
def test_what_stands_in_marks_is_found(text: str, expected: list[str]) -> None:
    assert sorted(span.of(text) for span in titles(text)) == sorted(expected)
