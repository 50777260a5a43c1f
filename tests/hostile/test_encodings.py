"""Bytes that are no text, text that is encoded twice or not at all, and characters that hide."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, quote_from_bytes

import pytest
from tests.hostile.target import assert_problem
from tests.hostile.wire import request

if TYPE_CHECKING:
    from tests.hostile.target import Target
    from tests.hostile.wire import Reply

FORM = ("Content-Type", "application/x-www-form-urlencoded")
DIRECT = ("Content-Type", "application/sparql-query")
OUTPUT = "/sparql?output=csv"
WAYS = ["get", "form", "direct"]
LABEL = "SELECT ?label { <http://e/%s> <http://e/label> ?label }"


def send(target: Target, way: str, query: bytes) -> Reply:
    """Send the bytes of a query by one of the three ways, percent-encoded where that way wants it."""
    match way:
        case "get":
            return target.ask(request(f"{OUTPUT}&query={quote_from_bytes(query, safe='')}"))
        case "form":
            body = b"query=" + quote_from_bytes(query, safe="").encode()
            return target.ask(request(OUTPUT, [FORM], body, "POST"), "POST")
        case _:
            return target.ask(request(OUTPUT, [DIRECT], query, "POST"), "POST")


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "wrong",
    [
        b"\x80",
        b"\xff",
        b"\xfe\xff",
        b"\xc0\x80",
        b"\xc0\xaf",
        b"\xe0\x80\xaf",
        b"\xf0\x80\x80\xaf",
        b"\xed\xa0\x80",
        b"\xed\xb0\x80",
        b"\xed\xa0\xbd\xed\xb8\x80",
        b"\xf4\x90\x80\x80",
        b"\xf8\x88\x80\x80\x80",
        b"\xe4\xbb",
        b"\xe4",
    ],
    ids=lambda wrong: wrong.hex(),
)
def test_what_is_not_utf_8_is_refused(target: Target, way: str, wrong: bytes) -> None:
    members = assert_problem(send(target, way, b"ASK { ?a ?b '" + wrong + b"' }"), 400)
    assert "UTF-8" in str(members["detail"])


@pytest.mark.parametrize("coding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "shift_jis"])
def test_a_body_in_another_encoding_is_refused(target: Target, coding: str) -> None:
    query = "ASK { ?a ?b '任' }".encode(coding)
    assert_problem(target.ask(request(OUTPUT, [DIRECT], query, "POST"), "POST"), 400)
    declared = ("Content-Type", f"application/sparql-query; charset={coding}")
    assert_problem(target.ask(request(OUTPUT, [declared], query, "POST"), "POST"), 400)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(
    "query",
    [
        "\0",
        "ASK {}\0",
        "A\0SK {}",
        "ASK { <http://e/\0> ?p ?o }",
        "ASK { ?s ?p '\0'",
        "PREFIX e\0: <http://e/> ASK {}",
        "ASK { ?s\0 ?p ?o }",
    ],
)
def test_a_null_byte_is_no_part_of_sparql(target: Target, way: str, query: str) -> None:
    assert_problem(send(target, way, query.encode()), 400)


@pytest.mark.parametrize("way", WAYS)
def test_a_null_byte_in_a_string_is_a_character(target: Target, way: str) -> None:
    assert send(target, way, b"SELECT (STRLEN('a\0b') AS ?n) {}").text == "n\r\n3\r\n"


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("mark", ["\ufeff", "\ufffe", "\u200b", "\u00a0", "\u2028", "\u202e", "\x1b"])
def test_a_character_that_is_not_seen_is_no_space(target: Target, way: str, mark: str) -> None:
    reply = send(target, way, f"{mark}ASK {{}}".encode())
    if mark == "\ufeff" and reply.status == 200:
        assert reply.text == "true"  # a byte order mark at the very beginning may be passed over
    else:
        assert_problem(reply, 400)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("name", "label"), [("任", "raw"), ("%E4%BB%BB", "encoded"), ("%25E4%25BB%25BB", None)])
def test_nothing_is_decoded_twice(target: Target, way: str, name: str, label: str | None) -> None:
    rows = send(target, way, (LABEL % name).encode()).text
    assert rows == "label\r\n" + (f"{label}\r\n" if label else "")


@pytest.mark.parametrize(
    "broken", ["%", "%4", "%zz", "%u4efb", "%%20", "%2", "a%", "%-1", "%+2", "% 20", "%uD83D%uDE00", "%C3%28"]
)
@pytest.mark.parametrize("where", ["query={}", "query=ASK%7B%7D&x={}", "query=ASK%7B%7D&{}=x"])
def test_a_percent_sign_that_encodes_nothing_is_refused(target: Target, where: str, broken: str) -> None:
    encoded = where.format(broken)
    assert_problem(target.ask(request("/sparql", [FORM], encoded.encode(), "POST"), "POST"), 400)
    assert_problem(target.ask(request(f"/sparql?{encoded}")), 400)


@pytest.mark.parametrize(
    "escape",
    [r"\uD800", r"\uDC00", r"\uDE00\uD83D", r"\U00110000", r"\UFFFFFFFF", r"\u", r"\u12", r"\U0001F60", r"\u00zz"],
)
@pytest.mark.parametrize(
    "where", ["ASK { ?s ?p '%s' }", "ASK { ?s ?p <http://e/%s> }", "%s ASK {}", "ASK { ?%s ?p ?o }"]
)
def test_an_escape_of_no_character_is_refused(target: Target, where: str, escape: str) -> None:
    assert_problem(target.query(where % escape), 400)


@pytest.mark.parametrize(
    "query",
    [
        r"\u0041SK {}",
        r"\U00000041SK {}",
        r"ASK \u007b\u007d",
        r"ASK { } \u0023 a comment",
        r"ASK { FILTER(\u0027a\u0027 = 'a') }",
        r"ASK { FILTER('\u0061' = 'a') }",
    ],
)
def test_an_escape_of_a_character_is_that_character(target: Target, query: str) -> None:
    assert target.query(query).text == "true"


@pytest.mark.parametrize("what", ["\U0010ffff", "\ufdd0", "\uffff", "e\u0301", "ﷺ" * 1000, "👨‍👩‍👧‍👦", "\u202etxt"])
def test_any_character_comes_back_as_it_was(target: Target, what: str) -> None:
    query = quote(f"SELECT ('{what}' AS ?x) {{}}")
    assert target.ask(request(f"{OUTPUT}&query={query}")).text == f"x\r\n{what}\r\n"
