from __future__ import annotations

import time

import pytest

from policygraph.web.fields.lists import MOST_ELEMENTS, MOST_PARAMETERS, read_elements


@pytest.mark.parametrize(
    ("value", "elements"),
    [
        ("", []),
        (" , ,", []),
        ("Text/HTML", [("text/html", ())]),
        ("a , b\t,c", [("a", ()), ("b", ()), ("c", ())]),
        ("a;q=1; Level = 2", [("a", (("q", "1"), ("level", "2")))]),
        ("a;x", [("a", (("x", ""),))]),
        ("a;;x=1;", [("a", (("x", "1"),))]),
        ('a;x="1, 2; 3", b', [("a", (("x", "1, 2; 3"),)), ("b", ())]),
        (r'a;x="1 \" \\ 2"', [("a", (("x", r'1 " \ 2'),))]),
        ('a;x="never closed, b', [("a", (("x", "never closed, b"),))]),
        ('"a, b", c', [('"a, b"', ()), ("c", ())]),
    ],
)
def test_elements_are_parted_by_commas_outside_of_quotes(
    value: str, elements: list[tuple[str, tuple[tuple[str, str], ...]]]
) -> None:
    assert list(read_elements(value)) == elements


@pytest.mark.parametrize("piece", ['"', 'a="', "\\", '"\\', 'a;"', '",', ",", "a/b;q=1,", ";", " ", "a="])
def test_reading_takes_time_in_proportion_and_has_an_end(piece: str) -> None:
    began = time.monotonic()
    assert len(list(read_elements(piece * (1_000_000 // len(piece))))) <= MOST_ELEMENTS
    assert time.monotonic() - began < 2


def test_so_does_reading_the_parameters_of_one_element() -> None:
    (element,) = read_elements("a/b" + ";q=1" * 1000)
    assert len(element.parameters) == MOST_PARAMETERS
