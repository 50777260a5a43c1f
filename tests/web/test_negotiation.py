from __future__ import annotations

import pytest

from policygraph.web.negotiation import negotiate

J, X, C = "application/sparql-results+json", "application/sparql-results+xml", "text/csv"
OFFERS = {J: J, X: X, C: C, "application/json": J}


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, J),
        ("", J),
        ("  ", J),
        ("*/*", J),
        (C, C),
        ("TEXT/CSV", C),
        ("application/json", J),
        ("application/*", J),
        ("text/*", C),
        (f"{J};q=0.5, {X};q=0.6", X),
        (f"{J};q=0.5, {X};q=0.5", J),
        (f"{X}, {J}", J),
        (f"{J};q=0, */*", X),
        ("text/csv;q=0, text/*", None),
        ("*/*;q=0", None),
        ("*/*;q=0, text/csv", C),
        ("*/*;q=0.1, text/*;q=0.2, application/*;q=0.3", J),
        (f"{J};q=0.001", J),
        ("image/png", None),
        ("image/png, text/csv;q=0.1", C),
        ("text/csv;header=present", C),
        ("text/csv;header=present;q=0", None),
        ("text/csv ; q=0.4 , application/json ; q=0.3", C),
        (f"{C};q=2", C),
        ("nonsense", None),
        ("nonsense, text/csv", C),
        (",,text/csv,,", C),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", J),
        (f"{C};q=0.3, {C};q=0.9, {X};q=0.5", C),
    ],
)
def test_the_best_acceptable_offer_is_chosen(accept: str | None, expected: str | None) -> None:
    assert negotiate(accept, OFFERS) == expected


def test_nothing_is_chosen_from_nothing() -> None:
    assert negotiate("*/*", {}) is None
