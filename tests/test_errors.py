"""The tree of errors, as its documentation draws it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from policygraph import errors
from policygraph.errors import DataError, Finding, Location, PolicygraphError

TREE = re.compile(r"^    (?P<indent>[│├└─ ]*)(?P<name>\w+Error)\s+(?P<code>\d+)?", re.MULTILINE)


def every(kind: type[PolicygraphError] = PolicygraphError) -> set[type[PolicygraphError]]:
    return {kind}.union(*(every(below) for below in kind.__subclasses__()))


def test_the_documentation_draws_the_tree() -> None:
    drawn = {match["name"]: match["code"] for match in TREE.finditer(str(errors.__doc__))}
    root = drawn.pop("PolicygraphError", None)
    assert root is None  # its line says "exit code 1"
    ours = {kind for kind in every() if kind.__module__ == "policygraph.errors"} - {PolicygraphError}
    assert set(drawn) == {kind.__name__ for kind in ours}
    assert {name: int(code) for name, code in drawn.items() if code} == {
        kind.__name__: kind.exit_code for kind in PolicygraphError.__subclasses__()
    }


def test_every_error_is_exported() -> None:
    names = {kind.__name__ for kind in every() if kind.__module__ == "policygraph.errors"}
    assert set(errors.__all__) == names | {"Finding", "Location", "Position", "did_you_mean"}


def test_exit_codes_differ_and_leave_success_alone() -> None:
    codes = [PolicygraphError.exit_code, *(kind.exit_code for kind in PolicygraphError.__subclasses__())]
    assert sorted(codes) == [1, 2, 3, 4, 5, 6, 7, 8, 9]


@pytest.mark.parametrize(
    ("location", "text"),
    [
        (Location(Path("a.ttl")), "a.ttl"),
        (Location(Path("a.ttl"), 3), "a.ttl:3"),
        (Location(Path("a.ttl"), 3, 7), "a.ttl:3:7"),
    ],
)
def test_a_place_is_written_as_editors_read_it(location: Location, text: str) -> None:
    assert str(location) == text


def test_an_error_says_where_what_and_what_to_do() -> None:
    assert str(DataError("it is broken", remedy="mend it", location=Location(Path("a.ttl"), 3))) == (
        "a.ttl:3: it is broken → mend it"
    )
    assert str(DataError("it is broken", remedy="mend it")) == "it is broken → mend it"


def test_a_finding_is_written_in_three_lines() -> None:
    finding = Finding("slug", "it is long", "shorten it", Location(Path("a.ttl"), 3), "x:a")
    assert str(finding) == "a.ttl:3 [slug] x:a\n  it is long\n  → shorten it"
    assert str(Finding("slug", "it is long", "shorten it")) == "[slug]\n  it is long\n  → shorten it"
