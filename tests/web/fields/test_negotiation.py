from __future__ import annotations

import time

import pytest

from policygraph.web.fields.negotiation import negotiate, negotiate_encoding

J, X, C = "application/sparql-results+json", "application/sparql-results+xml", "text/csv"
OFFERS = {J: J, X: X, C: C, "application/json": J, "text/xml": X}


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        # No wish
        (None, J),
        ("", J),
        ("  ", J),
        ("*/*", J),
        # One wish, in any spelling
        (C, C),
        ("TEXT/CSV", C),
        ("application/*", J),
        ("text/*", C),
        ("image/png", None),
        # Weights
        (f"{J};q=0.5, {X};q=0.6", X),
        (f"{J};q=0.5, {X};q=0.5", J),
        (f"{X}, {J}", J),
        (f"{J};q=0.001", J),
        (f"{X};q=1.000, {J};q=0.999", X),
        (f"{X};Q=0.4, {C};Q=0.5", C),
        ("image/png, text/csv;q=0.1", C),
        ("text/csv ; q=0.4 , application/json ; q=0.3", C),
        ("text/csv\t;\tq=0.4", C),
        (f"{C};q=0.5001, {X};q=0.5", C),
        (f"{X};q=.4, {C};q=.5", C),
        (f"{X};q=1., {C};q=0.", X),
        ("image/gif, *; q=.2, */*; q=.2", J),
        # The most specific range decides
        ("*/*;q=0.1, text/*;q=0.2, application/*;q=0.3", J),
        ("*/*;q=0.9, text/*;q=0.95, application/*;q=0.1", C),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", J),
        # Exclusions
        (f"{J};q=0, */*", X),
        (f"{J};q=0.000, */*;q=0.001", X),
        ("application/*;q=0, */*", C),
        ("text/csv;q=0, text/*", None),
        ("*/*;q=0", None),
        ("*/*;q=0, text/csv", C),
        # Other names of what is sent: taken at their word, by no wildcard, and never for what is excluded
        ("application/json", J),
        ("text/xml;q=0.9, text/csv;q=0.8", X),
        ("text/xml;q=0.7, text/csv;q=0.8", C),
        (f"{X};q=0, text/*;q=0.5, text/csv;q=0", None),
        (f"application/json, {J};q=0", None),
        (f"application/json, {J};q=0.2, {C};q=0.3", C),
        # Parameters of a range
        ("text/csv;header=present", C),
        ("text/csv;header=present;q=0", None),
        ("text/csv; charset=utf-8", C),
        ("text/csv; charset=utf-8; q=0.2, application/json; q=0.1", C),
        (f'{X};profile="http://e/a,b;c", text/csv;q=0.5', X),
        (f'{X};profile="a\\"b, {J}";q=0.1, text/csv;q=0.5', C),
        (f"{X};q=0.5;extension=1, {C};q=0.4", X),
        # Given twice: the better one holds
        (f"{C};q=0.3, {C};q=0.9, {X};q=0.5", C),
        (f"{C};q=0, {C}", C),
        # Not of the grammar: weights that are none are 1, elements that are none are passed over
        (f"{C};q=2", C),
        (f"{C};q=-1", C),
        (f"{C};q=", C),
        (f"{C};q", C),
        ("nonsense", None),
        ("nonsense, text/csv", C),
        ("*, text/csv", C),
        ("*", None),
        ("/, a/, /b, text/csv", C),
        (",,text/csv,,", C),
        (";q=1, text/csv", C),
        ('"text/csv', None),
        (f'{X};profile="never closed, text/csv', X),
        ("text/csv\xa0", None),
        ("text/\u00e7sv", None),
    ],
)
def test_the_best_acceptable_offer_is_chosen(accept: str | None, expected: str | None) -> None:
    assert negotiate(accept, OFFERS) == expected


def test_nothing_is_chosen_from_nothing() -> None:
    assert negotiate("*/*", {}) is None


@pytest.mark.parametrize(
    ("accept_encoding", "expected"),
    [
        (None, "identity"),
        ("", "identity"),
        ("gzip", "gzip"),
        ("GZIP, deflate", "gzip"),
        ("x-gzip", "gzip"),
        ("gzip, br, zstd", "zstd"),
        ("gzip;q=1.0, zstd;q=0.5", "gzip"),
        ("gzip;q=0", "identity"),
        ("identity, gzip;q=0.5", "identity"),
        ("*", "zstd"),
        ("zstd;q=0, *", "gzip"),
        ("*;q=0", "identity"),
        ("br", "identity"),
        ('gzip;x="zstd, br"', "gzip"),
    ],
)
def test_the_most_welcome_coding_is_chosen(accept_encoding: str | None, expected: str) -> None:
    assert negotiate_encoding(accept_encoding, ("zstd", "gzip")) == expected


@pytest.mark.parametrize(
    "accept",
    ["a/b" + " " * 50_000 + "x", "a/b" + ";" * 200_000 + "q=1", "a/b;q=1" + " " * 50_000 + "x", " ," * 50_000],
)
def test_a_long_header_is_read_in_time_in_proportion(accept: str) -> None:
    began = time.monotonic()
    assert negotiate(accept, {"text/csv": "text/csv"}) is None
    assert time.monotonic() - began < 2
