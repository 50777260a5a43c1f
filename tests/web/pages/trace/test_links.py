from __future__ import annotations

import pytest

from policygraph.vocab import CONCEPT, GRAPH, ID
from policygraph.web.pages.trace.links import address_of, path_of


@pytest.mark.parametrize(
    ("iri", "path"),
    [
        (f"{ID}task/trees", "trace/task/trees"),
        (f"{ID}unit/植树办", "trace/unit/%E6%A4%8D%E6%A0%91%E5%8A%9E"),
        (f"{ID}unit/%E5%8A%9E", "trace/unit/%25E5%258A%259E"),
        (f"{ID}task/a?b#c", "trace/task/a%3Fb%23c"),
        (f"{ID}task/", None),
        (f"{ID}task", None),
        (f"{ID}task/..", None),
        (f"{ID}task/a/b", None),
        (f"{ID}tasks/a", None),
        (f"{CONCEPT}stage/issued", None),
        (f"{GRAPH}reference", None),
        ("javascript:alert(1)", None),
    ],
)
def test_a_thing_of_a_known_kind_has_a_path(iri: str, path: str | None) -> None:
    assert path_of(iri) == path


def test_an_address_has_suffix_and_parameters() -> None:
    assert address_of(f"{ID}task/t", [("lang", "zh")], ".svg") == "trace/task/t.svg?lang=zh"
    assert (
        address_of("http://e/a&b", [("depth", "3")], ".svg") == "trace?iri=http%3A%2F%2Fe%2Fa%26b&depth=3&format=.svg"
    )
    assert address_of("javascript:alert(1)") == "trace?iri=javascript%3Aalert%281%29"
