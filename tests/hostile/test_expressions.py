"""Patterns, numbers, dates and strings that are easy to write and hard to work out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.hostile.target import assert_problem

if TYPE_CHECKING:
    from tests.hostile.target import Target

XSD = "http://www.w3.org/2001/XMLSchema#"
LONG = 50_000
LABELS = "SELECT (COUNT(*) AS ?n) {{ ?a <http://e/label> ?b FILTER {} }}"

# Each makes other engines of regular expressions go back and forth without end; here time is in proportion.
CATASTROPHES = {
    "(a+)+$": 0,
    "^(a+)+b$": 0,
    "(t|t)*e": 10_001,
    "(x+x+)+y": 0,
    "(.*)*$": 10_002,
    "^(([a-z])+.)+[A-Z]([a-z])+$": 0,
    "(.*a){20}": 0,
    "(a?){50}a{50}": 0,
    "^(.|.)*[^ -~]$": 0,
}
HUGE = ["(a{1000}){1000}", "a{4294967295}", ".{0,100000}", "(?:.{0,500}){0,500}", "(" * 5000 + ")" * 5000, "[" * 5000]
BROKEN = ["*", "(", ")", "[", "[z-a]", "a{2,1}", "a{99999999999999999999}", "(?<=a)b", r"(a)\\1", r"\\", "(?P<", "(?#"]
# Where an expression has no value the variable has none either (SPARQL 1.1 Query §18.2.4.4).
NO_VALUE = {
    "an integer past the largest": "9223372036854775807 + 1",
    "an integer past the smallest": "-9223372036854775808 - 1",
    "a product past the largest": "9223372036854775807 * 9223372036854775807",
    "a decimal past the largest": "170141183460469231731.687303715884105727 + 1.0",
    "an integer divided by 0": "1 / 0",
    "a decimal divided by 0": "1.0 / 0.0",
    "the smallest integer divided by -1": "-9223372036854775808 / -1",
    "the absolute value of the smallest integer": "ABS(-9223372036854775808)",
    "no number as an integer": f"<{XSD}integer>('NaN'^^<{XSD}double>)",
    "a large double as an integer": f"<{XSD}integer>(1e300)",
    "a large double as a decimal": f"<{XSD}decimal>(1e300)",
    "a sum of 50,000 digits": f"{'9' * LONG} + 1",
    "a product of 50,000 digits": f"0.{'1' * LONG} * 2.0",
    "a year of 50,000 digits": f"YEAR('{'9' * LONG}-01-01T00:00:00Z'^^<{XSD}dateTime>)",
    "a year before the first": f"YEAR('-99999999999999999999-01-01T00:00:00Z'^^<{XSD}dateTime>)",
    "seconds of 50,000 digits": f"SECONDS('2000-01-01T00:00:00.{'1' * LONG}Z'^^<{XSD}dateTime>)",
    "a month that there is not": f"MONTH('2000-13-01T00:00:00Z'^^<{XSD}dateTime>)",
    "a day that there is not": f"DAY('2001-02-29T00:00:00Z'^^<{XSD}dateTime>)",
    "a time zone that there is not": f"TZ('2000-01-01T00:00:00+99:99'^^<{XSD}dateTime>)",
    "a date and a long duration": f"'2000-01-01'^^<{XSD}date> + 'P999999999999Y'^^<{XSD}duration>",
    "a duration of 20,000 digits": f"'P{'9' * 20_000}Y'^^<{XSD}duration> = 'P1Y'^^<{XSD}duration>",
    "a string from nowhere": "SUBSTR('abc', 0e0/0e0)",
    "a string from before its beginning": "SUBSTR('abc', -9223372036854775808, 9223372036854775807)",
    "a language that is none": "STRLANG('a', '<>')",
    "a language of 50,000 characters": f"STRLANG('a', '{'a' * LONG}')",
    "an iri that is none": "IRI('http://[')",
    "an iri with a null byte": r"IRI('\u0000')",
    "300 divisions by 0": f"1 IN ({', '.join(['1/0'] * 300)})",
    "a comparison of what is no date": f"'x'^^<{XSD}date> < 'y'^^<{XSD}date>",
}
VALUES = {
    "1e308 * 1e308": "INF",
    "1e99999": "INF",
    f"1e{'9' * 5000}": "INF",
    "1e-99999": "0",
    "0e0 / 0e0 != 0e0 / 0e0": "true",
    f"STRLEN('{'a' * LONG}')": str(LONG),
    f"STRLEN(UCASE('{'ß' * 40_000}'))": "80000",
    f"STRLEN(ENCODE_FOR_URI('{'任' * 10_000}'))": "90000",
    f"STRLEN(STR({'9' * LONG}))": str(LONG),
    f"STRLEN(STR(BNODE('{'a' * LONG}')))": None,
    f"LANGMATCHES('{'a-' * 20_000}a', '*')": "true",
    f"YEAR('99999999999-01-01T00:00:00Z'^^<{XSD}dateTime>)": "99999999999",
    "REPLACE('abc', 'b', '$0$9$99999999')": "abc",
    "REPLACE('abc', '(a*)*', 'x')": "xbxcx",
    "REPLACE('aaa', '', '-')": "-a-a-a-",
    f"STRLEN(REPLACE('{'a' * 300}', 'a', '{'b' * 300}'))": "90000",
    "1 = 1.0 && 1 = 1e0": "true",
}


def times(what: str, count: int, start: str = "'0123456789'") -> str:
    """Write a query that works a value out of the one before, many times."""
    steps = " ".join(f"BIND({what.replace('?x', f'?x{n}')} AS ?x{n + 1})" for n in range(count))
    return f"SELECT (STRLEN(STR(?x{count})) AS ?n) {{ BIND({start} AS ?x0) {steps} }}"


@pytest.mark.parametrize("pattern", CATASTROPHES)
def test_a_catastrophic_pattern_is_none(target: Target, pattern: str) -> None:
    assert target.query(LABELS.format(f"REGEX(?b, '{pattern}')")).text == f"n\r\n{CATASTROPHES[pattern]}\r\n"


@pytest.mark.parametrize("flags", ["", "i", "sxmi"])
@pytest.mark.parametrize("pattern", HUGE, ids=lambda pattern: pattern[:20])
def test_a_huge_pattern_matches_nothing_or_is_stopped(target: Target, pattern: str, flags: str) -> None:
    reply = target.query(f"ASK {{ <http://e/0> <http://e/label> ?b FILTER REGEX(?b, '{pattern}', '{flags}') }}")
    assert reply.text in {"true", "false"} or assert_problem(reply, 504, 507)


@pytest.mark.parametrize("function", ["REGEX(?b, '{}')", "REPLACE(?b, '{}', 'x') = 'x'"])
@pytest.mark.parametrize("pattern", BROKEN)
def test_a_pattern_that_is_none_matches_nothing(target: Target, pattern: str, function: str) -> None:
    query = LABELS.format(f"({function.format(pattern)})")
    assert target.query(query).text == "n\r\n0\r\n"


@pytest.mark.parametrize("flags", ["q", "zzz", "i" * 1000, "-i", "iI", "任", r"\u0000"])
def test_odd_flags_are_understood_or_match_nothing(target: Target, flags: str) -> None:
    reply = target.query(LABELS.format(f"REGEX(?b, 'LABEL', '{flags}')"))
    assert reply.text in {"n\r\n0\r\n", "n\r\n10000\r\n"}


@pytest.mark.parametrize("expression", NO_VALUE.values(), ids=NO_VALUE)
def test_what_has_no_value_leaves_a_gap(target: Target, expression: str) -> None:
    assert target.query(f"SELECT ({expression} AS ?x) {{}}").text == "x\r\n\r\n"


@pytest.mark.parametrize("expression", VALUES, ids=lambda expression: expression[:40])
def test_what_has_a_value_has_it(target: Target, expression: str) -> None:
    text = target.query(f"SELECT ({expression} AS ?x) {{}}").text
    assert text == f"x\r\n{VALUES[expression]}\r\n" or VALUES[expression] is None


@pytest.mark.parametrize("literal", ["9" * 99_000, f"0.{'1' * 98_000}", f"{'1' * 98_000}.5", f"'{'x' * 98_000}'"])
def test_a_long_literal_comes_back_as_it_is(target: Target, literal: str) -> None:
    assert target.query(f"SELECT ({literal} AS ?x) {{}}").text == f"x\r\n{literal.strip(chr(39))}\r\n"


@pytest.mark.parametrize(
    "query",
    [
        times("CONCAT(?x, ?x)", 40),
        times(f"CONCAT({', '.join(['?x'] * 10)})", 20),
        times("REPLACE(?x, '.', '$0$0')", 40),
        times("REPLACE(?x, '', '$0??')", 40),
        times("UCASE(CONCAT(?x, ?x, 'ß'))", 40),
        times("ENCODE_FOR_URI(CONCAT('任', ?x, ?x))", 40),
        times("IRI(CONCAT('http://e/', STR(?x), STR(?x)))", 40),
        times("STRLANG(CONCAT(STR(?x), STR(?x)), 'en')", 40),
        times("SUBSTR(CONCAT(?x, ?x, ?x), 2)", 40),
        "SELECT (GROUP_CONCAT(?b; SEPARATOR='" + "x" * 90_000 + "') AS ?n) { ?a ?p ?b }",
        "SELECT (STRLEN(GROUP_CONCAT(CONCAT(?b, ?d))) AS ?n) { ?a ?p ?b . ?c ?q ?d }",
        "SELECT (GROUP_CONCAT(DISTINCT ?x) AS ?n) { ?a ?p ?b . ?c ?q ?d BIND(CONCAT(?b, ?d) AS ?x) }",
        "SELECT (MAX(REPLACE(CONCAT(?b, ?d), '.', '$0$0$0$0')) AS ?n) { ?a ?p ?b . ?c ?q ?d }",
    ],
    ids=lambda query: query[-60:],
)
def test_a_string_that_grows_without_end_is_stopped(target: Target, query: str) -> None:
    reply = target.query(query)
    assert_problem(reply, 403, 504, 507)  # whichever limit comes first: operators, deadline or memory


@pytest.mark.parametrize("count", [18, 20])
def test_a_string_that_fits_the_memory_may_grow(target: Target, count: int) -> None:
    assert target.query(times("CONCAT(?x, ?x)", count)).text == f"n\r\n{10 * 2**count}\r\n"
